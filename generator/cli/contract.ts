// Hides `specpact contract`: which family and versions, which cases, against what, and what is said about it.
import type { Match, Plan, ReporterName, RunEvent, Target } from '../../contract/index.js';
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics.js';
import { headersOf, Refusal, timeoutOf, variablesOf } from './contract-arguments.js';
import { knownParameters, type SubjectOptions, subjectsFor, unknown } from './contract-subjects.js';
import { credentialsOf, setUp, tearDown } from './contract-surroundings.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { type BoundRun, readBindings } from './read-bindings.js';

export interface ContractOptions extends SubjectOptions {
  readonly baseUrl: string;
  /** A contract.yaml: what a real system needs before the documented requests make sense there. */
  readonly bindings?: string;
  /** An id, or the beginning of one. */
  readonly case?: string;
  /** `name=value`: sent for the parameter instead of the documented value. */
  readonly set?: readonly string[];
  /** `Name: value`: sent with every request. */
  readonly header?: readonly string[];
  /** Milliseconds, in decimal. */
  readonly timeout?: string;
  /** How much of a documented answer must come back. */
  readonly match?: Match;
  readonly reporter?: string;
  /** The instant at which versions are guaranteed or not, as written; without it SOURCE_DATE_EPOCH, then the clock. */
  readonly now?: string;
}

/** Exit codes: 0 every case held, 1 findings, 2 nothing could be judged. */
export async function runContract(options: ContractOptions, io: Io): Promise<number> {
  try {
    return await judge(options, io);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    if (options.reporter === 'json') io.out(diagnosticsJson([], { error: cause.message }));
    else io.err(`specpact contract: ${printable(cause.message)}\n`);
    return EXIT.usage;
  }
}

async function judge(options: ContractOptions, io: Io): Promise<number> {
  const kit = await import('../../contract/index.js');
  const reporter = reporterOf(options.reporter ?? 'terminal', Object.keys(kit.REPORTERS));
  const timeoutMs = timeoutOf(options.timeout ?? '30000');
  const target = targetOf(options.baseUrl, kit.httpTarget);
  const instant = instantOf(options.now, io);
  if (typeof instant === 'string') throw new Refusal(instant);
  const loaded = await subjectsFor(options, instant, io);
  if (!loaded.value) return refuse(loaded.diagnostics, options, io);
  const { subjects, family } = loaded.value;
  const schemes = subjects.flatMap(({ model }) => model.securitySchemes);
  const bindings =
    options.bindings === undefined ? NOT_BOUND : await readBindings(options.bindings, schemes, io);
  if (!bindings.value) return refuse(bindings.diagnostics, options, io);
  const bound = bindings.value;
  const flags = variablesOf(options.set ?? []);
  knownParameters(subjects, Object.keys(flags));

  const around = { target, bound, variables: flags, timeoutMs, signal: io.signal };
  const variables = await setUp(around);
  try {
    const everything = kit.plan(subjects, {
      ...(family && { family }),
      headers: { ...bound.headers, ...headersOf(options.header ?? []) },
      variables,
      ...(bound.authentication && { authenticated: true }),
      ...(options.match && { match: options.match }),
    });
    const { plan, unmatched } = kit.select(everything, options.case === undefined ? [] : [options.case]);
    if (unmatched.length > 0) throw new Refusal(unknownCase(options.case ?? '', everything));
    if (plan.size === 0)
      throw new Refusal(`${loaded.value.name} documents no examples: there is nothing to try.`);
    const running = { timeoutMs, signal: io.signal, ...credentialsOf(bound) };
    return await report(kit.run(plan, target, running), reporter, target, io);
  } finally {
    for (const complaint of await tearDown(around, variables)) io.err(`specpact contract: ${complaint}\n`);
  }
}

const NOT_BOUND: Outcome<BoundRun> = {
  value: { variables: {}, headers: {}, setUp: [], tearDown: [] },
  diagnostics: [],
};

/** Feeds a run to a reporter. @returns the exit code */
async function report(
  events: AsyncIterable<RunEvent>,
  reporter: ReporterName,
  { baseUrl }: Target,
  io: Io,
): Promise<number> {
  const { REPORTERS } = await import('../../contract/index.js');
  const text = REPORTERS[reporter]({ colour: io.colourOut === true });
  let code: number = EXIT.ok;
  for await (const event of events) {
    io.out(text.add(event));
    if (event.type !== 'finished') continue;
    const { totals, outcome, reason } = event;
    if (outcome === 'unreachable') {
      io.out(reporter === 'json' ? text.end() : '');
      io.err(
        `specpact contract: ${printable(`${baseUrl} cannot be reached: ${reason ?? 'no answer'}`)}. Nothing was judged.\n`,
      );
      return EXIT.usage;
    }
    if (totals.errors > 0) code = EXIT.findings;
    else if (totals.held === 0 || totals.notRun > 0) code = EXIT.usage;
  }
  io.out(text.end());
  return code;
}

function unknownCase(pattern: string, { entries }: Plan): string {
  return unknown(
    'case',
    pattern,
    Array.from(entries, ({ ref }) => ref.id),
    'Cases',
  );
}

function targetOf(baseUrl: string, httpTarget: (baseUrl: string) => Target): Target {
  try {
    return httpTarget(baseUrl);
  } catch (cause) {
    if (cause instanceof TypeError) throw new Refusal(cause.message);
    throw cause;
  }
}

function reporterOf(name: string, known: readonly string[]): ReporterName {
  if (known.includes(name)) return name as ReporterName;
  throw new Refusal(unknown('reporter', name, known, 'Reporters'));
}

function refuse(diagnostics: readonly Diagnostic[], options: ContractOptions, io: Io): number {
  if (options.reporter === 'json') io.out(diagnosticsJson(diagnostics));
  else {
    printDiagnostics(diagnostics, standardError(io));
    if (hasErrors(diagnostics)) io.err(`${countLine(diagnostics)}. Nothing was sent.\n`);
  }
  return EXIT.usage;
}
