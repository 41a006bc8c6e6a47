// Hides how a family is laid out: its dates as data, its versions as namespaces, and one server over all of them.
import type { Family, VersionEntry } from '../../runtime/lifecycle.js';
import { versionNames } from '../model/names.js';
import { deprecation } from './describe.js';
import type { Emitter, GeneratedFile } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, js } from './tokens.js';

/** Runtime files that the index imports. */
export const FAMILY_RUNTIME: readonly string[] = ['lifecycle.ts', 'family.ts'];

/** Emits `index.ts` of a family over the versions that were emitted beside it. */
export function emitFamily(
  family: Family,
  versions: readonly VersionEntry[],
  emitters: readonly Emitter[],
  options: { runtime: string; source: string },
): GeneratedFile {
  const names = versionNames(versions.map((version) => version.id));
  const has = (name: string) => emitters.some((emitter) => emitter.name === name);
  const servable = versions.filter((version) => version.state !== 'PLANNED');
  return {
    path: 'index.ts',
    text: render('family/index.ts', {
      header: header(options.source),
      runtime: options.runtime,
      family: js(family),
      server: has('server'),
      clients: (has('client') ? versions : []).map((version) => ({
        name: names.get(version.id) ?? '',
        folder: version.id,
        doc: comment([`The client of version ${version.id}: ${stateOf(version)}.`], '', deprecation(version)),
      })),
      servable: servable.map((version) => ({
        id: js(version.id),
        name: names.get(version.id) ?? '',
        folder: version.id,
      })),
    }),
  };
}

function stateOf({ state, notBefore }: VersionEntry): string {
  return notBefore === undefined ? state : `${state}, guaranteed until ${notBefore}`;
}
