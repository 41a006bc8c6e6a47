// Hides which alternatives of two schemas are the same one: by reference, by what they say, by title; and what there is of the others.
import { pointerAt } from '../../source.js';
import { isTree, list, own } from '../json.js';
import type { SchemaPair } from './pairs.js';
import type { Place, View } from './reader.js';
import { isListedOtherwise, isWrapping } from './schema-types.js';

const CHOICES = { allOf: 'all-of', anyOf: 'any-of', oneOf: 'one-of' } as const;

export function compareChoices(pair: SchemaPair): void {
  const { base, revision } = pair;
  if (isListedOtherwise(base, revision) || compareNumber(pair)) return;
  for (const [keyword, word] of Object.entries(CHOICES)) {
    const [from, to] = [placesIn(base, keyword), placesIn(revision, keyword)];
    if (from.length + to.length === 0) continue;
    const { matched, removed, added } = match(pair, from, to);
    for (const [older, newer] of matched) pair.lead(`(${word})`, older, newer);
    // What became alternatives is told as that.
    if (keyword === 'oneOf' && isWrapping(pair)) continue;
    tell(pair, 'base', keyword, `${word}-removed`, removed);
    tell(pair, 'revision', keyword, `${word}-added`, added);
  }
}

/** The same alternatives, of which one or more may fit, and not exactly one; or the other way round. */
function compareNumber(pair: SchemaPair): boolean {
  const { base, revision } = pair;
  const [was, is] = [base, revision].map((view) => {
    const keywords = ['anyOf', 'oneOf'].filter((each) => placesIn(view, each).length > 0);
    return keywords.length === 1 ? keywords[0] : undefined;
  });
  if (was === undefined || is === undefined || was === is) return false;
  const [from, to] = [placesIn(base, was), placesIn(revision, is)];
  const { matched, removed, added } = match(pair, from, to);
  if (removed.length + added.length > 0) return false;
  const at = { base: base.at(was), revision: revision.at(is) };
  pair.say(is === 'anyOf' ? 'any-may-fit' : 'one-must-fit', is, at);
  for (const [older, newer] of matched) pair.lead(`(${is === 'anyOf' ? 'any-of' : 'one-of'})`, older, newer);
  return true;
}

/** All that are new, or gone, at once: parts that ask nothing of a value are told apart from those that do. */
function tell(
  pair: SchemaPair,
  side: 'base' | 'revision',
  keyword: string,
  kind: string,
  places: readonly Place[],
): void {
  const isEmpty = (place: Place) => keyword === 'allOf' && pair.isSame({}, bare(pair.view(side, place)));
  const [notes, others] = [places.filter(isEmpty), places.filter((place) => !isEmpty(place))];
  for (const [suffix, each] of [['', others] as const, ['-without-effect', notes] as const]) {
    const [first] = each;
    if (!first) continue;
    const names = each.map((place) => nameOf(pair.view(side, place), place));
    const values = side === 'base' ? { from: names } : { to: names };
    pair.say(`${kind}${suffix}`, keyword, { ...values, [side]: first.pointer });
  }
}

function nameOf(view: View | undefined, { pointer }: Place): string {
  const title = view && own(view.tree, 'title');
  return view?.ref ?? (typeof title === 'string' ? title : pointer);
}

/** Without what changes nothing about which values fit. */
function bare(view: View | undefined): unknown {
  if (!view) return {};
  const { default: _, deprecated: __, ...rest } = view.tree;
  return rest;
}

function placesIn(view: View, keyword: string): Place[] {
  const at = view.at(keyword);
  return list(own(view.tree, keyword)).map((node, index) => ({ node, pointer: pointerAt(at, index) }));
}

interface Matched {
  readonly matched: readonly (readonly [Place, Place])[];
  readonly removed: readonly Place[];
  readonly added: readonly Place[];
}

function match(pair: SchemaPair, from: readonly Place[], to: readonly Place[]): Matched {
  const matched: [Place, Place][] = [];
  let [older, newer] = [[...from], [...to]];
  const take = (is: (one: Place, other: Place) => boolean) => {
    for (const one of older) {
      const other = newer.find((each) => is(one, each));
      if (!other) continue;
      matched.push([one, other]);
      older = older.filter((each) => each !== one);
      newer = newer.filter((each) => each !== other);
    }
  };
  const refs = (place: Place) => (isTree(place.node) ? own(place.node, '$ref') : undefined);
  take((one, other) => refs(one) !== undefined && refs(one) === refs(other));
  const resolved = (side: 'base' | 'revision', place: Place) => pair.view(side, place)?.tree ?? place.node;
  take((one, other) => pair.isSame(resolved('base', one), resolved('revision', other)));
  take((one, other) => pair.looksAlike(one.node, other.node));
  // Documents may be bundled anew, with other names for all components.
  take(
    (one, other) =>
      refs(one) !== undefined &&
      refs(other) !== undefined &&
      pair.hasSameShape(resolved('base', one), resolved('revision', other)),
  );
  const title = (side: 'base' | 'revision', place: Place) => {
    const view = refs(place) === undefined ? pair.view(side, place) : undefined;
    return view && own(view.tree, 'title');
  };
  take(
    (one, other) => typeof title('base', one) === 'string' && title('base', one) === title('revision', other),
  );
  // What alone is left on both sides, and has no name, is the same one, changed.
  const isNameless = (side: 'base' | 'revision', place: Place) =>
    refs(place) === undefined && typeof title(side, place) !== 'string';
  const [one, other] = [older, newer].map((each, index) => {
    const nameless = each.filter((place) => isNameless(index === 0 ? 'base' : 'revision', place));
    const inline = each.filter((place) => refs(place) === undefined);
    return inline.length === 1 ? nameless[0] : undefined;
  });
  if (one && other) take((each, another) => each === one && another === other);
  return { matched, removed: older, added: newer };
}
