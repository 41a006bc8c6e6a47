// Hides what the values of a link ask of an exchange (runtime expressions, OpenAPI 3.1 §4.8.20.4), and what no exchange of an operation has.

import { pointerTokens } from '../source.js';
import { isTree } from '../spec/forms.js';
import { schemaAt } from './references.js';
import type { ApiResponse, MediaContent, Operation } from './types.js';

type Tree = { readonly [keyword: string]: unknown };

/** Where a link begins. */
export interface LinkSource {
  readonly operation: Operation;
  readonly response: ApiResponse;
  readonly document: object;
}

/** Schemas that are looked at for one value: references may branch at every level. */
const MAX_SCHEMAS = 200;
/** Keywords that may describe a member in ways that are not looked into. */
const OTHERWISE = ['$dynamicRef', 'if', 'dependentSchemas', 'patternProperties', 'unevaluatedProperties'];

/** Every expression of a value that no exchange gives a value to, with the reason. */
export function unresolved(
  value: unknown,
  source: LinkSource,
): (readonly [expression: string, why: string])[] {
  return expressionsIn(value).flatMap((expression) => {
    const why = lacking(expression, source);
    return why === undefined ? [] : [[expression, why] as const];
  });
}

/** As the runtime takes them: the whole text, or what stands in braces. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  if (value.startsWith('$')) return [value];
  return [...value.matchAll(/\{(\$[^{}]*)\}/g)].map(([, expression = '']) => expression);
}

function lacking(expression: string, { operation, response, document }: LinkSource): string | undefined {
  if (/^\$(?:url|method|statusCode)$/.test(expression)) return undefined;
  const [, side, place, rest = ''] =
    /^\$(request|response)\.(header|query|path|body)(?:$|[.#](.*)$)/s.exec(expression) ?? [];
  if (place === undefined) return 'it is no runtime expression';
  if (place === 'body') {
    const content = side === 'request' ? operation.body?.content : response.content;
    if (!content || content.length === 0) return `the ${side} has no body`;
    if (rest === '') return undefined;
    if (!rest.startsWith('/')) return 'a pointer into a body begins with a slash';
    const steps = pointerTokens(rest);
    return content.some((each) => holds(each, steps, document))
      ? undefined
      : `the body has nothing at ${rest}`;
  }
  // Headers come whether a document tells of them or not.
  if (place === 'header') return rest === '' ? 'it names no header' : undefined;
  if (side === 'response') return `an answer has no ${place}`;
  const isKnown = operation.parameters.some(({ in: where, name }) => where === place && name === rest);
  return isKnown ? undefined : `the operation has no ${place} parameter ${JSON.stringify(rest)}`;
}

/** False where a body is described, and what is asked for is not. */
function holds({ kind, schema }: MediaContent, steps: readonly string[], document: object): boolean {
  if (kind !== 'json' || schema === undefined) return true;
  let schemas: readonly unknown[] = [schema];
  for (const step of steps) {
    const parts = partsOf(schemas, document);
    if (!parts) return true;
    const isDescribed = parts.some(({ properties, items, prefixItems, additionalProperties }) =>
      [properties, items, prefixItems, additionalProperties].some((each) => each !== undefined),
    );
    if (!isDescribed)
      return parts.every(({ type }) => type === undefined || type === 'object' || type === 'array');
    schemas = parts.flatMap((part) => below(part, step));
    if (schemas.length === 0) return false;
  }
  return true;
}

function below({ properties, items, prefixItems, additionalProperties }: Tree, step: string): unknown[] {
  if (isTree(properties) && Object.hasOwn(properties, step)) return [properties[step]];
  const isIndex = /^\d+$/.test(step);
  if (isIndex && Array.isArray(prefixItems) && Number(step) < prefixItems.length)
    return [(prefixItems as unknown[])[Number(step)]];
  if (isIndex && items !== undefined && items !== false) return [items];
  return additionalProperties === undefined || additionalProperties === false ? [] : [additionalProperties];
}

/** The schemas and all that they are composed of; undefined where that is not known. */
function partsOf(schemas: readonly unknown[], document: object): Tree[] | undefined {
  const found = new Set<Tree>();
  const stack = [...schemas];
  for (let schema = stack.pop(); stack.length > 0 || schema !== undefined; schema = stack.pop()) {
    if (!isTree(schema) || found.size > MAX_SCHEMAS) return undefined;
    if (found.has(schema)) continue;
    found.add(schema);
    const each = schema;
    if (OTHERWISE.some((keyword) => each[keyword] !== undefined)) return undefined;
    if (typeof schema['$ref'] === 'string') stack.push(schemaAt(document, schema['$ref']) ?? true);
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      if (Array.isArray(schema[keyword])) for (const part of schema[keyword]) stack.push(part);
  }
  return [...found];
}
