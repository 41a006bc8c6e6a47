// Hides which part of a plan one machine of several takes: every case is in exactly one part, whatever else is planned.
import type { CaseRef } from '../events.js';
import { hashOf } from './hash.js';
import type { Plan, PlanEntry } from './types.js';

/** `2/5` is the second of five parts. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * The part of a plan. All cases of one operation of one version stay together and in order, so that what they say of each other's traces on a server is
 * the same as in a whole run. Their places in the whole are noted, by which merge.ts puts the parts together.
 */
export function shardOf(plan: Plan, { index, of }: Shard): Plan {
  const entries: Iterable<PlanEntry> = {
    *[Symbol.iterator]() {
      let order = 0;
      for (const entry of plan.entries) {
        const isOurs = partOf(entry.ref, of) === index;
        if (isOurs) yield { ...entry, ref: { ...entry.ref, order } };
        order += 1;
      }
    },
  };
  // Counted by hand: a part names every operation of the whole, also those of which it has none.
  const counts = new Map<string, number>();
  let size = 0;
  for (const { ref } of entries) {
    size += 1;
    counts.set(keyOf(ref), (counts.get(keyOf(ref)) ?? 0) + 1);
  }
  const versions = plan.versions.map((version) => ({
    ...version,
    operations: version.operations.map((operation) => ({
      ...operation,
      cases: counts.get(keyOf({ ...version, operationId: operation.operationId })) ?? 0,
    })),
  }));
  return { ...plan, versions, size, entries };
}

type Unit = Pick<CaseRef, 'family' | 'version' | 'operationId'>;

function keyOf({ family, version, operationId }: Unit): string {
  return JSON.stringify([family ?? '', version, operationId]);
}

function partOf(unit: Unit, of: number): number {
  return (hashOf(keyOf(unit)) % of) + 1;
}
