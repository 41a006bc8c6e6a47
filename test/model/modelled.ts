// Hides how tests build a model from a text: no file, no bundling, only the walk.
import { parse } from 'yaml';
import type { Diagnostic } from '../../generator/diagnostics.js';
import { buildModel } from '../../generator/model/build.js';
import type { ApiModel, Operation, Parameter } from '../../generator/model/types.js';
import { placeReferences } from '../../generator/spec/anchors.js';
import { makeLocate } from '../../generator/spec/locate.js';
import type { LoadedSpec, OpenApi31 } from '../../generator/spec/types.js';
import type { Family } from '../../runtime/lifecycle.js';

export interface Modelled {
  readonly model: ApiModel | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `id line:column message`, one a diagnostic. */
  readonly said: readonly string[];
  /** The first operation. @throws Error where there is none */
  readonly operation: Operation;
  parameter(name: string): Parameter;
}

/** The model of a document; `rest` is put below `openapi` and `info`. */
export function modelOf(rest: string, family?: Family): Modelled {
  const text = `openapi: 3.1.1\ninfo: { title: Test, version: "1" }\n${rest}`;
  const document = parse(text, { merge: true }) as OpenApi31;
  placeReferences(document, text);
  return modelled(document, text, family);
}

/** The model of the first operation, given as the text below `get:` of `/things/{id}` (or another place). */
export function operationOf(
  text: string,
  { path = '/things', method = 'get', rest = '', family }: Where = {},
): Modelled {
  const indented = text.trimEnd().replace(/^/gm, '      ');
  return modelOf(`paths:\n  ${path}:\n    ${method}:\n${indented}\n${rest}`, family);
}

interface Where {
  readonly path?: string;
  readonly method?: string;
  readonly rest?: string;
  readonly family?: Family;
}

export function modelled(document: OpenApi31, text: string, family?: Family): Modelled {
  const { value: model, diagnostics } = buildModel(specOf(document, text), { id: '1' }, family);
  const operation = () => {
    const first = model?.operations[0];
    if (!first) throw new Error(`There is no operation: ${JSON.stringify(diagnostics)}`);
    return first;
  };
  return {
    model,
    diagnostics,
    said: diagnostics.map(
      ({ id, message, position }) => `${id} ${position?.line}:${position?.column} ${message}`,
    ),
    get operation() {
      return operation();
    },
    parameter: (name) => {
      const found = operation().parameters.find((parameter) => parameter.name === name);
      if (!found) throw new Error(`There is no parameter ${name}.`);
      return found;
    },
  };
}

export function specOf(document: OpenApi31, text: string): LoadedSpec {
  const file = 'openapi.yaml';
  return {
    path: `/${file}`,
    file,
    document,
    locate: makeLocate(document, [{ file, text, parsed: document }]),
    files: [],
  };
}

export const FAMILY: Family = {
  family: 'things',
  selector: { in: 'header', name: 'Api-Version', format: '{version}', whenAbsent: 'current' },
  noticeDays: 90,
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
  afterNotBefore: 'serve',
  versions: [{ id: '1', state: 'CURRENT' }],
};
