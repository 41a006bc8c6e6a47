// Hides which rules run and how grave each is: the one table of lint. Structure is an error, style is a warning.
import type { Severity } from '../diagnostics.js';

export type Level = 'error' | 'warn' | 'off';

/** Rules of Redocly (https://redocly.com/docs/cli/rules) by their own names, then ours. What is not named here does not run. */
export const LEVELS: Readonly<Record<string, Level>> = {
  struct: 'error',
  'no-enum-type-mismatch': 'error',
  'no-example-value-and-externalValue': 'error',
  'no-identical-paths': 'error',
  'no-schema-type-mismatch': 'error',
  'no-server-variables-empty-enum': 'error',
  'no-undefined-server-variable': 'error',
  'operation-operationId': 'error',
  'operation-operationId-unique': 'error',
  'operation-parameters-unique': 'error',
  'path-declaration-must-exist': 'error',
  'path-not-include-query': 'error',
  'path-parameters-defined': 'error',
  'spec-components-invalid-map-name': 'error',

  'no-ambiguous-paths': 'warn',
  'no-duplicated-enum-values': 'warn',
  'no-duplicated-tag-names': 'warn',
  'no-empty-servers': 'warn',
  'no-mixed-number-range-constraints': 'warn',
  'no-path-trailing-slash': 'warn',
  'no-required-schema-properties-undefined': 'warn',
  'no-server-trailing-slash': 'warn',
  'no-unsafe-markdown': 'warn',
  'no-unused-components': 'warn',
  'nullable-type-sibling': 'warn',
  'operation-2xx-response': 'warn',
  'operation-operationId-url-safe': 'warn',
  'operation-summary': 'warn',
  'security-scopes-defined': 'warn',
  'spec-ref-siblings': 'warn',
  'tag-description': 'warn',

  // Of Redocly's recommended rules these stay off, because a rule of ours does the same and more: no-unresolved-refs, operation-4xx-response,
  // security-defined (which takes whatever is public for forgotten), no-invalid-media-type-examples, no-invalid-parameter-examples, no-invalid-schema-examples. no-illogical-composition-keywords
  // forbids allOf around one $ref, which is how 3.0 gives a reference siblings. info-license and
  // no-server-example.com ask for what the describer of somebody else's API cannot give.
  'specpact/ref-resolves': 'error',
  'specpact/example-matches-schema': 'error',
  'specpact/violation-is-real': 'error',
  'specpact/schema-usable': 'error',
  'specpact/format-known': 'warn',
  'specpact/security-known': 'error',
  'specpact/error-documented': 'error',
  'specpact/example-pair': 'error',
  'specpact/family-agrees': 'error',
  'specpact/selector-shown': 'warn',
  'specpact/answers-agree': 'error',
};

/** Rules that ask of a document more than OpenAPI does, for the sake of a family's contract: elsewhere they advise. */
const FOR_FAMILIES: readonly string[] = [
  'operation-operationId',
  'specpact/error-documented',
  'specpact/example-pair',
];

/** The levels for a document of a family, or for a lone one. */
export function levelsFor(isOfFamily: boolean): Readonly<Record<string, Level>> {
  if (isOfFamily) return LEVELS;
  return { ...LEVELS, ...Object.fromEntries(FOR_FAMILIES.map((rule) => [rule, 'warn'] as const)) };
}

/** One id for one thing: what loading and the model also find has their id, whoever found it. */
const SAME_AS: Readonly<Record<string, string>> = {
  'operation-operationId-unique': 'operation-id-duplicate',
  'path-parameters-defined': 'path-parameter-mismatch',
  'no-unresolved-refs': 'ref-unresolved',
  'specpact/format-known': 'format-unknown',
  'specpact/answers-agree': 'L-17',
};

/** What is told, and nobody needs to act on. */
const NOTES: ReadonlySet<string> = new Set(['specpact/format-known']);

/** The id under which a finding is printed. */
export function printedId(rule: string): string {
  return Object.hasOwn(SAME_AS, rule) ? (SAME_AS[rule] ?? rule) : rule;
}

export function severityOf(level: 'error' | 'warn', rule: string): Severity {
  if (NOTES.has(rule)) return 'info';
  return level === 'error' ? 'error' : 'warning';
}
