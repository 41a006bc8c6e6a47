// Hides how a document states what version it is: info.version, info.x-state and info.x-not-before.
import { describes, parseDate, parseVersionId, type VersionEntry } from '../../runtime/lifecycle.js';
import type { Disagreement } from './disagreement.js';
import { child, type ObjectSpot, own, type Resolving } from './tree.js';

/** `info.version`, `info.x-state` and `info.x-not-before` against the entry of the version. */
export function infoDisagreements(root: ObjectSpot, entry: VersionEntry, ctx: Resolving): Disagreement[] {
  const info = child(ctx, root, 'info');
  if (!info) return []; // struct reports it
  return [
    ...field(info, 'version', entry.id, (written) => isVersion(written, entry)),
    ...field(info, 'x-state', entry.state, (written) => written === entry.state),
    ...field(info, 'x-not-before', entry.notBefore, (written) => parseDate(written) === entry.notBefore),
  ];
}

function field(
  info: ObjectSpot,
  key: string,
  expected: string | undefined,
  agrees: (written: string) => boolean,
): Disagreement[] {
  const written = own(info.node, key);
  // What a document leaves unsaid disagrees with nothing: the extensions are a convenience for its readers.
  if (written === undefined || (expected !== undefined && agrees(String(written)))) return [];
  const says = expected === undefined ? 'gives none' : `says ${expected}`;
  const message = `info.${key} is ${JSON.stringify(written)}, but family.yaml ${says}.`;
  return [{ message, location: info.location.child([key]) }];
}

/** Whether a version id or info.version names the version of the entry; a major version may be written out (`v1`, `1`, `1.4.2`). */
export function isVersion(written: string, entry: VersionEntry): boolean {
  const { id } = entry;
  if (written === id) return true;
  const scheme = parseVersionId(id)?.scheme;
  if (scheme === 'vN' || scheme === 'N') return /^v?(\d+)(\.|$)/.exec(written)?.[1] === id.replace('v', '');
  return describes(entry, written);
}
