// Lists what differences in the members and items of a schema mean.
import { type Rule, SCHEMA_SIDES } from './rule.js';

const RULES: readonly Omit<Rule, 'sides'>[] = [
  {
    kind: 'required-property-added',
    effect: 'narrows',
    says: 'it is new, and required',
    hint: 'Let it be optional, or give it in a new version only.',
    oasdiff:
      'request-property=new-required-request-property header-parameter=new-required-request-header-property response-property=response-required-property-added response-hidden=response-required-write-only-property-added',
  },
  {
    kind: 'required-property-added-with-default',
    effect: 'narrows',
    says: 'it is new, and required, though it has a default',
    hint: 'What has a default need not be required.',
    oasdiff:
      'request-property=new-required-request-property-with-default header-parameter=new-required-request-header-property response-property=response-required-property-added response-hidden=response-required-write-only-property-added',
  },
  {
    kind: 'optional-property-added',
    effect: 'neutral',
    says: 'it is new',
    oasdiff:
      'request-property=new-optional-request-property response-property=response-optional-property-added response-hidden=response-optional-write-only-property-added',
  },
  {
    kind: 'required-property-removed',
    effect: 'widens',
    says: 'it is gone, and was required',
    hint: 'Keep giving it; deprecate it first.',
    levels: { request: 'warning', parameter: 'warning' },
    oasdiff:
      'request-property=request-property-removed response-property=response-required-property-removed response-hidden=response-required-write-only-property-removed',
  },
  {
    kind: 'optional-property-removed',
    effect: 'changes',
    says: 'it is gone',
    hint: 'Keep it as long as somebody may use it; deprecate it first.',
    levels: { request: 'warning', parameter: 'warning', response: 'warning', header: 'warning' },
    oasdiff:
      'request-property=request-property-removed response-property=response-optional-property-removed response-hidden=response-optional-write-only-property-removed',
  },
  {
    kind: 'property-required',
    effect: 'narrows',
    says: 'it is required',
    hint: 'Keep accepting requests without it.',
    oasdiff:
      'request-property-became-required request-header-property-became-required response-property-became-required response-write-only-property-became-required',
  },
  {
    kind: 'property-required-with-default',
    effect: 'narrows',
    says: 'it is required, though it has a default',
    hint: 'What has a default need not be required.',
    oasdiff:
      'request-property-became-required-with-default request-header-property-became-required response-property-became-required response-write-only-property-became-required',
  },
  {
    kind: 'property-optional',
    effect: 'widens',
    says: 'it is no longer required',
    oasdiff:
      'request-property-became-optional response-property-became-optional response-write-only-property-became-optional',
  },
  ...ways('read-only', { added: 'read-only', removed: 'not-read-only' }),
  ...ways('write-only', { added: 'write-only', removed: 'not-write-only' }),
  { kind: 'other-properties-refused', effect: 'narrows', says: 'no other properties are allowed any more' },
  {
    kind: 'other-properties-allowed',
    effect: 'widens',
    says: 'other properties are allowed',
    levels: { response: 'info', header: 'info' },
  },
  { kind: 'other-properties-bound', effect: 'narrows', says: 'other properties must fit a schema' },
  {
    kind: 'other-properties-freed',
    effect: 'widens',
    says: 'other properties need not fit a schema any more',
  },
  {
    kind: 'pattern-property-added',
    effect: 'narrows',
    says: 'properties whose names match {name} must fit a schema',
    oasdiff: '{request,response}-{body,property}-pattern-property-added',
  },
  {
    kind: 'pattern-property-removed',
    effect: 'widens',
    says: 'properties whose names match {name} need not fit a schema any more',
    oasdiff: '{request,response}-{body,property}-pattern-property-removed',
  },
  {
    kind: 'dependent-required-added',
    effect: 'narrows',
    says: 'with {name} others are required: {to}',
    oasdiff: '{request,response}-{body,property}-dependent-required-added',
  },
  {
    kind: 'dependent-required-removed',
    effect: 'widens',
    says: 'with {name} no others are required any more, were {from}',
    oasdiff: '{request,response}-{body,property}-dependent-required-removed',
  },
  {
    kind: 'dependent-required-changed',
    effect: 'changes',
    says: 'with {name} others are required: {to}, was {from}',
    oasdiff: '{request,response}-{body,property}-dependent-required-changed',
  },
  {
    kind: 'dependent-schema-added',
    effect: 'narrows',
    says: 'with {name} it must fit a schema',
    oasdiff: '{request,response}-{body,property}-dependent-schema-added',
  },
  {
    kind: 'dependent-schema-removed',
    effect: 'widens',
    says: 'with {name} it need not fit a schema any more',
    oasdiff: '{request,response}-{body,property}-dependent-schema-removed',
  },
  {
    kind: 'first-items-added',
    effect: 'widens',
    says: 'it has {to} items with a place of their own, had {from}',
    oasdiff: '{request,response}-{body,property}-prefix-items-added',
  },
  {
    kind: 'first-items-removed',
    effect: 'narrows',
    says: 'it has {to} items with a place of their own, had {from}',
    oasdiff: '{request,response}-{body,property}-prefix-items-removed',
  },
  { kind: 'items-bound', effect: 'narrows', says: 'its items must fit a schema' },
  { kind: 'items-freed', effect: 'widens', says: 'its items need not fit a schema any more' },
];

/** Who gets a property that was kept back may be surprised; nobody else is. */
function ways(word: string, { added, removed }: { added: string; removed: string }): Omit<Rule, 'sides'>[] {
  return (['required', 'optional'] as const).flatMap((need) =>
    (
      [
        ['added', added, `it is ${word}`],
        ['removed', removed, `it is no longer ${word}`],
      ] as const
    ).map(
      ([change, theirs, says]): Omit<Rule, 'sides'> => ({
        kind: `${need}-property-${word}-${change}`,
        effect: 'neutral',
        says,
        ...(need === 'required' && theirs === 'not-write-only' && { levels: { response: 'warning' } }),
        oasdiff: (['request', 'response'] as const)
          .flatMap((side) =>
            [`${side}-property`, `${side}-hidden`].map(
              (site) => `${site}=${side}-${need}-property-became-${theirs}`,
            ),
          )
          .join(' '),
      }),
    ),
  );
}

export const MEMBER_RULES: readonly Rule[] = RULES.map((rule) => ({ ...rule, sides: SCHEMA_SIDES }));
