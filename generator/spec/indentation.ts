// Hides that YAML 1.2 wants each line of a quoted text and of a flow collection indented deeper than what holds it (§7.3, §7.4).
// Real documents close a brace where the line began, which earlier parsers did not mind: for the parser, such lines are moved to the right.
import { YAMLException } from 'js-yaml';

/** Deeper than any document is nested by hand; the space before a line of flow content means nothing. */
const DEEPER = ' '.repeat(200);
/** Characters that the parser reads in all, over and over, before it is believed. */
const MOST_READ = 16 * 1024 * 1024;

export interface Indented<T> {
  readonly value: T;
  /** The text that was read. */
  readonly text: string;
  /** Where in the text that was given something stands which stands here in the one that was read. */
  original(offset: number): number;
}

/** Reads a text, if need be with some of its lines moved to the right. @throws Error of the parser, of what else is wrong */
export function readIndented<T>(given: string, read: (text: string) => T): Indented<T> {
  const moved = new Set<number>();
  for (let [text, left] = [given, MOST_READ]; ; left -= text.length) {
    try {
      const value = read(text);
      return { value, text, original: (offset) => originalOf(offset, text, moved) };
    } catch (error) {
      const line = lackingLine(error);
      if (line === undefined || moved.has(line) || left < text.length) throw asGiven(error, moved);
      moved.add(line);
      const start = startOf(text, line);
      text = text.slice(0, start) + DEEPER + text.slice(start);
    }
  }
}

/** The line, from 0, which lacks indentation and nothing else. */
function lackingLine(error: unknown): number | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  return error.mark?.line;
}

/** An error as the text that was given would have made it. */
function asGiven(error: unknown, moved: ReadonlySet<number>): unknown {
  const mark = error instanceof YAMLException ? error.mark : undefined;
  if (mark && moved.has(mark.line)) mark.column = Math.max(0, mark.column - DEEPER.length);
  return error;
}

function startOf(text: string, line: number): number {
  let start = 0;
  for (let count = 0; count < line; count++) start = text.indexOf('\n', start) + 1;
  return start;
}

function originalOf(offset: number, text: string, moved: ReadonlySet<number>): number {
  let original = offset;
  for (const line of moved) {
    const start = startOf(text, line);
    if (start < offset) original -= Math.min(DEEPER.length, offset - start);
  }
  return original;
}
