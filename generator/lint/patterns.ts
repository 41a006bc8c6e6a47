// Hides how a `pattern` becomes a regular expression: the runtime's, which no example can keep busy for ever.
import { boundedPattern, type Pattern } from '../../runtime/pattern.js';

/** @throws SyntaxError where it is none, with Unicode rules (JSON Schema 2020-12, core §6.4) or without (`[\w-.]` is common) */
export function patternOf(pattern: string): Pattern {
  return boundedPattern(pattern) ?? new RegExp(pattern);
}
