// Hides which frameworks a project has: those that the package.json nearest to the output names.
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { FRAMEWORKS } from '../emit/framework-names.js';

const KINDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * By their packages, in the order of the emitters; none where there is no package.json, or none that can be read.
 * @param root where the command runs: what lies above is another project's
 */
export function frameworksAt(folder: string, root: string): readonly string[] {
  const manifest = nearest(folder, root);
  const has = (name: string) =>
    KINDS.some((kind) => {
      const packages = manifest[kind];
      return typeof packages === 'object' && packages !== null && Object.hasOwn(packages, name);
    });
  return FRAMEWORKS.filter(has);
}

function nearest(folder: string, root: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code));
    return isMissing && isBelow(folder, root) ? nearest(dirname(folder), root) : {};
  }
}

function isBelow(folder: string, root: string): boolean {
  const path = relative(root, folder);
  return path !== '' && path.split(/[\\/]/)[0] !== '..' && !isAbsolute(path);
}
