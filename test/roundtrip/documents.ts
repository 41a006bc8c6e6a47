// Hides parameters that are documents, have defaults or may be empty: their operations, and what arrives of a value.
import fc from 'fast-check';
import type { Crossed } from './crossed.js';
import { INTEGER, KINDS, MEMBERS, STRING, text, understood } from './kinds.js';

export interface Cell {
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  readonly mediaType: string;
}

const JSON_TYPES = ['application/json', 'application/vnd.filter+json'] as const;
const FORM = 'application/x-www-form-urlencoded';
export const CELLS: readonly Cell[] = [
  ...(['path', 'query', 'querystring', 'header', 'cookie'] as const).map(
    (place, at): Cell => ({ in: place, mediaType: JSON_TYPES[at % 2] ?? '' }),
  ),
  ...(['path', 'query', 'querystring', 'cookie'] as const).map(
    (place): Cell => ({ in: place, mediaType: FORM }),
  ),
  { in: 'querystring', mediaType: 'text/plain' },
  { in: 'query', mediaType: 'text/plain' },
];

const isForm = ({ mediaType }: Cell) => mediaType === FORM;
const isText = ({ mediaType }: Cell) => mediaType === 'text/plain';

/** What such a document can say: a form is made of members, and a text is none. */
export function kindsOf(cell: Cell): (keyof typeof KINDS)[] {
  if (isForm(cell)) return ['members', 'texts', 'counts'];
  return isText(cell) ? ['string', 'integer', 'boolean'] : Object.keys(KINDS);
}

export const named = ({ in: place, mediaType }: Cell, kind: string) =>
  `${place} ${mediaType} ${kind}`.replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase());

function operation(cell: Cell, schema: object): Crossed {
  const { in: place, mediaType } = cell;
  const v = { name: 'v', in: place, required: true, content: { [mediaType]: { schema } } };
  const other = { name: 'other', in: place, required: place === 'path', schema: STRING };
  return {
    path: place === 'path' ? '/{v}/{other}' : '',
    method: 'get',
    parameters: place === 'querystring' ? [v] : [v, other],
  };
}

/** What a handler gets: documents say everything, but a form has no word for null, nor for a member that is not there. */
export function arrived(cell: Cell, value: unknown): unknown {
  return isForm(cell) ? (understood(value, false) ?? {}) : value;
}

const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });

const nested = {
  type: 'object',
  properties: { ids: { type: 'array', items: INTEGER }, on: { type: 'boolean' } },
};

export const DOCUMENT_OPERATIONS: Readonly<Record<string, Crossed>> = {
  ...Object.fromEntries(
    CELLS.flatMap((cell) =>
      kindsOf(cell).map((kind) => [named(cell, kind), operation(cell, KINDS[kind]?.schema ?? {})]),
    ),
  ),
  defaults: {
    method: 'get',
    parameters: [
      query('own', { type: 'integer', default: 7 }),
      query('zero', { type: 'integer', default: 0 }),
      query('off', { type: 'boolean', default: false }),
      query('empty', { type: 'string', default: '' }),
      query('list', { type: 'array', items: STRING, default: ['a'] }),
      query('object', { type: 'object', default: { a: 1 } }),
      query('referred', { $ref: '#/components/schemas/Limit' }),
      query('composed', { allOf: [{ $ref: '#/components/schemas/Limit' }] }),
      query('narrowed', { $ref: '#/components/schemas/Limit', default: 3 }),
      query('meant', { type: 'boolean', default: 'true' }),
      query('wrong', { type: 'integer', default: 'ten' }),
      query('wrongBelow', { $ref: '#/components/schemas/Limit', default: ['a'] }),
      query('nothing', { type: ['integer', 'null'], default: null }),
      { name: 'document', in: 'query', content: { 'application/json': { schema: { default: [1] } } } },
      { name: 'X-Header', in: 'header', schema: { type: 'integer', default: 8 } },
      { name: 'crumb', in: 'cookie', schema: { type: 'integer', default: 9 } },
    ],
  },
  empty: {
    method: 'get',
    parameters: [
      query('flag', { type: 'boolean' }, { allowEmptyValue: true }),
      query('count', { type: 'integer', default: 5 }, { allowEmptyValue: true }),
      query('text', STRING, { allowEmptyValue: true }),
      query('list', { type: 'array', items: STRING }, { allowEmptyValue: true }),
      query('strict', { type: 'integer' }),
    ],
  },
  styledQuery: {
    method: 'get',
    parameters: [
      {
        name: 'v',
        in: 'querystring',
        content: {
          [FORM]: {
            schema: {
              type: 'object',
              properties: {
                ...MEMBERS,
                tags: { type: 'array', items: STRING },
                filter: nested,
                raw: nested,
                free: STRING,
              },
            },
            encoding: {
              tags: { style: 'pipeDelimited', explode: false },
              filter: { style: 'deepObject', explode: true },
              free: { allowReserved: true },
            },
          },
        },
      },
    ],
  },
};

export const LIMIT = { Limit: { type: 'integer', minimum: 1, default: 20 } };

export const STYLED_QUERIES = fc.record(
  {
    name: text,
    count: fc.integer(),
    on: fc.boolean(),
    tags: fc.array(fc.constantFrom('a', 'b c', 'd&e', 'é=+%'), { minLength: 1, maxLength: 3 }),
    filter: fc.record(
      { ids: fc.array(fc.integer(), { minLength: 1, maxLength: 2 }), on: fc.boolean() },
      { noNullPrototype: true },
    ),
    raw: fc.record(
      { ids: fc.array(fc.integer(), { maxLength: 2 }), on: fc.boolean() },
      { noNullPrototype: true },
    ),
    free: fc.constantFrom('a/b?c:d@e', '[x];$1!', "it's (all) *free*,"),
  },
  { requiredKeys: ['name'], noNullPrototype: true },
);
