// Hides how an operation is described to the people who call it: its doc comment.
import type { ApiModel, Operation } from '../model/types.js';
import { comment } from './tokens.js';

/** The doc comment of an operation; deprecated ones say until when and what comes after. */
export function describeOperation(model: ApiModel, operation: Operation, indent = ''): string {
  const summary = operation.summary ?? operation.description?.split('\n')[0];
  const place = `${operation.method.toUpperCase()} ${operation.path}`;
  return comment(
    [summary === undefined ? place : `${summary} (${place})`],
    indent,
    deprecation(model, operation),
  );
}

function deprecation({ version }: ApiModel, operation: Operation): string[] {
  if (version.state === 'DEPRECATED') {
    const until = version.notBefore === undefined ? '' : `, guaranteed until ${version.notBefore}`;
    const next = version.successor === undefined ? '' : `; use version ${version.successor}`;
    return [`deprecated Version ${version.id} is deprecated${until}${next}.`];
  }
  return operation.deprecated ? ['deprecated'] : [];
}
