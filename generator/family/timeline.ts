// Hides rule L-02: the versions of a family stand on one timeline, each at a place of its own.
import { compareVersions, parseVersionId } from '../../runtime/lifecycle.js';
import type { Finding, Placed } from './finding.js';
import { isSafeSegment } from './path-segment.js';

/** Newest first. A total order, also over ids that L-02 refuses. */
export function sortVersions(versions: readonly Placed[]): Placed[] {
  return [...versions].sort((a, b) => compareVersions(b.entry.id, a.entry.id));
}

/** L-02: ids match the scheme, are unique, in total order; CURRENT above the rest, PLANNED above CURRENT. */
export function checkTimeline(versions: readonly Placed[]): Finding[] {
  const ids = [...checkIds(versions), ...checkUnique(versions)];
  // An order of ids that cannot be read would only repeat what was just said.
  return ids.length > 0 ? ids : [...checkRanges(versions), ...checkPlaces(versions)];
}

function checkIds(versions: readonly Placed[]): Finding[] {
  const family = versions
    .map(({ entry }) => parseVersionId(entry.id)?.scheme)
    .find((scheme) => scheme !== undefined);
  return versions.flatMap(({ entry: { id }, pointer }): Finding[] => {
    const at = `${pointer}/id`;
    if (!isSafeSegment(id)) {
      const message = `${JSON.stringify(id)} cannot be a version: its name becomes a folder.`;
      return [
        {
          id: 'family-name-unsafe',
          severity: 'error',
          pointer: at,
          message,
          hint: 'Write it such as "1.3", "2024-06-01" or "v1".',
        },
      ];
    }
    const scheme = parseVersionId(id)?.scheme;
    if (scheme === undefined) {
      return [
        broken(
          at,
          `"${id}" is no version of a known scheme.`,
          /^v?\d+(?:\.\d+){2,}/.test(id)
            ? 'A version is chosen by two numbers at most, as in "1.2": leave the rest out, it does not change what a caller relies on.'
            : 'Write ids as "1.3", "2024-06-01", "v1" or "1", without leading zeros.',
        ),
      ];
    }
    return scheme === family
      ? []
      : [
          broken(
            at,
            `"${id}" is written as ${scheme}, the others as ${family}.`,
            'Write all ids of a family alike.',
          ),
        ];
  });
}

function checkUnique(versions: readonly Placed[]): Finding[] {
  const seen = new Set<string>();
  return versions.flatMap(({ entry: { id }, pointer }) => {
    // Folded: on many file systems two folders cannot differ in case only.
    const folded = id.toLowerCase();
    const twice = seen.has(folded);
    seen.add(folded);
    return twice ? [broken(`${pointer}/id`, `Version ${id} is listed twice.`, 'Keep one of the two.')] : [];
  });
}

/** `from` opens a range downwards that must not run into the next older version. */
function checkRanges(versions: readonly Placed[]): Finding[] {
  const sorted = sortVersions(versions);
  return sorted.flatMap(({ entry: { id, from }, pointer }, index) => {
    if (from === undefined) return [];
    const at = `${pointer}/from`;
    if (parseVersionId(from)?.scheme !== parseVersionId(id)?.scheme) {
      return [
        broken(at, `${JSON.stringify(from)} is not written as ${id} is.`, `Write it in the scheme of ${id}.`),
      ];
    }
    if (compareVersions(from, id) > 0) {
      return [
        broken(
          at,
          `The range of ${id} begins above it, at ${from}.`,
          'Write the lowest microversion of the document.',
        ),
      ];
    }
    const older = sorted[index + 1]?.entry.id;
    if (older === undefined || compareVersions(from, older) > 0) return [];
    return [
      broken(
        at,
        `The range ${from} to ${id} holds ${older}, which is a version of its own.`,
        `Begin the range above ${older}.`,
      ),
    ];
  });
}

function checkPlaces(versions: readonly Placed[]): Finding[] {
  const [current, ...others] = versions.filter(({ entry }) => entry.state === 'CURRENT');
  if (!current || others.length > 0) return []; // L-01 speaks
  const now = current.entry.id;
  return versions.flatMap(({ entry: { id, state }, pointer }) => {
    const above = compareVersions(id, now) > 0;
    if (state === 'CURRENT' || above === (state === 'PLANNED')) return [];
    const message = `${id} is ${state} but ${above ? 'newer' : 'older'} than ${now}, which is CURRENT.`;
    const hint = above
      ? 'What is newer than CURRENT can only be PLANNED.'
      : 'What is PLANNED must be newer than CURRENT.';
    return [broken(`${pointer}/id`, message, hint)];
  });
}

function broken(pointer: string, message: string, hint: string): Finding {
  return { id: 'L-02', severity: 'error', pointer, message, hint };
}
