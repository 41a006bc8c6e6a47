// Hides of which documents a projection is made, and to which version: of those that say since when their parts are there, and of shared ones.
import { parseVersionId } from '../../runtime/lifecycle.js';
import type { FamilyManifest } from '../family/manifest.js';
import type { LoadOptions } from '../spec/load.js';
import { nodeAt } from '../spec/references.js';
import { bundledSource } from '../spec/sources.js';
import { mayHaveLife } from './life.js';
import { type ProjectOptions, project } from './project.js';
import type { Belonging } from './restate.js';

/** What a version says of itself, where its document describes other versions of the family as well. */
export function belongingOf({ family, specs }: FamilyManifest, id: string): Belonging | undefined {
  const path = specs.find((each) => each.id === id)?.path;
  const entry = family.versions.find((each) => each.id === id);
  const isShared = specs.filter((each) => each.path === path).length > 1;
  return entry && isShared ? { family, entry } : undefined;
}

/**
 * @param restated of a document that several versions share
 * @param keepsLives of a document that describes microversions: who speaks a lower one must know what that does not have
 */
export function projectTo(
  version: string,
  restated?: Belonging,
  keepsLives = false,
): NonNullable<LoadOptions['project']> {
  return (root, files, origins) => {
    if (!restated && !files.some(({ text }) => mayHaveLife(text))) return root;
    const options: ProjectOptions = {
      version,
      keepsDeprecated: true,
      keepsLives,
      ...(restated && { restated }),
    };
    return project(bundledSource(root), options).applied(root, origins);
  };
}

/** A lone document is the version that it says it is; where that is none, it is taken as it is written. */
export const projectToItself: NonNullable<LoadOptions['project']> = (root, files, origins) => {
  const version = ownVersion(root);
  return version === undefined ? root : projectTo(version)(root, files, origins);
};

export function ownVersion(root: unknown): string | undefined {
  const version = nodeAt(root, '/info/version');
  return typeof version === 'string' && parseVersionId(version) ? version : undefined;
}
