// Hides how documented examples are laid out for tests and demos of the people who use them.
import type { ExamplePair } from '../model/types.js';
import { type Emitter, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, js } from './tokens.js';

export const examples: Emitter = {
  name: 'examples',
  needs: [],
  runtime: {},
  emit: withOperations((model, options) => [
    {
      path: 'examples.ts',
      text: render('model/examples.ts', {
        header: header(options.source),
        operations: model.operations.map((operation) => ({
          name: operation.name,
          doc: comment([`Documented examples of ${operation.verb} ${operation.path}`]),
          examples: js(Object.fromEntries(operation.examples.map((pair) => [pair.name, exchange(pair)]))),
        })),
      }),
    },
  ]),
};

function exchange({ summary, request, response, violates }: ExamplePair): unknown {
  const { body: _body, ...byPlace } = request;
  const places = Object.entries(byPlace);
  const { status } = response;
  return {
    summary,
    violates,
    request: {
      ...Object.fromEntries(places.filter(([, values]) => Object.keys(values).length > 0)),
      ...bodyOf(request.body),
    },
    response: {
      status: /^\d{3}$/.test(status) ? Number(status) : status,
      ...(Object.keys(response.headers).length > 0 && { headers: response.headers }),
      ...bodyOf(response.body),
    },
  };
}

function bodyOf(body: { readonly mediaType: string; readonly value: unknown } | undefined): object {
  return body ? { mediaType: body.mediaType, body: body.value } : {};
}
