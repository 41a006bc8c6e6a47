// Hides the frameworks that a server can be put into: one skeleton, and for each a template that holds only its hook bodies.
import { type EmitOptions, type Emitter, type GeneratedFile, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';

/** By the name of the package, of the file and of the target, which are one: the runtime files that it needs beside those of the server. */
const FRAMEWORKS: Readonly<Record<string, readonly string[]>> = {
  hono: ['mount.ts'],
  fastify: ['mount.ts', 'node.ts'],
  express: ['mount.ts', 'node.ts', 'node-reply.ts'],
};

export const frameworks: readonly Emitter[] = Object.entries(FRAMEWORKS).map(([name, runtime]) => ({
  name,
  needs: ['server'],
  runtime: { [`${name}.ts`]: runtime },
  emit: withOperations((_model, options) => [fileOf(name, options, 'Options')]),
}));

/** The same over the server of a family, which negotiates before any path is looked at. */
export function familyFrameworks(emitters: readonly Emitter[], options: EmitOptions): GeneratedFile[] {
  return emitters
    .filter(({ name }) => Object.hasOwn(FRAMEWORKS, name))
    .map(({ name }) => fileOf(name, options, 'ServerOptions'));
}

function fileOf(name: string, options: EmitOptions, taken: 'Options' | 'ServerOptions'): GeneratedFile {
  const routed = taken === 'Options';
  const view = {
    header: header(options.source),
    runtime: options.runtime,
    routed,
    options: taken,
    imported: routed ? `type ${taken}, routes` : `type ${taken}`,
    prefix: routed ? "(options.basePath ?? basePath).replace(/\\/+$/, '')" : "''",
  };
  return { path: `${name}.ts`, text: render(`server/${name}.ts`, view) };
}
