// Hides what a version owes its callers at an instant: states, phases, and the answers table. Pure: the instant is always an argument.
import { addDays, type Span, startOfDay } from './calendar.js';
import { compareVersions, parseVersionId } from './version-id.js';

export {
  addDays,
  isTimeZone,
  parseDate,
  type Span,
  startOfDay,
} from './calendar.js';
export {
  compareVersions,
  parseVersionId,
  type Scheme,
  type VersionId,
} from './version-id.js';

export type State = 'PLANNED' | 'CURRENT' | 'SUPPORTED' | 'DEPRECATED' | 'RETIRED';

/** One version of a family, as family.yaml states it. Dates are YYYY-MM-DD. */
export interface VersionEntry {
  readonly id: string;
  readonly state: State;
  /** The first day on which the provider may stop answering this version. */
  readonly notBefore?: string;
  /** When it was declared deprecated; without it, `notBefore` minus the notice. */
  readonly deprecatedAt?: string;
  readonly successor?: string;
  /** The lowest microversion that the same document also describes (`3.0` for an entry `3.70`). */
  readonly from?: string;
}

/** How a request names its version. `format` holds `{version}` once, e.g. `virtualserver {version}`. */
export interface Selector {
  readonly in: 'header' | 'query' | 'path' | 'media-type' | 'none';
  /** Header, query parameter or media type parameter. */
  readonly name?: string;
  readonly format: string;
  readonly whenAbsent: 'current' | 'minimum' | 'required';
}

/** RFC 9745, RFC 8594, RFC 5829. */
export type LinkRelation = 'deprecation' | 'sunset' | 'successor-version';

/** Any JSON value; texts in it may hold placeholders. See discovery.ts. */
export type Template =
  | string
  | number
  | boolean
  | null
  | readonly Template[]
  | { readonly [member: string]: Template };

/** The answer that tells which versions there are, in the form that the provider gives it. */
export interface Discovery {
  /** From the root of the server, e.g. `/`. */
  readonly path: string;
  readonly status: number;
  /** Whether versions that are no longer served are listed too. */
  readonly retired: boolean;
  readonly answer: Template;
}

export interface Family {
  readonly family: string;
  readonly selector: Selector;
  /** IANA zone in which the dates are meant; undefined where the provider does not say. */
  readonly timezone?: string;
  readonly noticeDays: number;
  /** Statuses of answers for versions that are not available. */
  readonly unavailable: {
    readonly retired: number;
    readonly unknown: number;
    readonly malformed: number;
  };
  readonly afterNotBefore: 'serve' | 'gone';
  /** What answers say of versions; all of it, but for what is false. A server of ours says it always: whoever is not told cannot know. */
  readonly answers?: {
    /** By which version they were made, in the header that names versions. */
    readonly echo?: boolean;
    /** That they depend on that header. */
    readonly vary?: boolean;
    /** When a version ends: Deprecation, Sunset and their links. */
    readonly deprecation?: boolean;
  };
  /** Targets of the Link header: URL or path, `{version}` filled in. Where one is missing it is where versions are discovered. */
  readonly links?: { readonly [relation in LinkRelation]?: string };
  /** Where and how versions are discovered. Absent: at `/`, in a form of our own. False: nowhere. */
  readonly discovery?: Discovery | false;
  /** Newest first. */
  readonly versions: readonly VersionEntry[];
}

/** Whether the document of an entry describes this id: it is the entry's own, or a microversion of it. */
export function describes({ id, from }: VersionEntry, asked: string): boolean {
  if (from === undefined || id === asked) return id === asked;
  const isOfScheme = parseVersionId(asked)?.scheme === parseVersionId(id)?.scheme;
  return isOfScheme && compareVersions(from, asked) <= 0 && compareVersions(asked, id) <= 0;
}

/** `guaranteed`: it must answer. `lapsed`: it may stop. `indeterminate`: no zone is declared, and the day has begun in a part of the world only. */
export type Phase = 'guaranteed' | 'lapsed' | 'indeterminate';

/**
 * Who asks decides the hours in doubt where no zone is declared, each to its own cost: a server keeps serving until the day has begun
 * everywhere, a client counts on nothing once it has begun somewhere, a check gives no verdict in between.
 */
export type Observer = 'server' | 'client' | 'check';

/** The phase of a version at an instant. A version without `notBefore` is guaranteed. Only a check ever hears `indeterminate`. */
export function phase(
  entry: VersionEntry,
  family: Family,
  instant: Date,
  observer: Observer = 'check',
): Phase {
  const end = endOfGuarantee(entry, family);
  if (!end) return 'guaranteed';
  const now = instant.getTime();
  if (observer === 'server') return now >= end.latest ? 'lapsed' : 'guaranteed';
  if (now < end.earliest) return 'guaranteed';
  return observer === 'client' || now >= end.latest ? 'lapsed' : 'indeterminate';
}

/** When the guarantee ends: `notBefore` 00:00 in the family's zone. */
export function endOfGuarantee(entry: VersionEntry, family: Family): Span | undefined {
  return entry.notBefore === undefined ? undefined : startOfDay(entry.notBefore, family.timezone);
}

/**
 * When exactly `noticeDays` of guarantee are left; any later there are fewer, which is what DEPRECATED means. Counted in calendar
 * days of the zone, so that a clock change within the notice does not move it.
 */
export function startOfNotice(entry: VersionEntry, family: Family): Span | undefined {
  if (entry.notBefore === undefined) return undefined;
  return startOfDay(addDays(entry.notBefore, -family.noticeDays), family.timezone);
}

/** When the version counts as deprecated: `deprecatedAt`, else the start of the notice; never after the end of the guarantee. */
export function startOfDeprecation(entry: VersionEntry, family: Family): Span | undefined {
  if (entry.deprecatedAt === undefined) return startOfNotice(entry, family);
  const { deprecatedAt: declared, notBefore: end } = entry;
  return startOfDay(end !== undefined && end < declared ? end : declared, family.timezone);
}

/** The version to move to: the declared successor, else the CURRENT one. */
export function successorOf(family: Family, entry: VersionEntry): string | undefined {
  const successor = entry.successor ?? family.versions.find((each) => each.state === 'CURRENT')?.id;
  return successor === entry.id ? undefined : successor;
}

/** One row of the answers table: what a server does with a request for a version. */
export interface Answer {
  /** False: answer with `status` and the supported versions, without calling the version's handler. */
  readonly serve: boolean;
  readonly status?: number;
  /** Why it is not served: a PLANNED version is as good as unknown, a DEPRECATED one that is gone counts as retired. */
  readonly reason?: 'unknown' | 'retired';
  /** Deprecation, Sunset and Link where they are due, whether served or not. The echo and Vary belong to the selector. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer to a request for this version at this instant, as a server gives it (in doubt about the zone it keeps serving). */
export function answerFor(family: Family, entry: VersionEntry, instant: Date): Answer {
  return answersOf(family)(entry, instant);
}

/**
 * The same with the dates of the family worked out once: what is left for each request is a comparison of two numbers.
 * A server asks this once at its start. Throws a RangeError where the platform does not know the family's zone.
 */
export function answersOf(family: Family): (entry: VersionEntry, instant: Date) => Answer {
  const prepared = new Map(family.versions.map((entry) => [entry, prepare(family, entry)]));
  return (entry, instant) => {
    const { turns, before, after } = prepared.get(entry) ?? prepare(family, entry);
    return instant.getTime() >= turns ? after : before;
  };
}

interface Prepared {
  /** Milliseconds since 1970; from then on `after` holds. Infinity: never. */
  readonly turns: number;
  readonly before: Answer;
  readonly after: Answer;
}

function prepare(family: Family, entry: VersionEntry): Prepared {
  const turns = endOfGuarantee(entry, family)?.latest ?? Number.POSITIVE_INFINITY;
  const always = (answer: Answer): Prepared => ({
    turns,
    before: answer,
    after: answer,
  });
  const normal: Answer = { serve: true, headers: {} };
  const { retired, unknown } = family.unavailable;
  switch (entry.state) {
    case 'PLANNED':
      return always({
        serve: false,
        status: unknown,
        reason: 'unknown',
        headers: {},
      });
    case 'CURRENT':
      return always(normal);
    case 'SUPPORTED':
      // The table leaves Sunset to us while the guarantee holds. It is not sent: clients take it for a warning, and nothing is due yet.
      return {
        turns,
        before: normal,
        after: { serve: true, headers: deprecationHeaders(family, entry) },
      };
    case 'DEPRECATED': {
      const headers = deprecationHeaders(family, entry);
      const served: Answer = { serve: true, headers };
      const gone: Answer = {
        serve: false,
        status: retired,
        reason: 'retired',
        headers,
      };
      return {
        turns,
        before: served,
        after: family.afterNotBefore === 'gone' ? gone : served,
      };
    }
    case 'RETIRED': {
      const headers = {
        ...sunset(family, entry),
        ...link(family, entry, ['successor-version']),
      };
      return always({
        serve: false,
        status: retired,
        reason: 'retired',
        headers,
      });
    }
  }
}

function deprecationHeaders(family: Family, entry: VersionEntry): Record<string, string> {
  const since = startOfDeprecation(entry, family);
  return {
    // RFC 9745: a structured-field Date. Without a zone, the server's reading of a day, as for Sunset, so that their order holds.
    ...(since && { Deprecation: `@${Math.floor(since.latest / 1000)}` }),
    ...sunset(family, entry),
    ...link(family, entry, ['deprecation', 'sunset', 'successor-version']),
  };
}

/** RFC 8594: an IMF-fixdate, which is what ECMAScript defines toUTCString to give. */
function sunset(family: Family, entry: VersionEntry): Record<string, string> {
  const end = endOfGuarantee(entry, family);
  return end ? { Sunset: new Date(end.latest).toUTCString() } : {};
}

function link(
  family: Family,
  entry: VersionEntry,
  relations: readonly LinkRelation[],
): Record<string, string> {
  const successor = successorOf(family, entry);
  const links = relations.flatMap((relation) => {
    const target = family.links?.[relation] ?? discoveryPath(family);
    if (relation !== 'successor-version') return [`<${fill(target, entry.id)}>; rel="${relation}"`];
    return successor === undefined
      ? []
      : [`<${fill(target, successor)}>; rel="${relation}"; title="${successor}"`];
  });
  return links.length > 0 ? { Link: links.join(', ') } : {};
}

function discoveryPath({ discovery }: Family): string {
  return discovery ? discovery.path : '/';
}

function fill(target: string, version: string): string {
  return target.replaceAll('{version}', () => version);
}
