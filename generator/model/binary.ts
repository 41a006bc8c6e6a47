// Hides how schemas say that a value is bytes: OpenAPI 3.0 by a format, 3.1 by a media type beside no encoding (3.2 §4.24.4.2).
import { mediaKind } from '../../runtime/media-type.js';
import { schemaAt } from './references.js';
import type { JsonSchema } from './types.js';

type Tree = { readonly [keyword: string]: unknown };

/** Schemas that are looked at for one field: references may branch at every level. */
const MAX_SCHEMAS = 200;

/** Whether a schema, by its own keywords, describes bytes as they are. What is encoded is a text. */
export function isBinary({ type, format, contentMediaType, contentEncoding }: Tree): boolean {
  const isText = type === undefined || [type].flat().includes('string');
  if (!isText || contentEncoding !== undefined) return false;
  if (format === 'binary') return type !== undefined;
  return typeof contentMediaType === 'string' && mediaKind(contentMediaType) === 'binary';
}

/** Whether values of a schema, or items of its lists, are bytes: always, or besides other values. */
export function bytesIn(schema: JsonSchema, document: object): 'only' | 'also' | undefined {
  const found = new Set<boolean>();
  const seen = new Set<unknown>();
  const look = (each: unknown): void => {
    if (typeof each !== 'object' || each === null || seen.has(each) || seen.size > MAX_SCHEMAS) return;
    seen.add(each);
    const tree = each as Tree;
    if (isBinary(tree)) found.add(true);
    else {
      const inner = [
        ...(typeof tree['$ref'] === 'string' ? [schemaAt(document, tree['$ref'])] : []),
        ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
          Array.isArray(tree[keyword]) ? tree[keyword] : [],
        ),
        ...(tree['items'] === undefined ? [] : [tree['items']]),
      ];
      if (inner.length === 0 && tree['type'] !== 'null') found.add(false);
      inner.forEach(look);
    }
  };
  look(schema);
  if (!found.has(true)) return undefined;
  return found.has(false) ? 'also' : 'only';
}
