// Lists what differences in paths, operations, webhooks and callbacks mean.
import type { Rule } from './rule.js';

const FIRST = 'Deprecate it with a day first, and remove it after that day.';

export const OPERATION_RULES: readonly Rule[] = [
  { kind: 'operation-added', effect: 'neutral', says: 'it is new', oasdiff: 'endpoint-added' },
  {
    kind: 'operation-removed',
    effect: 'changes',
    says: 'it is gone, and was not deprecated',
    hint: FIRST,
    oasdiff: 'path=api-path-removed-without-deprecation call=api-removed-without-deprecation',
  },
  {
    kind: 'operation-removed-deprecated',
    effect: 'neutral',
    says: 'it is gone; it was deprecated',
    oasdiff: 'path=api-path-removed-with-deprecation call=api-removed-with-deprecation',
  },
  {
    kind: 'operation-removed-early',
    effect: 'changes',
    says: 'it is gone before the day on which it was to end: {from}',
    hint: 'Keep it until that day.',
    oasdiff: 'path=api-path-removed-before-sunset call=api-removed-before-sunset',
  },
  {
    kind: 'operation-removed-due',
    effect: 'neutral',
    says: 'it is gone, as was told: it was there until {from}',
  },
  {
    kind: 'operation-removed-sunset-invalid',
    effect: 'changes',
    says: 'it is gone, and the day on which it was to end was none: {from}',
    hint: FIRST,
    oasdiff: 'api-path-sunset-parse',
  },
  { kind: 'operation-removed-unsettled', effect: 'neutral', says: 'it is gone; it was tried out only' },
  {
    kind: 'operation-id-added',
    effect: 'neutral',
    says: 'its operationId is {to}',
    oasdiff: 'api-operation-id-added',
  },
  {
    kind: 'operation-id-removed',
    effect: 'neutral',
    says: 'it has no operationId any more, was {from}',
    oasdiff: 'api-operation-id-removed',
  },
  {
    kind: 'operation-id-changed',
    effect: 'neutral',
    says: 'its operationId is {to}, was {from}',
    oasdiff: 'api-operation-id-removed',
  },
  { kind: 'tag-added', effect: 'neutral', says: 'it has the tag {name}', oasdiff: 'api-tag-added' },
  {
    kind: 'tag-removed',
    effect: 'neutral',
    says: 'it has the tag {name} no more',
    oasdiff: 'api-tag-removed',
  },
  { kind: 'extension-changed', effect: 'neutral', says: '{name} is {to}, was {from}' },
  { kind: 'webhook-added', effect: 'neutral', says: 'the webhook {name} is new', oasdiff: 'webhook-added' },
  {
    kind: 'webhook-removed',
    effect: 'changes',
    says: 'the webhook {name} is gone',
    hint: 'Keep sending it as long as somebody waits for it.',
    oasdiff: 'webhook-removed',
  },
  { kind: 'webhook-operation-added', effect: 'neutral', says: 'it is new' },
  {
    kind: 'webhook-operation-removed',
    effect: 'changes',
    says: 'it is gone',
    hint: 'Keep sending it as long as somebody waits for it.',
  },
  { kind: 'callback-added', effect: 'neutral', says: 'the callback {name} is new' },
  {
    kind: 'callback-removed',
    effect: 'changes',
    says: 'the callback {name} is gone',
    hint: 'Keep sending it as long as somebody waits for it.',
  },
];
