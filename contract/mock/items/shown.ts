// Hides which items the document shows of a resource, and which of their members names them.
import type { Operation } from '../../../generator/model/types.js';
import { isUsual } from '../../plan/expectation.js';
import { idNames, isId, itemIn } from '../../plan/identity.js';
import { itemsIn } from '../../plan/lists/shape.js';
import { idSchema, type Resource } from '../../plan/resources.js';
import { isObject, memberOf } from '../../pointer.js';
import type { Item } from '../store.js';

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
