// Hides what an answer says of when to come again: Retry-After, in seconds or as a date (RFC 9110 §10.2.3).
import { httpDate } from './http-date.js';

/**
 * Milliseconds from the answer on; undefined where it does not say, or nothing that is a time (longer than 30 years is none). A date is held against the
 * server's own clock.
 * @param now for an answer without a `Date`
 */
export function retryAfter(headers: Headers, now?: () => Date): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = httpDate(text);
  const from = httpDate(headers.get('date') ?? '') ?? now?.();
  return until && from && Math.max(0, until.getTime() - from.getTime());
}
