// Hides how diagnostics look on a terminal and as JSON. What documents say never reaches a terminal raw.
import type { Diagnostic } from '../diagnostics.js';
import type { Io } from './io.js';

const COLOURS = { error: 31, warning: 33, info: 36, dim: 2, bold: 1 } as const;

/** Control characters, and what turns the direction of text. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** One line a finding (`file:line:column  severity  message  id`), its hint below it; to standard error. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const { id, severity, message, position, hint } of diagnostics) {
    const place = position ? `${printable(position.file)}:${position.line}:${position.column}` : '';
    const parts = [
      colour(io, 'bold', place),
      colour(io, severity, severity),
      printable(message),
      colour(io, 'dim', printable(id)),
    ];
    io.err(`${parts.filter((part) => part !== '').join('  ')}\n`);
    if (hint !== undefined) io.err(`    ${colour(io, 'dim', printable(hint))}\n`);
  }
}

/** `2 errors, 1 warning` */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], one: string, many: string) => {
    const number = diagnostics.filter((each) => each.severity === severity).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  return [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('info', 'note', 'notes'),
  ].join(', ');
}

/** The machine-readable form; the same on every command. */
export function diagnosticsJson(
  diagnostics: readonly Diagnostic[],
  extra: Readonly<Record<string, unknown>> = {},
): string {
  return `${JSON.stringify({ ...extra, diagnostics }, null, 2)}\n`;
}

/** Text with every control character (escape sequences, line ends, bidirectional overrides) spelled out. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function colour(io: Pick<Io, 'colour'>, name: keyof typeof COLOURS, text: string): string {
  return io.colour && text !== '' ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text;
}
