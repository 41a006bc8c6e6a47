// Lists pairs of schemas that differ in one thing: the one way round, and the other.

type Schema = object | boolean;

/** What the pair is about, and the two. */
export type SchemaPair = readonly [string, Schema, Schema];

const text = { type: 'string' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const member = (of: object, more: object = {}) => object({ a: of }, more);
const required = { required: ['a'] };
/** From none, to one, to another one, less to more. */
const bound = (keyword: string, less: number, more: number, type = {}): SchemaPair[] => [
  [`${keyword} set`, type, { ...type, [keyword]: less }],
  [`${keyword} moved`, { ...type, [keyword]: less }, { ...type, [keyword]: more }],
];
/** A keyword that holds a schema. */
const holding = (keyword: string, of: Schema = text, type = {}): SchemaPair => [
  keyword,
  type,
  { ...type, [keyword]: of },
];
const paper = { type: 'object', title: 'Paper', properties: { of: { const: 'paper' } }, required: ['of'] };
const file = { type: 'object', title: 'File', properties: { of: { const: 'file' } }, required: ['of'] };
const kinds = (mapping?: object) => ({
  oneOf: [paper, file],
  discriminator: { propertyName: 'of', ...(mapping && { mapping }) },
});
const ref = (name: string) => `#/components/schemas/${name}`;
const ending = (more: object) => ({ type: 'string', deprecated: true, ...more });

export const SCHEMA_PAIRS: readonly SchemaPair[] = [
  ['type', { type: 'string' }, { type: 'integer' }],
  ['type of less', { type: 'integer' }, { type: 'number' }],
  ['type of a member', member({ type: 'integer' }), member({ type: 'number' })],
  ['listed types', { oneOf: [{ type: 'string' }] }, { oneOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['other types', { oneOf: [{ type: 'string' }] }, { oneOf: [{ type: 'integer' }] }],
  ['null', text, { type: ['string', 'null'] }],
  ['enum', text, { type: 'string', enum: ['a'] }],
  ['a value of enum', { type: 'string', enum: ['a', 'b'] }, { type: 'string', enum: ['a', 'b', 'c'] }],
  [
    'x-extensible-enum',
    { ...text, 'x-extensible-enum': ['a'] },
    { ...text, 'x-extensible-enum': ['a', 'b'] },
  ],
  ['const', text, { type: 'string', const: 'a' }],
  ['another const', { const: 'a' }, { const: 'b' }],
  ['default', text, { type: 'string', default: 'a' }],
  ['another default', { ...text, default: 'a' }, { ...text, default: 'b' }],
  ['pattern', text, { type: 'string', pattern: '^a$' }],
  ['another pattern', { ...text, pattern: '^a$' }, { ...text, pattern: '^b$' }],
  ['a pattern of all', { ...text, pattern: '^a$' }, { ...text, pattern: '.*' }],
  ['contentMediaType', text, { type: 'string', contentMediaType: 'image/png' }],
  ['contentEncoding', text, { type: 'string', contentEncoding: 'base64' }],
  ['xml', text, { type: 'string', xml: { name: 'a' } }],
  ...bound('maximum', 1, 2, { type: 'number' }),
  ...bound('minimum', 1, 2, { type: 'number' }),
  ...bound('exclusiveMaximum', 1, 2, { type: 'number' }),
  ...bound('exclusiveMinimum', 1, 2, { type: 'number' }),
  ...bound('maxLength', 1, 2, text),
  ...bound('minLength', 1, 2, text),
  ...bound('maxItems', 1, 2, { type: 'array' }),
  ...bound('minItems', 1, 2, { type: 'array' }),
  ...bound('maxProperties', 1, 2, { type: 'object' }),
  ...bound('minProperties', 1, 2, { type: 'object' }),
  ...bound('maxContains', 2, 3, { type: 'array', contains: text }),
  ...bound('minContains', 2, 3, { type: 'array', contains: text }),
  ...bound('multipleOf', 2, 4, { type: 'number' }),
  ['another multipleOf', { type: 'number', multipleOf: 2 }, { type: 'number', multipleOf: 3 }],
  ['uniqueItems', { type: 'array' }, { type: 'array', uniqueItems: true }],
  ['a member', object({}), member(text)],
  ['a required member', object({}), member(text, required)],
  ['a required member with a default', object({}), member({ ...text, default: 'a' }, required)],
  ['required', member(text), member(text, required)],
  ['required with a default', member({ default: 'a' }), member({ default: 'a' }, required)],
  ['readOnly', member(text), member({ ...text, readOnly: true })],
  ['readOnly and required', member(text, required), member({ ...text, readOnly: true }, required)],
  ['writeOnly', member(text), member({ ...text, writeOnly: true })],
  ['writeOnly and required', member(text, required), member({ ...text, writeOnly: true }, required)],
  ['other members', object({}), object({}, { additionalProperties: false })],
  ['other members bound', object({}), object({}, { additionalProperties: text })],
  ['patternProperties', object({}), object({}, { patternProperties: { '^x': text } })],
  ['dependentRequired', object({}), object({}, { dependentRequired: { a: ['b'] } })],
  [
    'another dependentRequired',
    object({}, { dependentRequired: { a: ['b'] } }),
    object({}, { dependentRequired: { a: ['c'] } }),
  ],
  ['dependentSchemas', object({}), object({}, { dependentSchemas: { a: { maxProperties: 2 } } })],
  ['prefixItems', { type: 'array' }, { type: 'array', prefixItems: [text] }],
  ['items', { type: 'array' }, { type: 'array', items: text }],
  ['allOf', { ...text, allOf: [{ minLength: 1 }] }, { ...text, allOf: [{ minLength: 1 }, { pattern: 'a' }] }],
  [
    'a part that asks nothing',
    { ...text, allOf: [{ minLength: 1 }] },
    { ...text, allOf: [{ minLength: 1 }, {}] },
  ],
  ['anyOf', { anyOf: [paper] }, { anyOf: [paper, file] }],
  ['oneOf', { oneOf: [paper] }, { oneOf: [paper, file] }],
  ['anyOf for oneOf', { oneOf: [paper, file] }, { anyOf: [paper, file] }],
  ['oneOf around what was there', member(text), { oneOf: [member(text), object({ b: text })] }],
  holding('not', { const: 'a' }, text),
  holding('if'),
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword
  ['then', { if: text }, { if: text, then: { minLength: 1 } }],
  ['else', { if: text }, { if: text, else: { minimum: 1 } }],
  holding('contains', text, { type: 'array' }),
  holding('propertyNames', { maxLength: 9 }, { type: 'object' }),
  holding('unevaluatedItems', false, { type: 'array' }),
  holding('unevaluatedProperties', false, { type: 'object' }),
  holding('contentSchema', text, { ...text, contentMediaType: 'application/json' }),
  ['discriminator', { oneOf: [paper, file] }, kinds()],
  [
    'discriminator by another member',
    kinds(),
    { oneOf: [paper, file], discriminator: { propertyName: 'by' } },
  ],
  ['mapping', kinds(), kinds({ paper: ref('Paper') })],
  ['another mapping', kinds({ a: ref('Paper') }), kinds({ a: ref('File') })],
  ['deprecated', text, ending({})],
  ['deprecated until a day', text, ending({ 'x-sunset': '2027-01-01' })],
  ['deprecated until no day', text, ending({ 'x-sunset': 'soon' })],
  ['deprecated until tomorrow', text, ending({ 'x-sunset': '2026-04-16' })],
  ['no day any more', ending({ 'x-sunset': '2027-01-01' }), ending({})],
  ['a day that is none', ending({ 'x-sunset': '2027-01-01' }), ending({ 'x-sunset': 'soon' })],
  ['another day', ending({ 'x-sunset': '2027-01-01' }), ending({ 'x-sunset': '2027-02-01' })],
  ['a day that is too soon', ending({ 'x-sunset': '2027-01-01' }), ending({ 'x-sunset': '2026-04-20' })],
  ['stability', { ...text, 'x-stability-level': 'beta' }, { ...text, 'x-stability-level': 'stable' }],
  ['a stability that is none', text, { ...text, 'x-stability-level': 'rocky' }],
];
