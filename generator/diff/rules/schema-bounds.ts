// Lists what differences in the bounds of a schema mean.
import { type Rule, SCHEMA_SIDES } from './rule.js';

type Row = Omit<Rule, 'sides'>;

/** A bound that nobody wrote down may have held all the time. */
const PERHAPS = { request: 'warning', parameter: 'warning' } as const;
const WRITTEN = 'If values beyond it were refused all along, nothing breaks; else keep accepting them.';

const PROPERTY = '{body,property,parameter}';

/** Which way a bound goes where it leaves less. */
type Way = 'lowered' | 'raised';

const OPPOSITE = { lowered: 'raised', raised: 'lowered' } as const;
/** What oasdiff calls it. */
const THEIRS = { lowered: 'decreased', raised: 'increased' } as const;

const RULES: readonly Row[] = [
  ...limit('maximum', 'max', 'the maximum', 'lowered'),
  ...limit('exclusive-maximum', 'exclusive-max', 'the exclusive maximum', 'lowered'),
  ...limit('minimum', 'min', 'the minimum', 'raised'),
  ...limit('exclusive-minimum', 'exclusive-min', 'the exclusive minimum', 'raised'),
  ...most('max-length', 'the longest length', {
    set: `request-${PROPERTY}-max-length-set`,
    lowered: 'request-{body,property,read-only-property,parameter}-max-length-decreased',
    raised:
      'request-{body,property,parameter}-max-length-increased request-hidden=request-property-max-length-increased response-{body,property}-max-length-increased',
    removed: 'response-{body,property}-max-length-unset',
  }),
  ...most('max-items', 'the greatest number of items', {
    lowered: 'request-parameter-max-items-decreased parameter-property=request-parameter-max-items-decreased',
    raised: 'request-parameter-max-items-increased parameter-property=request-parameter-max-items-increased',
  }),
  ...most('max-properties', 'the greatest number of properties', {}),
  ...most('max-contains', 'the greatest number of items that it contains', {
    lowered: '{request,response}-{body,property}-max-contains-decreased',
    raised: '{request,response}-{body,property}-max-contains-increased',
  }),
  ...least('min-length', 'the shortest length', {
    raised: `request-${PROPERTY}-min-length-increased`,
    lowered: `request-${PROPERTY}-min-length-decreased response-{body,property}-min-length-decreased`,
  }),
  ...least('min-items', 'the least number of items', {
    raised: `request-${PROPERTY}-min-items-increased`,
    lowered: 'request-parameter-min-items-decreased response-{body,property}-min-items-decreased',
  }),
  ...least('min-properties', 'the least number of properties', {}),
  ...least('min-contains', 'the least number of items that it contains', {
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

/** What is told where there is no bound any more, or there was none. */
interface Ends {
  readonly set: string;
  readonly removed: string;
}

function limit(name: string, theirs: string, words: string, narrowing: Way): Row[] {
  const [less, more] = [THEIRS[narrowing], THEIRS[OPPOSITE[narrowing]]];
  const ends = { set: `${words} is {to}, there was none`, removed: `${words} is gone, was {from}` };
  return [
    ...borders(name, ends, { set: `request-${PROPERTY}-${theirs}-set` }),
    ...moves(name, words, narrowing, {
      [narrowing]: `request-{body,property,read-only-property,parameter}-${theirs}-${less}`,
      [OPPOSITE[narrowing]]:
        `request-${PROPERTY}-${theirs}-${more} request-hidden=request-property-${theirs}-${more} response-{body,property}-${theirs}-${more}`,
    }),
  ];
}

interface Ids {
  readonly set?: string;
  readonly removed?: string;
  readonly lowered?: string;
  readonly raised?: string;
}

/** A number of things that has no upper bound by itself. */
function most(name: string, words: string, ids: Ids): Row[] {
  const ends = {
    set: `${words} is {to}, there was no bound`,
    removed: `${words} is no longer bound, was {from}`,
  };
  return [...borders(name, ends, ids), ...moves(name, words, 'lowered', ids)];
}

/** A number of things that is at least 0: a bound that comes is one that goes up. */
function least(name: string, words: string, ids: Ids): Row[] {
  return moves(name, words, 'raised', ids);
}

function borders(name: string, ends: Ends, ids: Ids): Row[] {
  return [
    row({ kind: `${name}-set`, effect: 'narrows', says: ends.set, hint: WRITTEN, levels: PERHAPS }, ids.set),
    row({ kind: `${name}-removed`, effect: 'widens', says: ends.removed }, ids.removed),
  ];
}

function moves(name: string, words: string, narrowing: Way, ids: Ids): Row[] {
  const [says, widening] = [`${words} is {to}, was {from}`, OPPOSITE[narrowing]];
  return [
    row({ kind: `${name}-${narrowing}`, effect: 'narrows', says }, ids[narrowing]),
    row({ kind: `${name}-${widening}`, effect: 'widens', says }, ids[widening]),
  ];
}

function row(rule: Row, oasdiff: string | undefined): Row {
  return oasdiff === undefined ? rule : { ...rule, oasdiff };
}

export const BOUND_RULES: readonly Rule[] = RULES.map((rule) => ({ ...rule, sides: SCHEMA_SIDES }));
