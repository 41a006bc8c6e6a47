// Hides how the file that somebody named is opened through Redocly's resolver, and what is said where it cannot be.
import { type BaseResolver, type Document, YamlParseError } from '@redocly/openapi-core';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { fileUnreadable } from '../source.js';
import { REFUSED } from './files.js';
import { syntaxProblem } from './problems.js';

/**
 * @param file as shown to people
 * @returns no value and one of `file-unreadable`, `syntax-invalid` and its like, or the parsed file
 */
export async function openDocument(
  absolute: string,
  file: string,
  resolver: BaseResolver,
): Promise<Outcome<Document>> {
  const read = await resolver.resolveDocument(null, absolute, true).catch((cause: unknown) => cause);
  const fault = faultOf(read, file);
  return fault ? { diagnostics: [fault] } : { value: read as Document, diagnostics: [] };
}

function faultOf(read: unknown, file: string): Diagnostic | undefined {
  if (read instanceof YamlParseError) return syntaxProblem(read, file);
  return read instanceof Error ? fileUnreadable(file, read.message.replace(REFUSED, '')) : undefined;
}
