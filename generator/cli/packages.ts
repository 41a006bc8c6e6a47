// Hides which frameworks a project has: those that the package.json nearest to the output names.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FRAMEWORKS } from '../emit/list.js';

const KINDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** By their packages, in the order of the emitters; none where there is no package.json, or none that can be read. */
export function frameworksAt(folder: string): readonly string[] {
  const manifest = nearest(folder);
  const has = (name: string) =>
    KINDS.some((kind) => {
      const packages = manifest[kind];
      return typeof packages === 'object' && packages !== null && Object.hasOwn(packages, name);
    });
  return FRAMEWORKS.filter(has);
}

function nearest(folder: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code));
    const parent = dirname(folder);
    return isMissing && parent !== folder ? nearest(parent) : {};
  }
}
