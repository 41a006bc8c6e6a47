// Hides where the configuration stands and how it is read: YAML, JSON, or a module whose default export is the same.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Manner } from '../family/misfits.js';
import { shownPath } from '../source.js';
import { importedSource, type Source } from './module.js';
import { type Section, schemaOf } from './settings.js';

/** What a section says: of most commands one, of `generate` as many as there are outputs. */
export type Said = Readonly<Record<string, unknown>>;

export interface Config {
  /** Absolute. */
  readonly path: string;
  /** As shown to people. */
  readonly file: string;
  /** Paths that it names count from here, absolute. */
  readonly folder: string;
  readonly sections: Readonly<Record<string, Said | readonly Said[]>>;
}

export function isSeveral(said: Said | readonly Said[]): said is readonly Said[] {
  return Array.isArray(said);
}

const NAMES = ['yaml', 'yml', 'json', 'js', 'mjs'].map((ending) => `specpact.config.${ending}`);

const MANNER: Manner = {
  ids: { invalid: 'config-invalid', keyUnknown: 'config-key-unknown' },
  root: 'The configuration',
  item: (number) => `Number ${number} of the list`,
  hint: '`specpact config --schema` prints what may stand there.',
};

/**
 * The configuration of a folder; no value where it has none.
 * @param named the file that is meant, where somebody named one
 */
export async function readConfig(
  named: string | undefined,
  cwd: string,
  sections: readonly Section[],
): Promise<Outcome<Config>> {
  const found = named === undefined ? NAMES.filter((name) => existsSync(join(cwd, name))) : [named];
  const [name, other] = found;
  if (name === undefined) return { diagnostics: [] };
  if (other !== undefined) return { diagnostics: [ambiguous(name, other)] };
  const path = resolve(cwd, name);
  const file = shownPath(path, cwd);
  const source = /\.m?js$/.test(name) ? await importedSource(path, file) : await parsed(path, cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const [{ misfitsOf }, { locateFindings }] = await Promise.all([
    import('../family/misfits.js'),
    import('../family/finding.js'),
  ]);
  const misfits = misfitsOf(schemaOf(sections), value ?? {}, MANNER);
  if (misfits.length > 0) return { diagnostics: locateFindings(misfits, position) };
  const { $schema: _, ...said } = (value ?? {}) as Config['sections'];
  return { value: { path, file, folder: dirname(path), sections: said }, diagnostics: [] };
}

async function parsed(path: string, cwd: string): Promise<Outcome<Source>> {
  const { readSource } = await import('../family/source-text.js');
  return readSource(path, cwd);
}

function ambiguous(first: string, second: string): Diagnostic {
  return {
    id: 'config-invalid',
    severity: 'error',
    message: `There are two configurations here: ${basename(first)} and ${basename(second)}.`,
    hint: 'Keep one, or name one with --config.',
  };
}
