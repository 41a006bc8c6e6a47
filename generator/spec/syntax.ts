// Hides the wording of the parsers: why a text is no YAML and where, also once Redocly has wrapped what they throw.
import { YAMLException } from 'js-yaml';

export interface SyntaxFault {
  /** Without a full stop. */
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export function syntaxFault(error: Error): SyntaxFault {
  const cause = 'originalError' in error ? error.originalError : error;
  if (!(cause instanceof YAMLException)) return { reason: error.message, line: 1, column: 1 };
  return { reason: cause.reason, line: (cause.mark?.line ?? 0) + 1, column: (cause.mark?.column ?? 0) + 1 };
}
