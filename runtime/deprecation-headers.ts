// Hides how an answer says that what it came from will end: Deprecation (RFC 9745), Sunset (RFC 8594), and links (RFC 5829).
import { httpDate } from './http-date.js';
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

function existing(time: number): Date | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
