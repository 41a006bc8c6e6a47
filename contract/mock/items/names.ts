// Hides which members the items of a resource have, as its answers describe them.
import type { Operation } from '../../../generator/model/types.js';
import { objectOfItem } from '../../plan/identity.js';
import { itemSchemas } from '../../plan/lists/filters.js';
import type { Resource } from '../../plan/resources.js';
import { propertyNames, propertyOf } from '../../plan/schema-parts.js';
import { isObject } from '../../pointer.js';
import type { Knowledge } from '../knowledge.js';
import { templateOf } from '../template.js';

const known = new WeakMap<Resource, ReadonlySet<string>>();

/** Worked out once for each resource. */
export function itemNames(knowledge: Knowledge, resource: Resource): ReadonlySet<string> {
  const found = known.get(resource);
  if (found) return found;
  const { get, create, put, patch, list } = resource;
  const names = new Set<string>();
  for (const operation of [get, create, put, patch])
    for (const name of operation ? namesTold(knowledge, resource, operation) : []) names.add(name);
  const { document } = knowledge.model;
  if (list && list !== get)
    for (const schema of itemSchemas(knowledge.model, { ...resource, get: list }, list))
      for (const name of propertyNames(document, schema)) names.add(name);
  known.set(resource, names);
  return names;
}

/** Of the item in an answer, without what wraps it. */
function namesTold(knowledge: Knowledge, resource: Resource, operation: Operation): Iterable<string> {
  const { content, body } = templateOf(knowledge, operation, { accepts: () => true });
  const { document } = knowledge.model;
  if (content?.kind !== 'json' || !isObject(body)) return [];
  const item = objectOfItem(resource, body);
  const wrapper = item === body ? undefined : Object.keys(body).find((name) => body[name] === item);
  if (wrapper === undefined) return propertyNames(document, content.schema);
  return propertyOf(document, content.schema, wrapper).flatMap((schema) => [
    ...propertyNames(document, schema),
  ]);
}
