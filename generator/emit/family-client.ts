// Hides how the client of a family is laid out: one overload a version, each told of its state and date.

import type { Family, VersionEntry } from '../../runtime/lifecycle.js';
import { parseVersionId } from '../../runtime/lifecycle.js';
import { deprecation } from './describe.js';
import type { EmitOptions, GeneratedFile } from './emitter.js';
import type { FamilyVersion } from './family-version.js';
import { render, type View } from './handlebars.js';
import { header } from './header.js';
import { comment, js } from './tokens.js';

export function emitFamilyClient(
  { selector }: Family,
  versions: readonly FamilyVersion[],
  options: EmitOptions,
): readonly GeneratedFile[] {
  if (versions.length === 0) return [];
  // Where the version is a part of the path, the document has it there, and no other can be sent.
  const canAsk = selector.in !== 'path' && selector.in !== 'none';
  const views = versions.map(({ entry, name, folder }): View => {
    const doc = (indent: string) =>
      comment([`A client of version ${entry.id}: ${stateOf(entry)}.`], indent, deprecation(entry));
    return {
      id: js(entry.id),
      name,
      folder,
      doc: doc(''),
      memberDoc: doc('  '),
      microversion: canAsk ? microversionsOf(entry) : '',
    };
  });
  const view = {
    header: header(options.source),
    runtime: options.runtime,
    versions: views,
    hasMicroversions: views.some(({ microversion }) => microversion !== ''),
  };
  return [{ path: 'client.ts', text: render('family/client.ts', view) }];
}

/** `CURRENT`; of a version that may end, until when it does not. */
export function stateOf({ state, notBefore }: VersionEntry): string {
  return notBefore === undefined ? state : `${state}, guaranteed until ${notBefore}`;
}

/** Their type: as near as a template comes to a range, whose ends the client knows when it is made. Empty where there are none. */
function microversionsOf({ id, from }: VersionEntry): string {
  if (from === undefined) return '';
  const [newest, oldest] = [parseVersionId(id), parseVersionId(from)];
  if (newest?.scheme !== 'X.Y') return 'string';
  const major = newest.parts[0] === oldest?.parts[0] ? newest.parts[0] : `\${number}`;
  return `\`${major}.\${number}\``;
}
