// Hides what a header can carry as it is (RFC 9110 §5.5).
import { InvalidParameter } from './invalid-parameter.js';
import type { Refusing } from './value-text.js';

export function holds(text: string, separators: string): boolean {
  return [...separators].some((separator) => text.includes(separator));
}

const UNSENDABLE = 'holds characters that a header cannot carry';

function isUnsendable(text: string): boolean {
  return /[^\t -~\u0080-\u00ff]/.test(text);
}

/** Nothing is encoded in a header: what cannot stand in one as it is cannot be sent (RFC 9110 §5.5). */
export function headerPiece(text: string, separators: string, refuse: Refusing['refuse']): string {
  if (isUnsendable(text)) refuse(UNSENDABLE);
  if (/^[ \t]|[ \t]$/.test(text)) refuse('begins or ends with white space, which is none of a header');
  return holds(text, separators) ? refuse('holds the character that separates its items') : text;
}

/** A secret for a header: asked before the platform is, whose message would repeat it. @throws InvalidParameter */
export function sendable(secret: string, header: string): string {
  if (isUnsendable(secret)) throw new InvalidParameter(header, 'header', UNSENDABLE);
  return secret;
}
