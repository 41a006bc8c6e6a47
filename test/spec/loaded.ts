// Hides how tests load a document: files on disk for one test, then loadSpec as the pipeline calls it.
import { join } from 'node:path';
import { type Diagnostic, hasErrors } from '../../generator/diagnostics.js';
import { type LoadOptions, loadSpec } from '../../generator/spec/load.js';
import { nodeAt } from '../../generator/spec/references.js';
import type { LoadedSpec } from '../../generator/spec/types.js';
import { scratch } from '../generate/scratch.js';

export type Files = Readonly<Record<string, string>>;

export interface Loaded {
  readonly folder: string;
  /** Absent where something is wrong with it. */
  readonly spec: LoadedSpec | undefined;
  /** What there is without what is wrong. */
  readonly mended: LoadedSpec | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `id file:line:column message`, one a diagnostic. */
  readonly said: readonly string[];
  /** The node of the bundled document at a pointer. */
  at(pointer: string): unknown;
  /** `file:line:column` that locate() gives for a pointer. */
  place(pointer: string): string;
}

/** Loads `openapi.yaml` (or the first file given) of these files. */
export async function load(files: Files, options: Partial<LoadOptions> = {}): Promise<Loaded> {
  const folder = scratch(files);
  const [first = 'openapi.yaml'] = Object.keys(files);
  return loadFrom(folder, first, options);
}

export async function loadFrom(
  folder: string,
  name: string,
  options: Partial<LoadOptions> = {},
): Promise<Loaded> {
  const { value, diagnostics } = await loadSpec(join(folder, name), { cwd: folder, ...options });
  return {
    folder,
    spec: hasErrors(diagnostics) ? undefined : value,
    mended: value,
    diagnostics,
    said: diagnostics.map(({ id, position, message }) => {
      const place = position ? `${position.file}:${position.line}:${position.column}` : '-';
      return `${id} ${place} ${message}`;
    }),
    at: (pointer) => nodeAt(value?.document, pointer),
    place: (pointer) => {
      const position = value?.locate(pointer);
      return position ? `${position.file}:${position.line}:${position.column}` : '-';
    },
  };
}

/** `file:line:column` of the only occurrence of a needle in one of the files. */
export function placeOf(files: Files, file: string, needle: string): string {
  const text = files[file] ?? '';
  const offset = text.indexOf(needle);
  if (offset < 0 || text.indexOf(needle, offset + 1) >= 0)
    throw new Error(`${JSON.stringify(needle)} does not stand once in ${file}.`);
  const before = text.slice(0, offset).split('\n');
  return `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

export const HEAD = 'openapi: 3.1.1\ninfo: { title: Test, version: "1" }\n';
