// Hides how a document that describes several versions becomes that of one: what is not there yet, or not any more, goes with all that needs it.
import type { Sources } from '../spec/sources.js';
import { Changes } from './changes.js';
import { Fates } from './fates.js';
import { cutFollowers } from './followers.js';
import { enumLifeOf, isLive } from './life.js';
import { cutOrphans } from './orphans.js';
import { type Part, Parts } from './parts.js';
import { type Belonging, restate, settle } from './restate.js';
import { cutSamples } from './samples.js';

export interface ProjectOptions {
  /** As in family.yaml: `1.2`, `2024-06-01`, `v1`. */
  readonly version: string;
  /**
   * Says of the version what the document says of itself: `info.version`, and of a family also `info.x-state`, `info.x-not-before`, `deprecated` on the
   * operations of a DEPRECATED version and the samples of the selector's parameter. A document that belongs to one version only says these itself.
   */
  readonly restated?: true | Belonging;
  /** Leaves `x-deprecated` where it holds. */
  readonly keepsDeprecated?: boolean;
  /** Leaves `x-added` and `x-removed`: the document stays that of the microversions below as well. */
  readonly keepsLives?: boolean;
}

/** What is to change in the trees of a document, so that they describe this version alone. Pure; reads only. */
export function project(sources: Sources, options: ProjectOptions): Changes {
  const { version, restated } = options;
  const changes = new Changes();
  const fates = new Fates(changes);
  const parts = new Parts(sources);
  for (const part of parts.all) {
    if (part.isGone || part.isNames || part.isList) continue;
    if (!isLive(part.life, version)) fates.kill(part);
    else if (!leavesValues(part, changes, version)) fates.kill(part);
  }
  if (!changes.isEmpty) {
    cutFollowers(parts, changes, fates);
    cutSamples(parts, changes, fates, version);
    cutOrphans(parts, changes, fates);
  }
  settle(parts, changes, version, options);
  if (restated) restate(parts, changes, version, restated === true ? undefined : restated);
  return changes;
}

/** Takes the values out of an enum that are gone; false where none is left. */
function leavesValues({ node }: Part, changes: Changes, version: string): boolean {
  const values = node['enum'];
  if (!Array.isArray(values) || !('x-enum-versions' in node)) return true;
  for (const [index, value] of values.entries())
    if (!isLive(enumLifeOf(node, value), version)) changes.cut(values, String(index));
  return values.length === 0 || !changes.isEmptied(values);
}
