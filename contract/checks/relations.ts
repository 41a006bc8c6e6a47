// Hides when an answer repeats what was sent where the documented answer repeats what the documented request sent.
import { type Broken, brokenIn } from '../plan/relations.js';
import type { Expectation, Repetition } from '../plan/types.js';
import { shown } from '../show.js';
import type { Check } from './check.js';

export const relations: Check = {
  name: 'relations',
  gate: false,
  judge({ case: { expect, request }, answer, body }) {
    const { relations: owed, source } = owedBy(expect, answer.status);
    const names = owed.flatMap(({ answer: [where, name] }) => (where === 'header' && name ? [name] : []));
    const values = {
      header: Object.fromEntries(names.map((name) => [name, answer.headers.get(name) ?? undefined])),
      ...(body.kind === 'value' && { body: body.value }),
    };
    // Without a body to read there is nothing to compare; other checks have said why.
    const judged = owed.filter(({ answer: [where] }) => where === 'header' || body.kind === 'value');
    return judged
      .flatMap((relation) =>
        brokenIn(relation, request.values, values).map((broken) => ({ relation, broken })),
      )
      .map(({ relation, broken }) => ({
        pointer: broken.pointer,
        message: `The documented answer repeats ${pointers(broken)} of its request here; this one does not.`,
        expected: `${relation.by === 'contains' ? 'a list with ' : ''}${broken.sent.map(({ value }) => shown(value)).join(' or ')}, as sent in ${pointers(broken)}`,
        actual: shown(broken.actual),
        source,
      }));
  },
};

function owedBy(expect: Expectation, status: number): Repetition {
  const nothing = { relations: [], source: expect.source };
  if (expect.kind === 'pair') return expect.mayBeRefused && status >= 400 ? nothing : expect;
  return status < 300 && 'repeats' in expect ? (expect.repeats ?? nothing) : nothing;
}

function pointers({ sent }: Broken): string {
  return sent.map(({ pointer }) => pointer).join(' or ');
}
