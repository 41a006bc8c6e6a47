// Hides which files a family has beside its versions: its dates as data, what serves all its versions, and an index of both.
import type { Family, VersionEntry } from '../../runtime/lifecycle.js';
import type { AdjacentVersions } from '../diff/carry/types.js';
import { versionNames } from '../model/names.js';
import { deprecation } from './describe.js';
import type { EmitOptions, Emitter, GeneratedFile } from './emitter.js';
import { emitFamilyClient, stateOf } from './family-client.js';
import { emitFamilyServer } from './family-server.js';
import type { FamilyVersion } from './family-version.js';
import { familyFrameworks } from './frameworks.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, js } from './tokens.js';

/** Runtime files that they import. */
export function familyRuntime(emitters: readonly Emitter[]): readonly string[] {
  const has = (name: string) => emitters.some((emitter) => emitter.name === name);
  return [
    'lifecycle.ts',
    ...(has('client') ? ['family-client.ts'] : []),
    ...(has('server') ? ['family.ts', 'migrate.ts'] : []),
  ];
}

/** Emits the files of a family over the versions that were emitted beside it. @param adjacent how those that are served differ */
export function emitFamily(
  family: Family,
  entries: readonly VersionEntry[],
  adjacent: readonly AdjacentVersions[],
  emitters: readonly Emitter[],
  options: EmitOptions,
): GeneratedFile[] {
  const has = (name: string) => emitters.some((emitter) => emitter.name === name);
  const versions = versionsOf(entries);
  const client = has('client') ? emitFamilyClient(family, versions, options) : [];
  const server = has('server') ? emitFamilyServer(versions, adjacent, options) : [];
  const listed = [...client, ...server.slice(0, 1)];
  const index = emitIndex(has('client') ? versions : [], listed, options);
  // A family of which nothing is served has no server to put into one.
  const inFrameworks = server.length > 0 ? familyFrameworks(emitters, options) : [];
  return [emitData(family, options), ...client, ...server, ...inFrameworks, index];
}

function versionsOf(entries: readonly VersionEntry[]): FamilyVersion[] {
  const names = versionNames(entries.map((entry) => entry.id));
  return entries.flatMap((entry) => {
    const name = names.get(entry.id);
    return name === undefined ? [] : [{ entry, name, folder: entry.id }];
  });
}

function emitData(family: Family, options: EmitOptions): GeneratedFile {
  const view = { header: header(options.source), runtime: options.runtime, family: js(family) };
  return { path: 'family.ts', text: render('family/family.ts', view) };
}

function emitIndex(
  clients: readonly FamilyVersion[],
  files: readonly GeneratedFile[],
  options: EmitOptions,
): GeneratedFile {
  const view = {
    header: header(options.source),
    files: files.map(({ path }) => ({ module: path.replace(/\.ts$/, '.js') })),
    clients: clients.map(({ entry, name, folder }) => ({
      name,
      folder,
      doc: comment([`The client of version ${entry.id}: ${stateOf(entry)}.`], '', deprecation(entry)),
    })),
  };
  return { path: 'index.ts', text: render('family/index.ts', view) };
}
