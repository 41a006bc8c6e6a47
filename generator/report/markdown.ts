// Hides how changes look as Markdown: a changelog, or the summary of a CI run.
import { byCall, type DiffReport, placeOf, type ReportedChange, sentence, summaryOf } from './report.js';

export interface MarkdownOptions {
  readonly title: string;
  /** Who reviews wants places and names of findings. */
  readonly places: boolean;
}

export function markdownOf(report: DiffReport, { title, places }: MarkdownOptions): string {
  const parts = [
    `# ${escaped(title)}`,
    ...report.comparisons.flatMap((comparison) => [
      `## ${escaped(comparison.title)}`,
      ...(comparison.changes.length === 0 ? ['No changes.'] : []),
      ...[...byCall(comparison.changes)].flatMap(([call, changes]) => [
        `### ${call === '' ? 'All operations' : escaped(call)}`,
        changes.map((each) => itemOf(each, places)).join('\n'),
      ]),
    ]),
    ...(report.notes.length === 0
      ? []
      : [
          '## Findings',
          report.notes
            .map(({ id, severity, message }) => `- ${severity} ${escaped(message)} \`${id}\``)
            .join('\n'),
        ]),
    `As of ${report.now}: ${summaryOf(report)}.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const MARKS = { breaking: '**Breaking:** ', warning: '**Look at this:** ', info: '' } as const;

function itemOf(change: ReportedChange, places: boolean): string {
  const { level, id, rule, base, revision, accepted } = change;
  const end = accepted ? ` Accepted until ${accepted.expires}: ${escaped(accepted.reason)}.` : '';
  const line = `- ${MARKS[level]}${escaped(sentence(change))}.${end}`;
  if (!places) return line;
  const name = rule === undefined ? id : `${id} ${rule}`;
  return `${line} \`${name}\` ${escaped(placeOf(base))} → ${escaped(placeOf(revision))}`;
}

/** Nothing in a text is markup; controls and line ends are spaces. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/[\\`*_[\]<>|&#]/g, (each) => `\\${each}`);
}
