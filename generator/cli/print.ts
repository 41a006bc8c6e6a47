// Hides how diagnostics look on a terminal and as JSON. What documents say never reaches a terminal raw.
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Io } from './io.js';

const COLOURS = { error: 31, warning: 33, info: 36, dim: 2, bold: 1 } as const;

/** Control and format characters (what turns the direction of text, what has no width, tags), line ends, halves of pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Characters of a message: what it repeats of a document may be a megabyte. */
const LONGEST = 2000;

/** Where a command writes its text, and whether it may be coloured there. */
export interface Stream {
  readonly colour: boolean;
  write(text: string): void;
}

/** What a command has to say on its way. */
export function standardError(io: Io): Stream {
  return { colour: io.colour, write: (text) => io.err(text) };
}

/** What a command was asked for. */
export function standardOutput(io: Io): Stream {
  return { colour: io.colourOut === true, write: (text) => io.out(text) };
}

/** One line a finding (`file:line:column  severity  message  id`), its hint below it. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], stream: Stream): void {
  for (const { id, severity, message, position, hint } of diagnostics) {
    const place = position ? placeText(position) : '';
    const parts = [
      colour(stream, 'bold', place),
      colour(stream, severity, severity),
      printable(shortened(message)),
      colour(stream, 'dim', printable(id)),
    ];
    stream.write(`${parts.filter((part) => part !== '').join('  ')}\n`);
    if (hint !== undefined) stream.write(`    ${colour(stream, 'dim', printable(hint))}\n`);
  }
}

/** Begins a line: a CI system takes `::` there, and `##`, for a command to it, and a file may be called so. */
function placeText({ file, line, column }: Position): string {
  const shown = printable(file);
  return `${/^\s*(?:::|##)/.test(shown) ? './' : ''}${shown}:${line}:${column}`;
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
  const said = diagnostics.map((each) => ({ ...each, message: shortened(each.message) }));
  return json({ ...extra, diagnostics: said });
}

/** A value as JSON that may be shown on a terminal too: what is not printable is escaped, and reads back as it was. */
export function json(value: object): string {
  return `${JSON.stringify(value, null, 2).replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)))}\n`;
}

/** Text on one line with every control and format character (escape sequences, bidirectional overrides) spelled out. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? ' ' : escaped(character)));
}

/** Without its middle where it is too long: what is wrong stands at the ends. */
function shortened(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST / 2)} … ${message.slice(-LONGEST / 2)}`;
}

/** By code units, as JSON and JavaScript spell it. */
function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}

export function colour(io: Pick<Io, 'colour'>, name: keyof typeof COLOURS, text: string): string {
  return io.colour && text !== '' ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text;
}
