// Hides which findings have one cause: one defect breaks many cases, and is told once.
import type { ExchangedEvent, Finding, JudgedEvent } from '../events.js';

/** One defect, as far as its findings show: the first of them stands for all. */
export interface Cause {
  /** The same for the same defect in every run; not for people. */
  readonly key: string;
  readonly first: Finding;
  /** What was sent and answered in the case of the first finding; empty beyond the first thousand causes. */
  readonly exchanges: readonly ExchangedEvent[];
  /** Cases that it broke, and how many of each phase. */
  readonly cases: number;
  readonly phases: ReadonlyMap<string, number>;
  /** Ids of the first of these cases. */
  readonly caseIds: readonly string[];
  /** Versions in which it was found, in the order in which it was. */
  readonly versions: readonly string[];
}

const MOST_IDS = 20;
/** Exchanges hold bodies, and nobody reads a report of more causes. */
const MOST_WITH_EXCHANGES = 1000;

interface Growing extends Cause {
  cases: number;
  readonly phases: Map<string, number>;
  readonly caseIds: string[];
  readonly versions: string[];
  lastCase: string;
}

/** Gathers findings into causes while a run goes on. */
export class Causes {
  readonly #causes = new Map<string, Growing>();

  /** @param exchanges those of the case */
  add({ case: ref, findings }: JudgedEvent, exchanges: readonly ExchangedEvent[]): void {
    for (const finding of findings) {
      const key = causeKey(finding);
      const cause = this.#causes.get(key) ?? this.#begin(key, finding, exchanges);
      // A list of a hundred items has the same flaw a hundred times.
      if (cause.lastCase === ref.id) continue;
      cause.lastCase = ref.id;
      cause.cases += 1;
      cause.phases.set(ref.phase, (cause.phases.get(ref.phase) ?? 0) + 1);
      if (cause.caseIds.length < MOST_IDS) cause.caseIds.push(ref.id);
      if (!cause.versions.includes(ref.version)) cause.versions.push(ref.version);
    }
  }

  /** Errors first, then warnings, then what is known; each in the order of the run. */
  list(): readonly Cause[] {
    const rank = ({ first }: Cause) => (first.known ? 2 : first.severity === 'error' ? 0 : 1);
    return [...this.#causes.values()].sort((a, b) => rank(a) - rank(b));
  }

  #begin(key: string, first: Finding, all: readonly ExchangedEvent[]): Growing {
    const exchanges = this.#causes.size < MOST_WITH_EXCHANGES ? all : [];
    const begun = {
      ...{ key, first, exchanges, cases: 0, caseIds: [], versions: [], lastCase: '' },
      phases: new Map<string, number>(),
    };
    this.#causes.set(key, begun);
    return begun;
  }
}

/**
 * What findings of one cause share: the check, the operation, the place in the answer, the sentence, and the place in the document. The version is not
 * among them: what one server does wrong in four versions is one defect.
 */
function causeKey({ check, severity, known, operation, pointer, message, actual, source }: Finding): string {
  const where = isOpen(source) ? '' : pointer.replace(/(?<=\/)\d+(?=\/|$)/g, '*');
  // A 404 and a 500 in place of a 200 are two defects; what else was in the answer is of its case.
  const status = pointer === '/status' ? (/^\d{3}\b/.exec(actual)?.[0] ?? '') : '';
  const excuse = known ? `${known.position.file}:${known.position.line}` : '';
  const place = source.replace(/\/examples?(\/.*)?$/, '');
  return JSON.stringify([check, severity, excuse, operation, where, sentence(message), status, place]);
}

/** True where the names on the way to the value are the server's own. */
function isOpen(source: string): boolean {
  return /\/(additionalProperties|patternProperties|propertyNames|unevaluatedProperties)(\/|$)/.test(source);
}

/** A sentence without the values of its case: `What the document forbids was accepted: …` */
function sentence(message: string): string {
  const [what = ''] = message.split(': ');
  return what
    .replace(/\.$/, '')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\d+/g, '#');
}
