// Hides how a state comes from outside: every path must be one of the documents, every item what their schemas say.
import type { Operation } from '../../generator/model/types.js';
import type { Violation } from '../../runtime/problem.js';
import { makeRouter } from '../../runtime/router.js';
import { isSuccess } from '../plan/expectation.js';
import { isId, itemIn, objectOfItem } from '../plan/identity.js';
import { itemsIn } from '../plan/lists/shape.js';
import type { Resource } from '../plan/resources.js';
import { isObject, memberOf, pointerAt } from '../pointer.js';
import type { Chance } from './chance.js';
import { newId } from './ids.js';
import { withItem } from './items/in-answer.js';
import { idMember, shownItems } from './items/shown.js';
import type { Knowledge } from './knowledge.js';
import { fitted } from './shape.js';
import type { Entry, Item } from './store.js';
import { templateOf } from './template.js';

/** A state that can be taken over, or everything that is wrong with it. Pointers lead into the state. */
export type Imported =
  | { readonly violations: readonly Violation[] }
  | {
      readonly collections: ReadonlyMap<string, readonly Entry[]>;
      readonly singles: ReadonlyMap<string, unknown>;
    };

/** Problems of one state that are told. */
const MOST_TOLD = 50;

interface Place {
  readonly knowledge: Knowledge;
  readonly resource?: Resource;
  readonly operation?: Operation;
}

export function importedState(all: readonly Knowledge[], state: unknown, chance: Chance): Imported {
  if (!isObject(state))
    return {
      violations: [
        { pointer: '', rule: 'type', message: 'must be an object: path of a collection → its items' },
      ],
    };
  const find = finderOf(all);
  const violations: Violation[] = [];
  const collections = new Map<string, readonly Entry[]>();
  const singles = new Map<string, unknown>();
  for (const [path, value] of Object.entries(state)) {
    const pointer = pointerAt('', path);
    const place = find(path);
    if (!place)
      violations.push({ pointer, rule: 'path', message: 'is the path of no collection of the document' });
    else if (place.resource)
      collections.set(
        path,
        entriesOf({ ...place, resource: place.resource }, value, pointer, { violations, chance }),
      );
    else singles.set(path, singleOf(place, value, pointer, violations));
  }
  return violations.length > 0 ? { violations: violations.slice(0, MOST_TOLD) } : { collections, singles };
}

/** Finds what stands at a path, in the newest document that knows it. */
function finderOf(all: readonly Knowledge[]): (path: string) => Place | undefined {
  const routers = all.map((knowledge) => {
    const { operations } = knowledge.model;
    const made = operations.map((operation) => knowledge.roleOf(operation));
    const unread = made.flatMap((role) => (role.kind === 'create' ? [role.resource] : []));
    const all = new Map([...unread, ...knowledge.resources].map((resource) => [resource.path, resource]));
    const collections = [...all].map(([path, resource]) => ({
      ...{ method: 'GET', path, place: { knowledge, resource } as Place },
    }));
    const singles = operations
      .filter((operation) => knowledge.roleOf(operation).kind === 'single' && operation.verb === 'GET')
      .map((operation) => ({
        method: 'GET',
        path: operation.path,
        place: { knowledge, operation } as Place,
      }));
    return makeRouter([...collections, ...singles]);
  });
  return (path) => {
    for (const router of routers) {
      const match = router('GET', path);
      if (match.kind === 'found') return match.route.place;
    }
    return undefined;
  };
}

function entriesOf(
  { knowledge, resource }: Place & { readonly resource: Resource },
  value: unknown,
  pointer: string,
  { violations, chance }: { readonly violations: Violation[]; readonly chance: Chance },
): Entry[] {
  if (!Array.isArray(value)) {
    violations.push({ pointer, rule: 'type', message: 'must be a list of items' });
    return [];
  }
  const entries = new Map<string, Entry>();
  for (const [at, given] of (value as unknown[]).entries()) {
    const here = pointerAt(pointer, at);
    if (!isObject(given)) {
      violations.push({ pointer: here, rule: 'type', message: 'must be an object' });
      continue;
    }
    const [shown = {}] = shownItems(resource);
    const named = idMember(resource, { ...shown, ...given }) ?? 'id';
    const chosen = memberOf(given, named);
    const taken = (id: string) => entries.has(id);
    const id = isId(chosen) ? chosen : newId(memberOf(shown, named), chance, { taken, fits: () => true });
    if (taken(String(id)))
      violations.push({
        pointer: pointerAt(here, named),
        rule: 'unique',
        message: 'is the id of another item',
      });
    const { item, wrong } = judgedItem(knowledge, resource, { ...given, [named]: id }, here);
    violations.push(...wrong);
    entries.set(String(id), { id: String(id), item });
  }
  return [...entries.values()];
}

/** The item with what it must have and was not given; and what of the given is wrong. */
function judgedItem(
  knowledge: Knowledge,
  resource: Resource,
  item: Item,
  pointer: string,
): { readonly item: Item; readonly wrong: readonly Violation[] } {
  const operation = resource.get ?? resource.list ?? resource.create;
  if (!operation) return { item, wrong: [] };
  const template = templateOf(knowledge, operation, {
    accepts: () => true,
    pair: operation.examples.find((pair) => isSuccess(pair) && pair.response.body),
  });
  const { content, body } = template;
  if (content?.kind !== 'json') return { item, wrong: [] };
  const schema = `${content.source}/schema`;
  const { whole, prefix } =
    operation === resource.list ? inList(resource, body, item) : inBody(resource, body, item);
  const violations = knowledge.routes.validatorAt(schema, 'response').violations(whole);
  const wrong = violations
    .filter((each) => each.rule !== 'required' && `${each.pointer}/`.startsWith(`${prefix}/`))
    .map((each) => ({ ...each, pointer: `${pointer}${each.pointer.slice(prefix.length)}` }));
  if (wrong.length > 0) return { item, wrong };
  const made = fitted(knowledge, schema, whole);
  const told =
    operation === resource.list
      ? itemsIn(resource, made)?.items[0]
      : itemIn(resource, made, item[idMember(resource, item) ?? 'id']);
  return { item: isObject(told) ? { ...item, ...told } : item, wrong: [] };
}

function inBody(resource: Resource, body: unknown, item: Item) {
  const shown = objectOfItem(resource, body);
  const name =
    isObject(body) && shown !== body ? Object.keys(body).find((each) => body[each] === shown) : undefined;
  return { whole: withItem(resource, body, item), prefix: name === undefined ? '' : pointerAt('', name) };
}

function inList(resource: Resource, body: unknown, item: Item) {
  const pointer = itemsIn(resource, body)?.pointer ?? '';
  const name = pointer.slice(1);
  const whole = pointer === '' || !isObject(body) ? [item] : { ...body, [name]: [item] };
  return { whole, prefix: `${pointer}/0` };
}

function singleOf(
  { knowledge, operation }: Place,
  value: unknown,
  pointer: string,
  violations: Violation[],
): unknown {
  const content = operation?.responses.find(({ status }) => /^2/.test(status))?.content[0];
  if (content?.kind !== 'json') return value;
  const found = knowledge.routes.validatorAt(`${content.source}/schema`, 'response').violations(value);
  violations.push(...found.map((each) => ({ ...each, pointer: `${pointer}${each.pointer}` })));
  return value;
}
