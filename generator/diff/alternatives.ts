// Hides what differs in alternatives: which there are, and which of the one side is which of the other, however they are written.
import { componentKey } from '../model/inheritance.js';
import { pointerTokens } from '../source.js';
import type { Choice, Facts, Place } from './facts.js';
import { below } from './found.js';
import { canonical, isTree, own, type Tree } from './json.js';
import { refOf } from './relation.js';
import type { FactPair, SchemaWalk } from './schema-walk.js';

/** Pairs of alternatives that are held against each other. */
const MOST_TRIED = 40_000;

/** Whether both sides have as many lists of alternatives: else their values are compared as a whole. */
export function haveAlikeChoices(o: Facts, n: Facts): boolean {
  return o.choices.length === n.choices.length;
}

export function alternativeDifferences(walk: SchemaWalk, pair: FactPair): void {
  for (const [index, older] of pair.o.choices.entries()) {
    const newer = pair.n.choices[index];
    if (newer) compareChoices(walk, pair, older, newer);
  }
  compareDiscriminators(walk, pair);
}

function compareChoices(walk: SchemaWalk, pair: FactPair, older: Choice, newer: Choice): void {
  const { o, n, direction, context } = pair;
  const at = { older: o.pointer, newer: n.pointer };
  const isOther = older.keyword !== newer.keyword && older.branches.length > 1;
  if (isOther) {
    const breaks = (direction === 'request' ? newer : older).keyword === 'oneOf';
    const why = `${newer.keyword} of them in ${walk.names.newer}, ${older.keyword} in ${walk.names.older}`;
    walk.add(context, { rule: 'alternatives-changed', breaks, why, ...at });
  }
  const { pairs, gone, added } = matched(walk, pair, older.branches, newer.branches);
  for (const [from, to] of pairs) {
    const name = nameOf(to) ?? nameOf(from);
    const inside = name === undefined ? context : below(context, `<${name}>`);
    walk.compare({ older: from, newer: to, direction, context: inside });
  }
  for (const branch of gone) {
    const isLost = !newer.branches.some((each) => walk.fitting.keeps(branch, each, direction));
    const why = `${nameOf(branch) ?? 'an alternative'} is not possible in ${walk.names.newer}`;
    const breaks = direction === 'request' && isLost;
    walk.add(context, { rule: 'alternatives-changed', breaks, why, older: branch.pointer, newer: n.pointer });
  }
  for (const branch of added) {
    const isNew = !older.branches.some((each) => walk.fitting.keeps(each, branch, direction));
    const why = `${nameOf(branch) ?? 'an alternative'} is new in ${walk.names.newer}`;
    const breaks = direction === 'response' && isNew;
    walk.add(context, { rule: 'alternatives-changed', breaks, why, older: o.pointer, newer: branch.pointer });
  }
}

function nameOf(place: Place): string | undefined {
  const ref = refOf(place);
  return ref === undefined ? undefined : componentKey(ref);
}

interface Matched {
  readonly pairs: readonly (readonly [Place, Place])[];
  readonly gone: readonly Place[];
  readonly added: readonly Place[];
}

/** By name, by what they say, by what can be seen of them at a glance, and, where as many are left on both sides, by their order. */
function matched(
  walk: SchemaWalk,
  { direction }: FactPair,
  older: readonly Place[],
  newer: readonly Place[],
): Matched {
  const pairs: [Place, Place][] = [];
  let [gone, added] = [[...older], [...newer]];
  const match = (isOne: (from: Place, to: Place) => boolean) => {
    for (const from of gone) {
      const to = added.find((each) => isOne(from, each));
      if (!to) continue;
      pairs.push([from, to]);
      added = added.filter((each) => each !== to);
    }
    const taken = new Set(pairs.map(([from]) => from));
    gone = gone.filter((each) => !taken.has(each));
  };
  match((from, to) => refOf(from) !== undefined && refOf(from) === refOf(to));
  if (gone.length * added.length <= MOST_TRIED) match((from, to) => walk.isSame(from, to));
  if (gone.length > 0 && added.length > 0) {
    const before = new Map(gone.map((each) => [each, walk.outline('older', each, direction)]));
    const now = new Map(added.map((each) => [each, walk.outline('newer', each, direction)]));
    match((from, to) => before.get(from) === now.get(to));
  }
  if (gone.length === added.length) match(() => true);
  return { pairs, gone, added };
}

/** Which value of a member says which alternative a value is of. */
function compareDiscriminators(walk: SchemaWalk, { o, n, direction, context }: FactPair): void {
  const [older, newer] = [discriminatorOf(o), discriminatorOf(n)];
  for (const [from, to] of walk.descendants(o, n))
    walk.compare({ older: from, newer: to, direction, context });
  if (!older && !newer) return;
  const [before, now] = [mappingOf(older), mappingOf(newer)];
  const isOther =
    !older ||
    !newer ||
    canonical(own(older, 'propertyName')) !== canonical(own(newer, 'propertyName')) ||
    Object.keys(before).some((key) => !Object.hasOwn(now, key)) ||
    Object.keys(now).some((key) => !Object.hasOwn(before, key));
  if (isOther) {
    const why = 'its discriminator is another one';
    walk.add(context, {
      ...{ rule: 'discriminator-changed', breaks: true, why },
      ...{ older: o.pointer, newer: n.pointer },
    });
  }
  for (const [key, ref] of Object.entries(before)) {
    const [from, to] = [walk.meant('older', ref), walk.meant('newer', own(now, key))];
    if (from && to) walk.compare({ older: from, newer: to, direction, context: below(context, `<${key}>`) });
  }
}

function discriminatorOf({ parts }: Facts): Tree | undefined {
  return parts.map(({ schema }) => own(schema, 'discriminator')).find(isTree);
}

function mappingOf(discriminator: Tree | undefined): Tree {
  const mapping = discriminator && own(discriminator, 'mapping');
  return isTree(mapping) ? mapping : {};
}

/** The key of the component that a pointer names, and nothing below it. */
export function componentAt(pointer: string): string | undefined {
  const [components, schemas, key, ...below] = pointerTokens(pointer);
  return components === 'components' && schemas === 'schemas' && below.length === 0 ? key : undefined;
}
