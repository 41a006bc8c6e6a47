// Hides what an operation's ordinary request is: one that the document shows to succeed, from which other cases differ in one thing.
import type { ExamplePair, Operation } from '../../generator/model/types.js';
import { memberOf, sameJson } from '../pointer.js';
import { bind } from './bind.js';
import { isSuccess } from './expectation.js';
import { plannedBody } from './planned-body.js';
import { itemResource } from './resources.js';
import type { Need, PlanContext, PlannedRequest } from './types.js';

/** An ordinary request. */
export interface Base {
  readonly request: PlannedRequest;
  /** The documented pair that it is taken from. */
  readonly pair: ExamplePair;
}

/** The documented success of an operation, credentials and all. */
export function successOf(operation: Operation): ExamplePair | undefined {
  return successesOf(operation)[0];
}

/** Every documented success; each shows another way to ask. */
export function successesOf(operation: Operation): ExamplePair[] {
  return operation.examples.filter((pair) => isSuccess(pair) && pair.withoutCredentials !== true);
}

/**
 * The request that is known to succeed; undefined where the document shows none.
 * @param fresh whether it is about an item that no other case has seen; what deletes one is in any case
 */
export function baseOf(context: PlanContext, operation: Operation, fresh = false): Base | undefined {
  const pair = successOf(operation);
  if (!pair) return undefined;
  return { pair, request: requestOf(context, operation, pair, pair, needOf(context, operation, fresh)) };
}

/** The request of a documented pair, with the values of the settings put in. */
export function requestOf(
  context: PlanContext,
  operation: Operation,
  pair: ExamplePair,
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
