// Hides how operations are found and named: the paths of a document, method by method.

import type { Family } from '../../runtime/lifecycle.js';
import { pointerAt } from '../source.js';
import { verbOf } from '../spec/methods.js';
import type { Edit } from '../spec/types.js';
import { buildCall, type Call, callsIn, securityOf } from './calls.js';
import { typeNameOf, uniqueNames } from './names.js';
import type {
  OpenApi31,
  Operation,
  Parameter,
  Pointer,
  SafeName,
  SecurityRequirement,
  SecurityScheme,
} from './types.js';
import { own, type Place, text, Walk } from './walk.js';

interface Found extends Call {
  readonly id: string;
  readonly path: string;
}

/** As much of an operation as others are named after. */
export type Named = Pick<Operation, 'id' | 'source'>;

/** @param whole also what is not selected: whatever is, all is called the same */
export function operationsIn(whole: OpenApi31): Named[] {
  // What is wrong is said of what is selected.
  const unheard = new Walk(whole, () => ({ file: '', line: 1, column: 1 }));
  const found = findOperations(unheard, { node: whole, pointer: '' });
  return found.map(({ id, place }) => ({ id, source: place.pointer }));
}

export function operationNames(operations: readonly Named[]): Map<string, SafeName> {
  return uniqueNames(
    operations.map(({ id }) => id),
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
    if (/[?#]/.test(path.replace(/\{[^{}]*\}/g, '')))
      walk.report(
        'document-invalid',
        pathItem.pointer,
        `The path ${JSON.stringify(path)} holds more than a path: a client sends a query with every request, but nothing behind a #, and a server looks at neither.`,
        'Describe a query by parameters, and one operation for each path and method.',
        'warning',
      );
    for (const [key, place] of callsIn(walk, pathItem)) {
      const operationId = own(place.node, 'operationId');
      if (operationId !== undefined && typeof operationId !== 'string')
        walk.wrongShape(pointerAt(place.pointer, 'operationId'), 'a string', operationId);
      found.push({ id: text(place, 'operationId') ?? `${key} ${path}`, method: key, path, pathItem, place });
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
  const known = { id, ...names, path, security: securityOf(walk, place) ?? inherited };
  const operation = buildCall(walk, { method, pathItem, place }, known, schemes, family);
  // Where the path item stands elsewhere, under any path, this path is what is wrong.
  const key = pointerAt('/paths', path);
  reportTemplate(
    walk,
    path,
    pathItem.pointer === key ? place.pointer : key,
    [pathItem, place],
    operation.parameters.filter((each) => each.in === 'path'),
  );
  return operation;
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
