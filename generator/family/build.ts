// Hides how the shape of family.yaml becomes a Family: defaults filled in, dates read, versions newest first.
import { type Family, isTimeZone, parseDate, type VersionEntry } from '../../runtime/lifecycle.js';
import { closest } from './closest.js';
import { buildDiscovery } from './discovery.js';
import type { RawEntry, RawFamily } from './family-schema.js';
import type { Finding, Placed } from './finding.js';
import { isSafeSegment } from './path-segment.js';
import { buildSelector } from './selector.js';
import { checkCurrent, checkDated, checkSuccessors } from './states.js';
import { checkTimeline, sortVersions } from './timeline.js';

export interface BuiltFamily {
  readonly family: Family;
  /** Newest first, as in `family`. */
  readonly versions: readonly Placed[];
  /** Everything that is wrong whatever the instant: the selector, the zone, dates that do not exist, L-01, L-02, L-03, L-18. */
  readonly findings: readonly Finding[];
}

export function buildFamily(raw: RawFamily): BuiltFamily {
  const { selector, findings } = buildSelector(raw.selector);
  const { discovery, findings: ofDiscovery } = buildDiscovery(raw.discovery);
  const entries = raw.versions.map((entry, index) => buildEntry(entry, `/versions/${index}`));
  const placed = entries.map(({ entry, pointer }) => ({ entry, pointer }));
  const versions = sortVersions(placed);
  const family: Family = {
    family: raw.family,
    selector,
    ...(raw.timezone !== undefined && { timezone: raw.timezone }),
    noticeDays: raw.noticeDays ?? 90,
    unavailable: { retired: 410, unknown: 406, malformed: 400, ...raw.unavailable },
    afterNotBefore: raw.afterNotBefore ?? 'serve',
    ...(raw.answers && { answers: raw.answers }),
    ...(raw.links && { links: raw.links }),
    ...(discovery !== undefined && { discovery }),
    versions: versions.map(({ entry }) => entry),
  };
  const undated = new Set(entries.filter((each) => each.undated).map(({ pointer }) => pointer));
  return {
    family,
    versions,
    findings: [
      ...checkName(raw.family),
      ...findings,
      ...checkZone(raw.timezone),
      ...ofDiscovery,
      ...checkCurrent(placed),
      ...checkTimeline(placed),
      ...entries.flatMap((each) => each.findings),
      ...checkDated(placed, undated),
      ...checkSuccessors(placed),
    ],
  };
}

interface BuiltEntry extends Placed {
  readonly findings: readonly Finding[];
  /** A notBefore stands there that is no date. */
  readonly undated: boolean;
}

function buildEntry(raw: RawEntry, pointer: string): BuiltEntry {
  const findings: Finding[] = [];
  const read = (key: 'notBefore' | 'deprecatedAt'): string | undefined => {
    const written = raw[key];
    if (written === undefined) return undefined;
    const date = parseDate(String(written));
    if (date === undefined) findings.push(noDate(`${pointer}/${key}`, `${key} of ${raw.id}`, written));
    return date;
  };
  const [notBefore, deprecatedAt] = [read('notBefore'), read('deprecatedAt')];
  if (notBefore !== undefined && deprecatedAt !== undefined && deprecatedAt > notBefore) {
    findings.push(deprecatedTooLate(`${pointer}/deprecatedAt`, raw.id));
  }
  const entry: VersionEntry = {
    id: raw.id,
    state: raw.state,
    ...(notBefore !== undefined && { notBefore }),
    ...(deprecatedAt !== undefined && { deprecatedAt }),
    ...(raw.successor !== undefined && { successor: raw.successor }),
    ...(raw.from !== undefined && { from: raw.from }),
  };
  return { entry, pointer, findings, undated: raw.notBefore !== undefined && notBefore === undefined };
}

function noDate(pointer: string, what: string, written: string | number): Finding {
  const message = `${what}, ${JSON.stringify(written)}, is no date that exists.`;
  return { id: 'L-03', severity: 'error', pointer, message, hint: 'Write a date as YYYY-MM-DD or YYYYMMDD.' };
}

function deprecatedTooLate(pointer: string, id: string): Finding {
  const message = `${id} is deprecated only after its guarantee has ended.`;
  const hint =
    'A Sunset date never comes before the Deprecation date (RFC 9745, section 4): write deprecatedAt no later than notBefore.';
  return { id: 'family-invalid', severity: 'error', pointer, message, hint };
}

function checkName(name: string): Finding[] {
  if (isSafeSegment(name)) return [];
  const message = `${JSON.stringify(name)} cannot name a family: the name becomes a folder.`;
  const hint = 'Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.';
  return [{ id: 'family-name-unsafe', severity: 'error', pointer: '/family', message, hint }];
}

function checkZone(zone: string | undefined): Finding[] {
  if (zone === undefined || isTimeZone(zone)) return [];
  const guess = closest(zone, Intl.supportedValuesOf('timeZone'));
  return [
    {
      id: 'family-timezone-unknown',
      severity: 'error',
      pointer: '/timezone',
      message: `${JSON.stringify(zone)} is no time zone that is known here.`,
      hint: guess === undefined ? 'Write an IANA time zone such as Asia/Seoul.' : `Did you mean ${guess}?`,
    },
  ];
}
