// Hides how a file of state for a mock is read, and how what is wrong with it is told at its place.
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { locateFindings } from '../family/finding.js';
import { readSource } from '../family/source-text.js';

interface Wrong {
  readonly pointer: string;
  readonly message: string;
}

export interface StateFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** What documents say against it. */
  told(violations: readonly Wrong[]): readonly Diagnostic[];
}

/** Any error: no value. */
export function readState(path: string, cwd: string): Outcome<StateFile> {
  const source = readSource(path, cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const told = (violations: readonly Wrong[]) =>
    locateFindings(
      violations.map(({ pointer, message }) => ({
        id: 'mock-state-invalid' as const,
        severity: 'error' as const,
        pointer,
        message: `${pointer === '' ? 'The state' : pointer} ${message}.`,
        hint: 'Write { "/v1/snapshots": [ … ] }: the path of a collection without the base path, and its items as they are read.',
      })),
      position,
    );
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { value: { value: value as StateFile['value'], told }, diagnostics: source.diagnostics };
  const wrong = { pointer: '', message: 'must be an object: path of a collection → its items' };
  return { diagnostics: told([wrong]) };
}
