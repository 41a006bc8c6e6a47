// Hides what `specpact contract` tries, as it is written on a command line: which phases, and how long an answer may take.
import type { Phase, PlanSettings } from '../../contract/index.js';
import { closest } from '../family/closest.js';
import { Refusal } from './contract-arguments.js';

export interface PhaseOptions {
  /** Names of phases, separated by commas. */
  readonly phases?: string;
  /** Milliseconds, in decimal. */
  readonly maxTime?: string;
}

/** @param known the phases that there are */
export function phaseSettings(
  { phases, maxTime }: PhaseOptions,
  known: readonly string[],
): Pick<PlanSettings, 'phases' | 'maxTime'> {
  return {
    ...(phases !== undefined && { phases: phasesOf(phases, known) }),
    ...(maxTime !== undefined && { maxTime: millisecondsOf(maxTime) }),
  };
}

function phasesOf(text: string, known: readonly string[]): Phase[] {
  const names = text.split(',').map((each) => each.trim());
  const stray = names.find((each) => !known.includes(each));
  if (stray === undefined) return names as Phase[];
  const near = closest(stray, known);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  throw new Refusal(`There is no phase ${JSON.stringify(stray)}${hint || '.'} Phases: ${known.join(', ')}.`);
}

function millisecondsOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Refusal(`--max-time ${text} is no number of milliseconds; write --max-time 500.`);
}
