// Hides which requests go the other way: webhooks and callbacks, which the provider of an API sends and whoever uses it answers.
import { nodeAt } from '../spec/references.js';
import { buildCall, type Call, callsIn, securityOf } from './calls.js';
import { typeNameOf, uniqueNames } from './names.js';
import type { Named } from './operations.js';
import type { Direction, Hook, OpenApi31, Operation, SafeName, SecurityScheme } from './types.js';
import { own, type Place, Walk } from './walk.js';

interface Found extends Call, Pick<Hook, 'id' | 'key'> {
  /** What it is named after; nothing else in the document is named after the same. */
  readonly text: string;
}

interface FoundCallback extends Found {
  /** The expression. */
  readonly url: string;
}

/** Who sends what: a value is spelled and judged by who sends it, not by whether it asks or answers. */
export function directionsOf(operation: Operation | Hook): Readonly<Record<'asked' | 'answered', Direction>> {
  return 'kind' in operation
    ? { asked: 'response', answered: 'request' }
    : { asked: 'request', answered: 'response' };
}

/** @param whole also what is not selected; `operations` are all that it has */
export function hookNames(
  whole: OpenApi31,
  operations: readonly Named[],
): Readonly<Record<Hook['kind'], ReadonlyMap<string, SafeName>>> {
  // What is wrong is said of what is selected.
  const walk = new Walk(whole, () => ({ file: '', line: 1, column: 1 }));
  const names = (found: readonly Found[]) =>
    uniqueNames(
      found.map(({ text }) => text),
      'camel',
    );
  return {
    webhook: names(findWebhooks(walk, { node: whole, pointer: '' })),
    callback: names(operations.flatMap((operation) => findCallbacks(walk, operation))),
  };
}

export function buildWebhooks(
  walk: Walk,
  root: Place,
  names: ReadonlyMap<string, SafeName>,
  schemes: readonly SecurityScheme[],
): Hook[] {
  return findWebhooks(walk, root).flatMap((found) => {
    const name = names.get(found.text);
    return name ? [buildHook(walk, found, name, 'webhook', schemes)] : [];
  });
}

function findWebhooks(walk: Walk, root: Place): Found[] {
  return walk.entries(root, 'webhooks').flatMap(([key, pathItem]) =>
    callsIn(walk, pathItem).map(([method, place]) => {
      const isPlain = method === 'post' && !key.startsWith('[');
      return {
        key,
        id: method === 'post' ? key : `${method} ${key}`,
        // As JSON no key is like a method and another key.
        text: isPlain ? key : JSON.stringify([method, key]),
        ...{ method, pathItem, place },
      };
    }),
  );
}

export function buildCallbacks(
  walk: Walk,
  operations: readonly Operation[],
  names: ReadonlyMap<string, SafeName>,
  schemes: readonly SecurityScheme[],
): Hook[] {
  return operations.flatMap((operation) =>
    findCallbacks(walk, operation).flatMap((found) => {
      const name = names.get(found.text);
      const cause = { operation, url: found.url };
      return name ? [buildHook(walk, found, name, 'callback', schemes, cause)] : [];
    }),
  );
}

function findCallbacks(walk: Walk, { id, source }: Named): FoundCallback[] {
  const node = nodeAt(walk.document, source);
  if (typeof node !== 'object' || node === null || own(node, 'callbacks') === undefined) return [];
  const operation: Place = { node: node as Place['node'], pointer: source };
  return walk.entries(operation, 'callbacks').flatMap(([key, callback]) => {
    const urls = walk.members(callback, true);
    return urls.flatMap(([url, pathItem]) =>
      callsIn(walk, pathItem).map(([method, place]) => {
        // Nearly all are sent by POST, and hardly any to two URLs: a name says only what is unusual.
        const unusual = [...(method === 'post' ? [] : [method]), ...(urls.length > 1 ? [url] : [])];
        const text = JSON.stringify([id, key, ...unusual]);
        return { key, url, id: [id, key, ...unusual].join(' '), text, method, pathItem, place };
      }),
    );
  });
}

function buildHook(
  walk: Walk,
  found: Found,
  name: SafeName,
  kind: Hook['kind'],
  schemes: readonly SecurityScheme[],
  cause?: Hook['cause'],
): Hook {
  const { key, id, place } = found;
  // What the document asks of callers is theirs to show: a provider shows what its own request asks for.
  const security = securityOf(walk, place) ?? [];
  const asked = new Set(security.flatMap((requirement) => Object.keys(requirement)));
  if (own(place.node, 'callbacks') !== undefined)
    walk.report(
      'callback-ignored',
      place.pointer,
      'Callbacks of what is itself a webhook or a callback are not looked at.',
      'Describe them below the operation that they follow from.',
      'warning',
    );
  const known = {
    kind,
    key,
    ...(cause && { cause }),
    id,
    name,
    typeName: typeNameOf(name),
    path: '',
    security,
  };
  return buildCall(
    walk,
    found,
    known,
    schemes.filter((scheme) => asked.has(scheme.key)),
  );
}
