// Hides what each operation does to the state of a mock, as the paths of the document say it.
import type { ApiModel, Operation, Pointer } from '../../generator/model/types.js';
import { itemResource, type Resource } from '../plan/resources.js';

/** What an operation does. */
export type Role =
  | {
      readonly kind: 'list' | 'create' | 'read' | 'replace' | 'merge' | 'remove';
      readonly resource: Resource;
    }
  /** Something at a path of its own, without items: a profile, the settings of an item. */
  | {
      readonly kind: 'single';
      readonly does: 'read' | 'replace' | 'merge' | 'remove';
      readonly around?: Resource;
    }
  /** Anything else; it may be about an item, which then must be there. */
  | { readonly kind: 'action'; readonly around?: Resource };

/** The roles of all operations, by their source. */
export function rolesOf(model: ApiModel, resources: readonly Resource[]): ReadonlyMap<Pointer, Role> {
  const roles = new Map<Pointer, Role>();
  const add = (
    kind: Exclude<Role['kind'], 'single' | 'action'>,
    resource: Resource,
    operation?: Operation,
  ) => {
    if (operation) roles.set(operation.source, { kind, resource });
  };
  for (const resource of resources) {
    add('list', resource, resource.list);
    add('create', resource, resource.create);
    for (const each of [resource.get, resource.head]) add('read', resource, each);
    add('replace', resource, resource.put);
    add('merge', resource, resource.patch);
    add('remove', resource, resource.delete);
  }
  const verbs = new Map<string, Set<string>>();
  for (const { path, verb } of model.operations)
    verbs.set(path, (verbs.get(path) ?? new Set<string>()).add(verb));
  for (const operation of model.operations) {
    if (roles.has(operation.source)) continue;
    const around = itemResource(resources, operation);
    if (isCreation(operation, around !== undefined)) {
      roles.set(operation.source, {
        kind: 'create',
        resource: {
          ...{ path: operation.path, create: operation, actions: [] },
          ...(around && { parent: around }),
        },
      });
      continue;
    }
    const does = SINGLE[operation.verb];
    const isKept =
      verbs.get(operation.path)?.has('GET') &&
      ['PUT', 'PATCH'].some((each) => verbs.get(operation.path)?.has(each));
    const whose = around && { around };
    roles.set(
      operation.source,
      does && isKept ? { kind: 'single', does, ...whose } : { kind: 'action', ...whose },
    );
  }
  return roles;
}

/** What is made and cannot be read again is made all the same: each time another one. What only begins (202) in an item is done to it. */
function isCreation({ verb, path, responses }: Operation, isInItem: boolean): boolean {
  const success = responses.find(({ status }) => /^2/.test(status))?.status;
  return verb === 'POST' && !path.endsWith('}') && (success === '201' || (success === '202' && !isInItem));
}

const SINGLE: Readonly<Record<string, Extract<Role, { kind: 'single' }>['does']>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'replace',
  PATCH: 'merge',
  DELETE: 'remove',
};
