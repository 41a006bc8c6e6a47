// Every check: a server that keeps its contract passes, and one that breaks one thing is told which, where, what was expected and what came.
import { describe, expect, it } from 'vitest';
import { CHECKS, type CheckName, type Handler } from '../../contract/index.js';
import { field, header, json, status, text } from './broken.js';
import { conforming, runShelf } from './shelf.js';

const CREATE = 'shelf/2.0/createBook/examples/full-draft';
const REFUSED = 'shelf/2.0/createBook/examples/bad-name';
const LIST = 'shelf/2.0/listBooks/examples/all-books';
const BY_TAG = 'shelf/2.0/listBooks/examples/by-tag';
const GET = 'shelf/2.0/getBook/examples/known-book';
const GONE = 'shelf/2.0/deleteBook/examples/gone-book';

type Row = [
  what: string,
  id: string,
  server: Handler,
  check: CheckName,
  pointer: string,
  expected: string,
  actual: string,
];

const EXCHANGE: Row[] = [
  ['another success', CREATE, status(200), 'status', '/status', '201', '200, with "{'],
  ['a server error', GET, status(503), 'server-error', '/status', '200', '503'],
  ['a refusal that is accepted', REFUSED, status(201), 'status', '/status', '400', '201'],
  [
    'no required header',
    CREATE,
    header('location'),
    'headers',
    '/header/Location',
    'the header Location',
    'none',
  ],
  [
    'a header against its pattern',
    CREATE,
    header('location', 'x'),
    'headers',
    '/header/Location',
    'the pattern ^/v1/',
    '"x"',
  ],
  [
    'a header of another type',
    CREATE,
    header('x-remaining', 'few'),
    'headers',
    '/header/X-Remaining',
    'type integer',
    '"few"',
  ],
  [
    'a header out of bounds',
    CREATE,
    header('x-remaining', '-1'),
    'headers',
    '/header/X-Remaining',
    'a number >= 0',
    '"-1"',
  ],
  [
    'another media type',
    GET,
    header('content-type', 'text/html'),
    'content-type',
    '/header/Content-Type',
    'application/json',
    '"text/html"',
  ],
  [
    'no media type',
    GET,
    header('content-type'),
    'content-type',
    '/header/Content-Type',
    'application/json',
    'no Content-Type header',
  ],
  [
    'another charset',
    GET,
    header('content-type', 'application/json; charset=latin1'),
    'content-type',
    '/header/Content-Type',
    'UTF-8',
    'latin1',
  ],
];

const BODY: Row[] = [
  ['an empty body', GET, text(() => ''), 'body', '/body', 'a body of application/json', 'no body'],
  ['half a body', GET, text((body) => body.slice(0, -3)), 'body', '/body', 'JSON', '{\\"book\\"'],
  ['a list instead', GET, json((body) => [body]), 'body', '/body', 'a value of type object', '[{'],
  [
    'a wrapper',
    GET,
    json((body) => ({ data: body })),
    'body',
    '/body/book',
    'the property is required',
    'nothing',
  ],
  [
    'a missing field',
    GET,
    field('/book/created_at'),
    'body',
    '/body/book/created_at',
    'the property is required',
    'nothing',
  ],
  [
    'a wrong type',
    GET,
    field('/book/pages', '320'),
    'body',
    '/body/book/pages',
    'a value of type integer',
    '"320"',
  ],
  ['a value out of bounds', GET, field('/book/pages', 0), 'body', '/body/book/pages', 'a number >= 1', '0'],
  [
    'a wrong format',
    GET,
    field('/book/created_at', 'now'),
    'body',
    '/body/book/created_at',
    'format date-time',
    '"now"',
  ],
  [
    'neither alternative',
    GET,
    field('/book/note', 5),
    'body',
    '/body/book/note',
    'a value of type string or a value of type null',
    '5',
  ],
  [
    'an item doubled',
    GET,
    field('/book/tags', ['a', 'b', 'a']),
    'body',
    '/body/book/tags',
    'all different',
    '["a", "b", "a"]',
  ],
  [
    'a bad item far down',
    LIST,
    field('/books/1/tags', ['a', 3]),
    'body',
    '/body/books/1/tags/1',
    'a value of type string',
    '3',
  ],
  [
    'an unknown code',
    REFUSED,
    field('/error/code', 'Oops'),
    'body',
    '/body/error/code',
    'one of "Invalid", "Unauthorized"',
    '"Oops"',
  ],
];

const RELATIONS: Row[] = [
  [
    'a lost echo',
    CREATE,
    field('/book/name', 'No'),
    'relations',
    '/body/book/name',
    '"Emma", as sent in /body/name',
    '"No"',
  ],
  [
    'an echo that is gone',
    CREATE,
    field('/book/note'),
    'relations',
    '/body/book/note',
    'null, as sent in /body/note',
    'nothing',
  ],
  [
    'a lost item',
    CREATE,
    field('/book/tags', ['novel']),
    'relations',
    '/body/book/tags',
    '["novel", "regency"], as sent in /body/tags',
    '["novel"]',
  ],
  [
    'another id than asked for',
    GET,
    field('/book/id', '00000000-0000-4000-8000-000000000000'),
    'relations',
    '/body/book/id',
    '"b0a1c2d3-0000-4000-8000-1234567890ab", as sent in /path/book_id',
    '"00000000-',
  ],
  [
    'one item of another shelf',
    LIST,
    field('/books/1/shelf', 'south'),
    'relations',
    '/body/books/1/shelf',
    '"north-wall-3", as sent in /path/shelf',
    '"south"',
  ],
  [
    'one item without the tag',
    BY_TAG,
    field('/books/0/tags', ['bath']),
    'relations',
    '/body/books/0/tags',
    'a list with ["novel"], as sent in /query/tags',
    '["bath"]',
  ],
];

describe('one thing broken', () => {
  it.each([...EXCHANGE, ...BODY, ...RELATIONS])(
    '%s',
    async (_, id, server, check, pointer, expected, actual) => {
      const { findings } = await runShelf(server, { cases: [id] });
      expect(findings.map((finding) => [finding.check, finding.pointer])).toEqual([[check, pointer]]);
      expect(findings[0]).toMatchObject({
        caseId: id,
        severity: 'error',
        expected: expect.stringContaining(expected),
        actual: expect.stringContaining(actual),
        operation: expect.stringMatching(/^(GET|POST) \/v1\/\S+ \(\w+\)$/),
        example: id.split('/').at(-1),
        source: expect.stringMatching(/^\/(paths|components)\//),
      });
    },
  );

  it('names the very schema that says so', async () => {
    const { findings } = await runShelf(field('/book/pages', 0), { cases: [GET] });
    expect(findings[0]?.source).toBe('/components/schemas/Book/properties/pages');
  });

  it('a body where HTTP allows none', async () => {
    // A Response of this platform cannot even be made so; another one can.
    const server: Handler = () =>
      ({ status: 204, headers: new Headers(), body: new Response('surprise').body }) as Response;
    const { findings } = await runShelf(server, { cases: [GONE] });
    expect(findings).toMatchObject([
      { check: 'no-body', pointer: '/body', expected: 'no body', actual: '8 bytes: "surprise"' },
    ]);
  });

  it('a body that is not UTF-8', async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    const server: Handler = () => new Response(bytes, { headers: { 'content-type': 'application/json' } });
    const { findings } = await runShelf(server, { cases: [GET] });
    expect(findings).toMatchObject([{ check: 'body', expected: 'JSON in UTF-8' }]);
  });

  it('tells every mistake of a body, and each once', async () => {
    const { findings } = await runShelf(field('/book', { name: 5, tags: 'x' }), { cases: [CREATE] });
    // Name, tags and shelf are lost echoes as well; note is only that.
    expect(findings.map(({ check, pointer }) => `${check} ${pointer}`).sort()).toEqual([
      ...['created_at', 'id', 'name', 'shelf', 'tags'].map((name) => `body /body/book/${name}`),
      'relations /body/book/note',
    ]);
  });

  it('tells nothing else where the status is wrong', async () => {
    const server: Handler = () => new Response('<h1>Bad gateway</h1>', { status: 502 });
    const { findings } = await runShelf(server, { cases: [CREATE] });
    expect(findings.map(({ check, actual }) => [check, actual])).toEqual([
      ['server-error', '502, with "<h1>Bad gateway</h1>"'],
    ]);
  });
});

describe('a server that keeps its contract', () => {
  it('passes every case, though no volatile value is that of the example', async () => {
    const { events, findings } = await runShelf(conforming);
    expect(findings).toEqual([]);
    expect(events.at(-1)).toMatchObject({
      outcome: 'complete',
      totals: { cases: 14, held: 14, broken: 0, notRun: 0 },
    });
  });

  const fine: [string, string, Handler][] = [
    ['no header that need not be there', CREATE, header('x-remaining')],
    ['no field that need not be there', GET, field('/book/pages')],
    [
      'a media type with parameters and in capitals',
      GET,
      header('content-type', 'Application/JSON;charset="UTF-8"'),
    ],
    ['an empty list', LIST, field('/books', [])],
    ['more tags than were asked for', BY_TAG, field('/books/0/tags', ['a', 'novel'])],
    ['another message in a refusal', REFUSED, field('/error/message', 'nein')],
    ['a byte order mark', GET, text((body) => `\ufeff${body}`)],
  ];
  it.each(fine)('may send %s', async (_, id, server) => {
    expect((await runShelf(server, { cases: [id] })).findings).toEqual([]);
  });
});

it('describes every check in a sentence', () => {
  expect(Object.values(CHECKS).filter((sentence) => !sentence.endsWith('.'))).toEqual([]);
});
