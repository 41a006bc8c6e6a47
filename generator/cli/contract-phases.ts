// Hides what `specpact contract` tries, as it is written on a command line: which phases, how much is drawn, and how long an answer may take.
import type { Phase, PlanSettings } from '../../contract/index.js';
import { Refusal } from './contract-arguments.js';
import { noSuch } from './no-such.js';

export interface PhaseOptions {
  /** Names of phases, separated by commas. */
  readonly phases?: string;
  /** Milliseconds, in decimal. */
  readonly maxTime?: string;
  /** Milliseconds, in decimal. */
  readonly settle?: string;
  /** Requests drawn for each operation, in decimal. */
  readonly cases?: string;
  /** Seconds, in decimal. */
  readonly time?: string;
  /** In decimal. */
  readonly seed?: string;
}

/** @param known the phases that there are */
export function phaseSettings(
  { phases, maxTime, settle, cases, time, seed }: PhaseOptions,
  known: readonly string[],
): Pick<PlanSettings, 'phases' | 'maxTime' | 'settleMs' | 'draws' | 'drawSeconds' | 'seed'> {
  return {
    ...(phases !== undefined && { phases: phasesOf(phases, known) }),
    ...(maxTime !== undefined && { maxTime: millisecondsOf(maxTime) }),
    ...(settle !== undefined && { settleMs: settleOf(settle) }),
    ...(cases !== undefined && { draws: drawsOf(cases) }),
    ...(time !== undefined && { drawSeconds: secondsOf(time) }),
    ...(seed !== undefined && { seed: seedOf(seed) }),
  };
}

function phasesOf(text: string, known: readonly string[]): Phase[] {
  const names = text.split(',').map((each) => each.trim());
  const stray = names.find((each) => !known.includes(each));
  if (stray === undefined) return names as Phase[];
  throw new Refusal(noSuch('phase', stray, known, 'Phases'));
}

function millisecondsOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Refusal(`--max-time ${text} is no number of milliseconds; write --max-time 500.`);
}

/** None at all is fine: whatever is not there at once is a finding then. */
function settleOf(text: string): number {
  if (/^(0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  throw new Refusal(`--settle ${text} is no number of milliseconds; write --settle 30000.`);
}

function drawsOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Refusal(`--cases ${text} is no number of requests; write --cases 100.`);
}

function secondsOf(text: string): number {
  const seconds = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds;
  throw new Refusal(`--time ${text} is no number of seconds; write --time 30.`);
}

function seedOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal(`--seed ${text} is no whole number; write --seed 7.`);
}
