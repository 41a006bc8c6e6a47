// Hides the workflow commands of GitHub Actions: a finding becomes an annotation at its place in the document.
import { workflowCommand } from '../markup/workflow-command.js';
import type { Cause } from './cause.js';
import { aloneText, casesText } from './finding.js';
import { finalReport } from './record.js';
import { endOf, type Report } from './report.js';

/** One annotation for each cause: GitHub shows ten of a step. */
export function githubReport(): Report {
  return finalReport((record) => {
    const end = endOf(record.finished);
    const lines = record.causes().map((cause) => annotation(cause, record.planned?.seed));
    return [...lines, ...(end === undefined ? [] : [workflowCommand('error', {}, end)])].join('');
  });
}

function annotation(cause: Cause, seed: number | undefined): string {
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
    `${casesText(cause)}; alone: ${aloneText(caseId, seed)}`,
  ];
  return workflowCommand(level, { ...place, title: `${check}: ${operation}` }, ...text);
}
