// Hides what the states of versions demand at any instant: rules L-01, L-03 and L-18.
import { compareVersions } from '../../runtime/lifecycle.js';
import { closest } from './closest.js';
import type { Finding, Placed } from './finding.js';

/** L-01: exactly one CURRENT. */
export function checkCurrent(versions: readonly Placed[]): Finding[] {
  const [first, ...others] = versions.filter(({ entry }) => entry.state === 'CURRENT');
  const rule = { id: 'L-01', severity: 'error' } as const;
  if (!first) {
    const hint = 'Mark the version that new callers should use as CURRENT.';
    return [{ ...rule, pointer: '/versions', message: 'No version is CURRENT.', hint }];
  }
  return others.map(({ entry, pointer }) => ({
    ...rule,
    pointer: `${pointer}/state`,
    message: `${entry.id} is CURRENT, and so is ${first.entry.id}.`,
    hint: 'Exactly one version is CURRENT; the others are SUPPORTED, DEPRECATED, RETIRED or PLANNED.',
  }));
}

/**
 * L-03: SUPPORTED and DEPRECATED need a notBefore; PLANNED has none. Dates that do not exist were reported where they were read.
 * @param undated pointers of versions whose notBefore is there but could not be read
 */
export function checkDated(versions: readonly Placed[], undated: ReadonlySet<string>): Finding[] {
  return versions.flatMap(({ entry: { id, state, notBefore }, pointer }): Finding[] => {
    const rule = { id: 'L-03', severity: 'error' } as const;
    if (state === 'PLANNED' && notBefore !== undefined) {
      const message = `${id} is PLANNED, but has a notBefore.`;
      return [
        {
          ...rule,
          pointer: `${pointer}/notBefore`,
          message,
          hint: 'Nothing is guaranteed yet: leave the date out.',
        },
      ];
    }
    const needed = state === 'SUPPORTED' || state === 'DEPRECATED';
    if (!needed || notBefore !== undefined || undated.has(pointer)) return [];
    const hint = 'Add notBefore: the first day on which it may stop answering, as YYYY-MM-DD.';
    return [
      { ...rule, pointer: `${pointer}/state`, message: `${id} is ${state}, but has no notBefore.`, hint },
    ];
  });
}

/**
 * L-18: a successor is a newer version that is CURRENT or SUPPORTED. One that is no version of the family at all is an
 * error: it names something that does not exist, whatever one thinks of the rest.
 */
export function checkSuccessors(versions: readonly Placed[]): Finding[] {
  const byId = new Map(versions.map(({ entry }) => [entry.id, entry]));
  return versions.flatMap(({ entry: { id, successor }, pointer: at }): Finding[] => {
    if (successor === undefined) return [];
    const warning = { id: 'L-18', severity: 'warning', pointer: `${at}/successor` } as const;
    const target = byId.get(successor);
    if (!target) {
      const guess = closest(successor, [...byId.keys()]);
      const message = `The successor of ${id}, ${JSON.stringify(successor)}, is no version of this family.`;
      const hint =
        guess === undefined ? `Known are: ${[...byId.keys()].join(', ')}.` : `Did you mean ${guess}?`;
      return [{ ...warning, severity: 'error', message, hint }];
    }
    const circle = circleFrom(id, (each) => byId.get(each)?.successor);
    const hint = 'Name a newer version that is CURRENT or SUPPORTED.';
    if (circle?.length === 2)
      return [{ ...warning, message: `The successor of ${id} is ${id} itself.`, hint }];
    if (circle)
      return [{ ...warning, message: `The successors go in a circle: ${circle.join(' → ')}.`, hint }];
    if (compareVersions(successor, id) <= 0) {
      return [{ ...warning, message: `The successor of ${id}, ${successor}, is older.`, hint }];
    }
    if (target.state === 'CURRENT' || target.state === 'SUPPORTED') return [];
    return [
      { ...warning, message: `The successor of ${id}, ${successor}, is itself ${target.state}.`, hint },
    ];
  });
}

/** The way from an id back to itself, or undefined where it does not come back. */
function circleFrom(start: string, next: (id: string) => string | undefined): string[] | undefined {
  const way = new Set([start]);
  for (let id = next(start); id !== undefined; id = next(id)) {
    if (id === start) return [...way, start];
    if (way.has(id)) return undefined; // a circle further on, which its own members report
    way.add(id);
  }
  return undefined;
}
