// Hides how a server of a family is tried: all that the kit can plan for it, against a fresh state, as of one instant.
import {
  type FamilyUnderTest,
  type Finding,
  handlerTarget,
  httpTarget,
  type Phase,
  plan,
  run,
  type Subject,
} from '../../contract/index.js';
import { CASE_SOURCES } from '../../contract/plan/index.js';
import { loadFamily } from '../../generator/pipeline.js';
import { type FamilyName, type FaultServer, PROVIDERS } from './server/index.js';
import { listen } from './server/loopback.js';

/** At which each version of each family is in a state of its own: 1.0 lapsed, 1.1 DEPRECATED, 1.2 SUPPORTED, 1.3 CURRENT. */
export const INSTANT = '2026-04-15T03:04:05Z';

/** Phases that have cases. */
export const PHASES_READY: readonly Phase[] = [...new Set(CASE_SOURCES.map(({ phase }) => phase))];

export interface ToTry {
  /** Newest first. */
  readonly subjects: readonly Subject[];
  /** Absent: a document alone. */
  readonly under?: Omit<FamilyUnderTest, 'instant'>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export async function familyToTry(name: FamilyName): Promise<ToTry> {
  const { value, diagnostics } = await loadFamily(`specs/${name}/family.yaml`, { cwd: process.cwd() });
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const subjects = value.models.map((model) => ({ model }));
  return { subjects, under: { family: value.manifest.family } };
}

/** Every family that there is a server of. */
export async function familiesToTry(): Promise<(name: FamilyName) => ToTry> {
  const families = new Map<FamilyName, ToTry>();
  for (const name of Object.keys(PROVIDERS) as FamilyName[]) families.set(name, await familyToTry(name));
  return (name) => {
    const family = families.get(name);
    if (!family) throw new Error(`There is no family ${name}.`);
    return family;
  };
}

/** @param real what a document alone does not show: credentials, and what is there */
export function documentToTry(
  model: Subject['model'],
  real: Pick<ToTry, 'headers' | 'variables'> = {},
): ToTry {
  return { subjects: [{ model }], ...real };
}

export interface TrialSettings {
  readonly instant?: string;
  readonly seed?: number;
  readonly phases?: readonly Phase[];
}

export interface Trial {
  readonly findings: readonly Finding[];
  readonly cases: number;
}

/** Runs everything against a server, in process. */
export async function tried(given: ToTry, server: FaultServer, settings: TrialSettings = {}): Promise<Trial> {
  return trialOf(given, settings, handlerTarget(server.fetch));
}

/** The same over a socket of this machine. */
export async function triedOverLoopback(
  given: ToTry,
  server: FaultServer,
  settings: TrialSettings = {},
): Promise<Trial> {
  const { baseUrl, close } = await listen(server.fetch);
  try {
    return await trialOf(given, settings, httpTarget(baseUrl));
  } finally {
    await close();
  }
}

async function trialOf(
  { subjects, under, ...real }: ToTry,
  { instant = INSTANT, seed = 0, phases = PHASES_READY }: TrialSettings,
  target: ReturnType<typeof handlerTarget>,
): Promise<Trial> {
  const family = under && { ...under, instant: new Date(instant) };
  const settings = { seed, phases, ...real, ...(family && { family }) };
  const planned = plan(subjects, settings);
  const findings: Finding[] = [];
  let cases = 0;
  for await (const event of run(planned, target)) {
    if (event.type === 'judged') findings.push(...event.findings);
    if (event.type !== 'finished') continue;
    if (event.outcome !== 'complete') throw new Error(`${event.outcome}: ${event.reason}`);
    cases = event.totals.cases;
  }
  return { findings, cases };
}

/** For messages of tests. */
export function told({ caseId, check, pointer, message, expected, actual }: Finding): string {
  return `${caseId} ${check} ${pointer}: ${message} expected ${expected}, got ${actual}`;
}
