// Hides how an answer says that what it came from will end: Deprecation (RFC 9745), Sunset (RFC 8594), and links (RFC 5829).
import type { LinkRelation } from './lifecycle.js';
import { linksIn } from './link-header.js';

export interface VersionLink {
  readonly rel: LinkRelation;
  /** Absolute; http or https. */
  readonly href: string;
  /** It comes from the server as it is: escape it before it is shown. */
  readonly title?: string;
}

/** What an answer says of its end; what it does not say, or says in a way that nobody can read, is not there. */
export interface Announced {
  /** The answer says that it is deprecated, since when or not. */
  readonly deprecated: boolean;
  readonly deprecatedAt?: Date;
  readonly sunsetAt?: Date;
  readonly links: readonly VersionLink[];
}

const RELATIONS: readonly LinkRelation[] = ['deprecation', 'sunset', 'successor-version'];

/** Never throws, whatever the bytes. @param url of the answer; links count from there, without its query, which may hold credentials */
export function announcedIn(headers: Headers, url: string): Announced {
  const [deprecation, sunset] = [headers.get('deprecation') ?? '', headers.get('sunset') ?? ''];
  const deprecatedAt = structuredDate(deprecation) ?? httpDate(deprecation);
  const sunsetAt = httpDate(sunset);
  return {
    deprecated: deprecatedAt !== undefined || /^(true|\?1)$/i.test(deprecation.trim()),
    ...(deprecatedAt && { deprecatedAt }),
    ...(sunsetAt && { sunsetAt }),
    links: linksIn(headers.get('link') ?? '', url.replace(/[?#].*/s, '')).flatMap(({ rel, ...link }) =>
      RELATIONS.filter((each) => rel.includes(each)).map((each) => ({ rel: each, ...link })),
    ),
  };
}

/** An item of a structured field that is a Date (RFC 9651 §3.3.7), with any parameters; a list is none. */
function structuredDate(text: string): Date | undefined {
  const [, seconds] = /^ *@(-?\d{1,15})(?: *;[^,]*)?$/.exec(text) ?? [];
  return seconds === undefined ? undefined : existing(Number(seconds) * 1000);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The three forms of RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. */
const MODERN = /^[a-z]{3,9}, (\d\d)[ -]([a-z]{3})[ -](\d\d|\d{4}) (\d\d):(\d\d):(\d\d) GMT$/i;
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/i;

/** A date whose weekday is wrong is a date all the same: it may be the only warning that comes. */
function httpDate(text: string): Date | undefined {
  const modern = MODERN.exec(text.trim());
  const [, month, day, hour, minute, second, year] = modern
    ? [modern[0], modern[2], modern[1], ...modern.slice(4), modern[3]]
    : (ASCTIME.exec(text.trim()) ?? []);
  if (year === undefined) return undefined;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  // Two digits are of this century: the ends that are announced lie there.
  const [y, index] = [
    Number(year) + (year.length === 2 ? 2000 : 0),
    MONTHS.indexOf(month?.toLowerCase() ?? ''),
  ];
  const date = new Date(Date.UTC(y, index, Number(day), h, m, Math.min(s, 59)));
  const exists = date.getUTCMonth() === index && date.getUTCHours() === h && date.getUTCMinutes() === m;
  return exists && s <= 60 ? date : undefined;
}

function existing(time: number): Date | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
