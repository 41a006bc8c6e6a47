// What differs between two documents of one API: each edit is one difference, at its place; words about it, order and references are none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../generator/diff/differences.js';
import type { Difference } from '../../generator/diff/found.js';
import { loadFamily } from '../../generator/pipeline.js';
import { ROOT } from '../compile/compile.js';
import { modelled } from '../model/modelled.js';
import { EDITS } from './edits.js';
import { at, LIBRARY, ref, type Tree, WORDS, withEdits } from './library.js';

function differences(older: Tree, newer: Tree): readonly Difference[] {
  const [from, to] = [older, newer].map((each) => {
    const { model, diagnostics } = modelled(each as never, JSON.stringify(each));
    if (!model) throw new Error(JSON.stringify(diagnostics));
    return model;
  });
  if (!from || !to) throw new Error('One of the two is no document.');
  return differencesOf(from, to, { older: 'before', newer: 'now' });
}

const line = ({ rule, breaks, where, why }: Difference) =>
  `${breaks ? 'breaks' : 'holds'} ${rule} | ${where} | ${why}`;

describe('one edit is one difference', () => {
  it.each(EDITS)('$name', ({ edit, expected }) => {
    expect(differences(LIBRARY, withEdits([edit])).map(line)).toEqual([expected]);
  });
});

describe('what several operations share', () => {
  const sort = { name: 'sort', in: 'query', schema: { type: 'string' } };
  const shared = (...holders: string[][]) => {
    const add = (document: Tree) => {
      at(document, 'components')['parameters'] = { Sort: sort };
      for (const place of holders) {
        const holder = at(document, 'paths', ...place);
        const parameters = (holder['parameters'] ?? []) as unknown[];
        holder['parameters'] = [...parameters, { $ref: '#/components/parameters/Sort' }];
      }
    };
    return withEdits([add]);
  };

  it('is told for each of them that drops it, or takes it up', () => {
    const [none, two] = [shared(), shared(['/books', 'post'], ['/books/{id}', 'get'])];
    expect(differences(two, none).map(line)).toEqual([
      'breaks parameter-removed | POST /books, query parameter sort | it is not in now',
      'breaks parameter-removed | GET /books/{id}, query parameter sort | it is not in now',
    ]);
    expect(differences(none, two).map(line)).toEqual([
      'holds parameter-added | POST /books, query parameter sort | it is new in now',
      'holds parameter-added | GET /books/{id}, query parameter sort | it is new in now',
    ]);
  });

  it('is told once for all operations of a path', () => {
    const [none, all] = [shared(), shared(['/books/{id}'])];
    expect(differences(all, none).map(line)).toEqual([
      'breaks parameter-removed | /books/{id}, query parameter sort | it is not in now',
    ]);
    expect(differences(none, all).map(line)).toEqual([
      'holds parameter-added | /books/{id}, query parameter sort | it is new in now',
    ]);
  });
});

describe('of any edits', () => {
  it('words about it are no difference', () => {
    const some = fc.subarray(WORDS, { minLength: 1 });
    fc.assert(
      fc.property(some, (edits) => {
        expect(differences(LIBRARY, withEdits(edits))).toEqual([]);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('each is found, and nothing else', () => {
    const some = fc.subarray([...EDITS], { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(some, fc.subarray(WORDS), (edits, words) => {
        // Of two edits in one place the one may hide the other.
        const apart = edits.filter(({ place }, at) => edits.findIndex((each) => each.place === place) === at);
        const found = differences(LIBRARY, withEdits([...apart.map(({ edit }) => edit), ...words]));
        // Which of several ways to a place is named depends on the order of things.
        const elsewhere = (text: string) => text.replace(/ \| .* \| /, ' | ');
        const expected = apart.map((each) => elsewhere(each.expected));
        expect(found.map((each) => elsewhere(line(each))).sort()).toEqual(expected.sort());
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});

describe('in bounded time', () => {
  const schemas = (older: Tree, newer: Tree) => {
    const [from, to] = [older, newer].map((each) =>
      withEdits([(document) => Object.assign(at(document, 'components', 'schemas'), structuredClone(each))]),
    );
    return differences(from ?? {}, to ?? {}).map(line);
  };

  it('circles through several parts end', () => {
    const circle = (of: string) => ({
      type: 'object',
      properties: { next: ref(of), of: { type: 'string' } },
    });
    const book = { Book: { allOf: [ref('Left'), ref('Right')] }, Left: circle('Left') };
    const less = { type: 'object', properties: { next: ref('Right') } };
    const older = { ...book, Right: { ...less, maxProperties: 3 } };
    // Wherever the part is met, it is the same one.
    expect(schemas(older, { ...book, Right: { ...less, maxProperties: 4 } })).toEqual([
      'breaks values-changed | GET /books/{id}, answer 200 | maxProperties 3 in before, 4 in now',
    ]);
  });

  it('a billion ways to one place', () => {
    const chain = (last: Tree) => ({
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `D${index}`,
          { type: 'object', properties: { a: ref(`D${index + 1}`), b: ref(`D${index + 1}`) } },
        ]),
      ),
      D30: last,
      Book: ref('D0'),
    });
    const found = schemas(chain({ type: 'string' }), chain({ type: 'integer' }));
    expect(found).toEqual([expect.stringMatching(/integer in now, string in before$/)]);
  });
});

it('the versions of a real family differ in what they are documented to', async () => {
  const { value } = await loadFamily(`${ROOT}/specs/scp-virtualserver/family.yaml`, { cwd: ROOT });
  const models = value?.models ?? [];
  const found = models.slice(1).map((older, at) => {
    const newer = models[at];
    const names = { older: older.version.id, newer: newer?.version.id ?? '' };
    return newer ? differencesOf(older, newer, names).map(line) : [];
  });
  expect(found).toEqual([
    [],
    ['holds parameter-added | GET /v1/snapshots, query parameter sort | it is new in 1.2'],
    [],
  ]);
});
