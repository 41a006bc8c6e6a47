// Lists what differences in which parameters there are mean, and in how they are written.
import type { Rule } from './rule.js';

const FIRST = 'Deprecate it with a day first, and remove it after that day.';
const SENT = 'Accept both ways of writing it, or change it in a new version only.';

export const PARAMETER_RULES: readonly Rule[] = [
  {
    kind: 'required-parameter-added',
    effect: 'narrows',
    says: 'it is new, and required',
    hint: 'Let it be optional.',
    oasdiff: 'new-required-request-parameter',
  },
  {
    kind: 'optional-parameter-added',
    effect: 'neutral',
    says: 'it is new',
    oasdiff: 'new-optional-request-parameter',
  },
  {
    kind: 'required-parameter-added-to-path',
    effect: 'narrows',
    says: 'it is new for all operations of the path, and required',
    hint: 'Let it be optional.',
    oasdiff: 'new-required-request-default-parameter-to-existing-path',
  },
  {
    kind: 'optional-parameter-added-to-path',
    effect: 'neutral',
    says: 'it is new for all operations of the path',
    oasdiff: 'new-optional-request-default-parameter-to-existing-path',
  },
  {
    kind: 'path-parameter-added',
    effect: 'changes',
    says: 'it is new in the path',
    hint: 'Describe the path with it as a new one, and keep the old one.',
    oasdiff: 'new-request-path-parameter',
  },
  {
    kind: 'parameter-removed',
    effect: 'changes',
    says: 'it is gone, and was not deprecated',
    hint: FIRST,
    levels: { parameter: 'warning' },
    oasdiff: 'parameter=request-parameter-removed',
  },
  {
    kind: 'parameter-removed-deprecated',
    effect: 'neutral',
    says: 'it is gone; it was deprecated',
    oasdiff: 'request-parameter-removed-with-deprecation',
  },
  {
    kind: 'parameter-removed-early',
    effect: 'changes',
    says: 'it is gone before the day on which it was to end: {from}',
    hint: 'Keep it until that day.',
    oasdiff: 'request-parameter-removed-before-sunset',
  },
  {
    kind: 'parameter-removed-due',
    effect: 'neutral',
    says: 'it is gone, as was told: it was there until {from}',
  },
  {
    kind: 'parameter-removed-sunset-invalid',
    effect: 'changes',
    says: 'it is gone, and the day on which it was to end was none: {from}',
    hint: FIRST,
    oasdiff: 'request-parameter-sunset-parse',
  },
  {
    kind: 'parameter-required',
    effect: 'narrows',
    says: 'it is required',
    hint: 'Keep accepting requests without it.',
    oasdiff: 'request-parameter-became-required',
  },
  {
    kind: 'parameter-optional',
    effect: 'widens',
    says: 'it is no longer required',
    oasdiff: 'request-parameter-became-optional',
  },
  {
    kind: 'parameter-style-changed',
    effect: 'changes',
    says: 'it is written in style {to}, was {from}',
    hint: SENT,
  },
  { kind: 'parameter-explode-changed', effect: 'changes', says: 'explode is {to}, was {from}', hint: SENT },
  {
    kind: 'parameter-reserved-changed',
    effect: 'changes',
    says: 'allowReserved is {to}, was {from}',
    hint: SENT,
  },
  { kind: 'parameter-empty-changed', effect: 'neutral', says: 'allowEmptyValue is {to}, was {from}' },
];
