// Hides how webhooks and callbacks are spelled for who sends and who receives them: what goes over the wire, as data, and its types.
import type { ApiModel, Hook } from '../model/types.js';
import { type EmitOptions, type Emitter, type GeneratedFile, withHooks } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { HOOK_KINDS } from './hook-kinds.js';
import { operationImports, operationView, schemesView } from './operation-view.js';

export const hooks: Emitter = {
  name: 'hooks',
  needs: ['types'],
  runtime: { 'webhooks.ts': ['wire.ts'], 'callbacks.ts': ['wire.ts'] },
  emit: withHooks((model, options) =>
    HOOK_KINDS.flatMap(({ module }) => fileOf(model, module, model[module], options)),
  ),
};

function fileOf(
  model: ApiModel,
  module: string,
  hooks: readonly Hook[],
  options: EmitOptions,
): GeneratedFile[] {
  if (hooks.length === 0) return [];
  const views = hooks.map((hook) => operationView(model, hook));
  const asked = new Set(hooks.flatMap(({ security }) => security.flatMap((each) => Object.keys(each))));
  const text = render('model/hooks.ts', {
    header: header(options.source),
    imports: operationImports(views, options.runtime, ['WireOperation', 'WireSecurityScheme']),
    schemes: schemesView(model.securitySchemes.filter(({ key }) => asked.has(key))),
    operations: views,
  });
  return [{ path: `${module}.ts`, text }];
}
