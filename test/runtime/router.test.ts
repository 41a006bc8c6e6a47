// Routing: templates as documents write them, and as requests spell them.
import { describe, expect, it } from 'vitest';
import { makeRouter } from '../../runtime/router.js';

/** What a router makes of a URL as the platform spells it. */
function routed(template: string, path: string, variables?: readonly string[]) {
  const route = {
    method: 'GET',
    path: template,
    ...(variables && { variables: new Set(variables) }),
  };
  const match = makeRouter([route])('GET', new URL(path, 'http://localhost').pathname);
  return match.kind === 'found' ? match.path : match.kind;
}

const [A, B] = ['$' + '{a}', '$' + '{b}'];

describe('a template', () => {
  it.each([
    ['/a/{id}', '/a/x', { id: 'x' }],
    ['/a b-{id}', '/a b-x', { id: 'x' }],
    ['/"<`>"{id}', '/"<`>"x', { id: 'x' }],
    ['/größe/名-{id}.json', '/größe/名-x.json', { id: 'x' }],
    ["/x');alert(1);/{id}", "/x');alert(1);/x", { id: 'x' }],
    ['/\u{1f600}{id}', '/\u{1f600}x', { id: 'x' }],
    ['/a/{id}', '/b/x', 'missing'],
  ])('%s takes %s', (template, path, expected) => {
    expect(routed(template, path)).toEqual(expected);
  });

  it('takes for text what no parameter is called', () => {
    expect(routed(`/${A}${B}{id}/x`, `/${A}${B}w1/x`, ['id'])).toEqual({ id: 'w1' });
    expect(routed(`/${A}${B}{id}/x`, `/1${B}w1/x`, ['id'])).toBe('missing');
    expect(routed(`/${A}/x`, `/${A}/x`, [])).toEqual({});
    expect(routed(`/${A}/x`, '/1/x', [])).toBe('missing');
  });
});
