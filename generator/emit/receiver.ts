// Hides how it is laid out what receives webhooks and callbacks: the handlers' interface for each kind, and a web-standard handler over them.
import type { Hook } from '../model/types.js';
import { type Emitter, withHooks } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { hookViews } from './hook-kinds.js';
import { js } from './tokens.js';
import { validatorsName } from './wire-operation.js';

export const receiver: Emitter = {
  name: 'receiver',
  needs: ['types', 'hooks', 'validators'],
  runtime: { 'receiver.ts': ['receiver.ts'] },
  emit: withHooks((model, options) => {
    const version = js(model.version.id);
    const kinds = hookViews(model, (hook) => ({
      text: js(hook.name),
      path: js(pathOf(hook)),
      validators: validatorsName(hook),
    }));
    const view = {
      header: header(options.source),
      runtime: options.runtime,
      kinds: kinds.map((kind) => ({ ...kind, version })),
    };
    return [{ path: 'receiver.ts', text: render('server/receiver.ts', view) }];
  }),
};

/** Where a hook is received unless somebody says otherwise. The name of a callback is told from others by the operation that it follows from. */
function pathOf({ kind, key, name }: Hook): string {
  const path = kind === 'webhook' ? key : name;
  return path.startsWith('/') ? path : `/${path}`;
}
