// A general document, with every freedom taken: nothing is found, whatever the seed and whatever the phase.
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../generator/index.js';
import { createBookshop } from './bookshop/server.js';
import { member } from './defects/defect.js';
import { documentToTry, INSTANT, PHASES_READY, told, tried } from './trial.js';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

describe.each(['openapi.yaml', 'swagger.yaml'])('the bookshop of %s', async (file) => {
  const { value, diagnostics } = await loadDocument(`test/faults/bookshop/${file}`, { cwd: process.cwd() });
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const bookshop = documentToTry(value.model, {
    headers: { 'X-Key': 'bookworm' },
    // An older document has no examples of parameters.
    ...(file === 'swagger.yaml' && { variables: { shelf: 7 } }),
  });

  it.each(SEEDS)('keeps to its document: seed %i', async (seed) => {
    // Of all other phases each seed gives the same cases.
    const phases = seed === 0 ? PHASES_READY : (['fuzz'] as const);
    const { findings, cases } = await tried(bookshop, createBookshop(INSTANT), { seed, phases });
    expect(findings.map(told)).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  });

  it.runIf(file === 'openapi.yaml').each([
    ['a number that leads nowhere', 'order', 'number', (): unknown => 'ORDER-9999'],
    ['no number, which the link needs', 'order', 'number', (): unknown => undefined],
  ] as const)('that answers %s has a link that is caught', async (_, operation, place, change) => {
    const server = createBookshop(INSTANT, member({ operation }, place, change));
    const { findings } = await tried(bookshop, server, { phases: ['stateful'] });
    expect(
      findings.map(({ check }) => check),
      findings.map(told).join('\n'),
    ).toContain('link');
  });
});
