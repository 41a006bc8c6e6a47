// Every rule of the table is raised by a pair of documents that differ in one thing, wherever its id says that it may be met; and on days that matter.
import { expect, it } from 'vitest';
import { changesBetween } from '../../generator/diff/changes/compare-documents.js';
import { findingsOf, idOf } from '../../generator/diff/findings.js';
import { RULES } from '../../generator/diff/rules/table.js';
import { DOCUMENT_PAIRS } from './document-pairs.js';
import type { Tree } from './library.js';
import { documentOf } from './normalised.js';
import { SCHEMA_PAIRS } from './schema-pairs.js';

/** The same in a parameter, in a body that is sent, in one that is got, and in a header. */
function around(content: object, simple: object = content): Tree {
  const parameter = { name: 'q', in: 'query', ...simple };
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: 'one' },
    paths: {
      '/a': {
        post: {
          parameters: [parameter],
          requestBody: content,
          responses: { 200: { description: '', ...content, headers: { A: simple } } },
        },
      },
    },
    components: {
      schemas: {
        Paper: { type: 'object', properties: { of: { const: 'paper' } } },
        File: { type: 'object', properties: { of: { const: 'file' } } },
      },
    },
  };
}

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const media = (of: object) => around({ content: of });
const form = (encoding: object) => media({ 'application/x-www-form-urlencoded': encoding });
const MEDIA_PAIRS: readonly (readonly [string, Tree, Tree])[] = [
  ['a media type', media({ 'text/csv': {} }), media({ 'text/csv': {}, 'image/png': {} })],
  ['another charset', media({ 'text/csv': {} }), media({ 'text/csv; charset=utf-8': {} })],
  ['a suffix', media({ 'application/json': {} }), media({ 'application/problem+json': {} })],
  ['a schema', media({ 'application/json': {} }), media({ 'application/json': { schema: {} } })],
  [
    'a type in a form',
    form({ schema: { type: 'object', properties: { a: { type: 'integer' } } } }),
    form({ schema: { type: 'object', properties: { a: { type: 'string' } } } }),
  ],
  ['an encoding', form({}), form({ encoding: { a: { explode: false } } })],
];

const PAIRS = [
  ...DOCUMENT_PAIRS,
  ...MEDIA_PAIRS,
  ...SCHEMA_PAIRS.map(
    ([name, one, other]) =>
      [name, around(json(one), { schema: one }), around(json(other), { schema: other })] as const,
  ),
];

/** With 90 days of notice, and with none. */
function found(base: Tree, revision: Tree): string[] {
  const changes = changesBetween(documentOf(base), documentOf(revision), { extensions: ['x-owner'] });
  return [0, 90].flatMap((days) =>
    findingsOf(changes, { today: '2026-04-15', days, betaDays: days }).map(({ id }) => id),
  );
}

const RAISED = PAIRS.map(([name, one, other]) => ({
  name,
  there: found(one, other),
  back: found(other, one),
  still: [...found(one, one), ...found(other, other)],
}));

it('every rule is raised, on every side that it has', () => {
  const raised = new Set(RAISED.flatMap(({ there, back }) => [...there, ...back]));
  const ids = RULES.flatMap((rule) => (rule.sides ?? ['call' as const]).map((side) => idOf(rule, side)));
  expect(ids.filter((id) => !raised.has(id))).toEqual([]);
});

it('every pair raises something each way round, but nothing of itself', () => {
  const silent = RAISED.flatMap(({ name, there, back }) => [
    ...(there.length === 0 ? [name] : []),
    ...(back.length === 0 ? [`${name}, back`] : []),
  ]);
  // What nobody can meet is no news.
  expect(silent).toEqual(['a schema that nothing refers to']);
  expect(RAISED.filter(({ still }) => still.length > 0)).toEqual([]);
});
