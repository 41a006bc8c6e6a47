// Hides how the server is laid out: the handlers' interface, the routes, and the web-standard handler over them.
import type { ApiModel, Operation } from '../model/types.js';
import { describeOperation } from './describe.js';
import { type Emitter, withOperations } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header } from './header.js';
import { signatureOf } from './signature.js';
import { validatorsName } from './wire-operation.js';

export const server: Emitter = {
  name: 'server',
  needs: ['types', 'operations', 'validators'],
  runtime: { 'server.ts': ['server.ts'] },
  emit: withOperations((model, options) => [
    {
      path: 'server.ts',
      text: render('server/server.ts', {
        header: header(options.source),
        runtime: options.runtime,
        secured: model.operations.some((operation) => operation.security.length > 0),
        operations: model.operations.map((operation) => viewOf(model, operation)),
      }),
    },
  ]),
};

function viewOf(model: ApiModel, operation: Operation): View {
  const { hasInput } = signatureOf(model, operation, '');
  const context = `context: HandlerContext<PrincipalOf<A, typeof operations.${operation.name}.security>>`;
  return {
    name: operation.name,
    typeName: operation.typeName,
    validators: validatorsName(operation),
    doc: describeOperation(model, operation, '  '),
    parameters: hasInput ? `input: operations.${operation.typeName}Input, ${context}` : context,
    taken: hasInput
      ? `input: operations.${operation.typeName}Input, context: HandlerContext<never>`
      : '_input: unknown, context: HandlerContext<never>',
    given: hasInput ? 'input, context' : 'context',
  };
}
