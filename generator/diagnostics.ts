// Hides how a finding is written down: every message a person may see has an id from the one table below.

export type Severity = 'error' | 'warning' | 'info';

/** A place in a source text. `line` and `column` count from 1; `file` is as the user would type it. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One message with a stable id, a place and a hint what to do. */
export interface Diagnostic {
  readonly id: DiagnosticId;
  readonly severity: Severity;
  readonly message: string;
  readonly position?: Position;
  readonly hint?: string;
}

/** What a stage gives back: a value where it could make one, and everything it has to say. Stages never throw for bad input. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Ids that are raised by this tool itself. Lint rules of Redocly keep their own names (`struct`, `operation-4xx-response`, …). */
export const DIAGNOSTICS = {
  'file-unreadable': 'A file that is needed is missing or cannot be read.',
  'syntax-invalid': 'A file is not valid YAML or JSON.',
  'document-invalid': 'A file is not an OpenAPI document, or a part of it has the wrong shape.',
  'dialect-unsupported': 'A document is of an OpenAPI version that cannot be read.',
  'ref-unresolved': 'A $ref leads nowhere.',
  'ref-outside-root': 'A $ref leaves the spec root, or reaches for the network without --allow-host.',
  'path-parameter-mismatch': 'A path template and its path parameters do not name each other.',
  'operation-id-duplicate': 'Two operations share one operationId.',
} as const satisfies Record<string, string>;

export type OwnDiagnosticId = keyof typeof DIAGNOSTICS;
export type DiagnosticId = OwnDiagnosticId | (string & {});

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
