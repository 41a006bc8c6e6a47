// Hides the wording of one finding: what a person needs to understand it, find its rule and repeat it.
import type { Finding, Position } from '../events.js';
import { harmless } from '../show.js';
import { curlLine } from './curl.js';

/** Paints a part of a text; gives it back as it is where there is no colour. */
export interface Paint {
  bad(text: string): string;
  good(text: string): string;
  dim(text: string): string;
  strong(text: string): string;
}

export const PLAIN: Paint = { bad: String, good: String, dim: String, strong: String };

/** Several lines, without a newline at the end. */
export function findingText(finding: Finding, paint: Paint = PLAIN): string {
  const {
    check,
    severity,
    operation,
    example,
    message,
    pointer,
    expected,
    actual,
    source,
    position,
    request,
  } = finding;
  const mark = severity === 'error' ? paint.bad('✗') : paint.dim('!');
  const line = (name: string, text: string) => `    ${paint.dim(name.padEnd(9))} ${harmless(text)}`;
  return [
    `${mark} ${paint.strong(harmless(operation))} · example ${harmless(example)} · ${check}`,
    `    ${harmless(message)}`,
    ...(pointer === '' ? [] : [line('at', pointer)]),
    line('expected', expected),
    line('actual', actual),
    line('spec', position ? `${placeText(position)}  #${source}` : `#${source}`),
    ...(request ? [line('request', curlLine(request))] : []),
    line('alone', `--case ${finding.caseId}`),
  ].join('\n');
}

export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
