// Hides what there is to know of the versions of families at an instant: phases, days that are left, and what lapses soon.
import {
  addDays,
  type Family,
  type Phase,
  phase,
  type State,
  startOfDay,
  type VersionEntry,
} from '../../runtime/lifecycle.js';
import type { FamilyManifest } from '../family/manifest.js';

export interface Overview {
  readonly now: Date;
  readonly families: readonly FamilyOverview[];
}

export interface FamilyOverview {
  readonly family: string;
  /** Of its family.yaml, as shown to people. */
  readonly file: string;
  readonly timezone?: string;
  readonly noticeDays: number;
  /** Newest first. */
  readonly versions: readonly VersionOverview[];
}

export interface VersionOverview {
  readonly id: string;
  /** The lowest microversion that it describes too. */
  readonly from?: string;
  readonly state: State;
  /** The first day on which it may stop answering: YYYY-MM-DD. */
  readonly notBefore?: string;
  /** The day on which the notice begins: no more than its days are left. */
  readonly noticeFrom?: string;
  /** Absent where nothing is promised: PLANNED, RETIRED. */
  readonly phase?: Phase;
  /** Calendar days from today to `notBefore`, in the zone of the family, or else UTC; below 0 once that is past. */
  readonly daysLeft?: number;
  readonly successor?: string;
  /** Relative to the folder of family.yaml. */
  readonly document?: string;
}

/** @param documents the document of each version, as family.yaml names it */
export function overviewOf(manifests: readonly FamilyManifest[], now: Date): Overview {
  return { now, families: manifests.map((manifest) => familyOverview(manifest, now)) };
}

function familyOverview({ family, file, dir, specs }: FamilyManifest, now: Date): FamilyOverview {
  const documents = new Map(
    specs.map(({ id, path }) => [id, path.slice(dir.length + 1).replaceAll('\\', '/')]),
  );
  return {
    family: family.family,
    file,
    ...(family.timezone !== undefined && { timezone: family.timezone }),
    noticeDays: family.noticeDays,
    versions: family.versions.map((entry) => versionOverview(entry, family, documents.get(entry.id), now)),
  };
}

function versionOverview(
  entry: VersionEntry,
  family: Family,
  document: string | undefined,
  now: Date,
): VersionOverview {
  const { id, from, state, notBefore, successor } = entry;
  const isPromised = state !== 'PLANNED' && state !== 'RETIRED';
  const noticeFrom = notBefore === undefined ? undefined : addDays(notBefore, -family.noticeDays);
  return {
    id,
    ...(from !== undefined && { from }),
    state,
    ...(notBefore !== undefined && {
      notBefore,
      daysLeft: daysBetween(dayOf(now, family.timezone), notBefore),
    }),
    ...(noticeFrom !== undefined && isPromised && { noticeFrom }),
    ...(isPromised && { phase: phase(entry, family, now) }),
    ...(successor !== undefined && { successor }),
    ...(document !== undefined && { document }),
  };
}

/** The date that a calendar in the zone shows; without one, in UTC. */
export function dayOf(instant: Date, zone = 'UTC'): string {
  const utc = instant.toISOString().slice(0, 10);
  const now = instant.getTime();
  if (startOfDay(utc, zone).latest > now) return addDays(utc, -1);
  const next = addDays(utc, 1);
  return startOfDay(next, zone).latest <= now ? next : utc;
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export interface Lapsing {
  readonly family: string;
  readonly version: VersionOverview & { readonly notBefore: string; readonly daysLeft: number };
}

/** What is guaranteed now, and may stop within so many days: soonest first. */
export function lapsingWithin({ families }: Overview, days: number): Lapsing[] {
  const all = families.flatMap(({ family, versions }) => versions.map((version) => ({ family, version })));
  return all
    .filter((each): each is Lapsing => {
      const { phase: now, daysLeft } = each.version;
      return now !== undefined && now !== 'lapsed' && daysLeft !== undefined && daysLeft <= days;
    })
    .sort((a, b) => a.version.daysLeft - b.version.daysLeft);
}
