// Hides the frameworks that a server can be put into: one skeleton, and for each a template that holds only its hook bodies.
import { type EmitOptions, type Emitter, type GeneratedFile, withOperations } from './emitter.js';
import { FRAMEWORK_RUNTIMES } from './framework-names.js';
import { render } from './handlebars.js';
import { header } from './header.js';

export const frameworks: readonly Emitter[] = Object.entries(FRAMEWORK_RUNTIMES).map(([name, runtime]) => ({
  name,
  needs: ['server'],
  runtime: { [`${name}.ts`]: runtime },
  emit: withOperations((_model, options) => [fileOf(name, options, 'Options')]),
}));

/** The same over the server of a family, which negotiates before any path is looked at. */
export function familyFrameworks(emitters: readonly Emitter[], options: EmitOptions): GeneratedFile[] {
  return emitters
    .filter(({ name }) => Object.hasOwn(FRAMEWORK_RUNTIMES, name))
    .map(({ name }) => fileOf(name, options, 'ServerOptions'));
}

function fileOf(name: string, options: EmitOptions, taken: 'Options' | 'ServerOptions'): GeneratedFile {
  const routed = taken === 'Options';
  const view = {
    header: header(options.source),
    runtime: options.runtime,
    routed,
    generic: routed ? '<A extends Authenticate = Authenticate>' : '',
    options: routed ? `${taken}<A>` : taken,
    imported: routed ? `type Authenticate, type ${taken}, routes` : `type ${taken}`,
    prefix: routed ? "(options.basePath ?? basePath).replace(/\\/+$/, '')" : "''",
  };
  return { path: `${name}.ts`, text: render(`server/${name}.ts`, view) };
}
