// Hides documents with patterns and numbers that cost more than they are worth.
import { type Files, named, nested, schemas, spelled, text } from './make.js';

export const PATTERNS_AND_NUMBERS: Readonly<Record<string, Files>> = {
  // Patterns and numbers
  '2,000 catastrophic patterns': schemas(() => ({
    S: {
      type: 'object',
      patternProperties: named(2000, () => text, '^(a+)+$'),
      properties: named(2000, (at) => ({ type: 'string', pattern: `^(([a-z])+.)+[A-Z]([a-z])+${at}$` })),
    },
  })),
  'a pattern of 1 MB': schemas(() => ({ S: { type: 'string', pattern: `^(${'a|'.repeat(500_000)}b)*$` } })),
  'a pattern nested 100,000 deep': schemas(() => ({
    S: { type: 'string', pattern: nested(100_000, '(', ')', 'a') },
  })),
  'patterns with large counts': schemas(() => ({
    S: {
      type: 'object',
      properties: named(50, (at) => ({ type: 'string', pattern: `^((a{1,1000}){1,1000}){1,${1000 + at}}$` })),
    },
  })),
  'numbers that are none': spelled(
    () =>
      '"components":{"schemas":{"S":{"maximum":1e999,"minimum":-1e999,"multipleOf":1e-320,"minLength":1e308,"maxItems":1e400,"default":1e999,"enum":[1e999,-0,1e-999],"const":1e999,"minProperties":99999999999999999999}}}',
  ),
  'a number of a million digits': spelled(
    () =>
      `"components":{"schemas":{"S":{"maximum":${'9'.repeat(1_000_000)},"default":0.${'1'.repeat(1_000_000)}}}}`,
  ),
};
