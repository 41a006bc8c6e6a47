// Hides which parts of an operation's ordinary request are drawn. Starts without fast-check: planning draws nothing.
import type { Operation, Parameter, Pointer } from '../../../generator/model/types.js';
import { memberOf } from '../../pointer.js';
import { partsOf } from '../../schema/parts.js';
import { baseOf, READING } from '../base.js';
import { isReference } from '../references.js';
import { schemaPointer, sourceOf } from '../trials.js';
import type { PlanContext, PlannedRequest } from '../types.js';
import { ABSENT, changed } from '../values/edit.js';

/** A body or parameter that is drawn. */
export interface Drawable {
  readonly where: 'body' | 'query' | 'header';
  readonly name: string;
  readonly schema: Pointer;
  readonly required: boolean;
  readonly usual: unknown;
}

/** An ordinary request, and what of it is drawn. */
export interface Drawables {
  readonly request: PlannedRequest;
  readonly drawables: readonly Drawable[];
}

/** Kinds of bodies that are drawn. */
const DRAWN: ReadonlySet<string> = new Set(['json', 'form', 'multipart']);

/** undefined where there is nothing to draw, or nothing may be. Cheap: nothing is drawn yet. */
export function drawablesOf(context: PlanContext, operation: Operation): Drawables | undefined {
  // What changes something changes an item of the run's own; what is deleted is gone whatever else is said.
  if (operation.verb === 'DELETE') return undefined;
  const request = baseOf(context, operation)?.request;
  if (!request) return undefined;
  const isCareful = operation.verb === 'POST' || request.needs?.strict === true;
  if (!READING.has(operation.verb) && !isCareful) return undefined;
  const { values, body } = request;
  const content = operation.body?.content.find(({ mediaType }) => mediaType === body?.mediaType);
  const isDrawn =
    content !== undefined &&
    DRAWN.has(content.kind) &&
    content.schema !== undefined &&
    values.body !== undefined;
  const drawables: Drawable[] = [
    ...(isDrawn
      ? [
          {
            ...{ where: 'body' as const, name: '', schema: `${content.source}/schema` },
            ...{ required: true, usual: values.body },
          },
        ]
      : []),
    ...operation.parameters.flatMap((parameter) => parameterOf(context, request, parameter) ?? []),
  ];
  return drawables.length > 0 ? { request, drawables } : undefined;
}

function parameterOf(
  context: PlanContext,
  request: PlannedRequest,
  parameter: Parameter,
): Drawable | undefined {
  const { name, in: where, role, required } = parameter;
  const { settings, credentials } = context;
  if (role !== 'plain' || (where !== 'query' && where !== 'header')) return undefined;
  // What somebody has named, or what proves who asks, stays.
  const named = [...Object.keys(settings.variables ?? {}), ...Object.keys(settings.headers ?? {})];
  const isKept = named.some((each) => each.toLowerCase() === name.toLowerCase());
  if (isKept || credentials.has(name.toLowerCase())) return undefined;
  const schema = schemaPointer(context, parameter);
  if (schema === undefined) return undefined;
  if (isReference(`${where}.${name}`, partsOf(sourceOf(context), [schema], { branch: 0 }))) return undefined;
  return { where, name, schema, required, usual: memberOf(request.values[where], name) ?? ABSENT };
}

export function keyOf({ where, name }: Drawable): string {
  return `${where} ${name}`;
}

/** The request with another value there. */
export function put(request: PlannedRequest, { where, name }: Drawable, value: unknown): PlannedRequest {
  if (where === 'body')
    return value === ABSENT ? request : { ...request, values: { ...request.values, body: value } };
  const values = { ...request.values, [where]: changed(request.values[where], [name], value) };
  return { ...request, values: values as PlannedRequest['values'] };
}
