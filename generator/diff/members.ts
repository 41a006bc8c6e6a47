// Hides what differs in the members of two objects: which there are, which must be there, which way they travel, and what else may be there.
import type { Facts, Place } from './facts.js';
import { below, type Context } from './found.js';
import { memberOf } from './objects.js';
import type { FactPair, SchemaWalk } from './schema-walk.js';

export function memberDifferences(walk: SchemaWalk, pair: FactPair): void {
  const { o, n } = pair;
  const names = [o.members, n.members, o.keptOut, n.keptOut].flatMap((each) => [...each.keys()]);
  for (const name of new Set(names)) compareMember(walk, pair, name);
  compareRest(walk, pair);
  comparePatterns(walk, pair);
}

function compareMember(walk: SchemaWalk, pair: FactPair, name: string): void {
  const { o, n, direction } = pair;
  const context = below(pair.context, `.${name}`);
  const [older, newer] = [listed(o, name), listed(n, name)];
  // What travels in the other direction only is compared there.
  if ((older && n.keptOut.has(name)) || (newer && o.keptOut.has(name)))
    compareTravel(walk, { ...pair, context }, name, { older, newer });
  else if (older && newer) {
    compareRequired(walk, { ...pair, context }, name, { older, newer });
    walk.compare({ older, newer, direction, context });
  } else if (older) compareGone(walk, { ...pair, context }, name, older);
  else if (newer) compareNew(walk, { ...pair, context }, name, newer);
  else if (!o.keptOut.has(name) && !n.keptOut.has(name))
    compareRequired(walk, { ...pair, context }, name, {});
}

/** Where a schema describes a member, and does not only ask for it. */
function listed({ members, pointer }: Facts, name: string): Place | undefined {
  const place = members.get(name);
  return place && !(place.schema === true && place.pointer === pointer) ? place : undefined;
}

interface Listed {
  readonly older?: Place | undefined;
  readonly newer?: Place | undefined;
}

function compareTravel(walk: SchemaWalk, pair: FactPair, name: string, { older, newer }: Listed): void {
  const { o, n, direction, context } = pair;
  const word = direction === 'request' ? 'sent' : 'answered';
  const why = `\`${name}\` is ${older ? 'not ' : ''}${word} in ${walk.names.newer}`;
  const isWanted = direction === 'request' && n.required.has(name);
  walk.add(context, {
    ...{ rule: 'property-direction', breaks: older !== undefined || isWanted, why },
    older: older?.pointer ?? o.pointer,
    newer: newer?.pointer ?? n.pointer,
  });
}

function compareRequired(walk: SchemaWalk, pair: FactPair, name: string, { older, newer }: Listed): void {
  const { o, n, direction, context } = pair;
  const isWanted = n.required.has(name);
  if (isWanted === o.required.has(name)) return;
  const why = `\`${name}\` is ${isWanted ? 'required' : 'optional'} in ${walk.names.newer}`;
  const breaks = direction === 'request' ? isWanted : !isWanted;
  const at = { older: older?.pointer ?? o.pointer, newer: newer?.pointer ?? n.pointer };
  walk.add(context, { rule: 'property-required', breaks, why, ...at });
}

function compareGone(walk: SchemaWalk, pair: FactPair, name: string, older: Place): void {
  const { n, direction, context } = pair;
  const cover = memberOf(n, name);
  const breaks = !cover || !walk.fitting.keeps(older, cover, direction);
  const why = `\`${name}\` is not in ${walk.names.newer}`;
  const ends = walk.narrowed(context, older);
  walk.add(ends, { rule: 'property-removed', breaks, why, older: older.pointer, newer: n.pointer });
}

function compareNew(walk: SchemaWalk, pair: FactPair, name: string, newer: Place): void {
  const { o, n, direction, context } = pair;
  const cover = memberOf(o, name);
  const isKnown = cover ? walk.fitting.keeps(cover, newer, direction) : o.rest !== 'closed';
  const isWanted = n.required.has(name);
  const breaks = direction === 'request' ? isWanted || (cover !== undefined && !isKnown) : !isKnown;
  const why = `\`${name}\` is ${isWanted ? 'required' : 'new'} in ${walk.names.newer}`;
  const corrected = walk.corrected(context, newer);
  walk.add(corrected, { rule: 'property-added', breaks, why, older: o.pointer, newer: newer.pointer });
}

const WIDTHS = { closed: 0, some: 1, open: 2 } as const;

function widthOf({ rest }: Facts): keyof typeof WIDTHS {
  if (typeof rest === 'string') return rest;
  const { schema } = rest;
  const isAnything = schema === true || (typeof schema === 'object' && Object.keys(schema).length === 0);
  return isAnything ? 'open' : 'some';
}

const WORDS = {
  closed: 'no other members',
  some: 'other members of one kind',
  open: 'any other members',
} as const;

/** Members that are not listed. */
function compareRest(walk: SchemaWalk, { o, n, direction, context }: FactPair): void {
  const [before, now] = [widthOf(o), widthOf(n)];
  if (before === 'some' && now === 'some' && typeof o.rest === 'object' && typeof n.rest === 'object')
    walk.compare({ older: o.rest, newer: n.rest, direction, context: below(context, '.*') });
  if (before === now) return;
  const difference = WIDTHS[now] - WIDTHS[before];
  const breaks = direction === 'request' ? difference < 0 : difference > 0;
  const why = `${WORDS[now]} are possible in ${walk.names.newer}, ${WORDS[before]} in ${walk.names.older}`;
  walk.add(context, { rule: 'others-changed', breaks, why, older: o.pointer, newer: n.pointer });
}

function comparePatterns(walk: SchemaWalk, { o, n, direction, context }: FactPair): void {
  let isOther = false;
  for (const key of new Set([...o.patterns.keys(), ...n.patterns.keys()])) {
    const [older, newer] = [o.patterns.get(key), n.patterns.get(key)];
    if (older && newer) walk.compare({ older, newer, direction, context: withPattern(context, key) });
    else isOther = true;
  }
  if (!isOther) return;
  const why = 'members whose names fit a pattern are others';
  walk.add(context, { rule: 'others-changed', breaks: true, why, older: o.pointer, newer: n.pointer });
}

function withPattern(context: Context, key: string): Context {
  return below(context, `./${key}/`);
}
