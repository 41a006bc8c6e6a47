// Hides which runtime sources generated code needs: the files that it imports, and the files that those import.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageRoot } from '../package-root.js';
import type { GeneratedFile } from './emitter.js';

/** The runtime files below `runtime/`, copied verbatim: generated code has no dependency at run time. */
export function runtimeFiles(names: Iterable<string>): GeneratedFile[] {
  const texts = new Map<string, string>();
  const add = (name: string): void => {
    if (texts.has(name)) return;
    const text = readFileSync(join(packageRoot(), 'runtime', name), 'utf8');
    texts.set(name, text);
    for (const [, imported] of text.matchAll(/\bfrom '(\.\.?\/[a-z0-9/-]+)\.js'/g))
      add(posix.join(posix.dirname(name), `${imported}.ts`));
  };
  for (const name of names) add(name);
  return [...texts]
    .map(([name, text]) => ({ path: `runtime/${name}`, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
