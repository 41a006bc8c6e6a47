// Hides whether states and dates agree at an instant: rules L-04 to L-07. Lint asks; reading a family does not, since files do not age.
import { type Family, phase, startOfNotice } from '../../runtime/lifecycle.js';
import type { Diagnostic } from '../diagnostics.js';
import { type Finding, locateFindings, type Placed } from './finding.js';
import type { FamilyManifest } from './manifest.js';
import { sortVersions } from './timeline.js';

/** L-04 … L-07 at an instant. Where no zone is declared and the zone would decide, nothing is reported. */
export function checkDates(manifest: FamilyManifest, instant: Date): Diagnostic[] {
  const { family } = manifest;
  const versions = family.versions.map((entry) => ({ entry, pointer: manifest.pointerOf(entry.id) }));
  const findings = [
    ...versions.flatMap((placed) => checkState(family, placed, instant)),
    ...checkOrder(versions),
  ];
  return locateFindings(findings, manifest.locate);
}

function checkState(family: Family, { entry, pointer }: Placed, instant: Date): Finding[] {
  const { id, state, notBefore } = entry;
  const notice = startOfNotice(entry, family);
  if (notBefore === undefined || !notice || (state !== 'SUPPORTED' && state !== 'DEPRECATED')) return [];
  const at = { pointer: `${pointer}/state` };
  const lapsed = phase(entry, family, instant) === 'lapsed';
  if (lapsed && state === 'SUPPORTED') {
    const message = `${id} is SUPPORTED, but its guarantee ended on ${notBefore}.`;
    return [
      {
        ...at,
        id: 'L-05',
        severity: 'warning',
        message,
        hint: 'Declare it DEPRECATED or RETIRED, or publish a later date.',
      },
    ];
  }
  if (lapsed) {
    const message = `${id} is DEPRECATED and its guarantee ended on ${notBefore}: it may be removed.`;
    return [
      {
        ...at,
        id: 'L-06',
        severity: 'info',
        message,
        hint: 'Declare it RETIRED, or take it out, once it no longer answers.',
      },
    ];
  }
  // At the very instant at which noticeDays are left either state is right: "fewer than" begins after it.
  const now = instant.getTime();
  const days = `${family.noticeDays} days of guarantee (until ${notBefore})`;
  if (state === 'SUPPORTED' && now > notice.latest) {
    const message = `${id} is SUPPORTED with fewer than ${days} left.`;
    return [
      {
        ...at,
        id: 'L-04',
        severity: 'warning',
        message,
        hint: 'Declare it DEPRECATED, and name its successor.',
      },
    ];
  }
  if (state === 'DEPRECATED' && now < notice.earliest) {
    const message = `${id} is DEPRECATED with more than ${days} left.`;
    return [
      {
        ...at,
        id: 'L-04',
        severity: 'warning',
        message,
        hint: 'Declare it SUPPORTED until the notice begins.',
      },
    ];
  }
  return [];
}

/** L-07: an older version outlives a newer one. The same at any instant, but a matter of dates, so it stands here. */
function checkOrder(versions: readonly Placed[]): Finding[] {
  const oldestFirst = sortVersions(versions).reverse();
  return oldestFirst.flatMap(({ entry: { id, notBefore: end }, pointer }, index): Finding[] => {
    if (end === undefined) return [];
    const newer = oldestFirst
      .slice(index + 1)
      .find(({ entry: { notBefore } }) => notBefore !== undefined && notBefore < end);
    if (!newer) return [];
    const message = `${id} is guaranteed until ${end}, longer than the newer ${newer.entry.id} (${newer.entry.notBefore}).`;
    return [
      {
        id: 'L-07',
        severity: 'warning',
        pointer: `${pointer}/notBefore`,
        message,
        hint: 'Check both dates: callers should not gain by going back.',
      },
    ];
  });
}
