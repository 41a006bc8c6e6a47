// Hides how versions become one plan: every source of cases over every version, ids unique.
import type { CaseRef, PlannedVersion } from '../events.js';
import { credentialNames } from '../redact.js';
import { operationLabel } from './case-id.js';
import { discoveryCase } from './discovery.js';
import { CASE_SOURCES } from './index.js';
import type { Plan, PlanEntry, PlanSettings, Subject } from './types.js';

/**
 * Plans all cases of the given versions. Deterministic, and local: a case's id and request depend on its own operation only.
 */
export function plan(subjects: readonly Subject[], settings: PlanSettings = {}): Plan {
  const entries: PlanEntry[] = [];
  for (const subject of subjects) {
    const context = { subject, settings, credentials: credentialNames(subject.model) };
    for (const source of CASE_SOURCES) entries.push(...source.entries(context));
  }
  entries.push(...discoveryCase(subjects[0], settings));
  const unique = withUniqueIds(entries);
  return { versions: subjects.map((subject) => inventory(subject, unique)), entries: unique };
}

/** What is planned for each operation of a version; an operation without cases is listed with none. */
export function inventory({ model }: Subject, entries: readonly PlanEntry[]): PlannedVersion {
  const counts = new Map<string, number>();
  for (const { ref, subject } of entries) {
    if (subject.model === model) counts.set(ref.operationId, (counts.get(ref.operationId) ?? 0) + 1);
  }
  const { family, id } = model.version;
  const lists = entries.filter((each) => 'discovery' in each && each.subject.model === model);
  return {
    ...(family !== undefined && { family }),
    version: id,
    title: model.title,
    operations: [
      ...model.operations.map((operation) => ({
        operationId: operation.id,
        operation: operationLabel(operation),
        source: operation.source,
        examples: operation.examples.length,
        cases: counts.get(operation.id) ?? 0,
      })),
      ...lists.map(({ ref: { operationId, operation, source } }) => ({
        operationId,
        operation,
        source,
        examples: 0,
        cases: 1,
      })),
    ],
  };
}

/** Two examples of one name under two media types would share an id: later ones get `~2`, `~3`, … */
function withUniqueIds(entries: readonly PlanEntry[]): PlanEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.ref.id) ?? 0) + 1;
    seen.set(entry.ref.id, count);
    if (count === 1) return entry;
    const ref: CaseRef = { ...entry.ref, id: `${entry.ref.id}~${count}` };
    return { ...entry, ref };
  });
}
