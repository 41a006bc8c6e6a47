// Lists pairs of documents that differ in one thing beside schemas: the one way round, and the other.
import type { Tree } from './library.js';

export type DocumentPair = readonly [string, Tree, Tree];

const text = { type: 'string' };
const ok = { 204: { description: '' } };
const document = (more: Tree): Tree => ({
  openapi: '3.1.1',
  info: { title: 'Pair', version: '1.0.0' },
  paths: {},
  ...more,
});
const call = (operation: object, item: object = {}, more: object = {}) =>
  document({ paths: { '/a/{id}': { ...item, post: { responses: ok, ...operation } } }, ...more });
const asking = (...parameters: object[]) => call({ parameters });
const q = (more: object = {}) => ({ name: 'q', in: 'query', schema: text, ...more });
const body = (more: object) => call({ requestBody: { content: { 'application/json': {} }, ...more } });
const answering = (responses: object) => call({ responses });
const answer = (more: object) => answering({ 200: { description: '', ...more } });
const hook = (methods: object) => document({ webhooks: { sent: methods } });
const scheme = (of: object) => document({ components: { securitySchemes: { key: of } } });
const oauth = (flow: object) =>
  scheme({
    type: 'oauth2',
    flows: {
      authorizationCode: {
        authorizationUrl: 'https://a.example',
        tokenUrl: 'https://t.example',
        scopes: {},
        ...flow,
      },
    },
  });
const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const DAYS = { later: '2027-01-01', latest: '2027-02-01', soon: '2026-04-20', past: '2026-04-01' };

/** The life of something that `of` describes. */
const lives = (name: string, of: (more: object) => Tree): DocumentPair[] => {
  const until = (day: string) => of({ deprecated: true, 'x-sunset': day });
  return [
    [`${name} deprecated`, of({}), of({ deprecated: true })],
    [`${name} deprecated until a day`, of({}), until(DAYS.later)],
    [`${name} deprecated until no day`, of({}), until('soon')],
    [`${name} deprecated until too soon`, of({}), until(DAYS.soon)],
    [`${name} without its day`, until(DAYS.later), of({ deprecated: true })],
    [`${name} until no day any more`, until(DAYS.later), until('soon')],
    [`${name} until another day`, until(DAYS.later), until(DAYS.latest)],
    [`${name} until a day that is too soon`, until(DAYS.later), until(DAYS.soon)],
    [`${name} more stable`, of({ 'x-stability-level': 'beta' }), of({ 'x-stability-level': 'stable' })],
    [`${name} of no stability`, of({}), of({ 'x-stability-level': 'rocky' })],
  ];
};
/** The end of something that `of` describes, after each way of announcing it. */
const ends = (name: string, without: Tree, of: (more: object) => Tree): DocumentPair[] =>
  [
    {},
    { deprecated: true },
    ...[DAYS.later, DAYS.past, 'soon'].map((day) => ({ deprecated: true, 'x-sunset': day })),
    { 'x-stability-level': 'alpha' },
  ].map((more): DocumentPair => [`${name} ${JSON.stringify(more)}`, of(more), without]);

export const DOCUMENT_PAIRS: readonly DocumentPair[] = [
  ...ends('an operation', document({}), call),
  ...ends('a parameter', call({}), (more) => asking(q(more))),
  ...lives('an operation', call),
  ...lives('a parameter', (more) => asking(q(more))),
  ['operationId', call({}), call({ operationId: 'a' })],
  ['another operationId', call({ operationId: 'a' }), call({ operationId: 'b' })],
  ['a tag', call({}), call({ tags: ['a'] })],
  ['an extension', call({}), call({ 'x-owner': 'a' })],
  ['a webhook', document({}), hook({ post: { responses: ok } })],
  [
    'an operation of a webhook',
    hook({ post: { responses: ok } }),
    hook({ post: { responses: ok }, put: { responses: ok } }),
  ],
  [
    'a callback',
    call({}),
    call({ callbacks: { done: { '{$request.body#/url}': { post: { responses: ok } } } } }),
  ],
  ['a required parameter', call({}), asking(q({ required: true }))],
  ['a parameter of the path item', call({}), call({}, { parameters: [q()] })],
  ['a required parameter of the path item', call({}), call({}, { parameters: [q({ required: true })] })],
  ['a parameter of the path', call({}), asking({ name: 'id', in: 'path', required: true, schema: text })],
  ['required', asking(q()), asking(q({ required: true }))],
  ['style', asking(q({ explode: false })), asking(q({ style: 'pipeDelimited' }))],
  ['explode', asking(q()), asking(q({ explode: false }))],
  ['allowReserved', asking(q()), asking(q({ allowReserved: true }))],
  ['allowEmptyValue', asking(q()), asking(q({ allowEmptyValue: true }))],
  ['a body', call({}), body({})],
  ['a required body', call({}), body({ required: true })],
  ['a body that is required', body({}), body({ required: true })],
  ['statuses', answering(ok), answering({ ...ok, 200: { description: '' }, 404: { description: '' } })],
  ['ranges', answering(ok), answering({ ...ok, '2XX': { description: '' }, '4XX': { description: '' } })],
  ['a header', answer({}), answer({ headers: { A: { schema: text } } })],
  ['a required header', answer({}), answer({ headers: { A: { required: true, schema: text } } })],
  [
    'a header that is required',
    answer({ headers: { A: { schema: text } } }),
    answer({ headers: { A: { required: true, schema: text } } }),
  ],
  ['a link', answer({}), answer({ links: { self: { operationId: 'a' } } })],
  [
    'another link',
    answer({ links: { self: { operationId: 'a' } } }),
    answer({ links: { self: { operationId: 'b' } } }),
  ],
  [
    'a server more',
    document({ servers: [{ url: 'https://a.example' }] }),
    document({ servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }] }),
  ],
  [
    'another server',
    document({ servers: [{ url: 'https://a.example' }] }),
    document({ servers: [{ url: 'https://b.example' }] }),
  ],
  [
    'variables of a server',
    document({ servers: [{ url: 'https://{a}.example', variables: { a: { default: 'a' } } }] }),
    document({ servers: [{ url: 'https://{a}.example', variables: { a: { default: 'b' } } }] }),
  ],
  ['credentials', call({}), call({ security: [{ key: [] }] })],
  ['scopes', call({ security: [{ key: ['a'] }] }), call({ security: [{ key: ['a', 'b'] }] })],
  ['credentials of all', document({}), document({ security: [{ key: [] }] })],
  ['scopes of all', document({ security: [{ key: ['a'] }] }), document({ security: [{ key: ['a', 'b'] }] })],
  ['a scheme', document({}), scheme(key)],
  [
    'another type of scheme',
    scheme(key),
    scheme({ type: 'openIdConnect', openIdConnectUrl: 'https://a.example' }),
  ],
  ['another header', scheme(key), scheme({ ...key, name: 'X-Token' })],
  [
    'another address',
    scheme({ type: 'openIdConnect', openIdConnectUrl: 'https://a.example' }),
    scheme({ type: 'openIdConnect', openIdConnectUrl: 'https://b.example' }),
  ],
  ['flows', scheme({ type: 'oauth2', flows: {} }), oauth({})],
  ['another address of a flow', oauth({}), oauth({ authorizationUrl: 'https://b.example' })],
  ['another address of tokens', oauth({}), oauth({ tokenUrl: 'https://b.example' })],
  ['a scope of a flow', oauth({}), oauth({ scopes: { a: 'A' } })],
  ['another meaning of a scope', oauth({ scopes: { a: 'A' } }), oauth({ scopes: { a: 'B' } })],
  ['a schema that nothing refers to', document({}), document({ components: { schemas: { A: text } } })],
  ['the same version', call({}), document({ paths: {} })],
  ['a lower version', call({}), document({ info: { title: 'Pair', version: '0.9.0' } })],
  ['a minor version', call({}), document({ info: { title: 'Pair', version: '1.1.0' } })],
];
