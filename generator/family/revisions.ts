// Hides what one revision of a family may not do to what the one before has promised: rules L-08 to L-11.
import {
  addDays,
  compareVersions,
  describes,
  type Family,
  parseVersionId,
  phase,
  startOfNotice,
  type VersionEntry,
} from '../../runtime/lifecycle.js';
import type { Diagnostic } from '../diagnostics.js';
import { type Finding, locateFindings } from './finding.js';
import type { FamilyManifest } from './manifest.js';
import { checkTransition } from './transitions.js';

export interface Revisions {
  /** The earlier revision: what callers could rely on. */
  readonly before: Family;
  /** The later one. */
  readonly after: Pick<FamilyManifest, 'family' | 'locate' | 'pointerOf'>;
  /** When the later revision counts as published. */
  readonly instant: Date;
  /** When a revision first gave a version any notBefore; undefined where that is not known. */
  readonly firstDated?: (id: string) => Date | undefined;
}

/** L-08 … L-11, at places of the later revision. */
export function checkRevisions({ before, after, instant, firstDated }: Revisions): Diagnostic[] {
  const { family, locate, pointerOf } = after;
  const findings = family.versions.flatMap((entry): Finding[] => {
    const pointer = pointerOf(entry.id);
    const earlier = entryFor(before, entry.id);
    return [
      ...checkTransition(earlier, entry, `${pointer}/state`),
      ...(earlier?.id === entry.id ? checkDate(earlier, entry, pointer) : []),
      ...checkNotice(earlier, entry, family, firstDated?.(entry.id) ?? firstOf(earlier, instant), pointer),
    ];
  });
  const removed = before.versions.flatMap((entry): Finding[] => {
    const later = entryFor(family, entry.id);
    const gone = later ? [] : checkTransition(entry, undefined, '/versions');
    const missing = missingFrom(family, entry);
    if (entry.state === 'PLANNED' || entry.state === 'RETIRED') return gone;
    if (missing !== undefined)
      return [...checkRemoval(before, entry, missing, instant, '/versions'), ...gone];
    const isRetired = later?.state === 'RETIRED';
    return isRetired ? checkRemoval(before, entry, entry.id, instant, `${pointerOf(later.id)}/state`) : [];
  });
  return locateFindings([...findings, ...removed], locate);
}

/** A date that the earlier revision did not have is published by the later one. */
function firstOf(earlier: VersionEntry | undefined, instant: Date): Date | undefined {
  return earlier?.notBefore === undefined ? instant : undefined;
}

/** L-08: a date that was published is a promise. */
function checkDate(
  { notBefore: earlier }: VersionEntry,
  { id, state, notBefore: later }: VersionEntry,
  pointer: string,
): Finding[] {
  if (earlier === undefined || earlier === later) return [];
  if (later === undefined) {
    if (state === 'CURRENT') return [];
    const message = `${id} has no notBefore any more; it was ${earlier}.`;
    return [
      { id: 'L-08', severity: 'error', pointer, message, hint: 'Keep the date that callers were told.' },
    ];
  }
  const at = `${pointer}/notBefore`;
  return later < earlier
    ? [
        {
          id: 'L-08',
          severity: 'error',
          pointer: at,
          message: `The guarantee of ${id} ends on ${later}, earlier than was promised (${earlier}).`,
          hint: 'A date moves to a later day only.',
        },
      ]
    : [
        {
          id: 'L-08',
          severity: 'info',
          pointer: at,
          message: `The guarantee of ${id} ends on ${later}, later than before (${earlier}).`,
          hint: 'Nothing: callers have more time.',
        },
      ];
}

/** L-11: from the first date that callers were told to the end there are noticeDays. Judged where the date is not what it was. */
function checkNotice(
  earlier: VersionEntry | undefined,
  entry: VersionEntry,
  family: Family,
  published: Date | undefined,
  pointer: string,
): Finding[] {
  const { id, state, notBefore } = entry;
  const notice = startOfNotice(entry, family);
  if (!notice || !published || state === 'RETIRED' || earlier?.notBefore === notBefore) return [];
  if (published.getTime() <= notice.latest) return [];
  const message = `The guarantee of ${id} ends on ${notBefore}, but its first date was published at ${published.toISOString()}: fewer than ${family.noticeDays} days before.`;
  return [
    {
      id: 'L-11',
      severity: 'error',
      pointer: `${pointer}/notBefore`,
      message,
      hint: `Write ${earliestAfter(published, entry, family)} or a later date.`,
    },
  ];
}

/** The first day that leaves the whole notice. Days differ by zone, so the one at hand is found by trying its neighbours. */
function earliestAfter(published: Date, entry: VersionEntry, family: Family): string {
  const near = addDays(published.toISOString().slice(0, 10), family.noticeDays);
  const days = [-1, 0, 1, 2].map((more) => addDays(near, more));
  const fits = (notBefore: string) =>
    published.getTime() <= (startOfNotice({ ...entry, notBefore }, family)?.latest ?? 0);
  return days.find(fits) ?? near;
}

/** L-09: what is guaranteed may not be taken away. */
function checkRemoval(
  before: Family,
  entry: VersionEntry,
  what: string,
  instant: Date,
  pointer: string,
): Finding[] {
  const until = entry.notBefore === undefined ? '' : ` until ${entry.notBefore}`;
  const rule = { id: 'L-09', pointer } as const;
  switch (phase(entry, before, instant)) {
    case 'guaranteed': {
      const hint = 'Keep it until the day that callers were told.';
      return [
        { ...rule, severity: 'error', message: `${what} is taken away, but guaranteed${until}.`, hint },
      ];
    }
    case 'lapsed': {
      const message = `${what} is taken away; its guarantee ended on ${entry.notBefore}.`;
      return [{ ...rule, severity: 'info', message, hint: 'Nothing: that was announced.' }];
    }
    case 'indeterminate': {
      const message = `${what} is taken away on the very day on which its guarantee ends, ${entry.notBefore}; without a time zone nobody can say whether too early.`;
      return [
        { ...rule, severity: 'info', message, hint: 'Declare the timezone that the dates are meant in.' },
      ];
    }
  }
}

/** The entry that speaks of a version: its own, or the one whose microversions hold it. */
function entryFor({ versions }: Family, id: string): VersionEntry | undefined {
  return versions.find((each) => each.id === id) ?? versions.find((each) => describes(each, id));
}

/** The oldest version of an entry, microversions counted, of which a family says nothing; undefined where it speaks of all. */
function missingFrom(family: Family, { id, from = id }: VersionEntry): string | undefined {
  for (let at: string | undefined = from; at !== undefined && compareVersions(at, id) <= 0; ) {
    const held = entryFor(family, at);
    if (!held) return at;
    at = after(held.id);
  }
  return undefined;
}

/** The next version that there could be. */
function after(id: string): string | undefined {
  const { scheme, parts = [] } = parseVersionId(id) ?? {};
  const [major = 0, minor = 0] = parts;
  switch (scheme) {
    case 'X.Y':
      return `${major}.${minor + 1}`;
    case 'vN':
      return `v${major + 1}`;
    case 'N':
      return String(major + 1);
    case 'YYYY-MM-DD':
      return addDays(id, 1);
    default:
      return undefined;
  }
}
