// Lists what differences in how long something is there mean: deprecations, sunsets, stability.
import type { Side } from '../changes/change.js';
import type { Rule } from './rule.js';

const DATE = 'Write the day as YYYY-MM-DD (x-sunset, or notBefore of x-deprecated).';
const NOTICE = 'Give callers the notice that was promised: a later day.';

const HIDDEN = ['request-hidden', 'response-hidden'] as const;

/** What is said of operations, parameters and schemas alike; `{what}` tells them apart. */
function lives(
  prefix: string,
  sides: readonly Side[] | undefined,
  ids: Readonly<Record<string, string>>,
): Rule[] {
  const rows: readonly Omit<Rule, 'sides'>[] = [
    { kind: 'deprecated', effect: 'neutral', says: 'it is deprecated' },
    { kind: 'deprecated-with-sunset', effect: 'neutral', says: 'it is deprecated, and there until {to}' },
    {
      kind: 'deprecated-without-sunset',
      effect: 'changes',
      says: 'it is deprecated without a day on which it ends',
      hint: DATE,
    },
    {
      kind: 'deprecated-sunset-invalid',
      effect: 'changes',
      says: 'it is deprecated, and ends on no day: {to}',
      hint: DATE,
    },
    {
      kind: 'sunset-too-soon',
      effect: 'changes',
      says: 'it is deprecated, and ends too soon: {to}',
      hint: NOTICE,
    },
    { kind: 'reactivated', effect: 'neutral', says: 'it is not deprecated any more' },
    {
      kind: 'sunset-removed',
      effect: 'changes',
      says: 'the day on which it ends is gone, was {from}',
      hint: DATE,
    },
    {
      kind: 'sunset-invalid',
      effect: 'changes',
      says: 'a day on which it ends is none: {from}, {to}',
      hint: DATE,
    },
    {
      kind: 'sunset-moved-too-soon',
      effect: 'changes',
      says: 'it ends sooner, and too soon: {to}, was {from}',
      hint: NOTICE,
    },
    { kind: 'sunset-added', effect: 'neutral', says: 'it is there until {to}' },
    { kind: 'sunset-moved-earlier', effect: 'neutral', says: 'it ends sooner: {to}, was {from}' },
    { kind: 'sunset-moved-later', effect: 'neutral', says: 'it ends later: {to}, was {from}' },
    { kind: 'stability-lowered', effect: 'changes', says: 'it is less settled: {to}, was {from}' },
    { kind: 'stability-raised', effect: 'neutral', says: 'it is more settled: {to}, was {from}' },
    {
      kind: 'stability-invalid',
      effect: 'changes',
      says: 'its stability is none that there is: {to}',
      hint: 'Write draft, alpha, beta or stable.',
    },
  ];
  return rows.map(({ kind, ...row }) => ({
    ...row,
    kind: `${prefix}${kind}`,
    // Who promises too little breaks a promise, whichever way it travels.
    ...(row.effect === 'changes' &&
      sides && { levels: Object.fromEntries([...sides, ...HIDDEN].map((site) => [site, 'breaking'])) }),
    ...(sides && { sides }),
    ...(ids[kind] !== undefined && { oasdiff: ids[kind] }),
  }));
}

const property = (suffix: string) =>
  `{request,response}-property-${suffix} ${['request', 'response'].map((side) => `${side}-hidden=${side}-property-${suffix}`).join(' ')}`;

export const LIFE_RULES: readonly Rule[] = [
  ...lives('operation-', undefined, {
    deprecated: 'endpoint-deprecated',
    'deprecated-with-sunset': 'endpoint-deprecated-with-sunset',
    'deprecated-without-sunset': 'api-deprecated-sunset-missing',
    'deprecated-sunset-invalid': 'api-deprecated-sunset-parse',
    'sunset-too-soon': 'api-sunset-date-too-small',
    reactivated: 'endpoint-reactivated',
    'sunset-removed': 'sunset-deleted',
    'sunset-invalid': 'api-path-sunset-parse',
    'sunset-moved-too-soon': 'api-sunset-date-changed-too-small',
    'stability-lowered': 'api-stability-decreased',
    'stability-raised': 'api-stability-increased',
    'stability-invalid': 'api-invalid-stability-level',
  }),
  ...lives('parameter-', undefined, {
    deprecated: 'request-parameter-deprecated',
    'deprecated-with-sunset': 'request-parameter-deprecated',
    'deprecated-without-sunset': 'request-parameter-deprecated-sunset-missing',
    'deprecated-sunset-invalid': 'request-parameter-sunset-parse',
    'sunset-too-soon': 'request-parameter-sunset-date-too-small',
    reactivated: 'request-parameter-reactivated',
    'sunset-removed': 'request-parameter-sunset-deleted',
    'sunset-invalid': 'request-parameter-sunset-parse',
    'sunset-moved-too-soon': 'request-parameter-sunset-date-changed-too-small',
  }),
  ...lives('', ['request', 'response', 'parameter', 'header'], {
    deprecated: property('deprecated'),
    'deprecated-with-sunset': property('deprecated-with-sunset'),
    'deprecated-without-sunset': property('deprecated-sunset-missing'),
    'deprecated-sunset-invalid': property('deprecated-sunset-invalid'),
    'sunset-too-soon': property('sunset-date-too-small'),
    reactivated: property('reactivated'),
    'stability-lowered': property('stability-decreased'),
    'stability-raised': property('stability-increased'),
    'stability-invalid': 'api-invalid-stability-level',
  }),
];
