// x-pagination and x-poll: what is ours is read, what is not is told of and left out, for it may be another tool's.
import { describe, expect, it } from 'vitest';
import { operationOf } from './modelled.js';

const read = (extension: string) =>
  operationOf(`parameters:
  - { name: offset, in: query, schema: { type: integer } }
  - { name: token, in: header, schema: { type: string } }
${extension}
responses: { "200": { description: D } }`);

describe('x-pagination', () => {
  it.each([
    ['{ by: link }', { by: 'link' }],
    [
      '{ by: offset, parameter: offset, items: "", total: X-Total }',
      { by: 'offset', parameter: 'offset', items: '', total: 'X-Total' },
    ],
    [
      '{ by: cursor, parameter: offset, items: /a~1b, next: /next }',
      { by: 'cursor', parameter: 'offset', items: '/a~1b', next: '/next' },
    ],
  ])('%s', (text, expected) => {
    const { operation, diagnostics } = read(`x-pagination: ${text}`);
    expect(operation.paging).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['true', 'it is no object'],
    ['[]', 'it is no object'],
    ['null', 'it is no object'],
    ['{}', 'by is missing'],
    ['{ by: magic }', 'by is none of offset, page, marker, cursor, link'],
    ['{ by: link, items: list }', 'items is no JSON pointer, such as /items'],
    ['{ by: link, total: 5 }', 'total is no text'],
    ['{ by: link, perPage: 5 }', 'perPage is none of by, parameter, items, next, total'],
    ['{ by: link, __proto__: 5 }', '__proto__ is none of by, parameter, items, next, total'],
    ['{ by: offset }', 'parameter "" is no query parameter of the operation'],
    ['{ by: offset, parameter: token }', 'parameter "token" is no query parameter of the operation'],
    ['{ by: marker, parameter: offset }', 'next is missing: it says where the marker stands'],
  ])('%s is left out', (text, why) => {
    const { operation, said, diagnostics } = read(`x-pagination: ${text}`);
    expect(operation.paging).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^extension-unread \d+:\d+ /)]);
    expect(diagnostics).toMatchObject([
      { severity: 'warning', message: `x-pagination is left out: ${why}.` },
    ]);
  });
});

describe('x-poll', () => {
  it.each([
    '{ state: /state, pending: [creating] }',
    '{ state: "", pending: [creating], failed: [error], interval: 0.5 }',
  ])('%s', (text) => {
    const { operation, diagnostics } = read(`x-poll: ${text}`);
    expect(operation.polling).toMatchObject({ pending: ['creating'] });
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['{ state: /state }', 'pending is missing'],
    ['{ state: /state, pending: [] }', 'pending is no list of texts'],
    ['{ state: /state, pending: [1] }', 'pending is no list of texts'],
    ['{ state: /state, pending: [a], interval: 0 }', 'interval is no number of seconds'],
  ])('%s is left out', (text, why) => {
    const { operation, diagnostics } = read(`x-poll: ${text}`);
    expect(operation.polling).toBeUndefined();
    expect(diagnostics).toMatchObject([{ id: 'extension-unread', message: `x-poll is left out: ${why}.` }]);
  });
});
