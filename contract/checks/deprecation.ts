// Hides when an answer tells rightly that its version ends: Deprecation (RFC 9745), Sunset (RFC 8594) and Link (RFC 8288), by state and date.
import { type Family, type Span, successorOf, type VersionEntry } from '../../runtime/lifecycle.js';
import { type HeaderLink, linksIn } from '../../runtime/link-header.js';
import { demandsOf } from '../lifecycle/demands.js';
import { type End, endOf } from '../lifecycle/end.js';
import type { Life } from '../lifecycle/life.js';
import { memo } from '../memo.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const deprecation: Check = {
  name: 'deprecation',
  gate: false,
  judge(exchange) {
    const { life, answer, case: planned, response } = exchange;
    if (!life) return [];
    const source = response?.source ?? planned.operation.source;
    const told = toldIn(answer.headers);
    const entry = entryOf(exchange, life);
    const due = entry && dueOf(exchange, life, entry);
    const flaws = [
      ...syntaxFlaws(told),
      ...(due ? [...dateFlaws(told, due), ...linkFlaws(told, due)] : []),
      ...(entry ? successorFlaws(told, entry, life.under.family) : []),
    ];
    return flaws.map((flaw) => ({ ...flaw, source }));
  },
};

type Found = Omit<Flaw, 'source'>;

interface Told {
  readonly deprecation: string | null;
  /** Milliseconds since 1970; undefined where it is absent or written wrongly. */
  readonly deprecatedAt: number | undefined;
  readonly sunset: string | null;
  readonly sunsetAt: number | undefined;
  readonly link: string | null;
  readonly links: readonly HeaderLink[];
  readonly relations: ReadonlySet<string>;
}

const NOTHING_TOLD: Told = {
  ...{ deprecation: null, deprecatedAt: undefined, sunset: null, sunsetAt: undefined, link: null },
  links: [],
  relations: new Set(),
};

function toldIn(headers: Headers): Told {
  const [deprecation, sunset, link] = [
    headers.get('deprecation'),
    headers.get('sunset'),
    headers.get('link'),
  ];
  if (deprecation === null && sunset === null && link === null) return NOTHING_TOLD;
  const links = link === null ? [] : linksIn(link, 'http://localhost/');
  return {
    ...{ deprecation, sunset, link },
    deprecatedAt: structuredDate(deprecation ?? ''),
    sunsetAt: sunset === null ? undefined : fixedDate(sunset),
    links,
    relations: new Set(links.flatMap(({ rel }) => rel)),
  };
}

/** RFC 9651 §3.3.7: `@` and whole seconds, with any parameters; never a list. */
function structuredDate(text: string): number | undefined {
  const [, seconds] = /^@(-?\d{1,15})(?: *;[^,]*)?$/.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** IMF-fixdate (RFC 9110 §5.6.7), which is what ECMAScript gives back for the same instant: weekday, two digits of a day, GMT. */
function fixedDate(text: string): number | undefined {
  const instant = Date.parse(text);
  return !Number.isNaN(instant) && new Date(instant).toUTCString() === text ? instant : undefined;
}

function syntaxFlaws(told: Told): Found[] {
  const flaws: Found[] = [];
  if (told.deprecation !== null && told.deprecatedAt === undefined) {
    const message = 'Deprecation is no structured-field Date (RFC 9745 §2.1).';
    const expected = '@ and seconds since 1970, such as @1772377200';
    flaws.push({ pointer: '/header/Deprecation', message, expected, actual: shown(told.deprecation) });
  }
  if (told.sunset !== null && told.sunsetAt === undefined) {
    const message = 'Sunset is no HTTP-date (RFC 8594 §3).';
    const parsed = Date.parse(told.sunset);
    const expected = Number.isNaN(parsed)
      ? 'such as Sat, 30 May 2026 15:00:00 GMT'
      : new Date(parsed).toUTCString();
    flaws.push({ pointer: '/header/Sunset', message, expected, actual: shown(told.sunset) });
  }
  const { deprecatedAt, sunsetAt } = told;
  if (deprecatedAt !== undefined && sunsetAt !== undefined && sunsetAt < deprecatedAt) {
    const message = 'Sunset is earlier than Deprecation (RFC 9745 §4).';
    const expected = `${httpDate(deprecatedAt)} or later`;
    flaws.push({ pointer: '/header/Sunset', message, expected, actual: shown(told.sunset) });
  }
  return flaws;
}

/** The version that answers, where it is known which one does. */
function entryOf({ answer }: Judged, { chosen }: Life): VersionEntry | undefined {
  const isRefusal = answer.status >= 400;
  const entries = new Set(
    chosen.outcomes.flatMap((each) =>
      each.kind === 'served' ? [each.entry] : each.entry && isRefusal ? [each.entry] : [],
    ),
  );
  const [entry] = entries;
  return entries.size === 1 ? entry : undefined;
}

/** What it owes; what a refusal of its own need not say may be right all the same. */
function dueOf({ answer, case: planned }: Judged, { under }: Life, entry: VersionEntry): End | undefined {
  const isRefusal = answer.status >= 400;
  const end = endsUnder(under)(entry);
  // What its document says of an operation alone may be said of it alone.
  const isOfOperation = planned.operation.deprecated && entry.state !== 'DEPRECATED';
  if (isOfOperation) return undefined;
  const isOwed = demandsOf(under.family).deprecation && (!isRefusal || entry.state === 'RETIRED');
  return isOwed ? end : relaxed(end);
}

/** The same for every answer of a version. */
const endsUnder = memo(({ family, instant }: Life['under']) =>
  memo((entry: VersionEntry) => endOf(entry, family, instant)),
);

function relaxed(end: End): End {
  const loose = (presence: End['sunset']) => (presence === 'must' ? 'may' : presence);
  return { ...end, deprecation: loose(end.deprecation), sunset: loose(end.sunset), links: [] };
}

function dateFlaws(told: Told, due: End): Found[] {
  return [
    ...headerFlaws(
      'Deprecation',
      told.deprecation,
      told.deprecatedAt,
      due.deprecation,
      due.deprecatedAt,
      structured,
    ),
    ...headerFlaws('Sunset', told.sunset, told.sunsetAt, due.sunset, due.sunsetAt, httpDate),
  ];
}

function headerFlaws(
  name: string,
  text: string | null,
  at: number | undefined,
  presence: End['sunset'],
  span: Span | undefined,
  written: (instant: number) => string,
): Found[] {
  const pointer = `/header/${name}`;
  const expected = span ? written(span.latest) : `the header ${name}`;
  if (text === null) {
    if (presence !== 'must') return [];
    return [{ pointer, message: `${name} is missing, though the version ends.`, expected, actual: 'none' }];
  }
  if (presence === 'never') {
    const message = `${name} is said of a version for which it is not true.`;
    return [{ pointer, message, expected: 'none', actual: shown(text) }];
  }
  if (at === undefined || !span || (at >= span.earliest && at <= span.latest)) return [];
  return [
    { pointer, message: `${name} is not the date that family.yaml says.`, expected, actual: shown(text) },
  ];
}

function linkFlaws({ link, relations }: Told, { links, foreign }: End): Found[] {
  const missing = links.filter((each) => !relations.has(each));
  const wrong = foreign.filter((each) => relations.has(each));
  const actual = link === null ? 'none' : shown(link);
  const pointer = '/header/Link';
  if (missing.length > 0) {
    const message = 'Link does not lead to what is said of the end of the version.';
    return [{ pointer, message, expected: `links with rel ${missing.join(', ')}`, actual }];
  }
  if (wrong.length === 0) return [];
  const message = 'Link speaks of the end of a version that has none.';
  return [{ pointer, message, expected: `no links with rel ${wrong.join(', ')}`, actual }];
}

/**
 * A successor-version is another version, and the one that family.yaml says (RFC 5829). Where links lead is anybody's choice: only one that
 * names a version is held to it, in a segment of its path or a value of its query.
 */
function successorFlaws({ links }: Told, entry: VersionEntry, family: Family): Found[] {
  const successor = successorOf(family, entry);
  const ids = family.versions.map(({ id }) => id);
  const wrong = links
    .filter(({ rel }) => rel.includes('successor-version'))
    .map(({ href }) => ({ href, named: namedIn(href, ids, entry.id) }))
    .find(({ named }) => named.length > 0 && !named.some((id) => id === successor));
  if (!wrong) return [];
  const message = 'The link to the successor leads to another version.';
  const expected = successor === undefined ? 'no successor' : `version ${successor}`;
  return [{ pointer: '/header/Link', message, expected, actual: shown(wrong.href) }];
}

/** Versions that a URL names. Somewhere on the way, what a version is told of may stand below the version itself. */
function namedIn(href: string, ids: readonly string[], own: string): string[] {
  const { pathname, searchParams, hash } = new URL(href);
  const segments = pathname.replace(/\/$/, '').split('/');
  const words = [...segments, ...searchParams.values(), hash.slice(1)];
  const last = new Set([segments.at(-1), ...searchParams.values(), hash.slice(1)]);
  return ids.filter((id) =>
    words.some((word) => (word === id || word === `v${id}`) && (id !== own || last.has(word))),
  );
}

function structured(instant: number): string {
  return `@${Math.floor(instant / 1000)}`;
}

function httpDate(instant: number): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? String(instant) : date.toUTCString();
}
