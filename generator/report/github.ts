// Hides the workflow commands of GitHub Actions: a change becomes an annotation at its place in the newer document.
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
      return command(accepted ? 'info' : severity, revision, title, lines);
    }),
  );
  return [
    ...changes,
    ...notes.map(({ severity, position, id, message }) => command(severity, position, id, [message])),
  ].join('');
}

function command(
  severity: Severity,
  position: Position | undefined,
  title: string,
  lines: readonly string[],
): string {
  const place = position
    ? { file: position.file, line: String(position.line), col: String(position.column) }
    : {};
  const written = Object.entries({ ...place, title }).map(([key, value]) => `${key}=${property(value)}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${lines.map(data).join('%0A')}\n`;
}

/** What would end the command, or begin another one. */
function data(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
