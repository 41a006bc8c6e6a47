// Hides how lists that have pages, and work that takes its time, are spelled: a constant for each operation that says so.
import type { ApiModel, Operation } from '../model/types.js';
import { describePlace } from './describe.js';
import type { EmitOptions, GeneratedFile } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { signatureOf } from './signature.js';
import { comment, js } from './tokens.js';

/** Files of their own: few documents say so. */
export function pagesOf(model: ApiModel, options: EmitOptions): GeneratedFile[] {
  return fileOf(model, options, 'pages', (operation) => {
    const { paging } = operation;
    if (!paging) return undefined;
    const input = inputOf(model, operation);
    return {
      doc: comment([`Every item of ${describePlace(operation)}, page after page.`]),
      types: `${input}, ${resultOf(operation)}, ${js(paging.items ?? '')}`,
      data: js(paging),
    };
  });
}

export function waitersOf(model: ApiModel, options: EmitOptions): GeneratedFile[] {
  return fileOf(model, options, 'wait-for', (operation) => {
    const { polling } = operation;
    if (!polling) return undefined;
    return {
      doc: comment([`Asks ${describePlace(operation)} until its state is none that passes.`]),
      types: `${inputOf(model, operation)}, ${resultOf(operation)}`,
      data: js(polling),
    };
  });
}

interface Constant {
  readonly doc: string;
  readonly types: string;
  readonly data: string;
}

function fileOf(
  model: ApiModel,
  options: EmitOptions,
  name: 'pages' | 'wait-for',
  constantOf: (operation: Operation) => Constant | undefined,
): GeneratedFile[] {
  const operations = model.operations.flatMap((operation) => {
    const constant = constantOf(operation);
    return constant ? [{ name: operation.name, ...constant }] : [];
  });
  if (operations.length === 0) return [];
  const view = { header: header(options.source), runtime: options.runtime, operations };
  return [{ path: `${name}.ts`, text: render(`client/${name}.ts`, view) }];
}

/** An operation that takes nothing has no type of input. */
function inputOf(model: ApiModel, operation: Operation): string {
  return signatureOf(model, operation, '').hasInput ? `operations.${operation.typeName}Input` : 'object';
}

function resultOf({ typeName }: Operation): string {
  return `Result<operations.${typeName}Answer>`;
}
