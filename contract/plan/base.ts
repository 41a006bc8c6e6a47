// Hides what an operation's ordinary request is: one that the document shows to succeed, from which other cases differ in one thing.
import type { ExamplePair, Operation } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { isObject, memberOf, sameJson } from '../pointer.js';
import { assumedPair, completed, type UsualPair } from './assumed.js';
import { bind } from './bind.js';
import { isSuccess } from './expectation.js';
import { plannedBody } from './planned-body.js';
import { itemResource } from './resources.js';
import type { ItemPath, Need, PlanContext, PlannedRequest } from './types.js';

/** An ordinary request. */
export interface Base {
  readonly request: PlannedRequest;
  /** The documented pair that it is taken from, or what is assumed where there is none. */
  readonly pair: UsualPair;
}

/** The documented success of an operation, credentials and all. */
export function successOf(operation: Operation): ExamplePair | undefined {
  return successesOf(operation)[0];
}

/** Every documented success; each shows another way to ask. */
export function successesOf(operation: Operation): ExamplePair[] {
  return operation.examples.filter((pair) => isSuccess(pair) && pair.withoutCredentials !== true);
}

/** Every documented success, with what its request lacks, or what is assumed to be one where there is none. */
export function pairsOf(context: PlanContext, operation: Operation): UsualPair[] {
  const pairs = successesOf(operation).flatMap((pair) => {
    const whole = completed(context, operation, pair);
    return 'lacking' in whole ? [] : [whole.pair];
  });
  if (pairs.length > 0) return pairs;
  const assumed = assumedPair(context, operation);
  return assumed ? [assumed] : [];
}

/** The request that is known to succeed, or at least that the document shows in parts; undefined where it does not. */
export function baseOf(context: PlanContext, operation: Operation): Base | undefined {
  return basesOf(context)(operation);
}

/** Every case and every step of a scenario starts from one of them. */
const basesOf = memo((context: PlanContext) =>
  memo((operation: Operation): Base | undefined => {
    const [pair] = pairsOf(context, operation);
    const needs = needOf(context, operation, false);
    return pair && { pair, request: requestOf(context, operation, pair, pair, needs) };
  }),
);

/** The request of a documented pair, with the values of the settings put in. */
export function requestOf(
  context: PlanContext,
  operation: Operation,
  pair: UsualPair,
  base: ExamplePair | undefined,
  needs?: Need,
): PlannedRequest {
  const body = pair.request.body;
  return {
    method: operation.verb,
    path: context.subject.model.basePath + operation.path,
    ...bind(context, operation, pair, base),
    ...(body && { body: plannedBody(operation, body.mediaType) }),
    ...(needs && { needs }),
    ...(pair.madeUp && { madeUp: pair.madeUp }),
    ...(standsForItself(context, pair, base) && { unauthenticated: true }),
  };
}

/** Whether a pair is about its credentials: it has none, or others than the success has. */
function standsForItself(
  { credentials }: PlanContext,
  pair: ExamplePair,
  base: ExamplePair | undefined,
): boolean {
  if (pair.withoutCredentials === true) return true;
  if (!base || isSuccess(pair)) return false;
  return (['header', 'query', 'cookie'] as const).some((where) =>
    Object.entries(pair.request[where]).some(
      ([name, value]) =>
        credentials.has(name.toLowerCase()) && !sameJson(value, memberOf(base.request[where], name) ?? value),
    ),
  );
}

/** Which item of the run's own an operation is about, where it can make one: what only reads may fall back on the documented one. */
export function needOf(
  { resources, settings }: PlanContext,
  operation: Operation,
  fresh: boolean,
): Need | undefined {
  const resource = itemResource(resources, operation);
  if (!resource?.create) return undefined;
  // Whoever names an item means that one.
  if (resource.parameter !== undefined && Object.hasOwn(settings.variables ?? {}, resource.parameter))
    return undefined;
  return { resource, fresh: fresh || operation.verb === 'DELETE', strict: !READING.has(operation.verb) };
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
export const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** The same request about another item: its path, and what of the body repeats the id that the path had. */
export function aimedAt({ needs: _, ...request }: PlannedRequest, item: ItemPath): PlannedRequest {
  const { values } = request;
  const path = { ...values.path, ...item };
  if (values.body === undefined) return { ...request, values: { ...values, path } };
  const body = Object.entries(item).reduce<unknown>(
    (each, [name, id]) => withId(each, name, values.path[name], id),
    values.body,
  );
  return { ...request, values: { ...values, path, body } };
}

/** Shorter texts, and numbers, may mean something else, unless they are called an id. */
const DISTINCTIVE = 8;

function withId(value: unknown, name: string, old: unknown, id: unknown, key?: string): unknown {
  if (old === undefined) return value;
  if (value === old) {
    const isMeant = key === 'id' || key === name || (typeof old === 'string' && old.length >= DISTINCTIVE);
    return isMeant ? id : value;
  }
  if (Array.isArray(value)) {
    const items = value.map((each) => withId(each, name, old, id));
    return items.some((each, index) => each !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([member, each]) => [
    member,
    withId(each, name, old, id, member),
  ]);
  return members.some(([member, each]) => each !== value[String(member)])
    ? Object.fromEntries(members)
    : value;
}
