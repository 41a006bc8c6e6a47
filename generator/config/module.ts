// Hides a configuration that is a module of its owner's: what it exports, as data.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Outcome, Position } from '../diagnostics.js';
import { fileUnreadable } from '../source.js';

/** What was read, and where each part of it stands. */
export interface Source {
  readonly value: unknown;
  readonly position: (pointer: string) => Position;
}

const HINT = 'Write export default { generate: { … } }.';

/** A module can be anything; as data it is checked like a file. */
export async function importedSource(path: string, file: string): Promise<Outcome<Source>> {
  if (!existsSync(path)) return { diagnostics: [fileUnreadable(file, 'it does not exist')] };
  const position: Position = { file, line: 1, column: 1 };
  const failed = (message: string): Outcome<Source> => ({
    diagnostics: [{ id: 'config-invalid', severity: 'error', message, position, hint: HINT }],
  });
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    if (module.default === undefined) return failed('The module has no default export.');
    // What JSON cannot say, a configuration cannot, either: a function would be taken for nothing.
    return {
      value: { value: JSON.parse(JSON.stringify(module.default)), position: () => position },
      diagnostics: [],
    };
  } catch (cause) {
    return failed(`The module cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
