// Hides what a member is that a caller may send and does not: its default, nothing, or what the document shows.
import type { Operation } from '../../../generator/model/types.js';
import { itemSchemas } from '../../plan/lists/filters.js';
import { sentSchema } from '../../plan/owed.js';
import type { Resource } from '../../plan/resources.js';
import { keywordIn, propertyOf, requiredIn } from '../../plan/schema-parts.js';
import type { Knowledge } from '../knowledge.js';

/** Undefined: it is not there. */
export function leftOut(
  { model }: Knowledge,
  resource: Resource,
  operation: Operation,
  name: string,
  shown: unknown,
): { readonly value: unknown } | undefined {
  const { document } = model;
  const asked = propertyOf(document, sentSchema(model, operation), name);
  const usual = keywordIn(document, asked, 'default');
  if (usual !== undefined) return { value: usual };
  const schemas = itemSchemas(model, resource, resource.list ?? resource.get ?? operation);
  const read = schemas.flatMap((schema) => propertyOf(document, schema, name));
  const types = [keywordIn(document, read, 'type')].flat();
  if (types.includes('null')) return { value: null };
  if (types.includes('array') && !types.includes('string')) return { value: [] };
  const isRequired = schemas.some((schema) => requiredIn(document, schema).has(name));
  return isRequired && shown !== undefined ? { value: shown } : undefined;
}
