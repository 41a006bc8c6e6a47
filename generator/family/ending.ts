// Hides how the end of something is told in headers where it is no version: of an operation that ends though its version does not, or not yet.
import { addDays, type Family, startOfDay, type VersionEntry } from '../../runtime/lifecycle.js';

/** As much as is known: a lone document has neither versions nor a notice. */
type Around = Partial<Pick<Family, 'timezone' | 'noticeDays'> & Pick<VersionEntry, 'notBefore'>>;

/**
 * Deprecation (RFC 9745) and Sunset (RFC 8594), which are dates that do not depend on when anybody asks. A part ends with its version at the latest.
 * @param notBefore YYYY-MM-DD, when the part may stop working
 */
export function endingHeaders(notBefore: string, version: Around): Readonly<Record<string, string>> {
  const { notBefore: ofVersion, noticeDays, timezone } = version;
  const end = ofVersion !== undefined && ofVersion < notBefore ? ofVersion : notBefore;
  // As a server reads days: without a zone a day begins when it has begun everywhere.
  const start = (date: string) => startOfDay(date, timezone).latest;
  return {
    ...(noticeDays !== undefined && { Deprecation: `@${start(addDays(end, -noticeDays)) / 1000}` }),
    Sunset: new Date(start(end)).toUTCString(),
  };
}
