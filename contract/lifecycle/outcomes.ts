// Hides who may answer a request: which version, or which refusal, by family.yaml and the instant. Where nobody can say, several are right.
import { describes, type Family, phase, type State, type VersionEntry } from '../../runtime/lifecycle.js';
import { negotiatorOf } from '../../runtime/negotiate.js';
import { type SelectableRequest, selectorReader } from '../../runtime/selector.js';

/** What a server may do with the version that a request asks for. */
export type Outcome =
  | {
      readonly kind: 'served';
      readonly entry: VersionEntry;
      /** The entry's own id, or a microversion of it. */
      readonly version: string;
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'malformed' | 'unknown' | 'retired';
      readonly status: number;
      /** The version that is refused; absent where there is none. */
      readonly entry?: VersionEntry;
    };

/** What is known of the version that a request asks for. */
export interface Chosen {
  /** Right is any of them; at least one. */
  readonly outcomes: readonly Outcome[];
  /** The request names one version in the ordinary way: nothing of a server's own choice is in what answers. */
  readonly isNamed: boolean;
}

/**
 * Reads requests as the family's servers must. What a server does with a DEPRECATED version whose day has come is its own affair: it
 * serves it on, or it is gone; so it is where nobody can say whether the day has come.
 */
export function chooserOf(family: Family, instant: Date | undefined): (request: SelectableRequest) => Chosen {
  // The versions that may be gone are told apart below.
  const negotiate = negotiatorOf({ ...family, afterNotBefore: 'serve' });
  const read = selectorReader(family.selector);
  const at = instant ?? new Date(0);
  const isOver = (entry: VersionEntry) => mayBeGone(entry, family, instant);
  const chosenBy = (request: SelectableRequest): Chosen => {
    const asked = read(request);
    if (asked.kind === 'absent' && family.selector.whenAbsent === 'minimum')
      return { outcomes: oldest(family, isOver), isNamed: false };
    const isNamed = asked.kind === 'named' && family.versions.some((each) => describes(each, asked.text));
    const found = negotiate(request, at);
    if (found.kind === 'unavailable') {
      const retired = family.versions.find((each) => each.state === 'RETIRED' && each.id === found.asked);
      return { outcomes: [refusal(family, found.reason, retired)], isNamed };
    }
    const { entry, version } = found;
    return {
      outcomes: [
        { kind: 'served', entry, version },
        ...(isOver(entry) ? [refusal(family, 'retired', entry)] : []),
      ],
      isNamed,
    };
  };
  const { in: place, name = '' } = family.selector;
  if (place !== 'header' && place !== 'none') return chosenBy;
  // Nearly all requests say the same few things in the header, or nothing at all.
  const known = new Map<string | null, Chosen>();
  return (request) => {
    const said = place === 'none' ? null : request.headers.get(name);
    const chosen = known.get(said) ?? chosenBy(request);
    if (known.size < MOST_KNOWN) known.set(said, chosen);
    return chosen;
  };
}

const MOST_KNOWN = 200;

/** Whether a version may be refused by now; without an instant, whenever it has a date. */
export function mayBeGone(entry: VersionEntry, family: Family, instant: Date | undefined): boolean {
  if (entry.state !== 'DEPRECATED' || entry.notBefore === undefined) return false;
  return instant === undefined || phase(entry, family, instant) !== 'guaranteed';
}

export function refusal(
  family: Family,
  reason: 'malformed' | 'unknown' | 'retired',
  entry?: VersionEntry,
): Outcome {
  return { kind: 'refused', reason, status: family.unavailable[reason], ...(entry && { entry }) };
}

const CALLABLE: ReadonlySet<State> = new Set<State>(['CURRENT', 'SUPPORTED', 'DEPRECATED']);

/** Versions that a request can be answered by, newest first. */
export function callable(family: Family): VersionEntry[] {
  return family.versions.filter(({ state }) => CALLABLE.has(state));
}

/** The lowest version that is served: those that may be gone, up to the first that may not. */
function oldest(family: Family, isOver: (entry: VersionEntry) => boolean): Outcome[] {
  const upwards = callable(family).reverse();
  const settled = upwards.findIndex((entry) => !isOver(entry));
  return upwards
    .slice(0, settled < 0 ? undefined : settled + 1)
    .map((entry) => ({ kind: 'served', entry, version: entry.from ?? entry.id }));
}
