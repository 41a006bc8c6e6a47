// Hides `specpact contract`: what was asked for becomes one run, and the run an exit code.
import type {
  KnownFailure,
  Match,
  Phase,
  Plan,
  PlanSettings,
  RunOptions,
  Subject,
} from '../../contract/index.js';
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics.js';
import { packageVersion } from '../package-root.js';
import {
  concurrencyOf,
  headersOf,
  percentOf,
  Refusal,
  rateOf,
  shardNumbers,
  timeoutOf,
  variablesOf,
} from './contract-arguments.js';
import { readExpectations, unmatchedDiagnostics } from './contract-expectations.js';
import { type PhaseOptions, phaseSettings } from './contract-phases.js';
import { progressOf } from './contract-progress.js';
import { Reports, wantedRunReports } from './contract-reports.js';
import { knownParameters, type SubjectOptions, subjectsFor } from './contract-subjects.js';
import { credentialsOf, setUp, tearDown } from './contract-surroundings.js';
import { type Reach, targetOf } from './contract-target.js';
import { codeOf, reported } from './contract-verdict.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { noSuch } from './no-such.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { type BoundRun, readBindings } from './read-bindings.js';

export interface ContractOptions extends SubjectOptions, Reach, PhaseOptions {
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
  /** Requests a second, and cases at a time, in decimal. */
  readonly rate?: string;
  readonly concurrency?: string;
  /** How much of a documented answer must come back. */
  readonly match?: Match;
  /** `name`, or `name=file`. */
  readonly reporter?: readonly string[];
  /** True: `reporter` holds `json` too. */
  readonly json?: boolean;
  /** `2/5`: this part of the cases. */
  readonly shard?: string;
  /** A file of known failures. */
  readonly expectations?: string;
  /** True: what only warns is an error. */
  readonly strict?: boolean;
  /** Percent of what the documents say. */
  readonly failUnder?: string;
  /** The instant at which versions are guaranteed or not, as written; without it SOURCE_DATE_EPOCH, then the clock. */
  readonly now?: string;
}

type Kit = typeof import('../../contract/index.js');

/** Exit codes: 0 every case held, 1 findings, 2 nothing could be judged. */
export async function runContract(options: ContractOptions, io: Io): Promise<number> {
  try {
    return await judge(options, io);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    if (isJson(options)) io.out(diagnosticsJson([], { error: cause.message }));
    else io.err(`specpact contract: ${printable(cause.message)}\n`);
    return EXIT.usage;
  }
}

async function judge(options: ContractOptions, io: Io): Promise<number> {
  const kit = await import('../../contract/index.js');
  const wanted = wantedRunReports([...(options.json ? ['json'] : []), ...(options.reporter ?? [])], kit);
  const manners = mannersOf(options);
  const headers = headersOf(options.header ?? []);
  const flags = variablesOf(options.set ?? []);
  const trying = phaseSettings(options, Object.keys(kit.PHASES));
  const failUnder = options.failUnder === undefined ? undefined : percentOf(options.failUnder);
  const part = options.shard === undefined ? undefined : shardNumbers(options.shard);
  if (part && failUnder !== undefined)
    throw new Refusal('A part of a run touches a part only; give --fail-under to specpact contract merge.');
  const target = await targetOf(options, io, kit);
  const instant = instantOf(options.now, io);
  if (typeof instant === 'string') throw new Refusal(instant);

  const loaded = await subjectsFor(options, instant, io.cwd);
  if (!loaded.value) return refuse(loaded.diagnostics, options, io);
  const { name, subjects, callable, family } = loaded.value;
  knownParameters(subjects, Object.keys(flags));
  const schemes = subjects.flatMap(({ model }) => model.securitySchemes);
  const bindings =
    options.bindings === undefined ? NOT_BOUND : await readBindings(options.bindings, schemes, io);
  if (!bindings.value) return refuse(bindings.diagnostics, options, io);
  const bound = bindings.value;
  const known = expectationsOf(options, callable, family && { family }, kit, io);
  if (!known.value) return refuse(known.diagnostics, options, io);

  const around = { target, bound, variables: flags, timeoutMs: manners.timeoutMs, signal: io.signal };
  // Before anything is sent: what cannot be written is known now.
  const reports = new Reports(wanted, kit, io, packageVersion());
  try {
    const variables = await setUp(around);
    try {
      const settings: PlanSettings = {
        ...(family && { family }),
        ...{ headers: { ...bound.headers, ...headers }, variables },
        ...(bound.authentication && { authenticated: true }),
        ...(options.match && { match: options.match }),
        ...trying,
      };
      const whole = planOf(kit, subjects, settings, name, options.case);
      const plan = part ? kit.shardOf(whole, part) : whole;
      const shard = part && { shard: { ...part, cases: whole.size } };
      const running = { ...manners, ...credentialsOf(bound), ...shard, instant, signal: io.signal };
      const run = kit.run(plan, target, running);
      const events = kit.excuse(options.strict ? kit.strictly(run) : run, known.value, instant);
      return codeOf(await reported(events, reports, progressOf(io, wanted), kit), io, failUnder);
    } finally {
      for (const complaint of await tearDown(around, variables)) io.err(`specpact contract: ${complaint}\n`);
    }
  } finally {
    reports.drop();
  }
}

const NOT_BOUND: Outcome<BoundRun> = {
  value: { variables: {}, headers: {}, setUp: [], tearDown: [] },
  diagnostics: [],
};

/** @throws Refusal where there is nothing to try, or no case of that name */
function planOf(
  kit: Kit,
  subjects: readonly Subject[],
  settings: PlanSettings,
  name: string,
  wanted: string | undefined,
): Plan {
  const everything = kit.plan(subjects, settings);
  const { plan, unmatched } = kit.select(everything, wanted === undefined ? [] : [wanted]);
  if (wanted !== undefined && unmatched.length > 0)
    throw new Refusal(noSuch('case', wanted, [...idsOf(everything)], 'Cases'));
  if (plan.size === 0) throw new Refusal(`${name} documents no examples: there is nothing to try.`);
  return plan;
}

function mannersOf({
  timeout = '30000',
  rate,
  concurrency,
}: ContractOptions): RunOptions & { timeoutMs: number } {
  return {
    timeoutMs: timeoutOf(timeout),
    ...(rate !== undefined && { rate: rateOf(rate) }),
    ...(concurrency !== undefined && { concurrency: concurrencyOf(concurrency) }),
  };
}

/** Known failures, each of which names a case: of any version and any phase, whatever this run tries. */
function expectationsOf(
  { expectations }: ContractOptions,
  subjects: readonly Subject[],
  settings: PlanSettings | undefined,
  kit: Kit,
  io: Io,
): Outcome<readonly KnownFailure[]> {
  if (expectations === undefined) return { value: [], diagnostics: [] };
  const read = readExpectations(expectations, io.cwd, Object.keys(kit.CHECKS));
  if (!read.value) return read;
  const everything = kit.plan(subjects, { ...settings, phases: Object.keys(kit.PHASES) as Phase[] });
  const diagnostics = unmatchedDiagnostics(kit.unmatched(read.value, idsOf(everything)));
  return diagnostics.length > 0 ? { diagnostics } : read;
}

function* idsOf({ entries }: Plan): Generator<string> {
  for (const { ref } of entries) yield ref.id;
}

function refuse(diagnostics: readonly Diagnostic[], options: ContractOptions, io: Io): number {
  if (isJson(options)) io.out(diagnosticsJson(diagnostics));
  else {
    printDiagnostics(diagnostics, standardError(io));
    if (hasErrors(diagnostics)) io.err(`${countLine(diagnostics)}. Nothing was sent.\n`);
  }
  return EXIT.usage;
}

/** One document is promised, whatever happens. */
function isJson({ json, reporter = [] }: ContractOptions): boolean {
  return json === true || reporter.includes('json');
}
