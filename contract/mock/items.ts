// Hides how an item comes to be and changes: what is sent, what the document shows of such items, and what is the server's own.
import type { Operation } from '../../generator/model/types.js';
import { isBusy, stateOf } from '../plan/busy.js';
import { isUsual } from '../plan/expectation.js';
import { idNames, itemIn, objectOfItem } from '../plan/identity.js';
import { itemSchemas } from '../plan/lists/filters.js';
import { itemsIn } from '../plan/lists/shape.js';
import { namesSent, sentItem, sentSchema } from '../plan/owed.js';
import { idSchema, type Resource } from '../plan/resources.js';
import { keywordIn, propertyOf, requiredIn } from '../plan/schema-parts.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf } from '../pointer.js';
import { substituted } from './echo.js';
import { newId } from './ids.js';
import { isTime, timeOf, writtenLike } from './instants.js';
import { itemNames } from './item-names.js';
import type { Knowledge } from './knowledge.js';
import type { Entry, Item, Settling } from './store.js';
import type { World } from './world.js';

/** Items that the document shows of a resource, those that tell most first. */
export function shownItems(resource: Resource): Item[] {
  const { get, list, create, put, patch } = resource;
  return [get, list, create, put, patch].flatMap((operation) =>
    operation ? itemsShownBy(resource, operation) : [],
  );
}

function itemsShownBy(resource: Resource, operation: Operation): Item[] {
  return operation.examples
    .filter((pair) => isUsual(operation, pair))
    .flatMap(({ response }) => {
      const body = response.body?.value;
      const listed = operation === resource.list ? itemsIn(resource, body)?.items : undefined;
      return (listed ?? [itemIn(resource, body)]).filter(isObject);
    });
}

/** The member that names an item in its path: the one that a documented reading shows, else what it is usually called. */
export function idMember(resource: Resource, item: Item): string | undefined {
  const { parameter, get } = resource;
  const names = idNames(resource).filter((name) => isId(memberOf(item, name)));
  if (parameter !== undefined)
    for (const { request, response } of get?.examples ?? []) {
      const [asked, shown] = [memberOf(request.path, parameter), itemIn(resource, response.body?.value)];
      const found = Object.keys(isObject(shown) ? shown : {}).find(
        (name) =>
          isId(asked) && String(memberOf(shown, name)) === String(asked) && isId(memberOf(item, name)),
      );
      if (found !== undefined) return found;
    }
  const type = memberOf(idSchema(resource), 'type');
  const fits = (name: string) => {
    const value = memberOf(item, name);
    return type === 'string'
      ? typeof value === 'string'
      : type === 'integer'
        ? typeof value === 'number'
        : true;
  };
  return names.find(fits) ?? names[0];
}

export function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/**
 * Of what is sent, the item: without what wraps it, and what JSON:API wraps its members in.
 * @param names of members that such items have: these wrap nothing
 */
export function itemSent(body: unknown, names: ReadonlySet<string>): Item {
  const isMember = isObject(body) && Object.keys(body).some((name) => names.has(name));
  const sent = (isMember ? body : sentItem(body)) ?? {};
  const attributes = memberOf(sent, 'attributes');
  return isObject(attributes) && memberOf(sent, 'type') !== undefined
    ? { ...attributes, ...(sent['id'] !== undefined && { id: sent['id'] }) }
    : sent;
}

export interface Creation {
  readonly knowledge: Knowledge;
  readonly resource: Resource;
  readonly operation: Operation;
  readonly sent: SentValues;
  /** What the answer shows of the item, what it repeats of the request put in. */
  readonly shown: Item;
  /** Whether an id is taken. */
  readonly taken: (id: string) => boolean;
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

/** What a member that a caller may send is where nobody sends it; undefined: it is not there. */
function leftOut(
  { model }: Knowledge,
  resource: Resource,
  operation: Operation,
  name: string,
  shown: unknown,
): { readonly value: unknown } | undefined {
  const { document } = model;
  const asked = propertyOf(document, sentSchema(model, operation), name);
  const usual = keywordIn(document, asked, 'default');
  if (usual !== undefined) return { value: usual };
  const schemas = itemSchemas(model, resource, resource.list ?? resource.get ?? operation);
  const read = schemas.flatMap((schema) => propertyOf(document, schema, name));
  const types = [keywordIn(document, read, 'type')].flat();
  if (types.includes('null')) return { value: null };
  if (types.includes('array') && !types.includes('string')) return { value: [] };
  const isRequired = schemas.some((schema) => requiredIn(document, schema).has(name));
  return isRequired && shown !== undefined ? { value: shown } : undefined;
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

/** An item that says that it is being made is ready before long. */
function settlingOf(
  world: World,
  knowledge: Knowledge,
  resource: Resource,
  item: Item,
  given: Item,
): Settling | undefined {
  const state = stateOf(item);
  const name = Object.keys(item).find((each) => item[each] === state && /state|status|phase/i.test(each));
  if (state === undefined || name === undefined || Object.hasOwn(given, name) || !isBusy(item))
    return undefined;
  const rest = shownItems(resource).find((each) => typeof each[name] === 'string' && !isBusy(each));
  const settled = rest?.[name] ?? restingWord(knowledge, resource, name);
  return settled === undefined
    ? undefined
    : { at: world.now().getTime() + world.settleMs, members: { [name]: settled } };
}

const RESTING = [
  'available',
  'active',
  'ready',
  'completed',
  'complete',
  'succeeded',
  'success',
  'done',
  'running',
  'online',
  'normal',
  'ok',
  'finished',
];

function restingWord({ model }: Knowledge, resource: Resource, name: string): unknown {
  const { list, get, create } = resource;
  const operation = list ?? get ?? create;
  const schemas = operation
    ? itemSchemas(
        model,
        { ...resource, ...((get ?? create) ? { get: get ?? create } : {}) } as Resource,
        operation,
      )
    : [];
  const words = keywordIn(
    model.document,
    schemas.flatMap((schema) => propertyOf(model.document, schema, name)),
    'enum',
  );
  if (!Array.isArray(words)) return RESTING[0];
  return RESTING.map((word) => words.find((each) => String(each).toLowerCase() === word)).find(
    (each) => each !== undefined,
  );
}

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

/** A body with an item in the place of the one that it shows. */
export function withItem(resource: Resource, body: unknown, item: Item): unknown {
  const shown = objectOfItem(resource, body);
  if (!shown) return body;
  const attributes = memberOf(shown, 'attributes');
  const { id, ...rest } = item;
  const next =
    isObject(attributes) && memberOf(shown, 'type') !== undefined ? { ...shown, id, attributes: rest } : item;
  if (shown === body) return next;
  return Object.fromEntries(
    Object.entries(body as Item).map(([name, value]) => [name, value === shown ? next : value]),
  );
}
