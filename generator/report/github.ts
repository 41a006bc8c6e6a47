// Hides the workflow commands of GitHub Actions: a change becomes an annotation at its place in the newer document.
import { workflowCommand } from '../../contract/markup/workflow-command.js';
import type { Position, Severity } from '../diagnostics.js';
import { type DiffReport, placeOf, sentence } from './report.js';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function githubText({ comparisons, notes }: DiffReport): string {
  const changes = comparisons.flatMap((comparison) =>
    comparison.changes.map((change) => {
      const { severity, accepted, id, call, revision, base, why, fingerprint } = change;
      const lines = [
        sentence(change),
        `was: ${placeOf(base)}`,
        ...(why === undefined ? [] : [why]),
        ...(accepted
          ? [`accepted until ${accepted.expires}: ${accepted.reason}`]
          : [`to accept it: ${fingerprint}`]),
      ];
      const title = call === '' ? id : `${id}: ${call}`;
      return annotation(accepted ? 'info' : severity, revision, title, lines);
    }),
  );
  return [
    ...changes,
    ...notes.map(({ severity, position, id, message }) => annotation(severity, position, id, [message])),
  ].join('');
}

function annotation(
  severity: Severity,
  position: Position | undefined,
  title: string,
  lines: readonly string[],
): string {
  const place = position && { file: position.file, line: position.line, col: position.column };
  return workflowCommand(COMMANDS[severity], { ...place, title }, ...lines);
}
