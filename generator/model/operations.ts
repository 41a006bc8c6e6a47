// Hides how operations are found and named: the paths of a document, method by method.

import type { Family } from '../../runtime/lifecycle.js';
import { pointerAt } from '../source.js';
import { IS_TOKEN } from '../spec/http-names.js';
import { isMethod, methodKeys, verbOf } from '../spec/methods.js';
import type { Edit } from '../spec/types.js';
import { buildBody, buildResponses } from './bodies.js';
import { pairExamples } from './examples.js';
import { typeNameOf, uniqueNames } from './names.js';
import { buildParameters } from './parameters.js';
import type {
  ExamplePair,
  Method,
  OpenApi31,
  Operation,
  Parameter,
  Pointer,
  SafeName,
  SecurityRequirement,
  SecurityScheme,
} from './types.js';
import { optional, own, type Place, text, Walk } from './walk.js';

interface Found {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly pathItem: Place;
  readonly place: Place;
}

/** @param whole also what is not selected: an operation is called the same whatever else is */
export function operationNames(whole: OpenApi31): Map<string, SafeName> {
  // What is wrong is said of what is selected.
  const unheard = new Walk(whole, () => ({ file: '', line: 1, column: 1 }));
  const found = findOperations(unheard, { node: whole, pointer: '' });
  return uniqueNames(
    found.map((each) => each.id),
    'camel',
  );
}

export function buildOperations(
  walk: Walk,
  root: Place,
  names: ReadonlyMap<string, SafeName>,
  schemes: readonly SecurityScheme[],
  family?: Family,
): Operation[] {
  const found = findOperations(walk, root);
  const inherited = securityOf(walk, root) ?? [];
  reportDuplicates(walk, found);
  return found.flatMap((each) => {
    const name = names.get(each.id);
    return name
      ? [buildOperation(walk, inherited, each, { name, typeName: typeNameOf(name) }, schemes, family)]
      : [];
  });
}

function findOperations(walk: Walk, root: Place): Found[] {
  const found: Found[] = [];
  for (const [path, pathItem] of walk.entries(root, 'paths')) {
    if (!path.startsWith('/')) {
      walk.report(
        'document-invalid',
        pathItem.pointer,
        `The path ${JSON.stringify(path)} does not begin with a slash.`,
        'Write it as /path.',
        'error',
        [{ pointer: pointerAt('/paths', path) }],
      );
      continue;
    }
    for (const [key, place] of operationsIn(walk, pathItem)) {
      const operationId = own(place.node, 'operationId');
      if (operationId !== undefined && typeof operationId !== 'string')
        walk.wrongShape(pointerAt(place.pointer, 'operationId'), 'a string', operationId);
      found.push({
        id: text(place, 'operationId') ?? `${key} ${path}`,
        method: key,
        path,
        pathItem,
        place,
      });
    }
  }
  return found;
}

function buildOperation(
  walk: Walk,
  inherited: readonly SecurityRequirement[],
  { id, method, path, pathItem, place }: Found,
  names: Pick<Operation, 'name' | 'typeName'>,
  schemes: readonly SecurityScheme[],
  family?: Family,
): Operation {
  let pairs: readonly ExamplePair[] | undefined;
  const body = buildBody(walk, place, method);
  const parameters = buildParameters(walk, pathItem, place, schemes, family);
  const responses = buildResponses(walk, place);
  // Where the path item stands elsewhere, under any path, this path is what is wrong.
  const key = pointerAt('/paths', path);
  reportTemplate(
    walk,
    path,
    pathItem.pointer === key ? place.pointer : key,
    [pathItem, place],
    parameters.filter((each) => each.in === 'path'),
  );
  return {
    id,
    ...names,
    method,
    verb: verbOf(method),
    keys: methodKeys(method),
    path,
    ...optional('summary', text(place, 'summary')),
    ...optional('description', text(place, 'description')),
    deprecated: walk.flag(place, 'deprecated'),
    tags: strings(own(place.node, 'tags')),
    parameters,
    ...optional('body', body),
    responses,
    security: securityOf(walk, place) ?? inherited,
    // Only few ask for them.
    get examples() {
      pairs ??= pairExamples({ parameters, responses, ...optional('body', body), source: place.pointer });
      return pairs;
    },
    source: place.pointer,
  };
}

/** The template and the path parameters must name each other (OpenAPI 3.1 §4.8.8). */
function reportTemplate(
  walk: Walk,
  path: string,
  pointer: Pointer,
  [pathItem, operation]: readonly [Place, Place],
  parameters: readonly Parameter[],
): void {
  const declared = new Set(parameters.map((each) => each.name));
  const written = new Set<string>();
  for (const [text, dollar, name = ''] of path.matchAll(/(\$?)\{([^{}]*)\}/g)) {
    written.add(name);
    if (declared.has(name)) continue;
    if (dollar === '$') {
      // How shells and programs write what they fill in: nobody has, and nothing here says how. It is text, as it would be to them.
      walk.report(
        'path-parameter-mismatch',
        pointer,
        `The path ${path} holds ${text}, which is taken as it stands.`,
        `Fill it in where the document is written, or describe ${name} as a path parameter.`,
        'warning',
      );
      continue;
    }
    walk.report(
      'path-parameter-mismatch',
      pointer,
      `The path ${path} names {${name}}, but no path parameter describes it.`,
      `Add a parameter with in: path and name: ${name}.`,
      'error',
      [{ pointer: pointerAt(operation.pointer, 'parameters', '-'), value: pathParameter(name) }],
    );
  }
  for (const { name, source } of parameters) {
    if (written.has(name)) continue;
    walk.report(
      'path-parameter-mismatch',
      pointer,
      `The path parameter ${JSON.stringify(name)} does not stand in the path ${path}.`,
      'Put it into the path in braces, or remove it.',
      'error',
      [pathItem, operation].flatMap((holder) => mentions(walk, holder, source)),
    );
  }
}

/** Where a list of parameters has one, or refers to it. */
function mentions(walk: Walk, holder: Place, source: Pointer): Edit[] {
  const list = own(holder.node, 'parameters');
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((item, index) => {
    const pointer = pointerAt(holder.pointer, 'parameters', index);
    return walk.object(item, pointer)?.pointer === source ? [{ pointer }] : [];
  });
}

/** What a path needs of a parameter that nobody describes. */
function pathParameter(name: string): unknown {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function reportDuplicates(walk: Walk, found: readonly Found[]): void {
  const first = new Map<string, Found>();
  for (const each of found) {
    const earlier = first.get(each.id);
    if (!earlier) first.set(each.id, each);
    else {
      const other = `${verbOf(earlier.method)} ${earlier.path}`;
      walk.report(
        'operation-id-duplicate',
        own(each.place.node, 'operationId') === undefined
          ? each.place.pointer
          : pointerAt(each.place.pointer, 'operationId'),
        `The operationId ${JSON.stringify(each.id)} already belongs to ${other}.`,
        'Give every operation an id of its own; it names the client method and the handler.',
      );
    }
  }
}

function securityOf(walk: Walk, place: Place): SecurityRequirement[] | undefined {
  if (own(place.node, 'security') === undefined) return undefined;
  return walk
    .items(place, 'security')
    .map(({ node }) =>
      Object.fromEntries(Object.entries(node).map(([key, scopes]) => [key, strings(scopes)])),
    );
}

/** By method; those of `additionalOperations` as they are sent (OpenAPI 3.2 §4.9). */
function operationsIn(walk: Walk, pathItem: Place): [Method, Place][] {
  const fixed = walk.members({ ...pathItem, node: operationsOnly(pathItem) });
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
  return [...fixed, ...others];
}

function operationsOnly(pathItem: Place): Record<string, unknown> {
  return Object.fromEntries(Object.entries(pathItem.node).filter(([key]) => isMethod(key)));
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
