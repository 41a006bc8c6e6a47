// Hides how an error that nobody takes is told on the console: whatever a request or an answer put into its message cannot begin a line, move the cursor or change colours.

/** How far causes are followed. */
const DEEPEST = 4;
/** Characters of a message that are shown: an answer may be wrong in thousands of places. */
const LONGEST = 2000;

/** Controls, line ends of every kind, halves of pairs, and format characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** @param where what was being done, in a few words */
export function reportOnConsole(error: unknown, where?: string): void {
  const lines = linesOf(error, 0);
  console.error(`${where === undefined || where === '' ? '' : `${visible(where)}: `}${lines.join('\n')}`);
}

function linesOf(error: unknown, depth: number): string[] {
  if (!(error instanceof Error)) return [visible(textOf(error))];
  const { name, message, stack, cause } = error;
  const first = visible(message === '' ? name : `${name}: ${message}`);
  const causes = cause === undefined || depth >= DEEPEST ? [] : linesOf(cause, depth + 1);
  const [head, ...rest] = causes;
  return [
    first,
    ...framesOf(stack, message),
    ...(head === undefined ? [] : [`  caused by ${head}`, ...rest]),
  ];
}

/** Most platforms put the message before the frames; its lines may look like frames. */
function framesOf(stack: unknown, message: string): string[] {
  if (typeof stack !== 'string') return [];
  const at = stack.indexOf(message);
  const lines = stack.slice(at === -1 ? 0 : at + message.length).split('\n');
  return lines.flatMap((line) => (/^\s+at |@.*:\d+/.test(line) ? [`    ${visible(line.trim())}`] : []));
}

function textOf(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function visible(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
