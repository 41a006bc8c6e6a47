// Hides how what was said is kept for later runs: without the folder that a command happened to run in.
import { relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { shownPath } from '../source.js';
import type { Io } from './io.js';

/** With the files named from the spec root. */
export function remembered(
  said: readonly Diagnostic[],
  base: string,
  { cwd }: Pick<Io, 'cwd'>,
): Diagnostic[] {
  return renamed(said, (file) => relative(base, resolve(cwd, file)).split(sep).join('/'));
}

/** With the files named as this command shows them. */
export function restated(kept: readonly Diagnostic[], base: string, { cwd }: Pick<Io, 'cwd'>): Diagnostic[] {
  return renamed(kept, (file) => shownPath(resolve(base, file), cwd));
}

function renamed(diagnostics: readonly Diagnostic[], rename: (file: string) => string): Diagnostic[] {
  return diagnostics.map(({ position, ...rest }) => ({
    ...rest,
    ...(position && { position: { ...position, file: rename(position.file) } }),
  }));
}
