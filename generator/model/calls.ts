// Hides what there is to know of a request and its answers, wherever a path item stands that describes them.
import type { Family } from '../../runtime/lifecycle.js';
import { lifeOf } from '../project/life.js';
import { pointerAt } from '../source.js';
import { IS_TOKEN } from '../spec/http-names.js';
import { isMethod, methodKeys, verbOf } from '../spec/methods.js';
import { buildBody, buildResponses } from './bodies.js';
import { pairExamples } from './examples.js';
import { pagingOf, pollingOf } from './paging.js';
import { buildParameters } from './parameters.js';
import type {
  ExamplePair,
  Method,
  Operation,
  Parameter,
  SecurityRequirement,
  SecurityScheme,
} from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

/** A method of a path item. */
export interface Call {
  readonly method: Method;
  readonly pathItem: Place;
  readonly place: Place;
}

/** By method; those of `additionalOperations` as they are sent (OpenAPI 3.2 §4.9). */
export function callsIn(walk: Walk, pathItem: Place): [Method, Place][] {
  const fixed = Object.entries(pathItem.node).filter(([key]) => isMethod(key));
  const others = walk.entries(pathItem, 'additionalOperations').filter(([method]) => {
    if (IS_TOKEN.test(method) && !isMethod(method.toLowerCase())) return true;
    walk.report(
      'document-invalid',
      pointerAt(pathItem.pointer, 'additionalOperations', method),
      `${JSON.stringify(method)} cannot stand among additionalOperations.`,
      'Write a method that HTTP can carry and that has no key of its own.',
    );
    return false;
  });
  return [...walk.members({ ...pathItem, node: Object.fromEntries(fixed) }), ...others];
}

/** What only the place of a call says of it. */
type Known = Pick<Operation, 'id' | 'name' | 'typeName' | 'path' | 'security'>;

/** The operation of a call of which so much is known already. */
export function buildCall<K extends Known>(
  walk: Walk,
  { method, pathItem, place }: Call,
  known: K,
  schemes: readonly SecurityScheme[],
  family?: Family,
): K & Operation {
  let pairs: readonly ExamplePair[] | undefined;
  const body = buildBody(walk, place, method);
  const all = buildParameters(walk, pathItem, place, schemes, family);
  const parameters = known.path === '' ? withoutPath(walk, all) : all;
  const responses = buildResponses(walk, place);
  return {
    ...known,
    method,
    verb: verbOf(method),
    keys: methodKeys(method),
    ...optional('summary', text(place, 'summary')),
    ...optional('description', text(place, 'description')),
    deprecated: walk.flag(place, 'deprecated'),
    ...optional('deprecation', lifeOf(place.node).deprecated),
    tags: strings(own(place.node, 'tags')),
    parameters,
    ...optional('body', body),
    ...optional('paging', pagingOf(walk, place, parameters)),
    ...optional('polling', pollingOf(walk, place)),
    responses,
    // Only few ask for them.
    get examples() {
      pairs ??= pairExamples({ parameters, responses, ...optional('body', body), source: place.pointer });
      return pairs;
    },
    source: place.pointer,
  };
}

/** What is sent to wherever somebody else says has no path to put them into. */
function withoutPath(walk: Walk, parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(({ in: where, name, source }) => {
    if (where === 'path')
      walk.report(
        'path-parameter-mismatch',
        source,
        `The path parameter ${JSON.stringify(name)} has no path to stand in: webhooks and callbacks are sent to a URL as it is.`,
        'Make it a parameter of the query or a header, or remove it.',
        'warning',
      );
    return where !== 'path';
  });
}

/** What an operation, or a document, says of credentials itself. */
export function securityOf(walk: Walk, place: Place): SecurityRequirement[] | undefined {
  if (own(place.node, 'security') === undefined) return undefined;
  return walk
    .items(place, 'security')
    .map(({ node }) =>
      Object.fromEntries(Object.entries(node).map(([key, scopes]) => [key, strings(scopes)])),
    );
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
