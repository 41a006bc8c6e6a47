// Hides what a mock knows before anything was sent to it: the items that the document shows, where it shows them.
import type { Operation } from '../../generator/model/types.js';
import { isSuccess } from '../plan/expectation.js';
import { itemIn } from '../plan/identity.js';
import { itemsIn } from '../plan/lists/shape.js';
import type { Resource } from '../plan/resources.js';
import { isObject } from '../pointer.js';
import { idMember, isId } from './items.js';
import type { Knowledge } from './knowledge.js';
import { filledIn, type Item, type Store } from './store.js';

/** Puts documented items into their collections; what is there already is kept. */
export function documentedState({ resources }: Knowledge, store: Store): void {
  for (const resource of resources) {
    for (const operation of [resource.get, resource.list])
      for (const { path, item } of operation ? shownBy(resource, operation) : []) {
        const named = idMember(resource, item);
        const id = named === undefined ? undefined : item[named];
        if (isId(id) && !store.entry(path, String(id))) store.put(path, { id: String(id), item });
      }
  }
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
