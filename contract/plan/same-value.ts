// Hides when a value that is read is the one that was sent: servers may write the same thing in another way.
import { isObject, sameJson } from '../pointer.js';

/**
 * Whether a member that was sent as `sent` was kept, read as `read`: the same value, the same instant, the same set of texts, an object
 * with at least what was sent; nothing, null and what is empty are alike. A text may have lost space around it, a UUID, an address or a
 * URL its upper case.
 */
export function isKept(sent: unknown, read: unknown): boolean {
  if (isNothing(sent)) return isNothing(read);
  if (typeof sent === 'string') return isKeptText(sent, read);
  if (typeof sent === 'number' || typeof sent === 'boolean')
    return sent === read || (typeof read === 'string' && read.trim() !== '' && looksLike(sent, read));
  if (Array.isArray(sent)) return Array.isArray(read) && isKeptList(sent, read);
  if (!isObject(sent) || !isObject(read)) return sameJson(sent, read);
  return Object.entries(sent).every(([name, value]) =>
    isKept(value, Object.hasOwn(read, name) ? read[name] : undefined),
  );
}

/** Nothing in any of the forms that servers have for it. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isKeptText(sent: string, read: unknown): boolean {
  if (typeof read === 'number' || typeof read === 'boolean') return looksLike(read, sent);
  if (typeof read !== 'string') return false;
  const [a, b] = [sent, read].map((each) => each.normalize('NFC').trim().replaceAll('\r\n', '\n'));
  if (a === b || (a === '' && b === '')) return true;
  if (a === undefined || b === undefined) return false;
  if (INSTANT.test(a) && INSTANT.test(b)) return Math.abs(instant(a) - instant(b)) < 1000;
  return (CASELESS.test(a) || a.includes('://')) && withoutEnd(a) === withoutEnd(b);
}

/** Texts and numbers as a set: nobody promises to keep the order of tags. */
function isKeptList(sent: readonly unknown[], read: readonly unknown[]): boolean {
  if (sent.length !== read.length) return false;
  if (sent.some((each) => typeof each === 'object')) return sent.every((each, at) => isKept(each, read[at]));
  const left = [...read];
  return sent.every((each) => {
    const at = left.findIndex((other) => isKept(each, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** `1.50` and 1.5, `true` and true. */
function looksLike(value: number | boolean, text: string): boolean {
  return typeof value === 'number' ? Number(text) === value : text.toLowerCase() === String(value);
}

const INSTANT = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
/** UUIDs and addresses. */
const CASELESS = /^([0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[^@\s]+@[^@\s]+)$/i;

/** In whole milliseconds; what has no zone is taken for UTC. */
function instant(text: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || text.length === 10 ? text : `${text}Z`;
  return Date.parse(zoned.replace(' ', 'T'));
}

function withoutEnd(text: string): string {
  return text.toLowerCase().replace(/\/$/, '');
}
