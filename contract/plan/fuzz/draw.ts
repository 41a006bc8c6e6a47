// Hides which parts of an operation's ordinary request are drawn, and how one draw is found again from its number.
import fc from 'fast-check';
import type { Operation, Parameter, Pointer } from '../../../generator/model/types.js';
import { memberOf } from '../../pointer.js';
import { partsOf } from '../../schema/parts.js';
import { baseOf, READING } from '../base.js';
import { hashOf } from '../hash.js';
import { isReference } from '../references.js';
import { canBeSent, isSayable, schemaPointer, sourceOf } from '../trials.js';
import type { PlanContext, PlannedRequest } from '../types.js';
import { ABSENT, changed } from '../values/edit.js';
import { arbitraryOf } from './arbitrary.js';
import { Proven, Whole } from './proven.js';

/** A request, and the requests that have one thing less, or something simpler, in one place. */
export interface Draw {
  readonly request: PlannedRequest;
  /** The smallest first; made one by one. */
  smaller(): Iterable<Draw>;
}

/** A body or parameter that is drawn. */
interface Drawable {
  readonly where: 'body' | 'query' | 'header';
  readonly name: string;
  readonly schema: Pointer;
  readonly required: boolean;
  readonly usual: unknown;
}

type Drawn = Readonly<Record<string, unknown>>;

/** How the n-th request of an operation is drawn; undefined where there is nothing to draw. Cheap: schemas are read when the first one is. */
export function drawsOf(context: PlanContext, operation: Operation): ((n: number) => Draw) | undefined {
  // What changes something changes an item of the run's own; what is deleted is gone whatever else is said.
  if (operation.verb === 'DELETE') return undefined;
  const request = baseOf(context, operation)?.request;
  if (!request) return undefined;
  if (!READING.has(operation.verb) && operation.verb !== 'POST' && request.needs?.strict !== true)
    return undefined;
  const drawables = drawablesOf(context, operation, request);
  if (drawables.length === 0) return undefined;
  let values: fc.Arbitrary<Drawn> | undefined;
  return (n) => {
    values ??= valuesOf(context, request, drawables);
    const seed = hashOf(`${n} ${context.settings.seed ?? 0} ${operation.id}`) | 0;
    const [first] = fc.sample(new Whole(values), { seed, numRuns: 1 });
    if (!first) throw new Error('fast-check drew nothing.');
    return drawOf(request, drawables, values, first);
  };
}

function drawOf(
  base: PlannedRequest,
  drawables: readonly Drawable[],
  values: fc.Arbitrary<Drawn>,
  { value_, context }: fc.Value<Drawn>,
): Draw {
  return {
    request: drawables.reduce(
      (request, each) => put(request, each, memberOf(value_, keyOf(each)) ?? ABSENT),
      base,
    ),
    *smaller() {
      for (const each of values.shrink(value_, context)) yield drawOf(base, drawables, values, each);
    },
  };
}

function drawablesOf(context: PlanContext, operation: Operation, request: PlannedRequest): Drawable[] {
  const { values, body } = request;
  const content = operation.body?.content.find(({ mediaType }) => mediaType === body?.mediaType);
  const isDrawn = content?.kind === 'json' && content.schema !== undefined && values.body !== undefined;
  return [
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
  if (Object.hasOwn(settings.variables ?? {}, name) || credentials.has(name.toLowerCase())) return undefined;
  const schema = schemaPointer(context, parameter);
  if (schema === undefined) return undefined;
  if (isReference(`${where}.${name}`, partsOf(sourceOf(context), [schema], { branch: 0 }))) return undefined;
  return { where, name, schema, required, usual: memberOf(request.values[where], name) ?? ABSENT };
}

function valuesOf(
  context: PlanContext,
  request: PlannedRequest,
  drawables: readonly Drawable[],
): fc.Arbitrary<Drawn> {
  const source = sourceOf(context);
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const each of drawables) {
    const { where, name, schema, usual } = each;
    const at = { name: where === 'body' ? 'body' : `${where}.${name}`, usual, depth: 0 };
    const isSent = (value: unknown) =>
      where === 'body' || (isSayable(value) && isPlain(where, value) && canBeSent(put(request, each, value)));
    const values = arbitraryOf(source, [schema], at) ?? fc.constant(usual);
    const takes = (value: unknown) => isSent(value) && context.schemas.accepts(schema, value) === true;
    members[keyOf(each)] = new Proven(values, takes, () => usual);
  }
  const requiredKeys = drawables.filter(({ required }) => required).map(keyOf);
  return fc.record(members, { requiredKeys, noNullPrototype: true });
}

/** What a header can say without being read otherwise (RFC 9110 §5.5), and what is not taken for nothing in a query. */
function isPlain(where: Drawable['where'], value: unknown): boolean {
  if (value === '') return false;
  return where !== 'header' || (typeof value !== 'object' && /^[!-~]([ -~]*[!-~])?$/.test(String(value)));
}

function keyOf({ where, name }: Drawable): string {
  return `${where} ${name}`;
}

function put(request: PlannedRequest, { where, name }: Drawable, value: unknown): PlannedRequest {
  if (where === 'body')
    return value === ABSENT ? request : { ...request, values: { ...request.values, body: value } };
  const values = { ...request.values, [where]: changed(request.values[where], [name], value) };
  return { ...request, values: values as PlannedRequest['values'] };
}
