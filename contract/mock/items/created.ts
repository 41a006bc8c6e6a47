// Hides how an item comes to be: what is sent, what the document shows of such items, and what is the server's own.
import type { Operation } from '../../../generator/model/types.js';
import { isId } from '../../plan/identity.js';
import { namesSent } from '../../plan/owed.js';
import type { Resource } from '../../plan/resources.js';
import type { SentValues } from '../../plan/types.js';
import { memberOf } from '../../pointer.js';
import { substituted } from '../echo.js';
import { newId } from '../ids.js';
import { isTime, timeOf, writtenLike } from '../instants.js';
import type { Knowledge } from '../knowledge.js';
import type { Entry, Item } from '../store.js';
import type { World } from '../world.js';
import { leftOut } from './left-out.js';
import { itemNames } from './names.js';
import { itemSent } from './sent.js';
import { settlingOf } from './settling.js';
import { idMember, shownItems } from './shown.js';

export interface Creation {
  readonly knowledge: Knowledge;
  readonly resource: Resource;
  readonly operation: Operation;
  readonly sent: SentValues;
  /** What the answer shows of the item, what it repeats of the request put in. */
  readonly shown: Item;
  /** Whether an id is taken; with a name: as that member of an item. */
  readonly taken: (id: string, name?: string) => boolean;
  /** Where whoever asks has chosen it. */
  readonly id?: string | number;
}

/** The item that a request makes. */
export function createdItem(world: World, creation: Creation): Entry {
  const { knowledge, resource, operation, sent } = creation;
  const fullest = shownItems(resource)[0] ?? {};
  const given = itemSent(
    sent.body,
    new Set([...itemNames(knowledge, resource), ...Object.keys({ ...fullest, ...creation.shown })]),
  );
  const named = idMember(resource, { ...fullest, ...creation.shown, ...given }) ?? 'id';
  const id = idOf(world, creation, named, { fullest, given });
  const own = (item: Item) => substituted(item, memberOf(item, named), String(id)) as Item;
  const shown: Item = { ...own(fullest), ...own(creation.shown) };
  const settable = namesSent(knowledge.model, operation);
  const members = new Map<string, unknown>();
  for (const [name, value] of Object.entries(shown)) {
    if (Object.hasOwn(given, name)) continue;
    if (!settable.has(name) || timeOf(name) !== undefined) members.set(name, value);
    else {
      const left = leftOut(knowledge, resource, operation, name, value);
      if (left !== undefined) members.set(name, left.value);
    }
  }
  for (const [name, value] of Object.entries(given)) members.set(name, value);
  for (const [name, value] of Object.entries(sent.path))
    if (name !== resource.parameter && Object.hasOwn(shown, name) && !Object.hasOwn(given, name))
      members.set(name, value);
  for (const [name, value] of members) {
    const style = memberOf(shown, name) ?? value;
    if (timeOf(name) !== undefined && isTime(style)) members.set(name, writtenLike(style, world.now()));
  }
  if (members.has(named) || Object.hasOwn(shown, named)) members.set(named, id);
  // What is asked for by its name may have an id as well.
  for (const name of ['id', 'uuid', 'uid'])
    if (name !== named && Object.hasOwn(shown, name) && !Object.hasOwn(given, name) && isId(shown[name]))
      members.set(
        name,
        newId(shown[name], world.chance, { taken: (each) => creation.taken(each, name), fits: () => true }),
      );
  const item = Object.fromEntries(members);
  const settling = settlingOf(world, knowledge, resource, item, given);
  return { id: String(id), item, ...(settling && { settling }) };
}

/** The one that the path or the body chooses, else a new one like those that are shown. */
function idOf(
  { chance }: World,
  { knowledge, resource, shown, taken, id }: Creation,
  named: string,
  { fullest, given }: { readonly fullest: Item; readonly given: Item },
): string | number {
  const chosen = id ?? memberOf(given, named);
  if (isId(chosen)) return chosen;
  const fits = (each: unknown) => fitsId(knowledge, resource, each);
  return newId(memberOf(shown, named) ?? memberOf(fullest, named), chance, { taken, fits });
}

function fitsId(
  { routes }: Knowledge,
  { get, put, patch, delete: remove, parameter }: Resource,
  id: unknown,
): boolean {
  const operation = get ?? put ?? patch ?? remove;
  const found = operation?.parameters.find(({ in: where, name }) => where === 'path' && name === parameter);
  return found === undefined || routes.validatorAt(`${found.source}/schema`, 'request')(id);
}
