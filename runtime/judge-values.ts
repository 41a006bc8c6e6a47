// Hides how a value is judged whatever it is: `enum` and `const` (JSON Schema 2020-12, validation §6.1).

import { ValueSet } from './json-value.js';
import { all, type Judge, simple } from './judge.js';
import { shown } from './report.js';
import type { SchemaObject } from './schema.js';

export function judgeOfValues(schema: SchemaObject): Judge | undefined {
  const { enum: allowed } = schema;
  return all([allowed && oneOf(allowed), 'const' in schema ? exactly(schema.const) : undefined]);
}

function oneOf(allowed: readonly unknown[]): Judge {
  const set = new ValueSet(allowed);
  return simple(
    (value) => set.has(value),
    'enum',
    () => `must be one of ${shown(allowed)}`,
  );
}

function exactly(wanted: unknown): Judge {
  const message = () => `must be ${shown(wanted)}`;
  if (typeof wanted !== 'object' || wanted === null)
    return simple((value) => value === wanted, 'const', message);
  const set = new ValueSet([wanted]);
  return simple((value) => set.has(value), 'const', message);
}
