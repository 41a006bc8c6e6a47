// Hides what paths say about collections and their items: `/snapshots` and `/snapshots/{id}`, one below the other as deep as it goes.
import type { ApiModel, JsonSchema, Operation } from '../../generator/model/types.js';

/** A collection and its items, as far as the document has operations for them. Paths are templates without the base path. */
export interface Resource {
  /** `/v1/snapshots` */
  readonly path: string;
  /** `/v1/snapshots/{snapshot_id}`; absent where the document has nothing to do with one item. */
  readonly itemPath?: string;
  /** Name of the path parameter that names an item. */
  readonly parameter?: string;
  readonly create?: Operation;
  readonly list?: Operation;
  readonly get?: Operation;
  readonly head?: Operation;
  readonly put?: Operation;
  readonly patch?: Operation;
  readonly delete?: Operation;
  /** Operations below an item that are no resource of their own: `POST /v1/snapshots/{id}/export`. */
  readonly actions: readonly Operation[];
  /** The resource in whose items it stands: shelves, of `/shelves/{shelf}/books`. */
  readonly parent?: Resource;
}

/**
 * Reads the resources off the paths. A path is a collection where another one adds one parameter to it, or where it takes both POST
 * and GET and ends in a word. One parameter in a segment of its own names an item (`/{id}`; `/{id}.json` does not); an item is no collection
 * of what a further parameter names in it.
 */
export function resourcesOf(model: ApiModel): Resource[] {
  const byPath = new Map<string, Map<string, Operation>>();
  for (const operation of model.operations) {
    const methods = byPath.get(operation.path) ?? new Map<string, Operation>();
    byPath.set(operation.path, methods.set(operation.verb, operation));
  }
  const paths = [...byPath.keys()];
  const itemOf = new Map<string, string>();
  for (const path of paths) {
    const [, collection, parameter] = ITEM.exec(path) ?? [];
    if (collection === undefined || parameter === undefined || itemOf.has(collection)) continue;
    // Of `/gists`, `/gists/{id}` and `/gists/{id}/{sha}` the second is an item, not a list of the third.
    const [, above] = ITEM.exec(collection) ?? [];
    if (above === undefined || !byPath.has(above)) itemOf.set(collection, path);
  }
  const collections = new Set([
    ...itemOf.keys(),
    ...paths.filter((path) => isCollection(path, byPath.get(path))),
  ]);
  const known = new Map<string, Resource>();
  // The shorter ones first: parents before what stands in them.
  for (const path of [...collections].sort((a, b) => depth(a) - depth(b))) {
    const itemPath = itemOf.get(path);
    const onAll = byPath.get(path);
    const onOne = itemPath === undefined ? undefined : byPath.get(itemPath);
    const parent = [...known.values()].findLast(
      (each) => each.itemPath !== undefined && path.startsWith(`${each.itemPath}/`),
    );
    const actions = paths
      .filter((each) => itemPath !== undefined && each.startsWith(`${itemPath}/`) && !collections.has(each))
      .filter((each) => !each.slice((itemPath ?? '').length + 1).includes('/'))
      .flatMap((each) => [...(byPath.get(each)?.values() ?? [])]);
    const parameter = itemPath === undefined ? undefined : ITEM.exec(itemPath)?.[2];
    known.set(path, {
      path,
      ...(itemPath !== undefined && { itemPath }),
      ...(parameter !== undefined && { parameter }),
      ...named('create', onAll?.get('POST')),
      ...named('list', onAll?.get('GET')),
      ...named('get', onOne?.get('GET')),
      ...named('head', onOne?.get('HEAD')),
      ...named('put', onOne?.get('PUT')),
      ...named('patch', onOne?.get('PATCH')),
      ...named('delete', onOne?.get('DELETE')),
      actions,
      ...(parent && { parent }),
    });
  }
  return [...known.values()];
}

/** The resource to whose items an operation speaks, or undefined: of a collection, its parent's. */
export function itemResource(resources: readonly Resource[], { path }: Operation): Resource | undefined {
  return resources
    .filter(
      ({ itemPath }) => itemPath !== undefined && (path === itemPath || path.startsWith(`${itemPath}/`)),
    )
    .sort((a, b) => depth(b.path) - depth(a.path))[0];
}

/** The resource that an operation makes items of. */
export function createdResource(resources: readonly Resource[], operation: Operation): Resource | undefined {
  return resources.find(({ create }) => create?.source === operation.source);
}

/** The schema of the parameter that names an item. */
export function idSchema({ parameter, get, put, patch, delete: remove }: Resource): JsonSchema | undefined {
  const operation = get ?? put ?? patch ?? remove;
  return operation?.parameters.find((each) => each.in === 'path' && each.name === parameter)?.schema;
}

const ITEM = /^(.*)\/\{([^{}]+)\}$/s;

function isCollection(path: string, methods: ReadonlyMap<string, Operation> | undefined): boolean {
  return !path.endsWith('}') && methods?.has('POST') === true && methods.has('GET');
}

function depth(path: string): number {
  return path.split('/').length;
}

function named<K extends string>(key: K, operation: Operation | undefined): Partial<Record<K, Operation>> {
  return operation ? ({ [key]: operation } as Record<K, Operation>) : {};
}
