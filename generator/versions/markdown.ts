// Hides how versions look as Markdown: for a wiki, or the summary of a CI run.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyOverview, Lapsing, Overview } from './overview.js';
import { COLUMNS, rowsOf, termsOf } from './table.js';

export function markdownOf(
  overview: Overview,
  diagnostics: readonly Diagnostic[],
  lapsing: { readonly title: string; readonly versions: readonly Lapsing[] } | undefined,
): string {
  const parts = [
    `# Versions as of ${overview.now.toISOString()}`,
    ...overview.families.map(familyPart),
    ...(lapsing ? [listPart(lapsing.title, lapsing.versions.map(lapsingItem))] : []),
    ...(diagnostics.length > 0 ? [listPart('Findings', diagnostics.map(findingItem))] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function familyPart(family: FamilyOverview): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = COLUMNS.map((column) => (column === 'days left' ? '--:' : '---'));
  const rows = [line(COLUMNS), `| ${rule.join(' | ')} |`, ...rowsOf(family).map(line)];
  return `## ${escaped(family.family)}\n\n${escaped(`${termsOf(family)}, ${family.file}`)}\n\n${rows.join('\n')}`;
}

function listPart(title: string, items: readonly string[]): string {
  return `## ${title}\n\n${items.length === 0 ? 'Nothing.' : items.map((item) => `- ${item}`).join('\n')}`;
}

function lapsingItem({ family, version: { id, notBefore, daysLeft } }: Lapsing): string {
  return `${notBefore}: ${escaped(`${family} ${id}`)}, ${daysLeft} days left`;
}

function findingItem({ id, severity, message, position }: Diagnostic): string {
  const place = position ? `${position.file}:${position.line}:${position.column} ` : '';
  return escaped(`${place}${severity} ${message} ${id}`);
}

/** Nothing in a text is markup; controls and line ends are spaces. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/[\\`*_[\]<>|&#]/g, (each) => `\\${each}`);
}
