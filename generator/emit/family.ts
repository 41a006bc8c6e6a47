// Hides how a family is laid out: its dates as data, its versions as namespaces, and one server over all of them.
import type { Family } from '../../runtime/lifecycle.js';
import { versionNames } from '../model/names.js';
import type { Emitter, GeneratedFile } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, js } from './tokens.js';

/** Runtime files that the index imports. */
export const FAMILY_RUNTIME: readonly string[] = ['lifecycle.ts', 'family.ts'];

/** Emits `index.ts` of a family over the versions that were emitted beside it. */
export function emitFamily(
  family: Family,
  emitters: readonly Emitter[],
  options: { runtime: string; source: string },
): GeneratedFile {
  const available = family.versions.filter((version) => version.state !== 'RETIRED');
  const names = versionNames(available.map((version) => version.id));
  const has = (name: string) => emitters.some((emitter) => emitter.name === name);
  const servable = available.filter((version) => version.state !== 'PLANNED');
  return {
    path: 'index.ts',
    text: render('family/index.ts', {
      header: header(options.source),
      runtime: options.runtime,
      family: js(family),
      server: has('server'),
      versions: available.map((version) => ({
        id: js(version.id),
        name: names.get(version.id) ?? '',
        doc: comment([
          `${version.state}${version.notBefore === undefined ? '' : `, guaranteed until ${version.notBefore}`}`,
        ]),
        modules: ['types', 'client', 'server'].filter(has).map((module) => ({ module, folder: version.id })),
      })),
      servable: servable.map((version) => ({
        id: js(version.id),
        name: names.get(version.id) ?? '',
        folder: version.id,
      })),
    }),
  };
}
