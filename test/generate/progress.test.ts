// What a run says while it works: to a terminal only, after a second only, a line an emitter.
import { describe, expect, it } from 'vitest';
import type { Io } from '../../generator/cli/io.js';
import { specpact } from './run.js';
import { scratch } from './scratch.js';

const DOCUMENT = `openapi: 3.1.1
info: { title: T, version: "1" }
paths:
  /a: { get: { operationId: a, responses: { "204": { description: None } } } }
components: { schemas: { A: { type: string }, B: { type: string } } }
`;

/** Runs with a clock that shows this many milliseconds more whenever it is looked at. */
async function run(tick: number, io: Partial<Io>, ...more: string[]) {
  let time = 0;
  const now = () => {
    time += tick;
    return new Date(time);
  };
  const argv = ['generate', 'openapi.yaml', '--output', 'out', ...more];
  const ran = await specpact(argv, scratch({ 'openapi.yaml': DOCUMENT }), { now, ...io });
  expect(ran.code).toBe(0);
  return ran;
}

describe('progress', () => {
  it('is a line an emitter, with what it counted', async () => {
    const { err } = await run(1000, { terminal: true });
    const lines = err.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual(
      expect.arrayContaining([
        ['openapi.yaml', 'types'],
        ['openapi.yaml', 'validators'],
        ['openapi.yaml', 'client'],
        ['openapi.yaml', 'server'],
      ]),
    );
    for (const line of lines)
      expect(line).toMatch(/^openapi\.yaml {2}\w+ +1 operation, 2 schemas, \d{1,3}(,\d{3})* lines$/);
  });

  it('is told from the start, once a second is over', async () => {
    // Every emitter looks at the clock once: the second is over with the third, which tells of the first two as well.
    const all = (await run(1000, { terminal: true })).err;
    expect((await run(400, { terminal: true })).err).toBe(all);
    expect((await run(1, { terminal: true })).err).toBe('');
  });

  it('is nobody’s where nobody looks, or none is wanted', async () => {
    expect((await run(1000, {})).err).toBe('');
    expect((await run(1000, { terminal: false })).err).toBe('');
    expect((await run(1000, { terminal: true }, '--quiet')).err).toBe('');
    expect((await run(1000, { terminal: true }, '--json')).err).toBe('');
  });
});
