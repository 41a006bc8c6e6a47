// Hides the wording of one finding: what a person needs to understand it, find its rule and repeat it.
import { type Finding, PHASES, type Position } from '../events.js';
import { harmless } from '../show.js';
import type { Cause } from './cause.js';
import { curlLine } from './curl.js';
import { counted } from './report.js';

/** Paints a part of a text; gives it back as it is where there is no colour. */
export interface Paint {
  bad(text: string): string;
  good(text: string): string;
  dim(text: string): string;
  strong(text: string): string;
}

export const PLAIN: Paint = { bad: String, good: String, dim: String, strong: String };

/** One thing to know of a finding, e.g. `expected` and what was. */
export type Fact = readonly [name: string, text: string];

/** Several lines, without a newline at the end. */
export function findingText(finding: Finding, paint: Paint = PLAIN, seed?: number): string {
  return textOf(finding, factsOf(finding, seed), paint);
}

/** The first finding of a cause, and how much it broke. */
export function causeText(cause: Cause, paint: Paint = PLAIN, seed?: number): string {
  const facts = factsOf(cause.first, seed);
  return textOf(cause.first, cause.cases === 1 ? facts : [...facts, ['broke', casesText(cause)]], paint);
}

/** `40 cases (examples 1, fuzz 39) of 1.3, 1.2` */
export function casesText({ cases, phases, versions }: Cause): string {
  const each = [...phases].map(([phase, count]) => `${phase} ${count}`).join(', ');
  return `${counted(cases, 'case')} (${each}) of ${versions.join(', ')}`;
}

/** In the order in which a person asks. @param seed of the run */
export function factsOf(finding: Finding, seed?: number): readonly Fact[] {
  const { pointer, expected, actual, source, position, request, known, caseId } = finding;
  return [
    ...(pointer === '' ? [] : [['at', pointer] as const]),
    ['expected', expected],
    ['actual', actual],
    ['spec', position ? `${placeText(position)}  #${source}` : `#${source}`],
    ...(known
      ? [['known', `${placeText(known.position)}  until ${known.expires}: ${known.reason}`] as const]
      : []),
    ...(request ? [['request', curlLine(request)] as const] : []),
    ['alone', aloneText(caseId, seed)],
  ];
}

/** What runs a case alone. A case that is drawn by another seed is another case. */
export function aloneText(caseId: string, seed = 0): string {
  return `--case ${caseId}${seed === 0 ? '' : ` --seed ${seed}`}`;
}

function textOf(finding: Finding, facts: readonly Fact[], paint: Paint): string {
  const { check, severity, known, operation, message } = finding;
  const mark = severity === 'error' && !known ? paint.bad('✗') : paint.dim('!');
  return [
    `${mark} ${paint.strong(harmless(operation))} · ${harmless(triedText(finding))} · ${check}`,
    `    ${harmless(message)}`,
    ...facts.map(([name, text]) => `    ${paint.dim(name.padEnd(9))} ${harmless(text)}`),
  ].join('\n');
}

/** `example documented`, `negative body.name=missing`: the phase is the last but one segment of an id. */
export function triedText({ caseId, example }: Finding): string {
  const phase = caseId.split('/').at(-2) ?? '';
  if (phase === 'examples') return `example ${example}`;
  return Object.hasOwn(PHASES, phase) ? `${phase} ${example}` : example;
}

export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
