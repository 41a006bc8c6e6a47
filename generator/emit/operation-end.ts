// Hides which headers tell that an operation ends, though its version does not, or not yet.
import { addDays, startOfDay } from '../../runtime/lifecycle.js';
import type { Hook, Operation, Version } from '../model/types.js';

/**
 * Deprecation (RFC 9745) and Sunset (RFC 8594) of an operation that says until when it works; none where it does not, since both are dates. An
 * operation ends with its version at the latest. The dates do not depend on when anybody asks.
 */
export function endingHeaders(
  version: Version,
  operation: Operation | Hook,
): Readonly<Record<string, string>> {
  const own = operation.deprecated ? operation.deprecation?.notBefore : undefined;
  if (own === undefined || 'kind' in operation) return {};
  const { notBefore: ofVersion, noticeDays, timezone } = version;
  const end = ofVersion !== undefined && ofVersion < own ? ofVersion : own;
  // As a server reads days: without a zone a day begins when it has begun everywhere.
  const start = (date: string) => startOfDay(date, timezone).latest;
  return {
    ...(noticeDays !== undefined && {
      Deprecation: `@${Math.floor(start(addDays(end, -noticeDays)) / 1000)}`,
    }),
    Sunset: new Date(start(end)).toUTCString(),
  };
}
