// Hides how changes look on a terminal: operation by operation, each with its places in both documents.
import { byCall, type DiffReport, placeOf, type ReportedChange, sentence, summaryOf } from './report.js';

/** Colours a text, and makes it harmless for a terminal. */
export type Paint = (look: 'error' | 'warning' | 'info' | 'dim' | 'bold' | 'plain', text: string) => string;

const WORDS = { error: 'breaks', warning: 'may break', info: 'changes' } as const;

export function terminalText(report: DiffReport, paint: Paint): string {
  const parts = report.comparisons.map(({ title, changes }) => {
    const groups = [...byCall(changes)].map(
      ([call, each]) =>
        `  ${paint('bold', call === '' ? 'all operations' : call)}\n${each.map((change) => lineOf(change, paint)).join('')}`,
    );
    return `${paint('bold', begun(title))}\n${groups.length === 0 ? '  no changes\n' : groups.join('')}`;
  });
  return `${parts.join('\n')}${parts.length > 0 ? '\n' : ''}As of ${report.now}: ${summaryOf(report)}.\n`;
}

/** Begins a line: a CI system takes `::` there, and `##`, for a command to it, and a file may be called so. */
function begun(text: string): string {
  return /^\s*(?:::|##)/.test(text) ? `./${text}` : text;
}

function lineOf(change: ReportedChange, paint: Paint): string {
  const { severity, id, base, revision, rule, why, hint, accepted, fingerprint } = change;
  const state = accepted ? paint('dim', 'accepted') : paint(severity, WORDS[severity]);
  const lines = [
    `${state}  ${paint('plain', sentence(change))}  ${paint('dim', rule === undefined ? id : `${id} ${rule}`)}`,
    paint('dim', `  ${begun(placeOf(base))} → ${placeOf(revision)}  ${fingerprint}`),
    ...(why === undefined ? [] : [paint('dim', `  ${why}`)]),
    ...(accepted ? [paint('dim', `  accepted until ${accepted.expires}: ${accepted.reason}`)] : []),
    ...(hint !== undefined && !accepted && severity !== 'info' ? [paint('dim', `  ${hint}`)] : []),
  ];
  return lines.map((line) => `    ${line}\n`).join('');
}
