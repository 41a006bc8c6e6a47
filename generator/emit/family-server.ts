// Hides how one server over all versions of a family is laid out: from handlers for each version, or from those of the newest alone.
import type { AdjacentVersions } from '../diff/carry/types.js';
import type { SecurityScheme } from '../model/types.js';
import type { EmitOptions, GeneratedFile } from './emitter.js';
import type { FamilyVersion } from './family-version.js';
import { render, type View } from './handlebars.js';
import { header } from './header.js';
import { emitMigration, isAsked } from './migration.js';
import { js } from './tokens.js';

/** @param adjacent the versions that are served, each with the next newer one; in the order of `versions` */
export function emitFamilyServer(
  versions: readonly FamilyVersion[],
  adjacent: readonly AdjacentVersions[],
  options: EmitOptions,
): readonly GeneratedFile[] {
  const servable = versions.filter(isServable);
  const [newest] = servable;
  const pairs = servable.slice(1).flatMap((version, at) => {
    const found = adjacent.find(({ older }) => older.version.id === version.entry.id);
    const newer = servable[at];
    return found && newer ? [{ version, newer, found }] : [];
  });
  // What is written once needs two versions: one that it is written for, and one that is served from it.
  const older = pairs.length === servable.length - 1 ? pairs : [];
  const models = [
    ...older.map(({ found }) => found.older),
    ...older.slice(0, 1).map(({ found }) => found.newer),
  ];
  const isSecured = models.some(({ operations }) => operations.some(({ security }) => security.length > 0));
  const views = older.map(({ version, newer, found }): View => {
    const current = models.at(-1)?.securitySchemes ?? [];
    const id = js(version.entry.id);
    const asked = isAsked(found.change);
    // A scheme of the same key that reads something else cannot be judged by one function.
    const hasOwnSchemes = found.older.securitySchemes.some((scheme) =>
      current.some((each) => isOther(scheme, each)),
    );
    return {
      id,
      name: version.name,
      newer: newer.name,
      folder: version.folder,
      isAsked: asked,
      migration: asked ? `migrations[${id}]` : 'undefined',
      hasOwnSchemes,
      optional: hasOwnSchemes ? '' : '?',
    };
  });
  const common = {
    header: header(options.source),
    runtime: options.runtime,
    servable: servable.map(({ entry, name, folder }) => ({ id: js(entry.id), name, folder })),
  };
  if (older.length === 0) return [{ path: 'server.ts', text: render('family/server.ts', common) }];
  const view = {
    ...common,
    schemes: servable.map(({ name }) => `${name}Scheme`).join(' | '),
    newest: newest ? [{ id: js(newest.entry.id), name: newest.name, folder: newest.folder }] : [],
    older: views,
    hasAsked: views.some((each) => each['isAsked'] === true),
    optionsOptional: views.some((each) => each['hasOwnSchemes'] === true) ? '' : '?',
    authenticateOptional: isSecured ? '' : '?',
  };
  const migrations = older.map(({ found }) =>
    emitMigration(found, { ...options, runtime: `../${options.runtime}` }),
  );
  return [{ path: 'server.ts', text: render('family/server-once.ts', view) }, ...migrations];
}

function isServable({ entry }: FamilyVersion): boolean {
  // Nobody can call what is only planned: CURRENT is what handlers are written for.
  return entry.state !== 'PLANNED' && entry.state !== 'RETIRED';
}

function isOther(one: SecurityScheme, other: SecurityScheme): boolean {
  return one.key === other.key && (one.type !== other.type || one.scheme !== other.scheme);
}
