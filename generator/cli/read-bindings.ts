// Hides how contract.yaml is read: its shape, its values from wherever they stand, everything wrong said once and at its place.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Authentication, Bindings, BoundRequest } from '../../contract/index.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { type Finding, locateFindings } from '../family/finding.js';
import { type Manner, misfitsOf } from '../family/misfits.js';
import { readSource } from '../family/source-text.js';
import type { SecurityScheme } from '../model/types.js';
import { BINDINGS_SCHEMA } from './bindings-schema.js';
import type { Io } from './io.js';

/** What contract.yaml gives to a run. */
export interface BoundRun {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly authentication?: Authentication;
  readonly setUp: readonly BoundRequest[];
  readonly tearDown: readonly BoundRequest[];
}

const MANNER: Manner = {
  ids: { invalid: 'bindings-invalid', keyUnknown: 'bindings-key-unknown' },
  root: 'contract.yaml',
  item: (number) => `Number ${number} of the list`,
  hint: 'contract/README.md shows a whole one.',
};

/**
 * @param schemes of all documents under test
 * @param fetch how token endpoints are reached
 */
export async function readBindings(
  path: string,
  schemes: readonly SecurityScheme[],
  io: Io,
  fetch?: (request: Request) => Promise<Response>,
): Promise<Outcome<BoundRun>> {
  const source = readSource(path, io.cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position, path: absolute } = source.value;
  const failed = (findings: readonly Finding[]): { diagnostics: readonly Diagnostic[] } => ({
    diagnostics: [...source.diagnostics, ...locateFindings(findings, position)],
  });
  const misfits = misfitsOf(BINDINGS_SCHEMA, value ?? {}, MANNER);
  if (misfits.length > 0) return failed(misfits);

  const { authenticationOf, Lookup, valuesOf } = await import('../../contract/index.js');
  const bindings = (value ?? {}) as Bindings;
  const lookup = new Lookup({
    env: (name) => io.env[name],
    file: (name) => textOf(resolve(dirname(absolute), name)),
  });
  const values = valuesOf(bindings, lookup);
  const context = { schemes, lookup, now: () => io.now(), ...(fetch && { fetch }) };
  const authentication = authenticationOf(bindings.auth, context);
  if (lookup.problems.length > 0)
    return failed(
      lookup.problems.map((problem) => ({ id: 'bindings-missing', severity: 'error', ...problem })),
    );
  const { setUp = [], tearDown = [] } = bindings;
  return {
    value: { ...values, setUp, tearDown, ...(authentication && { authentication }) },
    diagnostics: source.diagnostics,
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
