// Hides how one server over all versions of a family is laid out.
import type { EmitOptions, GeneratedFile } from './emitter.js';
import type { FamilyVersion } from './family-version.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { js } from './tokens.js';

export function emitFamilyServer(
  versions: readonly FamilyVersion[],
  options: EmitOptions,
): readonly GeneratedFile[] {
  const view = {
    header: header(options.source),
    runtime: options.runtime,
    servable: versions
      .filter(({ entry }) => entry.state !== 'PLANNED')
      .map(({ entry, name, folder }) => ({ id: js(entry.id), name, folder })),
  };
  return [{ path: 'server.ts', text: render('family/server.ts', view) }];
}
