// Hides that JSON from outside may be nested deeper than any code that walks it can follow.

/** Deeper than any honest document; what walks values by recursion has room for this. */
const MAX_DEPTH = 500;

/** Parses JSON (RFC 8259). Of a name that comes twice the last value counts; numbers have the precision of a double. @throws SyntaxError where it is none, or nested too deeply */
export function parsedJson(text: string): unknown {
  if (isDeeper(text, MAX_DEPTH)) throw new SyntaxError(`It is nested deeper than ${MAX_DEPTH} levels.`);
  return JSON.parse(text);
}

/** By the text: `JSON.parse` itself goes as deep as it is asked to. */
function isDeeper(text: string, limit: number): boolean {
  let [depth, quoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    if (depth > limit) return true;
  }
  return false;
}
