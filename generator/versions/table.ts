// Hides how versions become rows of texts: the same for a terminal and for Markdown.
import type { FamilyOverview, VersionOverview } from './overview.js';

const NONE = '–';

export const COLUMNS = ['version', 'state', 'until', 'days left', 'phase', 'successor', 'document'] as const;

export function rowsOf({ versions }: FamilyOverview): string[][] {
  return versions.map((version) => [
    idOf(version),
    version.state,
    version.notBefore ?? NONE,
    String(version.daysLeft ?? NONE),
    version.phase ?? NONE,
    version.successor ?? NONE,
    version.document ?? NONE,
  ]);
}

export function idOf({ id, from }: VersionOverview): string {
  return from === undefined ? id : `${from} to ${id}`;
}

/** `in Asia/Seoul, 90 days of notice` */
export function termsOf({ timezone, noticeDays }: FamilyOverview): string {
  return `${timezone === undefined ? 'no zone declared' : `dates in ${timezone}`}, ${noticeDays} days of notice`;
}

/** Columns of a terminal, numbers to the right. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((text, column) =>
        column === 3 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
