// Relations: what repeats its request always holds, and one changed leaf never does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerValues,
  brokenIn,
  deriveRelations,
  type Relation,
} from '../../contract/plan/relations.js';
import type { SentValues } from '../../contract/plan/types.js';

const CHECKED = { seed: 1, numRuns: 200 };
const sentBody = (body: unknown, more: Partial<SentValues> = {}): SentValues => ({
  path: {},
  query: {},
  header: {},
  cookie: {},
  querystring: {},
  ...more,
  body,
});
const answerBody = (body: unknown): AnswerValues => ({ header: {}, body });
const said = (relations: readonly Relation[]) =>
  relations.map(
    ({ sent, answer, by }) => `${sent.join('|')} ${by} ${answer.map((step) => step ?? '*').join('/')}`,
  );

const name = fc.stringMatching(/^[a-z]{1,6}$/);
const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null));
const leaf = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const fields = fc.dictionary(name, leaf, { minKeys: 1, maxKeys: 6 });

/** Another value than the one given, of whatever type. */
const other = (value: unknown) => (typeof value === 'string' ? `${value}!` : 'something else');

describe('a copy of the request', () => {
  it('always satisfies what it shows, for any other values of the same form', () => {
    fc.assert(
      fc.property(fields, fields, (documented, volatile) => {
        const relations = deriveRelations(
          sentBody(documented),
          answerBody({ item: { ...volatile, ...documented } }),
        );
        const fresh = Object.fromEntries(
          Object.entries(documented).map(([key, value]) => [key, other(value)]),
        );
        const answer = answerBody({ item: { ...fresh, extra: 1 } });
        expect(relations.flatMap((each) => brokenIn(each, sentBody(fresh), answer))).toEqual([]);
      }),
      CHECKED,
    );
  });

  it('shows a relation for every leaf, and each changed or removed leaf is found at its place', () => {
    fc.assert(
      fc.property(fields, fc.nat(), fc.boolean(), (documented, at, remove) => {
        const relations = deriveRelations(sentBody(documented), answerBody({ item: documented }));
        const keys = Object.keys(documented);
        expect(relations).toHaveLength(keys.length);
        const key = keys[at % keys.length] ?? '';
        const answer: Record<string, unknown> = { ...documented, [key]: other(documented[key]) };
        if (remove) delete answer[key];
        const broken = relations.flatMap((each) =>
          brokenIn(each, sentBody(documented), answerBody({ item: answer })),
        );
        expect(broken.map(({ pointer }) => pointer)).toEqual([`/body/item/${key}`]);
      }),
      CHECKED,
    );
  });

  it('binds every item of a list, also those beyond the documented ones', () => {
    fc.assert(
      fc.property(
        scalar,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (value, documented, length, at) => {
          const list = (size: number) =>
            Array.from({ length: size }, (_, id) => ({ id: `item-${id}`, kind: value }));
          const sent = sentBody(undefined, { query: { kind: value } });
          const relations = deriveRelations(sent, answerBody({ items: list(documented) }));
          const items = list(length).map((item, index) =>
            index === at % length ? { ...item, kind: other(value) } : item,
          );
          const broken = relations.flatMap((each) => brokenIn(each, sent, answerBody({ items })));
          expect(broken.map(({ pointer }) => pointer)).toEqual([`/body/items/${at % length}/kind`]);
        },
      ),
      CHECKED,
    );
  });
});

describe('derivation', () => {
  it('prefers the same name, and takes distinctive texts under any', () => {
    const id = '3f500f00-ed80-4566-a057-e31760226f9a';
    const relations = deriveRelations(
      sentBody({ name: 'a-long-name', volume_id: id }, { path: { snapshot_id: 'snap-0001' } }),
      answerBody({ id: 'snap-0001', name: 'a-long-name', label: 'a-long-name', source: { id } }),
    );
    expect(said(relations)).toEqual([
      '/path/snapshot_id equal body/id',
      '/body/name equal body/name',
      '/body/name equal body/label',
      '/body/volume_id equal body/source/id',
    ]);
  });

  it.each([
    ['a short text under another name', { a: 'short' }, { b: 'short' }],
    ['a number under another name', { a: 12345678 }, { b: 12345678 }],
    [
      'a day that happens to be the same',
      { since: '2026-01-02T00:00:00Z' },
      { created_at: '2026-01-02T00:00:00Z' },
    ],
    ['a value that the answer changes', { size: 10 }, { size: 20 }],
    ['a list of which one item differs', { kind: 'a' }, { items: [{ kind: 'a' }, { kind: 'b' }] }],
    ['a list of which one item has none', { kind: 'a' }, { items: [{ kind: 'a' }, {}] }],
  ])('claims nothing of %s', (_, sent, answer) => {
    expect(deriveRelations(sentBody(sent), answerBody(answer))).toEqual([]);
  });

  it('takes any of several where the document does not tell them apart', () => {
    const relations = deriveRelations(sentBody({ id: 7 }, { path: { id: 7 } }), answerBody({ id: 7 }));
    expect(said(relations)).toEqual(['/path/id|/body/id equal body/id']);
    expect(
      brokenIn(relations[0] as Relation, sentBody({ id: 1 }, { path: { id: 2 } }), answerBody({ id: 2 })),
    ).toEqual([]);
  });

  it('goes item by item where a list answers a list', () => {
    const items = [{ name: 'a' }, { name: 'b' }];
    const relations = deriveRelations(sentBody({ items }), answerBody({ items }));
    expect(said(relations)).toEqual([
      '/body/items/0/name equal body/items/0/name',
      '/body/items/1/name equal body/items/1/name',
    ]);
  });

  it('reads a filter over lists as one item among others', () => {
    const relations = deriveRelations(
      sentBody(undefined, { query: { tags: 'a' } }),
      answerBody({ items: [{ tags: ['b', 'a'] }] }),
    );
    expect(said(relations)).toEqual(['/query/tags contains body/items/*/tags']);
  });

  it('compares headers as text, their names in any case', () => {
    const sent = sentBody(undefined, { header: { 'X-Count': 5 } });
    const relations = deriveRelations(sent, { header: { 'x-count': 5 } });
    expect(relations.flatMap((each) => brokenIn(each, sent, { header: { 'x-count': '5' } }))).toEqual([]);
    expect(relations.flatMap((each) => brokenIn(each, sent, { header: { 'x-count': '6' } }))).toMatchObject([
      { pointer: '/header/x-count', actual: '6' },
    ]);
  });

  it('is not misled by inherited members', () => {
    const relations = deriveRelations(sentBody({ constructor: 'c' }), answerBody({ constructor: 'c' }));
    expect(
      relations.flatMap((each) => brokenIn(each, sentBody({ constructor: 'c' }), answerBody({}))),
    ).toMatchObject([{ pointer: '/body/constructor', actual: undefined }]);
  });
});
