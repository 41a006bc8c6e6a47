// Hides how an operation is described to the people who call it: its doc comment.
import type { ApiModel, Hook, Operation, Version } from '../model/types.js';
import { comment } from './tokens.js';

/** The doc comment of an operation: what it does in short and in full; deprecated ones say until when and what comes after. */
export function describeOperation(model: ApiModel, operation: Operation, indent = ''): string {
  const { summary, description } = operation;
  const [first, ...rest] = (description ?? '').split('\n');
  const short = summary ?? (first || undefined);
  const place = describePlace(operation);
  const full = (summary === undefined ? rest.join('\n') : (description ?? '')).trim();
  const head = short === undefined ? place : `${short} (${place})`;
  // Apart by an empty line, or editors show them as one sentence.
  const text = full === '' || full === summary ? head : `${head}\n\n${full}`;
  return comment([text], indent, tagsOf(model, operation));
}

/** `GET /users`; of what the provider sends, what it is and where it goes. */
export function describePlace(operation: Operation | Hook): string {
  if (!('kind' in operation)) return `${operation.verb} ${operation.path}`;
  const { key, verb, cause } = operation;
  return cause
    ? `callback ${key} of ${describePlace(cause.operation)}: ${verb} ${cause.url}`
    : `webhook ${key}: ${verb}`;
}

/** Where the version is deprecated as a whole, that is what counts. */
function tagsOf({ version }: ApiModel, { deprecated, deprecation: own }: Operation): string[] {
  const tags = deprecation(version);
  if (tags.length > 0 || !deprecated) return tags;
  if (!own) return ['deprecated'];
  const until = own.notBefore === undefined ? '' : `, guaranteed until ${own.notBefore}`;
  return [`deprecated Since version ${own.since}${until}.`];
}

/** The tag that editors strike a deprecated version through by: until when it is guaranteed, and what comes after. */
export function deprecation({ id, state, notBefore, successor }: Version): string[] {
  if (state !== 'DEPRECATED') return [];
  const until = notBefore === undefined ? '' : `, guaranteed until ${notBefore}`;
  const next = successor === undefined ? '' : `; use version ${successor}`;
  return [`deprecated Version ${id} is deprecated${until}${next}.`];
}
