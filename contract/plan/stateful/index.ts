// Hides which scenarios there are, in which order: what only reads, what makes, what changes, what deletes.
import type { CaseSource, PlanEntry, Scenario } from '../types.js';
import { uniqueIds } from '../unique-ids.js';
import { apart } from './apart.js';
import { beside } from './beside.js';
import { counted } from './counted.js';
import { created } from './created.js';
import { deleted } from './deleted.js';
import { filtered } from './filtered.js';
import { Ground } from './ground.js';
import { head } from './head.js';
import { linked } from './linked.js';
import { merged } from './merged.js';
import { numbered } from './numbered.js';
import { paged } from './paged.js';
import { replaced } from './replaced.js';
import { safe } from './safe.js';
import { sorted } from './sorted.js';

const SCENARIOS: readonly ((ground: Ground) => Iterable<Scenario>)[] = [
  created,
  linked,
  safe,
  head,
  filtered,
  sorted,
  paged,
  counted,
  replaced,
  merged,
  apart,
  beside,
  deleted,
];

export const stateful: CaseSource = {
  phase: 'stateful',
  entries: (context) => uniqueIds(entriesOf(context)),
};

function* entriesOf(context: Parameters<CaseSource['entries']>[0]): Generator<PlanEntry> {
  for (const resource of context.resources) {
    const ground = new Ground(context, resource);
    for (const scenarios of SCENARIOS) yield* scenarios(ground);
  }
  yield* numbered(context);
}
