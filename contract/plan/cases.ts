// Hides how versions become one plan: every source of cases over every version.
import { PHASES, type Phase, type PlannedVersion } from '../events.js';
import { credentialNames } from '../redact.js';
import { schemasOf } from '../schema/store.js';
import { operationLabel } from './case-id.js';
import { documentedOf, NOTHING_DOCUMENTED } from './documented.js';
import { CASE_SOURCES } from './index.js';
import { resourcesOf } from './resources.js';
import type { CaseSource, Plan, PlanContext, PlanEntry, PlanSettings, Subject } from './types.js';

/** What is tried where nobody says. */
export const DEFAULT_PHASES: readonly Phase[] = Object.keys(PHASES) as Phase[];

/**
 * Plans all cases of the given versions. Deterministic, and local: a case's id and request depend on its own operation, the settings and
 * the seed only. Phase by phase in the order of PHASES, version by version within each.
 */
export function plan(subjects: readonly Subject[], settings: PlanSettings = {}): Plan {
  const contexts = subjects.map((subject) => contextOf(subject, subjects, settings));
  const wanted = settings.phases ?? DEFAULT_PHASES;
  const sources = (Object.keys(PHASES) as Phase[])
    .filter((phase) => wanted.includes(phase))
    .flatMap((phase) => CASE_SOURCES.filter((source) => source.phase === phase));
  return planOf(contexts, { [Symbol.iterator]: () => entriesOf(sources, contexts) });
}

/** What is known of a version before its cases are planned. */
function contextOf(subject: Subject, subjects: readonly Subject[], settings: PlanSettings): PlanContext {
  const { model } = subject;
  return {
    ...{ subject, subjects, settings },
    credentials: credentialNames(model),
    resources: resourcesOf(model),
    schemas: schemasOf(model.document, 'request'),
  };
}

/** A plan of some entries: what there is of each operation is counted, nothing is kept. */
export function planOf(contexts: readonly PlanContext[], entries: Iterable<PlanEntry>): Plan {
  const inventories = new Map(contexts.map(({ subject }) => [subject.model, new Inventory(subject)]));
  let size = 0;
  for (const entry of entries) {
    size += 1;
    inventories.get(entry.subject.model)?.add(entry);
  }
  return { contexts, versions: [...inventories.values()].map((each) => each.version()), size, entries };
}

function* entriesOf(sources: readonly CaseSource[], contexts: readonly PlanContext[]): Generator<PlanEntry> {
  for (const source of sources) {
    const rounds = Math.max(1, ...contexts.map((context) => source.rounds?.(context) ?? 1));
    for (let round = 0; round < rounds; round++)
      for (const context of contexts) yield* source.entries(context, round);
  }
}

/** What is planned for each operation of a version; an operation without cases is listed with none. */
class Inventory {
  readonly #model: Subject['model'];
  readonly #counts = new Map<string, number>();
  /** What is tried and is no operation of the document, by its name. */
  readonly #others = new Map<string, PlanEntry['ref']>();

  constructor({ model }: Subject) {
    this.#model = model;
  }

  add({ ref }: PlanEntry): void {
    const { operationId } = ref;
    this.#counts.set(operationId, (this.#counts.get(operationId) ?? 0) + 1);
    if (operationId.startsWith('(')) this.#others.set(operationId, ref);
  }

  version(): PlannedVersion {
    const { title, operations, version } = this.#model;
    const { family, id, state, notBefore, successor } = version;
    return {
      ...(family !== undefined && { family }),
      version: id,
      title,
      ...(state !== undefined && { state }),
      ...(notBefore !== undefined && { notBefore }),
      ...(successor !== undefined && { successor }),
      operations: [
        ...operations.map((operation) => ({
          operationId: operation.id,
          operation: operationLabel(operation),
          source: operation.source,
          examples: operation.examples.length,
          cases: this.#counts.get(operation.id) ?? 0,
          documented: documentedOf(operation),
        })),
        ...[...this.#others.values()].map(({ operationId, operation, source }) => ({
          operationId,
          operation,
          source,
          examples: 0,
          cases: this.#counts.get(operationId) ?? 0,
          documented: NOTHING_DOCUMENTED,
        })),
      ],
    };
  }
}
