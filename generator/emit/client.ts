// Hides how the client is laid out: one function an operation, and one object over all of them.
import type { ApiModel, Operation } from '../model/types.js';
import { describeOperation } from './describe.js';
import { type Emitter, withOperations } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header } from './header.js';
import { signatureOf } from './signature.js';

export const client: Emitter = {
  name: 'client',
  needs: ['types', 'operations'],
  runtime: ['client.ts', 'parameters.ts'],
  emit: withOperations((model, options) => [
    {
      path: 'client.ts',
      text: render('client/client.ts', {
        header: header(options.source),
        runtime: options.runtime,
        operations: model.operations.map((operation) => viewOf(model, operation)),
      }),
    },
  ]),
};

function viewOf(model: ApiModel, operation: Operation): View {
  const { hasInput, inputOptional } = signatureOf(model, operation, '');
  const optional = inputOptional ? '?' : '';
  const parameter = hasInput ? `input${optional}: operations.${operation.typeName}Input, ` : '';
  return {
    name: operation.name,
    typeName: operation.typeName,
    doc: describeOperation(model, operation),
    memberDoc: describeOperation(model, operation, '  '),
    parameters: `${parameter}options?: RequestOptions`,
    given: hasInput ? 'input, options' : 'options',
    input: !hasInput ? '{}' : inputOptional ? 'input ?? {}' : 'input',
  };
}
