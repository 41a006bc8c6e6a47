// Hides what a run has touched of what its documents say, and how much of it that is.
import type { CaseRef, ExchangedEvent, JudgedEvent, PlannedEvent, SentRequest, Verdict } from '../events.js';

/** How many of a kind of things were touched, and which were not. */
export interface Touched {
  readonly touched: number;
  readonly of: number;
  /** `scp 1.3 GET /v1/snapshots (listSnapshots): query sort`, in the order of the documents. */
  readonly missed: readonly string[];
}

/** All of them together are the percentage. */
export const KINDS = ['operations', 'parameters', 'statuses', 'examples'] as const;
export type Kind = (typeof KINDS)[number];

export interface Coverage {
  /** Of everything that could be touched, rounded down to a tenth; 100 where there is nothing. */
  readonly percent: number;
  readonly kinds: Readonly<Record<Kind, Touched>>;
  readonly operations: readonly OperationCoverage[];
}

export type Verdicts = Readonly<Partial<Record<Verdict, number>>>;

export interface OperationCoverage {
  readonly family?: string;
  readonly version: string;
  readonly operationId: string;
  readonly operation: string;
  /** Planned cases. */
  readonly cases: number;
  readonly verdicts: Verdicts;
  readonly phases: Readonly<Record<string, Verdicts>>;
  /** In ascending order, also those that are not documented. */
  readonly answers: readonly Answered[];
  /** What is documented, and whether it was touched. */
  readonly documented: Readonly<Record<Exclude<Kind, 'operations'>, readonly Item[]>>;
}

export interface Answered {
  readonly status: number;
  readonly count: number;
  /** By an entry of its own, by a range, or by `default`. */
  readonly documented: boolean;
}

export interface Item {
  readonly name: string;
  readonly touched: boolean;
}

class OperationCount {
  readonly verdicts: Partial<Record<Verdict, number>> = {};
  readonly phases: Record<string, Partial<Record<Verdict, number>>> = {};
  readonly answers = new Map<number, number>();
  readonly parameters = new Set<string>();
  readonly examples = new Set<string>();
}

/** Counts while a run goes on. */
export class CoverageCount {
  readonly #counts = new Map<string, OperationCount>();

  exchanged({ case: ref, operationId, request, answer }: ExchangedEvent): void {
    const count = this.#of(ref, operationId ?? ref.operationId);
    for (const name of sentParameters(request)) count.parameters.add(name);
    if (answer) count.answers.set(answer.status, (count.answers.get(answer.status) ?? 0) + 1);
  }

  judged({ case: ref, verdict }: JudgedEvent): void {
    const count = this.#of(ref, ref.operationId);
    if (verdict !== 'skipped' && verdict !== 'unplannable') count.examples.add(ref.source);
    count.verdicts[verdict] = (count.verdicts[verdict] ?? 0) + 1;
    const phase = count.phases[ref.phase] ?? {};
    count.phases[ref.phase] = phase;
    phase[verdict] = (phase[verdict] ?? 0) + 1;
  }

  /** @param planned what there was to touch */
  of({ versions }: PlannedEvent): Coverage {
    const operations = versions.flatMap(({ family, version, operations }) =>
      operations.map((planned): OperationCoverage => {
        const ref = { version, ...(family !== undefined && { family }) };
        const count = this.#of(ref, planned.operationId);
        const { operationId, operation, cases, documented } = planned;
        const items = (names: readonly string[], isTouched: (name: string) => boolean): Item[] =>
          names.map((name) => ({ name, touched: isTouched(name) }));
        return {
          ...ref,
          ...{ operationId, operation, cases, verdicts: count.verdicts, phases: count.phases },
          answers: [...count.answers]
            .sort(([a], [b]) => a - b)
            .map(([status, times]) => ({
              ...{ status, count: times },
              documented: entryOf(status, documented.statuses) !== undefined,
            })),
          documented: {
            parameters: items(documented.parameters, (name) => isSent(name, count)),
            statuses: items(documented.statuses.filter(isReachable), (name) =>
              [...count.answers.keys()].some((status) => entryOf(status, documented.statuses) === name),
            ),
            examples: items(documented.examples, (name) => count.examples.has(name)),
          },
        };
      }),
    );
    const kinds = {
      operations: touchedOf(
        operations
          .filter(isDocumented)
          .map((each) => [labelOf(each), { name: '', touched: each.answers.length > 0 }]),
      ),
      ...Object.fromEntries(
        (['parameters', 'statuses', 'examples'] as const).map((kind) => [
          kind,
          touchedOf(
            operations.flatMap((each) => each.documented[kind].map((item) => [labelOf(each), item] as const)),
          ),
        ]),
      ),
    } as Record<Kind, Touched>;
    const sum = (part: 'touched' | 'of') => KINDS.reduce((total, kind) => total + kinds[kind][part], 0);
    const percent = sum('of') === 0 ? 100 : Math.floor((1000 * sum('touched')) / sum('of')) / 10;
    return { percent, kinds, operations };
  }

  #of({ family, version }: Pick<CaseRef, 'family' | 'version'>, operationId: string): OperationCount {
    const key = JSON.stringify([family, version, operationId]);
    const count = this.#counts.get(key) ?? new OperationCount();
    this.#counts.set(key, count);
    return count;
  }
}

/** What is tried beside the operations, such as the list of versions, has a name in brackets. */
export function isDocumented({ operationId }: Pick<OperationCoverage, 'operationId'>): boolean {
  return !operationId.startsWith('(');
}

/** No server fails on request: a documented 500 is nothing that a run could have touched. */
function isReachable(status: string): boolean {
  return !/^5/.test(status);
}

/** The documented entry that an answer falls under (OpenAPI 3.1 §4.8.16): its own, its range's, `default`. */
function entryOf(status: number, documented: readonly string[]): string | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'DEFAULT'];
  return wanted.flatMap((each) => documented.filter((entry) => entry.toUpperCase() === each))[0];
}

/** `query limit`, `header x-trace`, `cookie sid`: what the request shows of itself. Those of the path are in every request. */
function sentParameters({ url, headers }: SentRequest): string[] {
  const at = url.indexOf('?');
  const query = at < 0 ? [] : [...new URLSearchParams(url.slice(at))].map(([name]) => name);
  const cookies = headers.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(';'));
  return [
    // `filter[name]=a` is one member of a parameter `filter` (style deepObject).
    ...query.flatMap((name) => [`query ${name}`, `query ${name.replace(/\[.*$/s, '')}`]),
    ...(query.length > 0 ? ['querystring'] : []),
    ...headers.map(([name]) => `header ${name}`),
    ...cookies.map((pair) => `cookie ${(pair.split('=')[0] ?? '').trim()}`),
  ];
}

function isSent(parameter: string, { parameters, answers }: OperationCount): boolean {
  const [where = '', ...rest] = parameter.split(' ');
  if (where === 'path') return answers.size > 0;
  if (where === 'querystring') return parameters.has('querystring');
  // Names of headers have no case.
  return parameters.has(where === 'header' ? parameter.toLowerCase() : `${where} ${rest.join(' ')}`);
}

function labelOf({ family, version, operation }: OperationCoverage): string {
  return `${family === undefined ? '' : `${family} `}${version} ${operation}`;
}

function touchedOf(items: readonly (readonly [where: string, item: Item])[]): Touched {
  const missed = items.filter(([, { touched }]) => !touched);
  return {
    touched: items.length - missed.length,
    of: items.length,
    missed: missed.map(([where, { name }]) => (name === '' ? where : `${where}: ${name}`)),
  };
}
