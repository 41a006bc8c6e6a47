// Hides what a mock knows before anything was sent to it: the items that the document shows, and those that its examples speak of.
import type { Operation } from '../../generator/model/types.js';
import { isSuccess } from '../plan/expectation.js';
import { isId, itemIn } from '../plan/identity.js';
import { itemsIn } from '../plan/lists/shape.js';
import type { Resource } from '../plan/resources.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf } from '../pointer.js';
import { substituted } from './echo.js';
import { idMember, shownItems } from './items/shown.js';
import type { Knowledge } from './knowledge.js';
import { filledIn, type Item, type Store } from './store.js';

/** Puts documented items into their collections; what is there already is kept. */
export function documentedState({ resources, model }: Knowledge, store: Store): void {
  for (const resource of resources)
    for (const operation of [resource.get, resource.list])
      for (const { path, item } of operation ? shownBy(resource, operation) : []) {
        const named = idMember(resource, item);
        const id = named === undefined ? undefined : item[named];
        if (isId(id) && !store.entry(path, String(id))) store.put(path, { id: String(id), item });
      }
  for (const operation of model.operations)
    for (const path of pathsSpokenOf(operation))
      for (const resource of resources) spokenOf(resource, operation, path, store);
}

/** What stands in the path of a documented success, or of its parameters' own examples. */
function pathsSpokenOf({ examples, parameters }: Operation): SentValues['path'][] {
  const shown = parameters
    .filter((each) => each.in === 'path')
    .flatMap(({ name, example, examples: [first] }): [string, unknown][] => {
      const value = example?.value ?? first?.value;
      return value === undefined ? [] : [[name, value]];
    });
  return [
    ...examples.filter(isSuccess).map(({ request }) => request.path),
    ...(shown.length > 0 ? [Object.fromEntries(shown)] : []),
  ];
}

function* shownBy(resource: Resource, operation: Operation): Generator<{ path: string; item: Item }> {
  for (const pair of operation.examples) {
    const { request, response } = pair;
    const path = isSuccess(pair) ? filledIn(resource.path, request.path) : undefined;
    if (path === undefined) continue;
    const body = response.body?.value;
    const listed =
      operation === resource.list ? (itemsIn(resource, body)?.items ?? []) : [itemIn(resource, body)];
    for (const item of listed) if (isObject(item)) yield { path, item };
  }
}

/** What succeeds with an item, or with what stands in it, shows that it is there. */
function spokenOf(resource: Resource, { path }: Operation, values: SentValues['path'], store: Store): void {
  const { itemPath, parameter = '' } = resource;
  if (
    itemPath === undefined ||
    !(path === itemPath || path.startsWith(`${itemPath}/`) || path.startsWith(`${itemPath}#`))
  )
    return;
  const collection = filledIn(resource.path, values);
  const id = memberOf(values, parameter);
  if (collection === undefined || !isId(id) || store.entry(collection, String(id))) return;
  const [shown = {}] = shownItems(resource);
  const named = idMember(resource, shown) ?? 'id';
  const item = { ...(substituted(shown, shown[named], String(id)) as Item), [named]: id };
  store.put(collection, { id: String(id), item });
}
