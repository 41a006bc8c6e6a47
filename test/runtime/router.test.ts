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
    ['/a/{id}?x=1', '/a/x?x=1', { id: 'x' }],
    ['/a/{id}#part', '/a/x', { id: 'x' }],
    ['/a/{?id}', '/a/x', { '?id': 'x' }],
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

describe('many routes', () => {
  const get = (paths: readonly string[]) => paths.map((path) => ({ method: 'GET', path }));

  it('are put in order once: 20,000 templates of one segment', () => {
    const router = makeRouter(get(Array.from({ length: 20_000 }, (_, at) => `/a/{id}-${at}`)));
    expect(router('GET', '/a/x-19999')).toMatchObject({ kind: 'found', path: { id: 'x' } });
  });

  it('may have more segments than a stack has room', () => {
    const router = makeRouter(get([Array.from({ length: 20_000 }, (_, at) => `/{p${at}}`).join('')]));
    const match = router('GET', '/x'.repeat(20_000));
    expect(match.kind === 'found' && Object.keys(match.path)).toHaveLength(20_000);
  });

  it('prefer text to templates at every segment, and come back where that leads nowhere', () => {
    const router = makeRouter(
      get(['/{a}/{b}/end', '/x/{c}/end', '/x/y/other', '/x/{d}-z/end', '/{e}-/y/end']),
    );
    const taken = (path: string) => {
      const match = router('GET', path);
      return match.kind === 'found' ? [match.route.path, match.path] : match.kind;
    };
    expect(taken('/x/y/end')).toEqual(['/x/{c}/end', { c: 'y' }]);
    expect(taken('/x/y-z/end')).toEqual(['/x/{d}-z/end', { d: 'y' }]);
    expect(taken('/w-/y/end')).toEqual(['/{e}-/y/end', { e: 'w' }]);
    expect(taken('/w-/v/end')).toEqual(['/{a}/{b}/end', { a: 'w-', b: 'v' }]);
    expect(taken('/x/y/else')).toBe('missing');
  });
});
