// Hides the workflow commands of GitHub Actions: a finding becomes an annotation at its place in the document.
import { harmless } from '../show.js';
import type { Cause } from './cause.js';
import { casesText } from './finding.js';
import { finalReport } from './record.js';
import { endOf, type Report } from './report.js';

/** One annotation for each cause: GitHub shows ten of a step. */
export function githubReport(): Report {
  return finalReport((record) => {
    const end = endOf(record.finished);
    const lines = record.causes().map(annotation);
    return [...lines, ...(end === undefined ? [] : [command('error', {}, end)])].join('');
  });
}

function annotation(cause: Cause): string {
  const { check, severity, known, operation, message, pointer, expected, actual, position, caseId } =
    cause.first;
  const level = known ? 'notice' : severity;
  const place = position && { file: position.file, line: position.line, col: position.column };
  const text = [
    message,
    ...(pointer === '' ? [] : [`at: ${pointer}`]),
    `expected: ${expected}`,
    `actual: ${actual}`,
    ...(known ? [`known until ${known.expires}: ${known.reason}`] : []),
    `${casesText(cause)}; alone: --case ${caseId}`,
  ];
  return command(level, { ...place, title: `${check}: ${operation}` }, ...text);
}

/** `::error file=a,line=1::text`; what would end a value or begin another command is escaped. */
function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  ...lines: readonly string[]
): string {
  const written = Object.entries(properties).map(
    ([key, value]) =>
      `${key}=${data(harmless(String(value))).replace(/[:,]/g, (each) => (each === ':' ? '%3A' : '%2C'))}`,
  );
  const head = written.length > 0 ? `${name} ${written.join(',')}` : name;
  return `::${head}::${lines.map((line) => data(harmless(line))).join('%0A')}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25');
}
