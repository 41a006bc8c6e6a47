// Hides what an item is after a request that changes it.
import type { Operation } from '../../../generator/model/types.js';
import { namesSent } from '../../plan/owed.js';
import type { Resource } from '../../plan/resources.js';
import type { SentValues } from '../../plan/types.js';
import { changed } from '../../plan/values/edit.js';
import { pointerAt, valueAt } from '../../pointer.js';
import { isTime, timeOf, writtenLike } from '../instants.js';
import type { Knowledge } from '../knowledge.js';
import type { Entry, Item } from '../store.js';
import type { World } from '../world.js';
import { leftOut } from './left-out.js';
import { mergePatched } from './merge-patch.js';
import { itemNames } from './names.js';
import { itemSent } from './sent.js';
import { idMember } from './shown.js';

export interface Change {
  readonly knowledge: Knowledge;
  readonly resource: Resource;
  readonly operation: Operation;
  readonly entry: Entry;
  readonly sent: SentValues;
  /** Whether what is not sent becomes as in a new item; otherwise it stays. */
  readonly isWhole: boolean;
  /** What null means: see mergePatched. */
  readonly nulls: 'remove' | 'keep';
  /** What the documented answer shows of the item, and what it repeats of the request, by its place in the item. */
  readonly shown: Item;
  readonly repeats: readonly Repeat[];
}

/** A value that is sent, and comes back elsewhere. */
export interface Repeat {
  readonly place: readonly string[];
  readonly value: unknown;
}

/** An item after a request that changes it. */
export function changedItem(world: World, change: Change): Entry {
  const { knowledge, resource, entry, sent } = change;
  const given = itemSent(sent.body, new Set([...itemNames(knowledge, resource), ...Object.keys(entry.item)]));
  const item = touched(world, repeating(change, merged(change, given)));
  const { settling, ...rest } = entry;
  const keeps = settling && !Object.keys(settling.members).some((name) => Object.hasOwn(given, name));
  return { ...rest, item, ...(keeps && { settling }) };
}

/** What an item is called, and when it was made, no change changes. */
function isFixed({ resource, entry: { item } }: Change, name: string): boolean {
  return name === idMember(resource, item) || (timeOf(name) !== undefined && isTime(item[name]));
}

function merged(change: Change, given: Item): ReadonlyMap<string, unknown> {
  const { knowledge, resource, operation, entry, isWhole, nulls, repeats } = change;
  const members = new Map(Object.entries(entry.item));
  const named = idMember(resource, entry.item);
  const leave = (name: string) => {
    const left = leftOut(knowledge, resource, operation, name, members.get(name));
    if (left) members.set(name, left.value);
    else members.delete(name);
  };
  if (isWhole)
    for (const name of namesSent(knowledge.model, operation))
      if (!Object.hasOwn(given, name) && members.has(name) && name !== named && timeOf(name) === undefined)
        leave(name);
  for (const [name, value] of Object.entries(given)) {
    if (isFixed(change, name)) continue;
    // It is said by a part of the member, which is called alike by chance.
    if (repeats.some(({ place }) => place.length > 1 && place[0] === name) && typeof value !== 'object')
      continue;
    if (value === null && nulls === 'remove') leave(name);
    else members.set(name, isWhole ? value : mergePatched(members.get(name), value, nulls));
  }
  return members;
}

/** What an answer repeats elsewhere of what was sent is so from then on; what that stands in is as the document shows it. */
function repeating(change: Change, members: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const isElsewhere = ({ place: [first = ''], value }: Repeat) =>
    !isFixed(change, first) && (value !== null || change.nulls === 'keep');
  const item = change.repeats.filter(isElsewhere).reduce<unknown>((each, { place, value }) => {
    const steps = place.map((_, at) => place.slice(0, at + 1));
    const missing = steps.find((step) => valueAt(each, pointerAt('', ...step)) === undefined);
    const there = missing ? changed(each, missing, valueAt(change.shown, pointerAt('', ...missing))) : each;
    return changed(there, place, value);
  }, Object.fromEntries(members));
  return new Map(Object.entries(item as Item));
}

/** The same, changed now. */
function touched(world: World, members: ReadonlyMap<string, unknown>): Item {
  const made = [...members].find(([name, time]) => timeOf(name) === 'created' && isTime(time))?.[1];
  return Object.fromEntries(
    [...members].map(([name, value]) => {
      const written =
        timeOf(name) === 'updated' ? writtenLike(isTime(value) ? value : made, world.now()) : undefined;
      return [name, written ?? value];
    }),
  );
}
