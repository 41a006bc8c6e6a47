// Hides the bodies that are tried: an operation for every kind, values of each, and what arrives where that is something else.
import type { Crossed } from './crossed.js';

const body = (content: Readonly<Record<string, object>>, required = true): Crossed => ({
  requestBody: { required, content },
});
const PET = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: ['integer', 'null'] } },
};
const FILE = { type: 'string', format: 'binary' };
const UPLOAD = {
  type: 'object',
  properties: {
    note: { type: 'string' },
    count: { type: 'integer' },
    meta: PET,
    pets: { type: 'array', items: PET },
    file: FILE,
    files: { type: 'array', items: FILE },
    avatar: { contentMediaType: 'image/png' },
    raw: {},
    either: { oneOf: [FILE, { type: 'object' }] },
  },
};
export const BODY_OPERATIONS: Readonly<Record<string, Crossed>> = {
  json: body({ 'application/json': {} }),
  vendor: body({ 'application/vnd.pets.v2+json': { schema: PET } }),
  optional: body({ 'application/json': { schema: PET } }, false),
  removal: { ...body({ 'application/json': { schema: PET } }), method: 'delete' },
  text: body({ 'text/plain': { schema: { type: 'string' } } }),
  latin: body({ 'text/csv; charset=iso-8859-1': {} }),
  bytes: body({ 'application/octet-stream': {} }),
  encoded: body({ 'application/octet-stream': { schema: { type: 'string', format: 'byte', maxLength: 9 } } }),
  maybeBytes: body({ 'application/octet-stream': {} }, false),
  image: body({ 'image/*': {} }),
  anything: body({ '*/*': {} }),
  several: body({
    'application/json': { schema: PET },
    'application/x-www-form-urlencoded': { schema: PET },
    'multipart/form-data': { schema: PET },
    'text/plain': {},
    'application/octet-stream': {},
  }),
  versions: body({
    'application/json; version=1': { schema: PET },
    'application/json; version=2': { schema: { type: 'array', items: PET } },
  }),
  form: body({ 'application/x-www-form-urlencoded': { schema: PET } }),
  upload: body({
    'multipart/form-data': {
      schema: UPLOAD,
      encoding: {
        avatar: {
          contentType: 'image/png, image/jpeg',
          headers: { 'X-Kind': { schema: { const: 'face' } } },
        },
        raw: { contentType: 'text/csv' },
      },
    },
  }),
  parts: body({
    'multipart/mixed': {
      schema: { type: 'array', prefixItems: [PET, { type: 'integer' }], items: FILE },
      prefixEncoding: [{ contentType: 'application/json' }, {}],
      itemEncoding: { contentType: 'image/*' },
    },
  }),
  items: body({
    'multipart/mixed': { itemSchema: PET, itemEncoding: { contentType: 'application/json' } },
  }),
  lines: body({ 'application/jsonl': { itemSchema: PET } }),
};

export const HARD = 'a"b\\c\r\nd;e=%20 ü€😀\'--specpact\r\n--\r\n';
const file = (text: string, name: string, type = '') => new File([text], name, { type });

/** [operation, body, what arrives where it is not the same] */
export const BODIES: readonly (readonly [operation: string, body: unknown, arrives?: unknown])[] = [
  ['json', null],
  ['json', 0],
  ['json', ''],
  ['json', HARD],
  ['json', [[], {}, { __proto__: null, a: [null, 1.5e-7] }], [[], {}, { a: [null, 1.5e-7] }]],
  ['json', JSON.parse('{"__proto__":{"a":1}}')],
  ['vendor', { name: HARD, age: null }],
  ['optional', { name: '' }],
  ['optional', undefined],
  ['removal', { name: 'a' }],
  ['text', HARD],
  ['text', ''],
  ['latin', 'naïve,"ÿ"'],
  ['bytes', new Blob(['a\0\r\n']), { type: 'application/octet-stream', text: 'a\0\r\n' }],
  ['bytes', new TextEncoder().encode('é'), { type: 'application/octet-stream', text: 'é' }],
  ['bytes', new TextEncoder().encode('xéx').subarray(1, 3), { type: 'application/octet-stream', text: 'é' }],
  ['bytes', new TextEncoder().encode('é').buffer, { type: 'application/octet-stream', text: 'é' }],
  ['bytes', 'é', { type: 'application/octet-stream', text: 'é' }],
  ['bytes', file('a', 'b.txt', 'text/plain'), { type: 'application/octet-stream', text: 'a' }],
  ['bytes', new Blob([]), { type: 'application/octet-stream', text: '' }],
  ['encoded', new Blob(['aGk=']), { type: 'application/octet-stream', text: 'aGk=' }],
  ['maybeBytes', undefined],
  ['maybeBytes', new Blob([]), { type: 'application/octet-stream', text: '' }],
  ['image', new Blob(['a'], { type: 'image/gif' }), { type: 'image/gif', text: 'a' }],
  ['anything', new Blob(['a'], { type: 'x/y' }), { type: 'x/y', text: 'a' }],
  ['form', { name: HARD, age: 5 }, { name: HARD, age: 5 }],
  ['form', { name: 'a', age: null }, { name: 'a' }],
  ['form', new URLSearchParams({ name: HARD, age: '5' }), { name: HARD, age: 5 }],
  ['upload', {}],
  [
    'upload',
    { note: HARD, count: -1, meta: { name: HARD, age: null }, pets: [{ name: 'a' }, { name: 'b' }] },
  ],
  ['upload', { pets: [{ name: 'a' }] }],
  [
    'upload',
    {
      file: file(HARD, 'ü"\\;.txt', 'text/plain'),
      files: [file('1', 'a'), new Blob(['2'], { type: 'a/b' })],
    },
    {
      file: { type: 'text/plain', name: 'ü"\\;.txt', text: HARD },
      files: [
        { type: 'application/octet-stream', name: 'a', text: '1' },
        { type: 'a/b', name: 'blob', text: '2' },
      ],
    },
  ],
  [
    'upload',
    { file: new Uint8Array([97]) },
    { file: { type: 'application/octet-stream', name: 'blob', text: 'a' } },
  ],
  [
    'upload',
    { avatar: new Blob(['a'], { type: 'image/jpeg' }), raw: 'a,b' },
    { avatar: { type: 'image/jpeg', name: 'blob', text: 'a' }, raw: 'a,b' },
  ],
  ['upload', { either: { a: 1 } }],
  [
    'upload',
    { either: file('a', 'a.json', 'application/json') },
    { either: { type: 'application/json', name: 'a.json', text: 'a' } },
  ],
  [
    'parts',
    [{ name: 'a' }, 5, new Blob(['a'], { type: 'image/png' }), file('b', 'b.png', 'image/png')],
    [
      { name: 'a' },
      5,
      { type: 'image/png', name: 'blob', text: 'a' },
      { type: 'image/png', name: 'b.png', text: 'b' },
    ],
  ],
  ['items', [{ name: 'a' }, { name: HARD }]],
  ['items', []],
];
