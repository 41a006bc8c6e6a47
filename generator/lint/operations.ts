// Hides how operations are put together from paths, inherited parameters and references: one flat view for the rules that judge operations.

import type { UserContext } from '@redocly/openapi-core';
import { isMethod, verbOf } from '../spec/methods.js';
import {
  asObject,
  child,
  entries,
  items,
  type Location,
  members,
  type ObjectSpot,
  own,
  type Resolving,
} from './tree.js';

export interface OperationView {
  readonly method: string;
  /** The template under paths. */
  readonly path: string;
  /** For messages: `POST /v1/snapshots`. */
  readonly label: string;
  readonly spot: ObjectSpot;
  /** Those of the path included, where the operation has none of the same name and place. */
  readonly parameters: readonly ParameterView[];
  readonly body?: BodyView;
  readonly responses: readonly ResponseView[];
}

export interface ParameterView {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly spot: ObjectSpot;
}

export interface BodyView {
  readonly required: boolean;
  readonly content: readonly ObjectSpot[];
}

export interface ResponseView {
  readonly spot: ObjectSpot;
  /** `202`, `4XX` or `default` */
  readonly status: string;
  readonly content: readonly ObjectSpot[];
  readonly headers: readonly ObjectSpot[];
}

/** The document that a `Root` visitor was called with. */
export function rootOf(node: unknown, ctx: UserContext): ObjectSpot | undefined {
  return asObject({ node, location: ctx.location });
}

/** The operations under `paths`, in document order; those of webhooks and callbacks are answered by the other side and left out. */
export function operationsOf(root: ObjectSpot, ctx: Resolving): OperationView[] {
  const shared: Shared = new WeakMap();
  return entries(ctx, root, 'paths').flatMap(([path, item]) =>
    [
      ...members(ctx, item).filter(([key]) => isMethod(key)),
      ...entries(ctx, item, 'additionalOperations'),
    ].map(([method, spot]) => view(ctx, path, item, method, spot, shared)),
  );
}

/** The place of the key that an object stands under: the line that names the operation, parameter or response. */
export function keyOf(spot: { readonly location: Location }): {
  source: Location['source'];
  pointer: string;
  reportOnKey: true;
} {
  return { source: spot.location.source, pointer: spot.location.pointer, reportOnKey: true };
}

/** Header names are the same in any case (RFC 9110 §5.1). */
export function isParameter(parameter: ParameterView, where: string, name: string): boolean {
  const fold = (text: string) => (where === 'header' ? text.toLowerCase() : text);
  return parameter.in === where && fold(parameter.name) === fold(name);
}

function view(
  ctx: Resolving,
  path: string,
  item: ObjectSpot,
  method: string,
  spot: ObjectSpot,
  shared: Shared,
): OperationView {
  const list = (holder: ObjectSpot, key: 'content' | 'headers') => spots(ctx, holder, key, shared);
  const parameters = new Map<string, ParameterView>();
  for (const holder of [item, spot]) {
    for (const each of items(ctx, holder, 'parameters')) {
      const [name, where] = [own(each.node, 'name'), own(each.node, 'in')];
      if (typeof name !== 'string' || typeof where !== 'string') continue; // struct reports it
      const required = where === 'path' || own(each.node, 'required') === true;
      parameters.set(`${where} ${where === 'header' ? name.toLowerCase() : name}`, {
        name,
        in: where,
        required,
        spot: each,
      });
    }
  }
  const body = child(ctx, spot, 'requestBody');
  return {
    method,
    path,
    label: `${verbOf(method)} ${path}`,
    spot,
    parameters: [...parameters.values()],
    ...(body && {
      body: { required: own(body.node, 'required') === true, content: list(body, 'content') },
    }),
    responses: entries(ctx, spot, 'responses').map(([status, response]) => ({
      spot: response,
      status: /^\d/.test(status) ? status.toUpperCase() : status.toLowerCase(),
      content: list(response, 'content'),
      headers: list(response, 'headers'),
    })),
  };
}

/** What bodies and answers hold, each looked at once: thousands of operations may share one that holds thousands. */
type Shared = WeakMap<object, Map<string, readonly ObjectSpot[]>>;

function spots(ctx: Resolving, holder: ObjectSpot, key: string, shared: Shared): readonly ObjectSpot[] {
  const known = shared.get(holder.node) ?? new Map<string, readonly ObjectSpot[]>();
  shared.set(holder.node, known);
  const found = known.get(key) ?? entries(ctx, holder, key).map(([, spot]) => spot);
  known.set(key, found);
  return found;
}
