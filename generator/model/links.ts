// Hides what links mean (OpenAPI 3.1 §4.8.20): which operation one leads to, and what of an exchange goes where.
import { pointerAt } from '../source.js';
import { type LinkSource, unresolved } from './link-values.js';
import { canonicalRef } from './references.js';
import type { ApiModel, Link, LinkTarget, Operation, Parameter, Pointer } from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

/** The links of an answer, as they are written. */
export function buildLinks(walk: Walk, response: Place): Link[] {
  return walk.entries(response, 'links').map(([name, place]) => ({
    name,
    ...optional('operationId', text(place, 'operationId')),
    ...optional('operationRef', text(place, 'operationRef')),
    ...optional('description', text(place, 'description')),
    parameters: walk.child(place, 'parameters')?.node ?? {},
    ...optional('body', own(place.node, 'requestBody')),
    source: place.pointer,
  }));
}

/** Finds the operations of one document that links lead to. */
class LinkTargets {
  readonly #byId = new Map<string, Operation>();
  readonly #byPlace = new Map<string, Operation>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      this.#byId.set(operation.id, operation);
      this.#byPlace.set(operation.source, operation);
      this.#byPlace.set(pointerAt('/paths', operation.path, ...operation.keys), operation);
    }
  }

  /** Where a link leads, and with what; undefined where it leads to no operation of the document. */
  of(link: Link): LinkTarget | undefined {
    const { operationId, operationRef } = link;
    const operation =
      operationId !== undefined
        ? this.#byId.get(operationId)
        : this.#byPlace.get(canonicalRef(operationRef ?? '').slice(1));
    if (!operation) return undefined;
    const values: LinkTarget['values'] = Object.entries(link.parameters).flatMap(([key, value]) => {
      const parameter = parameterOf(operation, key);
      return parameter ? [{ in: parameter.in, name: parameter.name, value }] : [];
    });
    const isGiven = (parameter: Parameter) =>
      values.some((value) => value.in === parameter.in && value.name === parameter.name);
    const asked = operation.parameters.filter(({ required, role }) => required && role === 'plain');
    const isWhole = asked.every(isGiven) && (link.body !== undefined || operation.body?.required !== true);
    return { operation, values, isWhole };
  }
}

/** Where the links of all answers lead; says which lead nowhere, or ask for what no exchange has. */
export function resolveLinks(walk: Walk, operations: readonly Operation[]): ApiModel['links'] {
  const targets = new LinkTargets(operations);
  const found = new Map<Link, LinkTarget>();
  for (const operation of operations)
    for (const response of operation.responses)
      for (const link of response.links) {
        const target = targets.of(link);
        if (target) found.set(link, target);
        reportLink(walk, link, target);
        reportValues(walk, link, { operation, response, document: walk.document });
      }
  return found;
}

/** What a client would ask of every exchange, and never get. */
function reportValues(walk: Walk, { name, parameters, body, source }: Link, from: LinkSource): void {
  const values: [unknown, Pointer][] = Object.entries(parameters).map(([key, value]) => [
    value,
    pointerAt(source, 'parameters', key),
  ]);
  for (const [value, pointer] of [...values, [body, pointerAt(source, 'requestBody')] as const])
    for (const [expression, why] of unresolved(value, from))
      walk.report(
        'link-unresolved',
        pointer,
        `The link ${JSON.stringify(name)} asks for ${JSON.stringify(expression)}, which no exchange has: ${why}.`,
        'Write $request.path.id, $request.body#/id, $response.body#/id or $response.header.Location, of what this operation documents.',
        'warning',
      );
}

function reportLink(walk: Walk, link: Link, target: LinkTarget | undefined): void {
  const { name, operationId, operationRef, source } = link;
  // An operation of another document is none of ours.
  if (operationId === undefined && operationRef !== undefined && !operationRef.startsWith('#')) return;
  const shown = JSON.stringify(name);
  if (!target)
    walk.report(
      'link-unresolved',
      source,
      `The link ${shown} leads to no operation: ${JSON.stringify(operationId ?? operationRef ?? '')}.`,
      'Give operationId, or operationRef such as #/paths/~1users~1{id}/get; without one the link is left out.',
      'warning',
    );
  else
    for (const key of Object.keys(link.parameters))
      if (!parameterOf(target.operation, key))
        walk.report(
          'link-unresolved',
          pointerAt(source, 'parameters', key),
          `The link ${shown} gives a value to ${JSON.stringify(key)}, which is no parameter of ${target.operation.id}.`,
          'Name a parameter of that operation, or, where two places have one of that name, write path.id or query.id.',
          'warning',
        );
}

/** `id`, or `path.id` where several places have one of that name. What credentials and the version are is not a link's to say. */
function parameterOf({ parameters }: Operation, key: string): Parameter | undefined {
  const plain = parameters.filter(({ role }) => role === 'plain');
  return (
    plain.find((parameter) => key === `${parameter.in}.${parameter.name}`) ??
    plain.find((parameter) => parameter.name === key)
  );
}
