// A few of the documents of test/bounds, which tries all of them: each would take minutes if it were written out.
import { expect, it } from 'vitest';
import { DEEP_AND_LARGE } from '../bounds/deep-and-large.js';
import { LARGE } from '../bounds/large.js';
import { PATTERNS_AND_NUMBERS } from '../bounds/patterns-and-numbers.js';
import { REFERENCES } from '../bounds/references.js';
import { SPELLINGS } from '../bounds/spellings.js';
import { specpact } from './run.js';
import { scratch } from './scratch.js';

const ALL = { ...DEEP_AND_LARGE, ...LARGE, ...PATTERNS_AND_NUMBERS, ...REFERENCES, ...SPELLINGS };

it.each([
  ['aliases: of schemas, within the limit', 'alias-limit'],
  ['YAML: 20,000 users of one merge key', 'alias-limit'],
  ['JSON nested 5,000 deep: schemas', 'nesting-limit'],
  ['40 MB: YAML of short lines', 'size-limit'],
  ['a pattern of 1 MB', 'pattern-unbounded'],
  ['a diamond 30 deep: allOf', undefined],
  ['2.0: a diamond 30 deep of allOf', undefined],
  ['circles: anyOf, oneOf, not, if', undefined],
])('%s: %s', async (name, id) => {
  const files = ALL[name]?.() ?? {};
  const folder = scratch(files);
  const argv = ['generate', Object.keys(files)[0] ?? '', '--output', 'out', '--json'];
  const { out } = await specpact(argv, folder);
  const { diagnostics } = JSON.parse(out) as { diagnostics: { id: string; message: string }[] };
  const ids = diagnostics.map((each) => each.id).filter((each) => each !== 'operations-none');
  expect(ids).toEqual(id === undefined ? [] : [id]);
  for (const { message } of diagnostics) expect(message.length).toBeLessThan(3000);
});

// No part of it is to blame: nothing is left out and tried again.
it.each([
  '2.0: 5,000 operations that consume 5,000 media types',
  '5000 operations share one answer of 1,000 headers',
])('what is too much stops --lenient at once: %s', async (name) => {
  const argv = ['generate', 'openapi.json', '--output', 'out', '--lenient', '--json'];
  const { code, out } = await specpact(argv, scratch(ALL[name]?.() ?? {}));
  const { diagnostics } = JSON.parse(out) as { diagnostics: unknown };
  expect([code, diagnostics]).toEqual([
    1,
    [expect.objectContaining({ id: 'size-limit', severity: 'error' })],
  ]);
});
