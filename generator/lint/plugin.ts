// Hides how our rules look to Redocly: a plugin object, made for one document, since some rules need its family.
import type { Oas3Rule, Plugin } from '@redocly/openapi-core';
import { answersAgree } from './rules/answers-agree.js';
import { errorDocumented } from './rules/error-documented.js';
import { exampleMatchesSchema } from './rules/example-matches-schema.js';
import { examplePair } from './rules/example-pair.js';
import { familyAgrees } from './rules/family-agrees.js';
import { formatKnown } from './rules/format-known.js';
import { refResolves } from './rules/ref-resolves.js';
import { schemaUsable } from './rules/schema-usable.js';
import { securityKnown } from './rules/security-known.js';
import { selectorShown } from './rules/selector-shown.js';
import { violationIsReal } from './rules/violation-is-real.js';
import type { RuleScope } from './scope.js';

/** Every rule of ours, by the name that follows `specpact/`. To add one: a file, a line here, its level in ruleset.ts, a case folder. */
const RULES: Readonly<Record<string, (scope: RuleScope) => Oas3Rule>> = {
  'ref-resolves': refResolves,
  'example-matches-schema': exampleMatchesSchema,
  'violation-is-real': violationIsReal,
  'schema-usable': schemaUsable,
  'format-known': formatKnown,
  'security-known': securityKnown,
  'error-documented': errorDocumented,
  'example-pair': examplePair,
  'family-agrees': familyAgrees,
  'selector-shown': selectorShown,
  'answers-agree': answersAgree,
};

export function specpactPlugin(scope: RuleScope): Plugin {
  const oas3 = Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [name, rule(scope)]));
  return { id: 'specpact', rules: { oas3 } };
}
