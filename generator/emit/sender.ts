// Hides how it is laid out what sends webhooks and callbacks: a function for each, given a URL or the exchange that says it.
import type { ApiModel, Hook } from '../model/types.js';
import { type Emitter, withHooks } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header, importLines } from './header.js';
import { hookViews } from './hook-kinds.js';
import { signatureOf } from './signature.js';
import { js } from './tokens.js';

export const sender: Emitter = {
  name: 'sender',
  needs: ['types', 'operations', 'hooks'],
  runtime: { 'sender.ts': ['sender.ts'] },
  emit: withHooks((model, options) => {
    const kinds = hookViews(model, (hook, module) => viewOf(model, hook, module));
    const hasCallbacks = model.callbacks.length > 0;
    const view = {
      header: header(options.source),
      runtime: options.runtime,
      imports: [
        ...(hasCallbacks ? ['callbackUrl'] : []),
        'deliver',
        ...(hasCallbacks ? ['type Handled'] : []),
        ...['type Result', 'type SenderOptions', 'type SendOptions'],
      ].join(', '),
      modules: importLines([
        ...kinds.map(({ module }) => `import * as ${module} from './${module}.js';`),
        hasCallbacks && "import type * as operations from './operations.js';",
      ]),
      kinds,
    };
    return [{ path: 'sender.ts', text: render('server/sender.ts', view) }];
  }),
};

function viewOf(model: ApiModel, hook: Hook, module: string): View {
  const { inputOptional } = signatureOf(model, hook, '');
  const { cause } = hook;
  const of = cause && `operations.${cause.operation.typeName}`;
  return {
    to: of ? `handled: Handled<${of}Input, ${of}Answer>` : 'url: string | URL',
    parameter: `input${inputOptional ? '?' : ''}: ${module}.${hook.typeName}Input`,
    given: cause ? 'handled' : 'url',
    url: cause ? `() => callbackUrl(${js(cause.url)}, ${js(cause.operation.verb)}, handled)` : 'url',
  };
}
