// Hides how `uniqueItems` is judged in linear time: ajv compares every item with every other, which a hostile list of millions turns into a stop.
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject } from '../pointer.js';

/** Replaces ajv's own `uniqueItems` (JSON Schema validation §6.4.3). */
export function addUniqueItems(ajv: Ajv2020): void {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (wanted: boolean, items: readonly unknown[]) =>
      !wanted || new Set(items.map(canonical)).size === items.length,
  });
}

/** A text that equal JSON values share: members in the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join()}}`;
}
