// Hides how strings are judged: their length, `pattern` (JSON Schema 2020-12, validation §6.3) and `format` (§7).
import { formats } from './formats.js';
import { lengthOf } from './json-value.js';
import { all, type Judge, simple } from './judge.js';
import { pattern } from './pattern.js';
import { counted } from './report.js';
import type { SchemaObject } from './schema.js';

export function judgeOfStrings(schema: SchemaObject): Judge<string> | undefined {
  const { minLength, maxLength, pattern: source, format } = schema;
  return all([
    minLength === undefined ? undefined : atLeast(minLength),
    maxLength === undefined ? undefined : atMost(maxLength),
    source === undefined ? undefined : matching(source),
    format === undefined ? undefined : formatted(format),
  ]);
}

// A code point is one UTF-16 unit or two: only between these bounds must they be counted.

function atLeast(limit: number): Judge<string> {
  return simple(
    (text) => text.length >= limit && (text.length >= 2 * limit || lengthOf(text) >= limit),
    'minLength',
    `must NOT have fewer than ${counted(limit, 'character')}`,
  );
}

function atMost(limit: number): Judge<string> {
  return simple(
    (text) => text.length <= limit || (text.length <= 2 * limit && lengthOf(text) <= limit),
    'maxLength',
    `must NOT have more than ${counted(limit, 'character')}`,
  );
}

function matching(source: string): Judge<string> {
  const made = pattern(source);
  return simple((text) => made.test(text), 'pattern', `must match pattern "${source}"`);
}

/** A format that is not known says nothing (JSON Schema 2020-12, validation §7.2.3). */
function formatted(name: string): Judge<string> | undefined {
  const format = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  return typeof format === 'function' ? simple(format, 'format', `must match format "${name}"`) : undefined;
}
