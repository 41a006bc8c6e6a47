// Hides which rule judges a change: one table of all, by kind.
import { DOCUMENT_RULES } from './document.js';
import { LIFE_RULES } from './lives.js';
import { MESSAGE_RULES } from './messages.js';
import { OPERATION_RULES } from './operations.js';
import { PARAMETER_RULES } from './parameters.js';
import type { Rule } from './rule.js';
import { BOUND_RULES } from './schema-bounds.js';
import { COMPOSITION_RULES } from './schema-compositions.js';
import { MEMBER_RULES } from './schema-members.js';
import { VALUE_RULES } from './schema-values.js';

export const RULES: readonly Rule[] = [
  ...OPERATION_RULES,
  ...PARAMETER_RULES,
  ...MESSAGE_RULES,
  ...VALUE_RULES,
  ...BOUND_RULES,
  ...MEMBER_RULES,
  ...COMPOSITION_RULES,
  ...LIFE_RULES,
  ...DOCUMENT_RULES,
];

const BY_KIND: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.kind, rule]));

export function ruleOf(kind: string): Rule {
  const rule = BY_KIND.get(kind);
  if (!rule) throw new Error(`There is no rule for ${kind}.`);
  return rule;
}
