// Hides how documents become tests: the suite of `specpact/vitest`, told by the paths of what it is about.
import { type ContractSuite, contractSuite as suiteOf } from '../contract/vitest.js';
import { subjectsFor } from './cli/contract-subjects.js';
import { printDiagnostics } from './cli/print.js';
import type { Diagnostic } from './diagnostics.js';

/** A suite about an OpenAPI document, or about a family, instead of models that are loaded already. */
export interface DocumentSuite
  extends Omit<ContractSuite, 'model' | 'models' | 'subjects' | 'locate' | 'family'> {
  /** Path of an OpenAPI document, or of a family.yaml. */
  readonly document?: string;
  /** Name of a family below `specs`, or path of its family.yaml. */
  readonly family?: string;
  /** One version of the family; all that can be called by default. */
  readonly version?: string;
  /** Folder of families; `specs` by default. */
  readonly specs?: string;
  /** Folder that paths count from; the working folder by default. */
  readonly cwd?: string;
  /** When versions are judged; without it one whose guarantee may have ended may be missing. */
  readonly now?: Date;
}

/**
 * Registers one test for each case, in `describe` blocks by version and operation. A broken contract fails its test with the finding's
 * text. To be called where `describe` may be, and awaited where documents are named.
 * @throws TypeError where nothing to test, or not exactly one of `handler` and `baseUrl`, is given; Refusal where a name means nothing; an Error with
 *   every fault of a document that cannot be loaded
 */
export function contractSuite(suite: ContractSuite): void;
export function contractSuite(suite: DocumentSuite): Promise<void>;
export function contractSuite(suite: ContractSuite | DocumentSuite): void | Promise<void> {
  return isNamed(suite) ? suiteOfDocuments(suite) : suiteOf(suite);
}

function isNamed(suite: ContractSuite | DocumentSuite): suite is DocumentSuite {
  return 'document' in suite || typeof suite.family === 'string';
}

async function suiteOfDocuments({
  document,
  family,
  version,
  specs,
  cwd,
  now,
  ...suite
}: DocumentSuite): Promise<void> {
  const isPath = document === undefined && /(^|[\\/])family\.ya?ml$/.test(family ?? '');
  const asked = {
    ...(document !== undefined && { document }),
    ...(family !== undefined && (isPath ? { document: family } : { family })),
    ...(version !== undefined && { version }),
    ...(specs !== undefined && { specs }),
  };
  const { value, diagnostics } = await subjectsFor(asked, now, cwd ?? process.cwd());
  if (!value) throw new Error(textOf(diagnostics));
  const { subjects, family: under } = value;
  suiteOf({ ...suite, subjects, ...(under && { family: under }) });
}

function textOf(diagnostics: readonly Diagnostic[]): string {
  const lines: string[] = [];
  printDiagnostics(diagnostics, { colour: false, write: (text) => void lines.push(text) });
  return lines.join('').trimEnd();
}
