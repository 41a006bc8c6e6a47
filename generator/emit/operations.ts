// Hides how operations are spelled for client and server alike: what goes over the wire, as data, and its types.
import { selectorValue } from '../../runtime/selector.js';
import type { ApiModel } from '../model/types.js';
import { type Emitter, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { operationImports, operationView, schemesView } from './operation-view.js';
import { js } from './tokens.js';

export const operations: Emitter = {
  name: 'operations',
  needs: ['types'],
  runtime: { 'operations.ts': ['wire.ts'] },
  emit: withOperations((model, options) => {
    const views = model.operations.map((operation) => operationView(model, operation));
    const text = render('model/operations.ts', {
      header: header(options.source),
      imports: operationImports(views, options.runtime, [
        'WireOperation',
        'WireSecurityScheme',
        'WireVersion',
      ]),
      version: js(versionOf(model)),
      basePath: js(model.basePath),
      schemes: schemesView(model.securitySchemes),
      operations: views,
    });
    return [{ path: 'operations.ts', text }];
  }),
};

/** What a client of this version always sends. A document of no family names no version on the wire. */
function versionOf({ version }: ApiModel): unknown {
  const { selector } = version;
  if (!selector) return { id: version.id, in: 'none', value: version.id };
  return { id: version.id, in: selector.in, name: selector.name, value: selectorValue(selector, version.id) };
}
