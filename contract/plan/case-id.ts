// Hides how a case is named: a path of words that depends on nothing but the example itself.
import type { ApiModel, Operation } from '../../generator/model/types.js';
import type { CaseRef, Phase } from '../events.js';

/**
 * `family/version/operation/phase/name`, a second name after a `+`. Letters and digits of any script, and `. _ - ~ : @ =` stand
 * as they are; the rest is percent-encoded, so that an id needs no quotes in a shell and a slash always parts.
 */
export function caseId(
  model: ApiModel,
  operation: Operation,
  phase: Phase,
  names: readonly string[],
): string {
  const { family, id } = model.version;
  const where = [family ?? model.title, id, operation.id, phase].map(segment);
  return [...where, names.map(segment).join('+')].join('/');
}

/** `family/version/discovery` */
export function discoveryId({ title, version: { family, id } }: ApiModel): string {
  return [family ?? title, id, 'discovery'].map(segment).join('/');
}

/** `family/version/phase/name`, of what is about a version and not about one of its operations. */
export function versionCaseId(
  { title, version: { family, id } }: ApiModel,
  phase: Phase,
  name: string,
): string {
  return [family ?? title, id, phase, name].map(segment).join('/');
}

export function caseRef(
  model: ApiModel,
  operation: Operation,
  given: Pick<CaseRef, 'id' | 'phase' | 'example' | 'source'>,
): CaseRef {
  const { family, id } = model.version;
  return {
    ...given,
    ...(family !== undefined && { family }),
    version: id,
    operationId: operation.id,
    operation: operationLabel(operation),
  };
}

/** `POST /v1/snapshots (createSnapshot)`; without the id where the document gives none. */
export function operationLabel(operation: Operation): string {
  const { id, method, path } = operation;
  const place = `${method.toUpperCase()} ${path}`;
  return id.toLowerCase() === place.toLowerCase() ? place : `${place} (${id})`;
}

function segment(text: string): string {
  return text === '' ? '%' : text.replace(/[^\p{L}\p{M}\p{N}._~:@=-]/gu, percentEncoded);
}

function percentEncoded(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
