// Hides that JSON from outside may be nested deeper than any code that walks it can follow.

/** Deeper than any honest document; what walks values by recursion has room for this. */
const MAX_DEPTH = 500;

/** Parses JSON (RFC 8259). Of a name that comes twice the last value counts; numbers have the precision of a double. @throws SyntaxError where it is none, or nested too deeply */
export function parsedJson(text: string): unknown {
  if (isDeeper(text, MAX_DEPTH)) throw new SyntaxError(`It is nested deeper than ${MAX_DEPTH} levels.`);
  return JSON.parse(text);
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** By the text: `JSON.parse` itself goes as deep as it is asked to. */
function isDeeper(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = closingQuote(text, at + 1);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > limit) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return false;
}

/** Behind the last character where there is none. */
function closingQuote(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) break;
  }
  return at;
}
