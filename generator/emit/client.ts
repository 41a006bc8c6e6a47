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
  // Only where bytes are answered do a call's options decide what its result holds.
  const binary = operation.responses.some(({ content }) => content.some(({ kind }) => kind === 'binary'));
  const parameter = hasInput ? `input${optional}: operations.${operation.typeName}Input, ` : '';
  return {
    name: operation.name,
    doc: describeOperation(model, operation),
    memberDoc: describeOperation(model, operation, '  '),
    generic: binary ? '<O extends RequestOptions>' : '',
    answer: `operations.${operation.typeName}Answer${binary ? ', O' : ''}`,
    parameters: `${parameter}options?: ${binary ? 'O' : 'RequestOptions'}`,
    given: hasInput ? 'input, options' : 'options',
    input: !hasInput ? '{}' : inputOptional ? 'input ?? {}' : 'input',
  };
}
