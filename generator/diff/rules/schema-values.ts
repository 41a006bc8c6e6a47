// Lists what differences in types, values and texts of a schema mean.
import { type Rule, SCHEMA_SIDES } from './rule.js';

const LOOSELY = 'Values of both types are written the same way here; check whoever reads them as one type.';

const RULES: readonly Rule[] = [
  {
    kind: 'type-changed',
    effect: 'changes',
    says: 'the type is {to}, was {from}',
    levels: { 'parameter-property': 'warning' },
    oasdiff:
      'request-{body,property,parameter,parameter-property}-type-changed response-{body,property,header}-type-changed',
  },
  {
    kind: 'type-widened',
    effect: 'widens',
    says: 'the type is {to}, was {from}: it takes more',
    oasdiff:
      'request-{body,property,parameter,parameter-property}-type-generalized response-{body,property,header}-type-generalized',
  },
  {
    kind: 'type-narrowed',
    effect: 'narrows',
    says: 'the type is {to}, was {from}: it takes less',
    // Of a body that is sent it is told as another type.
    sides: ['response', 'parameter', 'header'],
    oasdiff: 'request-parameter-property-type-specialized response-{body,property,header}-type-specialized',
  },
  {
    kind: 'type-compatible',
    effect: 'neutral',
    says: 'the type is {to}, was {from}: on the wire both are text',
    hint: LOOSELY,
    // Of a parameter it is told as a type that takes more.
    sides: ['request', 'response', 'header'],
    oasdiff: '{request-{body,property},response-{body,property,header}}-type-compatible',
  },
  {
    kind: 'listed-types-widened',
    effect: 'widens',
    says: 'types are listed that were not: {to}, was {from}',
    oasdiff:
      '{request-{body,property,parameter,parameter-property},response-{body,property}}-list-of-types-widened',
  },
  {
    kind: 'listed-types-narrowed',
    effect: 'narrows',
    says: 'types are no longer listed: {to}, was {from}',
    oasdiff:
      '{request-{body,property,parameter,parameter-property},response-{body,property}}-list-of-types-narrowed',
  },
  {
    kind: 'listed-types-changed',
    effect: 'changes',
    says: 'the types that are listed are others: {to}, was {from}',
    oasdiff:
      'request-{body,property,parameter,parameter-property}-list-of-types-narrowed response-{body,property}-list-of-types-widened',
  },
  {
    kind: 'nullable-added',
    effect: 'widens',
    says: 'it may be null',
    oasdiff:
      'request-{body,property,parameter,parameter-property}-became-nullable response-{body,property,header}-became-nullable',
  },
  {
    kind: 'nullable-removed',
    effect: 'narrows',
    says: 'it may not be null any more',
    oasdiff:
      'request-{body,property,parameter,parameter-property}-became-not-nullable response-{body,property,header}-became-not-nullable',
  },
  {
    kind: 'enum-added',
    effect: 'narrows',
    says: 'its values are listed now: {to}',
    oasdiff: 'request-{body,property,parameter}-became-enum request-header-property-became-enum',
  },
  { kind: 'enum-removed', effect: 'widens', says: 'its values are no longer listed, were {from}' },
  {
    kind: 'enum-value-added',
    effect: 'widens',
    says: 'the value {name} is new',
    hint: 'Tell callers to expect values that they do not know.',
    levels: { response: 'warning', header: 'warning' },
    oasdiff:
      'request-{property,parameter,parameter-property}-enum-value-added request-hidden=request-property-enum-value-added response-property-enum-value-added response-write-only-property-enum-value-added',
  },
  {
    kind: 'enum-value-removed',
    effect: 'narrows',
    says: 'the value {name} is gone',
    oasdiff:
      'request-{body,property,read-only-property,parameter,parameter-property}-enum-value-removed response-property-enum-value-removed response-hidden=response-property-enum-value-removed response-body=response-mediatype-enum-value-removed',
  },
  {
    kind: 'extensible-value-removed',
    effect: 'narrows',
    says: 'the value {name} of x-extensible-enum is gone',
    oasdiff: 'request-{parameter,property}-x-extensible-enum-value-removed',
  },
  { kind: 'extensible-value-added', effect: 'neutral', says: 'the value {name} of x-extensible-enum is new' },
  {
    kind: 'const-added',
    effect: 'narrows',
    says: 'it must be {to}',
    oasdiff: '{request,response}-{body,property}-const-added',
  },
  {
    kind: 'const-removed',
    effect: 'widens',
    says: 'it need not be {from} any more',
    oasdiff: '{request,response}-{body,property}-const-removed',
  },
  {
    kind: 'const-changed',
    effect: 'changes',
    says: 'it must be {to}, was {from}',
    oasdiff: '{request,response}-{body,property}-const-changed',
  },
  {
    kind: 'default-added',
    effect: 'neutral',
    says: 'the default is {to}, there was none',
    levels: { 'parameter-root': 'breaking' },
    oasdiff:
      'request-{body,property,parameter}-default-value-added response-{body,property}-default-value-added',
  },
  {
    kind: 'default-removed',
    effect: 'neutral',
    says: 'there is no default, was {from}',
    levels: { 'parameter-root': 'breaking' },
    oasdiff:
      'request-{body,property,parameter}-default-value-removed response-{body,property}-default-value-removed',
  },
  {
    kind: 'default-changed',
    effect: 'neutral',
    says: 'the default is {to}, was {from}',
    levels: { 'parameter-root': 'breaking' },
    oasdiff:
      'request-{body,property,parameter}-default-value-changed response-{body,property}-default-value-changed',
  },
  {
    kind: 'pattern-added',
    effect: 'narrows',
    says: 'it must match {to}',
    oasdiff: 'request-{property,parameter}-pattern-added response-property-pattern-added',
  },
  {
    kind: 'pattern-removed',
    effect: 'widens',
    says: 'it need not match {from} any more',
    levels: { response: 'info', header: 'info' },
    oasdiff: 'request-{property,parameter}-pattern-removed response-property-pattern-removed',
  },
  {
    kind: 'pattern-changed',
    effect: 'changes',
    says: 'it must match {to}, was {from}',
    hint: 'Check that the new pattern takes every text that the old one took.',
    levels: { request: 'warning', parameter: 'warning', response: 'info', header: 'info' },
    oasdiff: 'request-{property,parameter}-pattern-changed response-property-pattern-changed',
  },
  {
    kind: 'pattern-generalized',
    effect: 'widens',
    says: 'it may be any text, had to match {from}',
    levels: { response: 'info', header: 'info' },
    oasdiff: 'request-{property,parameter}-pattern-generalized response-property-pattern-changed',
  },
  {
    kind: 'content-media-type-changed',
    effect: 'changes',
    says: 'what it holds is {to}, was {from}',
    oasdiff: '{request,response}-{body,property}-content-media-type-changed',
  },
  {
    kind: 'content-encoding-changed',
    effect: 'changes',
    says: 'its encoding is {to}, was {from}',
    oasdiff: '{request,response}-{body,property}-content-encoding-changed',
  },
  { kind: 'xml-changed', effect: 'changes', says: 'it is written in another way in XML' },
];

export const VALUE_RULES: readonly Rule[] = RULES.map((rule) => ({ sides: SCHEMA_SIDES, ...rule }));
