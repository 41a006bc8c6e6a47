// What a generated server costs beside what one would write by hand, and beside those that read the same document while they serve.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { count, table } from '../table.js';
import { Subject, type Taken } from './load.js';
import { prepare } from './prepare.js';

const ROUNDS = 5;
/** For each server and round. */
const REQUESTS = 6_000;

const NAMES = [
  'Fastify, generated',
  'Fastify, generated, answers unjudged',
  'Fastify by hand',
  'web-standard, generated',
  'web-standard, generated, answers unjudged',
  'Hono and ajv by hand',
  'Express, generated',
  'express-openapi-validator',
  'openapi-backend',
] as const;
type Name = (typeof NAMES)[number];

/** What is asked for of the one beside the other, by processor time, and what is told of as a step back. None of the others judges its answers. */
const WANTED: readonly (readonly [ours: Name, theirs: Name, wanted: number, least: number])[] = [
  ['Fastify, generated, answers unjudged', 'Fastify by hand', 0.95, 0.8],
  ['web-standard, generated, answers unjudged', 'Hono and ajv by hand', 1, 0.7],
  ['Fastify, generated, answers unjudged', 'express-openapi-validator', 5, 3.5],
  ['Fastify, generated, answers unjudged', 'openapi-backend', 5, 3.5],
  ['web-standard, generated, answers unjudged', 'express-openapi-validator', 5, 3.5],
  ['web-standard, generated, answers unjudged', 'openapi-backend', 5, 3.5],
];

const taken = new Map<Name, Taken[]>(NAMES.map((name) => [name, []]));
const subjects = new Map<Name, Subject>();

beforeAll(async () => {
  prepare();
  for (const name of NAMES) subjects.set(name, await Subject.of(name));
});
afterAll(() => {
  for (const subject of subjects.values()) subject.end();
});

it('in turns, over loopback', async () => {
  for (const subject of subjects.values()) await subject.under(REQUESTS);
  for (let round = 0; round < ROUNDS; round++)
    // Who goes first changes: what else the machine does meets all alike.
    for (const at of NAMES.keys()) {
      const name = NAMES[(at + round) % NAMES.length] ?? NAMES[0];
      const figures = await subjects.get(name)?.under(REQUESTS);
      if (figures) taken.get(name)?.push(figures);
    }
  const rows = NAMES.map((name) => [
    name,
    count(median((taken.get(name) ?? []).map(({ rate }) => rate))),
    median((taken.get(name) ?? []).map(({ processor }) => processor)).toFixed(1),
  ]);
  console.log(`\n${table(['server', 'requests a second', 'µs of a processor each'], rows)}\n`);
});

it.each(WANTED)('%s beside %s', (ours, theirs, wanted, least) => {
  const [mine = [], other = []] = [taken.get(ours), taken.get(theirs)];
  const ratio = median(mine.map(({ processor }, round) => (other[round]?.processor ?? 0) / processor));
  const byClock = median(mine.map(({ rate }, round) => rate / (other[round]?.rate ?? 0)));
  console.log(
    `${ours} / ${theirs}: ${ratio.toFixed(2)} by processor time, ${byClock.toFixed(2)} by the clock; ${wanted} wanted`,
  );
  expect(ratio).toBeGreaterThan(least);
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
