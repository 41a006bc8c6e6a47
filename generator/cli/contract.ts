// Hides `specpact contract`: which family and versions, which cases, against what, and what is said about it.
import type { Match, Plan, ReporterName, Subject, Target } from '../../contract/index.js';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { closest } from '../family/closest.js';
import type { FamilyModels } from '../pipeline.js';
import { headersOf, Refusal, timeoutOf, variablesOf } from './contract-arguments.js';
import { findFamily } from './find-family.js';
import { noFamilies } from './find-manifests.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';

export interface ContractOptions {
  /** Name of a family below `specs`, or of its folder. */
  readonly family: string;
  /** One version; without it, every one that can be called (neither PLANNED nor RETIRED). */
  readonly version?: string;
  readonly baseUrl: string;
  readonly specs?: string;
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
  readonly allowHost?: readonly string[];
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
  const headers = headersOf(options.header ?? []);
  const variables = variablesOf(options.set ?? []);
  const target = targetOf(options.baseUrl, kit.httpTarget);
  const instant = instantOf(options.now, io);
  if (typeof instant === 'string') throw new Refusal(instant);

  const loaded = await load(options, io);
  if (!loaded.value) return refuse(loaded.diagnostics, options, io);
  const subjects = subjectsOf(loaded.value, options.version);
  knownParameters(subjects, Object.keys(variables));
  const { family, pointerOf, locate } = loaded.value.manifest;
  const everything = kit.plan(subjects, {
    family: { family, instant, pointerOf, locate },
    headers,
    variables,
    ...(options.match && { match: options.match }),
  });
  const { plan, unmatched } = kit.select(everything, options.case === undefined ? [] : [options.case]);
  if (unmatched.length > 0) throw new Refusal(unknownCase(options.case ?? '', everything));
  if (plan.size === 0) throw new Refusal(`${options.family} documents no examples: there is nothing to try.`);

  const report = kit.REPORTERS[reporter]({ colour: io.colourOut === true });
  let code: number = EXIT.ok;
  for await (const event of kit.run(plan, target, { timeoutMs, signal: io.signal })) {
    io.out(report.add(event));
    if (event.type !== 'finished') continue;
    const { totals, outcome, reason } = event;
    if (outcome === 'unreachable') {
      io.out(reporter === 'json' ? report.end() : '');
      io.err(
        `specpact contract: ${printable(`${target.baseUrl} cannot be reached: ${reason ?? 'no answer'}`)}. Nothing was judged.\n`,
      );
      return EXIT.usage;
    }
    if (totals.errors > 0) code = EXIT.findings;
    else if (totals.held === 0 || totals.notRun > 0) code = EXIT.usage;
  }
  io.out(report.end());
  return code;
}

async function load(
  options: ContractOptions,
  io: Io,
): Promise<{ value?: FamilyModels; diagnostics: readonly Diagnostic[] }> {
  const specs = options.specs ?? 'specs';
  const found = await findFamily(options.family, specs, io.cwd);
  if ('path' in found) {
    const { loadFamily } = await import('../pipeline.js');
    return loadFamily(found.path, { cwd: io.cwd, allowHosts: options.allowHost ?? [] });
  }
  if (found.known.length === 0)
    throw new Refusal(`${noFamilies(specs, io.cwd)} Name the folder of families with --specs.`);
  throw new Refusal(unknown('family', options.family, found.known, 'Families'));
}

function subjectsOf({ models, specs }: FamilyModels, version: string | undefined): Subject[] {
  const all = models.map((model, index): Subject => {
    const spec = specs[index];
    return { model, ...(spec && { locate: (pointer) => spec.locate(pointer) }) };
  });
  if (version === undefined)
    return all.filter(
      ({
        model: {
          version: { state },
        },
      }) => state !== 'PLANNED' && state !== 'RETIRED',
    );
  const chosen = all.filter(({ model }) => model.version.id === version);
  if (chosen.length > 0) return chosen;
  throw new Refusal(
    unknown(
      'version',
      version,
      all.map(({ model }) => model.version.id),
      'Versions',
    ),
  );
}

function knownParameters(subjects: readonly Subject[], names: readonly string[]): void {
  const known = new Set(
    subjects.flatMap(({ model }) =>
      model.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
    ),
  );
  const stray = names.find((name) => !known.has(name));
  if (stray !== undefined) throw new Refusal(unknown('parameter', stray, [...known].sort(), 'Parameters'));
}

function unknownCase(pattern: string, { entries }: Plan): string {
  return unknown(
    'case',
    pattern,
    Array.from(entries, ({ ref }) => ref.id),
    'Cases',
  );
}

const MOST_LISTED = 20;

function unknown(what: string, wanted: string, known: readonly string[], plural: string): string {
  const near = closest(wanted, known);
  const listed =
    known.slice(0, MOST_LISTED).join(', ') +
    (known.length > MOST_LISTED ? `, and ${known.length - MOST_LISTED} more` : '');
  return `There is no ${what} ${JSON.stringify(wanted)}${near === undefined ? '.' : `; did you mean ${near}?`} ${plural}: ${listed || 'none'}.`;
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
