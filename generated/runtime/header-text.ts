// Hides what a header can carry as it is (RFC 9110 §5.5).
import { InvalidParameter } from './invalid-parameter.js';
import type { Refusing } from './value-text.js';

export function holds(text: string, separators: string): boolean {
  return [...separators].some((separator) => text.includes(separator));
}

/** What no header carries as it is; white space around its text is none of it. */
const UNSENDABLE = /[^\t -~\u0080-\u00ff]|^[\t ]|[\t ]$/;

/** Nothing is encoded in a header: what cannot stand in one as it is cannot be sent (RFC 9110 §5.5). */
export function headerPiece(text: string, separators: string, refuse: Refusing['refuse']): string {
  if (UNSENDABLE.test(text)) refuse('holds, begins or ends with what a header cannot carry');
  return holds(text, separators) ? refuse('holds the character that separates its items') : text;
}

/** A secret for a header: asked before the platform is, whose message would repeat it. @throws InvalidParameter */
export function sendable(secret: string, header: string): string {
  return headerPiece(secret, '', (why) => {
    throw new InvalidParameter(header, 'header', why);
  });
}
