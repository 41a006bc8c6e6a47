// Hides what an item is after a request that changes it.
import type { Operation } from '../../../generator/model/types.js';
import { namesSent } from '../../plan/owed.js';
import type { Resource } from '../../plan/resources.js';
import type { SentValues } from '../../plan/types.js';
import { isObject } from '../../pointer.js';
import { isTime, timeOf, writtenLike } from '../instants.js';
import type { Knowledge } from '../knowledge.js';
import type { Entry } from '../store.js';
import type { World } from '../world.js';
import { leftOut } from './left-out.js';
import { itemNames } from './names.js';
import { itemSent } from './sent.js';
import { idMember } from './shown.js';

/**
 * An item after a request that changes it.
 * @param whole true: what is not sent is as in a new item; false: it stays
 */
export function changedItem(
  world: World,
  knowledge: Knowledge,
  resource: Resource,
  operation: Operation,
  { entry, sent, whole }: { readonly entry: Entry; readonly sent: SentValues; readonly whole: boolean },
): Entry {
  const given = itemSent(sent.body, new Set([...itemNames(knowledge, resource), ...Object.keys(entry.item)]));
  const settable = namesSent(knowledge.model, operation);
  const named = idMember(resource, entry.item);
  const members = new Map(Object.entries(entry.item));
  if (whole)
    for (const name of settable) {
      if (Object.hasOwn(given, name) || name === named || timeOf(name) !== undefined || !members.has(name))
        continue;
      const left = leftOut(knowledge, resource, operation, name, members.get(name));
      if (left) members.set(name, left.value);
      else members.delete(name);
    }
  for (const [name, value] of Object.entries(given)) {
    const old = members.get(name);
    if (name === named || (timeOf(name) !== undefined && isTime(old))) continue;
    members.set(name, whole ? value : merged(old, value));
  }
  for (const [name, value] of members) {
    if (timeOf(name) !== 'updated') continue;
    const style = isTime(value)
      ? value
      : [...members].find(([each, time]) => timeOf(each) === 'created' && isTime(time))?.[1];
    const written = writtenLike(style, world.now());
    if (written !== undefined) members.set(name, written);
  }
  const { settling, ...rest } = entry;
  const keeps = settling && !Object.keys(settling.members).some((name) => Object.hasOwn(given, name));
  return { ...rest, item: Object.fromEntries(members), ...(keeps && { settling }) };
}

/** RFC 7396, but null is a value of its own: the schema says whether it may stay. */
function merged(old: unknown, given: unknown): unknown {
  if (!isObject(old) || !isObject(given)) return given;
  const members = new Map(Object.entries(old));
  for (const [name, value] of Object.entries(given)) members.set(name, merged(members.get(name), value));
  return Object.fromEntries(members);
}
