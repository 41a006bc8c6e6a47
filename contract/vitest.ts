// Hides the run behind a test runner: every case becomes a vitest test. The only file that imports vitest.
import { setMaxListeners } from 'node:events';
import { afterAll, describe, test } from 'vitest';
import type { ApiModel } from '../generator/model/types.js';
import { Belongings } from './execute/belongings.js';
import { cleanUp } from './execute/clean-up.js';
import { boundsOf, LINGERS_MS, type RunOptions } from './execute/run.js';
import { runCase } from './execute/run-case.js';
import type { Line } from './execute/send.js';
import { type SubjectTools, sharedTools } from './execute/tools.js';
import { type Handler, handlerTarget, httpTarget, type Target } from './execute/transport.js';
import { plan } from './plan/cases.js';
import { select } from './plan/select.js';
import type { PlanEntry, PlanSettings, Subject } from './plan/types.js';
import { findingText } from './report/finding.js';

export interface ContractSuite
  extends Omit<PlanSettings, 'drawSeconds'>,
    Pick<RunOptions, 'timeoutMs' | 'maxBytes' | 'authenticate' | 'secrets'> {
  /** Title of the suite; the API's own by default. */
  readonly name?: string;
  /** One version, or several in the order of the report. */
  readonly model?: ApiModel;
  readonly models?: readonly ApiModel[];
  /** The same, with the places of what each says. */
  readonly subjects?: readonly Subject[];
  /** Turns a pointer into a model's document into a place in its files. */
  readonly locate?: (model: ApiModel, pointer: string) => { file: string; line: number; column: number };
  /** A web-standard handler in this process; or `baseUrl`. */
  readonly handler?: Handler;
  /** Scheme, host and path prefix of a running server; or `handler`. */
  readonly baseUrl?: string;
  /** Ids of cases, or beginnings of ids; everything by default. */
  readonly cases?: readonly string[];
}

/**
 * Registers one test for each case, in `describe` blocks by version and operation. A broken contract fails its
 * test with the finding's text. To be called where `describe` may be.
 * @throws TypeError where no model, or not exactly one of `handler` and `baseUrl`, is given
 */
export function contractSuite(suite: ContractSuite): void {
  const models = suite.models ?? (suite.model ? [suite.model] : []);
  const subjects = suite.subjects ?? models.map((model) => subjectOf(suite, model));
  if (subjects.length === 0) throw new TypeError('contractSuite needs a model, or models.');
  const settings = { ...suite, ...(suite.authenticate && { authenticated: true }) };
  const { plan: planned, unmatched } = select(plan(subjects, settings), suite.cases ?? []);
  const [ending, lingering] = [new AbortController(), new AbortController()];
  for (const { signal } of [ending, lingering]) setMaxListeners(0, signal);
  const setting: Setting = {
    line: { ...lineOf(suite), signal: ending.signal, lingering: lingering.signal },
    ...{ ending, lingering, running: new Set() },
    toolsOf: sharedTools(planned.contexts),
    belongings: new Belongings(planned.contexts),
  };
  afterAll(() => leave(setting), HOOK_MS);
  describe(suite.name ?? subjects[0]?.model.version.family ?? subjects[0]?.model.title ?? 'contract', () => {
    for (const pattern of unmatched)
      test(`a case is named ${pattern}`, () => fail('No case has this id or begins with it.'));
    if (planned.size === 0)
      test('examples are documented', () => fail('No version documents an example: nothing was tried.'));
    for (const [version, inVersion] of grouped(planned.entries, ({ ref }) => ref.version)) {
      describe(version, () => {
        for (const [operation, cases] of grouped(inVersion, ({ ref }) => ref.operation)) {
          describe(operation, () => {
            for (const entry of cases) register(entry, setting);
          });
        }
      });
    }
  });
}

/** Milliseconds for what is still under way, and for all removals. */
const HOOK_MS = LINGERS_MS + 35_000;

interface Setting {
  readonly line: Line;
  readonly toolsOf: (subject: Subject) => SubjectTools;
  readonly belongings: Belongings;
  /** Ends what is under way; and what may still make something. */
  readonly ending: AbortController;
  readonly lingering: AbortController;
  /** Cases under way: a test that took too long is over before its case is. */
  readonly running: Set<Promise<unknown>>;
}

function register(entry: PlanEntry, { line, toolsOf, belongings, running }: Setting): void {
  // The kit's own time-out says more than the runner's, so it gets the chance to speak first.
  const timeout = line.bounds.timeoutMs + 5_000;
  test(`${entry.ref.phase}: ${entry.ref.example}`, { timeout }, async (context) => {
    const outcome = runCase(entry, line, toolsOf(entry.subject), belongings);
    running.add(outcome);
    const { judged } = await outcome.finally(() => running.delete(outcome));
    const errors = judged?.findings.filter(({ severity }) => severity === 'error') ?? [];
    if (judged?.verdict === 'skipped') context.skip(judged.reason);
    if (judged?.verdict !== 'held') fail(errors.map((finding) => findingText(finding)).join('\n\n'));
  });
}

/**
 * Removes what the tests have made; what cannot be removed is not theirs to fail for. What is still under way is ended, and the answer to a
 * creation is waited for a while, as where a run is ended: only what answered can be removed.
 */
async function leave({ belongings, line, toolsOf, ending, lingering, running }: Setting): Promise<void> {
  ending.abort();
  const patience = setTimeout(() => lingering.abort(), LINGERS_MS);
  await Promise.allSettled(running);
  clearTimeout(patience);
  const cleaned = await cleanUp(belongings, line, toolsOf);
  for (const what of cleaned?.left ?? []) console.warn(`not removed: ${what}`);
}

/** Fails a test with a text alone: where the kit threw is of no interest. */
function fail(text: string): never {
  const error = new Error(text);
  error.name = 'ContractBroken';
  error.stack = '';
  throw error;
}

function lineOf(suite: ContractSuite): Omit<Line, 'signal' | 'lingering'> {
  const { authenticate, secrets } = suite;
  return {
    target: targetOf(suite),
    bounds: boundsOf(suite),
    ...(authenticate && { authenticate }),
    ...(secrets && { secrets }),
  };
}

function targetOf({ handler, baseUrl }: ContractSuite): Target {
  if (handler && baseUrl === undefined) return handlerTarget(handler);
  if (!handler && baseUrl !== undefined) return httpTarget(baseUrl);
  throw new TypeError('contractSuite needs either a handler or a baseUrl.');
}

function subjectOf({ locate }: ContractSuite, model: ApiModel): Subject {
  return { model, ...(locate && { locate: (pointer) => locate(model, pointer) }) };
}

function grouped(entries: Iterable<PlanEntry>, key: (entry: PlanEntry) => string): Map<string, PlanEntry[]> {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
}
