// Hides in how many ways a request can name a version, rightly, nearly and wrongly.
import {
  addDays,
  compareVersions,
  describes,
  type Family,
  parseVersionId,
  type VersionEntry,
} from '../../../runtime/lifecycle.js';
import { LATEST } from '../../../runtime/negotiate.js';
import { selectorValue } from '../../../runtime/selector.js';
import { callable, type Outcome, refusal } from '../../lifecycle/outcomes.js';

/** One way to name a version. */
export interface Spelling {
  /** Last part of an id: `no-number`, `above-1.4`. */
  readonly name: string;
  /** As the request says it: once, several times, or not at all. */
  readonly texts: readonly string[];
  /** See Selection. */
  readonly orElse: readonly Outcome[];
  /** One of each kind is tried with every operation, all of them with one. */
  readonly isUsual: boolean;
  /** It is the version under test that is meant, though it is not named in the ordinary way. */
  readonly meansSubject?: true;
}

/** The version itself, by name and among others; the microversions at the edges of a document that has several. */
export function ownSpellings(family: Family, entry: VersionEntry, edges: readonly string[]): Spelling[] {
  const { selector } = family;
  const own = [...new Set([entry.id, ...(entry.from === undefined ? [] : [entry.from, ...edges])])];
  const named = own.map((id) => spelling(`as-${id}`, [selectorValue(selector, id)], true));
  const value = selectorValue(selector, entry.id);
  if (!sharesHeader(family)) return named;
  return [
    ...named,
    { ...spelling('after-another-service', [`${OTHER} 2.1, ${value}`]), meansSubject: true },
    { ...spelling('before-another-service', [`${value}, ${OTHER} 2.1`]), meansSubject: true },
  ];
}

/** What names no version that there is. */
export function strangeSpellings(family: Family): Spelling[] {
  const { selector } = family;
  if (selector.in === 'none') return [];
  const unknown = unknownIds(family).map(([name, id]) => {
    // `0.9` is a version to some, and none to those who begin at 1.
    const orElse = id.startsWith('0') ? [refusal(family, 'malformed')] : [];
    return spelling(name, [selectorValue(selector, id)], name.startsWith('above'), orElse);
  });
  const states = family.versions
    .filter(({ state }) => state === 'PLANNED' || state === 'RETIRED')
    .map(({ id, state }) => spelling(`${state.toLowerCase()}-${id}`, [selectorValue(selector, id)], true));
  return [...malformed(family), ...near(family), ...unknown, ...states];
}

/** No version named: which one answers is the family's to say. */
export function absentSpelling({ selector }: Family): Spelling | undefined {
  if (selector.in === 'path' || selector.in === 'none') return undefined;
  const absent = spelling('absent', [], true);
  return selector.whenAbsent === 'required' ? absent : { ...absent, meansSubject: true };
}

/** The highest microversion by its other name; whoever does not know it refuses it. */
export function latestSpelling(family: Family): Spelling | undefined {
  if (!callable(family).some(({ from }) => from !== undefined)) return undefined;
  return spelling('latest', [selectorValue(family.selector, LATEST)], false, [
    refusal(family, 'malformed'),
    refusal(family, 'unknown'),
  ]);
}

/** No service of this name shares a header with anybody. */
const OTHER = 'another';

/** Whether a header says of which service a version is, so that several may stand in it. */
function sharesHeader({ selector }: Family): boolean {
  return selector.in === 'header' && /^\S+ /.test(selector.format);
}

function spelling(
  name: string,
  texts: readonly string[],
  isUsual = false,
  orElse: readonly Outcome[] = [],
): Spelling {
  return { name, texts, orElse, isUsual };
}

/** Nobody could take these for a version. */
function malformed(family: Family): Spelling[] {
  const { selector } = family;
  const [one = '', other = one] = callable(family).flatMap(({ id, from }) =>
    from === undefined ? [id] : [id, from],
  );
  const say = (text: string) => selectorValue(selector, text);
  const words = [spelling('word', [say('newest-please')], true)];
  if (selector.in === 'path') return words;
  const twice = [
    ...(selector.in === 'media-type' ? [] : [spelling('twice', [say(one), say(one)], true)]),
    ...(other === one ? [] : [spelling('two-versions', [say(one), say(other)], true)]),
  ];
  if (!sharesHeader(family)) return [spelling('empty', [''], true), ...words, ...twice];
  const service = selector.format.slice(0, selector.format.indexOf(' '));
  // A version that does not answer where none is named: so it shows when the other service's is taken for the own one.
  const foreign = selector.whenAbsent === 'minimum' ? one : (callable(family).at(-1)?.id ?? one);
  return [
    spelling('empty', [''], true),
    ...words,
    ...twice,
    spelling('no-number', [service]),
    spelling('only-another-service', [`${OTHER} ${foreign}`], false, absentOutcomes(family)),
  ];
}

/** OpenStack's services read a header of other services only as if it were not there. */
function absentOutcomes(family: Family): Outcome[] {
  const { whenAbsent } = family.selector;
  if (whenAbsent === 'required') return [];
  const entry =
    whenAbsent === 'current'
      ? family.versions.find(({ state }) => state === 'CURRENT')
      : callable(family).at(-1);
  return entry
    ? [{ kind: 'served', entry, version: whenAbsent === 'minimum' ? (entry.from ?? entry.id) : entry.id }]
    : [];
}

/** Not quite a version: some see one that there is not, and some see none. */
function near(family: Family): Spelling[] {
  const { selector } = family;
  const [entry] = callable(family);
  const scheme = parseVersionId(entry?.id ?? '')?.scheme;
  if (!entry || scheme === undefined) return [];
  const { id } = entry;
  const either = [refusal(family, 'malformed'), refusal(family, 'unknown')];
  const say = (name: string, text: string) => spelling(name, [selectorValue(selector, text)], false, either);
  const all = [
    say('letter-behind', `${id}x`),
    say('more-parts', `${id}.0`),
    ...(scheme === 'X.Y' ? [say('letter-before', `v${id}`), say('leading-zero', id.replace('.', '.0'))] : []),
    ...(scheme === 'vN' ? [say('leading-zero', id.replace('v', 'v0'))] : []),
  ];
  if (selector.in === 'path') return all;
  const huge = spelling('huge', [selectorValue(selector, `1.${'9'.repeat(2000)}`)], false, [
    ...either,
    ...[400, 414, 431].map((status): Outcome => ({ kind: 'refused', reason: 'malformed', status })),
  ]);
  // Digits to some languages, and all that a header can carry of such.
  const raised = id.replace(/\d(?=\D*$)/, '\u00b3');
  const blanks = sharesHeader(family)
    ? [
        spelling('two-blanks', [selectorValue(selector, id).replace(' ', '  ')], false, [
          ...either,
          { kind: 'served', entry, version: id },
        ]),
      ]
    : [];
  return [...all, say('raised-digit', raised), huge, ...blanks];
}

/** Well-formed ids of no version, by name. */
function unknownIds(family: Family): [string, string][] {
  const known = family.versions.flatMap(({ id, from }) => (from === undefined ? [id] : [id, from]));
  const [lowest = '', highest = ''] = [
    known.toSorted(compareVersions)[0],
    known.toSorted(compareVersions).at(-1),
  ];
  const isFree = (id: string | undefined): id is string =>
    id !== undefined &&
    parseVersionId(id) !== undefined &&
    !family.versions.some((each) => describes(each, id));
  const between = known
    .map((id) => moved(id, 1))
    .filter((id) => isFree(id) && compareVersions(id ?? '', highest) < 0);
  const wanted: [string, string | undefined][] = [
    ['below', moved(lowest, -1)],
    ['between', between[0]],
    ['above', moved(highest, 1)],
    ['far-above', nextMajor(highest)],
    ...callable(family).map(({ id }): [string, string | undefined] => ['longer', longer(id)]),
  ];
  const found = wanted.filter((each): each is [string, string] => isFree(each[1]));
  return [...new Map(found.map(([name, id]) => [id, [`${name}-${id}`, id] as [string, string]])).values()];
}

/** The id just below. */
export function before(id: string): string | undefined {
  return moved(id, -1);
}

/** The id so many steps further, or back. */
function moved(id: string, by: 1 | -1): string | undefined {
  const parsed = parseVersionId(id);
  if (parsed?.scheme === 'YYYY-MM-DD') return addDays(id, by);
  const parts = parsed?.parts ?? [];
  const last = (parts.at(-1) ?? 0) + by;
  const moved =
    last < 0 ? [...parts.slice(0, -2), (parts.at(-2) ?? 0) - 1, 9] : [...parts.slice(0, -1), last];
  return moved.some((part) => part < 0) ? undefined : (id.startsWith('v') ? 'v' : '') + moved.join('.');
}

function nextMajor(id: string): string | undefined {
  const parsed = parseVersionId(id);
  return parsed?.scheme === 'X.Y' ? `${(parsed.parts[0] ?? 0) + 1}.0` : undefined;
}

/** What begins like a version that there is: `1.30`, `v10`. */
function longer(id: string): string | undefined {
  return parseVersionId(id)?.scheme === 'YYYY-MM-DD' ? undefined : `${id}0`;
}
