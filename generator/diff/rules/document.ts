// Lists what differences in a document as a whole mean: servers, credentials, components, the number of its version.
import type { Rule } from './rule.js';

const CREDENTIALS = 'Keep letting callers in who come with what was asked before.';

export const DOCUMENT_RULES: readonly Rule[] = [
  { kind: 'server-added', effect: 'neutral', says: 'the server {name} is new' },
  {
    kind: 'server-replaced',
    effect: 'changes',
    says: 'the server {name} is gone, and all others with it',
    hint: 'Keep it until all callers have left it.',
  },
  {
    kind: 'server-removed',
    effect: 'changes',
    says: 'the server {name} is gone',
    levels: { document: 'warning', call: 'warning' },
    hint: 'Keep it until all callers have left it.',
  },
  {
    kind: 'server-variables-changed',
    effect: 'neutral',
    says: 'the variables of the server {name} are others',
  },
  {
    kind: 'callers-refused',
    effect: 'changes',
    says: 'who comes with {name} is refused',
    hint: CREDENTIALS,
  },
  {
    kind: 'global-callers-refused',
    effect: 'changes',
    says: 'who comes with {name} is refused',
    hint: CREDENTIALS,
  },
  {
    kind: 'security-added',
    effect: 'neutral',
    says: 'these credentials are asked for: {name}',
    oasdiff: 'api-security-added',
  },
  {
    kind: 'security-removed',
    effect: 'neutral',
    says: 'these credentials are not asked for any more: {name}',
    oasdiff: 'api-security-removed',
  },
  {
    kind: 'scope-added',
    effect: 'neutral',
    says: 'the scope {to} of {name} is asked for',
    oasdiff: 'api-security-scope-added',
  },
  {
    kind: 'scope-removed',
    effect: 'neutral',
    says: 'the scope {from} of {name} is not asked for any more',
    oasdiff: 'api-security-scope-removed',
  },
  {
    kind: 'global-security-added',
    effect: 'neutral',
    says: 'these credentials are asked for: {name}',
    oasdiff: 'api-global-security-added',
  },
  {
    kind: 'global-security-removed',
    effect: 'neutral',
    says: 'these credentials are not asked for any more: {name}',
    oasdiff: 'api-global-security-removed',
  },
  {
    kind: 'global-scope-added',
    effect: 'neutral',
    says: 'the scope {to} of {name} is asked for',
    oasdiff: 'api-global-security-scope-added',
  },
  {
    kind: 'global-scope-removed',
    effect: 'neutral',
    says: 'the scope {from} of {name} is not asked for any more',
    oasdiff: 'api-global-security-scope-removed',
  },
  {
    kind: 'scheme-added',
    effect: 'neutral',
    says: 'the security scheme {name} is new',
    oasdiff: 'api-security-component-added',
  },
  {
    kind: 'scheme-removed',
    effect: 'neutral',
    says: 'the security scheme {name} is gone',
    oasdiff: 'api-security-component-removed',
  },
  {
    kind: 'scheme-type-changed',
    effect: 'neutral',
    says: 'the security scheme {name} is of type {to}, was {from}',
    oasdiff: 'api-security-component-type-changed',
  },
  {
    kind: 'scheme-changed',
    effect: 'changes',
    says: 'the security scheme {name} asks for {to}, was {from}',
    hint: CREDENTIALS,
  },
  {
    kind: 'scheme-url-changed',
    effect: 'neutral',
    says: 'the security scheme {name} is at {to}, was {from}',
  },
  { kind: 'flow-added', effect: 'neutral', says: 'the security scheme {name} has the flow {to}' },
  {
    kind: 'flow-removed',
    effect: 'changes',
    says: 'the security scheme {name} has the flow {from} no more',
    hint: CREDENTIALS,
  },
  {
    kind: 'flow-url-changed',
    effect: 'neutral',
    says: 'the security scheme {name} asks at {to}, was {from}',
    oasdiff: 'api-security-component-oauth-url-changed',
  },
  {
    kind: 'flow-token-url-changed',
    effect: 'neutral',
    says: 'the security scheme {name} gives tokens at {to}, was {from}',
    oasdiff: 'api-security-component-oauth-token-url-changed',
  },
  {
    kind: 'flow-scope-added',
    effect: 'neutral',
    says: 'the security scheme {name} has the scope {to}',
    oasdiff: 'api-security-component-oauth-scope-added',
  },
  {
    kind: 'flow-scope-removed',
    effect: 'neutral',
    says: 'the security scheme {name} has the scope {from} no more',
    oasdiff: 'api-security-component-oauth-scope-removed',
  },
  {
    kind: 'flow-scope-changed',
    effect: 'neutral',
    says: 'the scope {from} of the security scheme {name} means something else',
    oasdiff: 'api-security-component-oauth-scope-changed',
  },
  {
    kind: 'unused-schema-removed',
    effect: 'neutral',
    says: 'the schema {name}, which nothing referred to, is gone',
    oasdiff: 'api-schema-removed',
  },
  {
    kind: 'version-not-raised',
    effect: 'neutral',
    says: 'callers break, and the version is {to} as before',
    oasdiff: 'api-version-not-bumped',
  },
  {
    kind: 'version-lowered',
    effect: 'neutral',
    says: 'callers break, and the version is lower: {to}, was {from}',
    oasdiff: 'api-version-decreased',
  },
  {
    kind: 'major-version-not-raised',
    effect: 'neutral',
    says: 'callers break, and the major version is the same: {to}, was {from}',
    oasdiff: 'api-major-version-not-bumped',
  },
];
