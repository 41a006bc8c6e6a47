// Lists what differences in alternatives, conditions and discriminators of a schema mean.
import { type Rule, SCHEMA_SIDES } from './rule.js';

const both = (suffix: string) => `{request,response}-{body,property}-${suffix}`;

const RULES: readonly Omit<Rule, 'sides'>[] = [
  {
    kind: 'all-of-added',
    effect: 'narrows',
    says: 'it must fit more schemas: {to}',
    oasdiff: both('all-of-added'),
  },
  {
    kind: 'all-of-removed',
    effect: 'widens',
    says: 'it need not fit as many schemas: no longer {from}',
    hint: 'Check that nothing that callers send is ignored now.',
    levels: { request: 'warning', response: 'info', header: 'info' },
    oasdiff: both('all-of-removed'),
  },
  {
    kind: 'all-of-added-without-effect',
    effect: 'neutral',
    says: 'it has more parts, which ask nothing of it',
    oasdiff: both('all-of-added-annotation-only'),
  },
  {
    kind: 'all-of-removed-without-effect',
    effect: 'neutral',
    says: 'it has fewer parts, which asked nothing of it',
    oasdiff: both('all-of-removed-annotation-only'),
  },
  {
    kind: 'any-of-added',
    effect: 'widens',
    says: 'there are more alternatives: {to}',
    levels: { response: 'info', header: 'info' },
    oasdiff: both('any-of-added'),
  },
  {
    kind: 'any-of-removed',
    effect: 'narrows',
    says: 'there are fewer alternatives: no longer {from}',
    oasdiff: both('any-of-removed'),
  },
  {
    kind: 'one-of-added',
    effect: 'widens',
    says: 'there are more alternatives: {to}',
    oasdiff: both('one-of-added'),
  },
  {
    kind: 'one-of-removed',
    effect: 'narrows',
    says: 'there are fewer alternatives: no longer {from}',
    oasdiff: both('one-of-removed'),
  },
  { kind: 'any-may-fit', effect: 'widens', says: 'more than one of the alternatives may fit' },
  { kind: 'one-must-fit', effect: 'narrows', says: 'only one of the alternatives may fit' },
  {
    kind: 'wrapped-in-one-of',
    effect: 'changes',
    says: 'it became one of several alternatives',
    hint: 'Check that whatever fitted fits exactly one of them.',
    oasdiff:
      '{request,response}-body-wrapped-in-one-of request-property-one-of-added response-property-one-of-added',
    levels: { 'request-property': 'info', 'request-hidden': 'info' },
  },
  ...[
    'not',
    'if',
    'then',
    'else',
    'contains',
    'property-names',
    'unevaluated-items',
    'unevaluated-properties',
    'content-schema',
  ].flatMap(condition),
  {
    kind: 'discriminator-added',
    effect: 'neutral',
    says: 'it has a discriminator',
    oasdiff: both('discriminator-added'),
  },
  {
    kind: 'discriminator-removed',
    effect: 'neutral',
    says: 'it has no discriminator any more',
    oasdiff: both('discriminator-removed'),
  },
  {
    kind: 'discriminator-property-changed',
    effect: 'neutral',
    says: 'its discriminator is {to}, was {from}',
    oasdiff: both('discriminator-property-name-changed'),
  },
  {
    kind: 'discriminator-values-added',
    effect: 'neutral',
    says: 'its discriminator has new values: {to}',
    oasdiff: both('discriminator-mapping-added'),
  },
  {
    kind: 'discriminator-values-removed',
    effect: 'neutral',
    says: 'its discriminator has fewer values: no longer {from}',
    oasdiff: both('discriminator-mapping-deleted'),
  },
  {
    kind: 'discriminator-value-changed',
    effect: 'neutral',
    says: '{name} of its discriminator means {to}, was {from}',
    oasdiff: both('discriminator-mapping-changed'),
  },
];

function condition(name: string): Omit<Rule, 'sides'>[] {
  const id =
    name === 'not'
      ? {}
      : { added: { oasdiff: both(`${name}-added`) }, removed: { oasdiff: both(`${name}-removed`) } };
  return [
    {
      kind: `${name}-added`,
      effect: 'narrows',
      says: `there is a condition more on it (${name})`,
      ...id.added,
    },
    {
      kind: `${name}-removed`,
      effect: 'widens',
      says: `there is a condition less on it (${name})`,
      ...id.removed,
    },
  ];
}

export const COMPOSITION_RULES: readonly Rule[] = RULES.map((rule) => ({ ...rule, sides: SCHEMA_SIDES }));
