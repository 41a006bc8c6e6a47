// Lists what differences in the bounds of a schema mean.
import { type Rule, SCHEMA_SIDES } from './rule.js';

type Row = Omit<Rule, 'sides'>;

/** A bound that nobody wrote down may have held all the time. */
const PERHAPS = { request: 'warning', parameter: 'warning' } as const;
const WRITTEN = 'If values beyond it were refused all along, nothing breaks; else keep accepting them.';

const PROPERTY = '{body,property,parameter}';

const RULES: readonly Row[] = [
  ...upper('maximum', 'max', 'the maximum'),
  ...upper('exclusive-maximum', 'exclusive-max', 'the exclusive maximum'),
  ...lower('minimum', 'min', 'the minimum'),
  ...lower('exclusive-minimum', 'exclusive-min', 'the exclusive minimum'),
  ...counts('max-length', 'the longest length', {
    set: `request-${PROPERTY}-max-length-set`,
    lowered: 'request-{body,property,read-only-property,parameter}-max-length-decreased',
    raised:
      'request-{body,property,parameter}-max-length-increased request-hidden=request-property-max-length-increased response-{body,property}-max-length-increased',
    removed: 'response-{body,property}-max-length-unset',
  }),
  ...counts('max-items', 'the greatest number of items', {
    lowered: 'request-parameter-max-items-decreased parameter-property=request-parameter-max-items-decreased',
    raised: 'request-parameter-max-items-increased parameter-property=request-parameter-max-items-increased',
  }),
  ...counts('max-properties', 'the greatest number of properties', {}),
  ...counts('max-contains', 'the greatest number of items that it contains', {
    lowered: '{request,response}-{body,property}-max-contains-decreased',
    raised: '{request,response}-{body,property}-max-contains-increased',
  }),
  ...floors('min-length', 'the shortest length', {
    raised: `request-${PROPERTY}-min-length-increased`,
    lowered: `request-${PROPERTY}-min-length-decreased response-{body,property}-min-length-decreased`,
  }),
  ...floors('min-items', 'the least number of items', {
    raised: `request-${PROPERTY}-min-items-increased`,
    lowered: 'request-parameter-min-items-decreased response-{body,property}-min-items-decreased',
  }),
  ...floors('min-properties', 'the least number of properties', {}),
  ...floors('min-contains', 'the least number of items that it contains', {
    raised: '{request,response}-{body,property}-min-contains-increased',
    lowered: '{request,response}-{body,property}-min-contains-decreased',
  }),
  { kind: 'multiple-of-added', effect: 'narrows', says: 'it must be a multiple of {to}' },
  { kind: 'multiple-of-removed', effect: 'widens', says: 'it need not be a multiple of {from} any more' },
  { kind: 'multiple-of-narrowed', effect: 'narrows', says: 'it must be a multiple of {to}, was {from}' },
  { kind: 'multiple-of-widened', effect: 'widens', says: 'it must be a multiple of {to}, was {from}' },
  { kind: 'multiple-of-changed', effect: 'changes', says: 'it must be a multiple of {to}, was {from}' },
  { kind: 'unique-items-added', effect: 'narrows', says: 'its items must differ from each other' },
  { kind: 'unique-items-removed', effect: 'widens', says: 'its items may be alike' },
];

function upper(name: string, theirs: string, words: string): Row[] {
  return [
    {
      kind: `${name}-set`,
      effect: 'narrows',
      says: `${words} is {to}, there was none`,
      hint: WRITTEN,
      levels: PERHAPS,
      oasdiff: `request-${PROPERTY}-${theirs}-set`,
    },
    { kind: `${name}-removed`, effect: 'widens', says: `${words} is gone, was {from}` },
    {
      kind: `${name}-lowered`,
      effect: 'narrows',
      says: `${words} is {to}, was {from}`,
      oasdiff: `request-{body,property,read-only-property,parameter}-${theirs}-decreased`,
    },
    {
      kind: `${name}-raised`,
      effect: 'widens',
      says: `${words} is {to}, was {from}`,
      oasdiff: `request-${PROPERTY}-${theirs}-increased request-hidden=request-property-${theirs}-increased response-{body,property}-${theirs}-increased`,
    },
  ];
}

function lower(name: string, theirs: string, words: string): Row[] {
  return [
    {
      kind: `${name}-set`,
      effect: 'narrows',
      says: `${words} is {to}, there was none`,
      hint: WRITTEN,
      levels: PERHAPS,
      oasdiff: `request-${PROPERTY}-${theirs}-set`,
    },
    { kind: `${name}-removed`, effect: 'widens', says: `${words} is gone, was {from}` },
    {
      kind: `${name}-raised`,
      effect: 'narrows',
      says: `${words} is {to}, was {from}`,
      oasdiff: `request-{body,property,read-only-property,parameter}-${theirs}-increased`,
    },
    {
      kind: `${name}-lowered`,
      effect: 'widens',
      says: `${words} is {to}, was {from}`,
      oasdiff: `request-${PROPERTY}-${theirs}-decreased request-hidden=request-property-${theirs}-decreased response-{body,property}-${theirs}-decreased`,
    },
  ];
}

interface Ids {
  readonly set?: string;
  readonly removed?: string;
  readonly lowered?: string;
  readonly raised?: string;
}

function counts(name: string, words: string, ids: Ids): Row[] {
  const id = (oasdiff: string | undefined) => (oasdiff === undefined ? {} : { oasdiff });
  return [
    {
      kind: `${name}-set`,
      effect: 'narrows',
      says: `${words} is {to}, there was no bound`,
      hint: WRITTEN,
      levels: PERHAPS,
      ...id(ids.set),
    },
    {
      kind: `${name}-removed`,
      effect: 'widens',
      says: `${words} is no longer bound, was {from}`,
      ...id(ids.removed),
    },
    { kind: `${name}-lowered`, effect: 'narrows', says: `${words} is {to}, was {from}`, ...id(ids.lowered) },
    { kind: `${name}-raised`, effect: 'widens', says: `${words} is {to}, was {from}`, ...id(ids.raised) },
  ];
}

function floors(name: string, words: string, ids: Ids): Row[] {
  const id = (oasdiff: string | undefined) => (oasdiff === undefined ? {} : { oasdiff });
  return [
    { kind: `${name}-raised`, effect: 'narrows', says: `${words} is {to}, was {from}`, ...id(ids.raised) },
    { kind: `${name}-lowered`, effect: 'widens', says: `${words} is {to}, was {from}`, ...id(ids.lowered) },
  ];
}

export const BOUND_RULES: readonly Rule[] = RULES.map((rule) => ({ ...rule, sides: SCHEMA_SIDES }));
