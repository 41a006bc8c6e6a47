// Hides what HTTP calls by name: tokens, of which headers are called, and media types.
import type { Said } from './problems.js';

/** RFC 9110 §5.6.2. */
const TOKEN = "[!#$%&'*+.^_`|~\\dA-Za-z-]+";
export const IS_TOKEN = new RegExp(`^${TOKEN}$`);
/** RFC 9110 §8.3.1, with ranges; a bare word such as `json` is common enough to be let through. */
export const IS_MEDIA_TYPE = new RegExp(
  `^${TOKEN}(?:/${TOKEN})?(?:[ \\t]*;[ \\t]*(?:${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\\\0-\\x1f\\x7f-\\uffff]|\\\\[ -~])*"))?)*$`,
);

/** What is wrong with a text that should be a media type; undefined where it is one. */
export function mediaTypeFault(text: string): Said | undefined {
  if (IS_MEDIA_TYPE.test(text)) return undefined;
  return {
    id: 'media-type-invalid',
    severity: 'error',
    message: `${JSON.stringify(text)} is no media type, and no header can carry it.`,
    hint: 'Write type/subtype, such as application/json, parameters behind a semicolon.',
  };
}
