// Hides defects of refusals: crashes, challenges, methods, credentials, and in which form a refusal comes.
import type { Answer, Call, HttpDecisions, Operation, Route } from '../server/http.js';
import { answers, type Defect, defectsOf, headers, http, member } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const huawei = defectsOf('huawei-evs');
const cinder = defectsOf('openstack-cinder');
const scaleway = defectsOf('scaleway-instance');
const NO_5XX = { phase: 'negative', document: 'RFC 9110 §15.6', check: 'server-error' } as const;
const CHALLENGE = { phase: 'examples', document: 'RFC 9110 §15.5.2', check: 'challenge' } as const;
const ALLOW = { phase: 'negative', document: 'RFC 9110 §15.5.6', check: 'allow' } as const;
const CREDENTIALS = { phase: 'negative', check: 'credentials' } as const;
const ERROR_BODY = { phase: 'negative', check: 'error-body' } as const;
const A_401 = 'A 401 carries WWW-Authenticate.';
const CLIENT_ERROR = 'What is wrong with a request is no error of the server.';

const CRASH: Answer = {
  status: 500,
  headers: { 'Content-Type': 'text/plain' },
  raw: 'Internal Server Error',
};

/** A 500 for some requests. */
const crashing = <Behaviour extends { readonly http: HttpDecisions }>(where: (call: Call) => boolean) =>
  answers<Behaviour>({}, (answer, call) => (where(call) ? CRASH : answer));

const CRASHES: readonly Defect[] = [
  scp({
    ...{ name: 'malformed-json-crashes', ...NO_5XX },
    sentence: CLIENT_ERROR,
    plant: crashing(({ text }) => text !== '' && !isJson(text)),
  }),
  cinder({
    ...{ name: 'array-as-body-crashes', ...NO_5XX },
    sentence: CLIENT_ERROR,
    plant: crashing(({ text }) => isJson(text) && Array.isArray(JSON.parse(text))),
  }),
  scaleway({
    ...{ name: 'null-as-body-crashes', ...NO_5XX },
    sentence: CLIENT_ERROR,
    plant: crashing(({ text }) => text.trim() === 'null'),
  }),
  huawei({
    ...{ name: 'empty-body-crashes', ...NO_5XX },
    sentence: CLIENT_ERROR,
    plant: crashing(
      ({ method, text, headers: sent }) => method === 'POST' && text === '' && sent.has('x-auth-token'),
    ),
  }),
  scp({
    ...{ name: 'number-as-name-crashes', ...NO_5XX },
    sentence: CLIENT_ERROR,
    plant: crashing(({ text }) => /"name":\s*-?\d/.test(text)),
  }),
  scaleway({
    ...{ name: 'other-method-crashes', ...NO_5XX },
    sentence: 'A method that is not allowed is a 405 or another refusal, no error of the server.',
    plant: answers({ status: 405 }, () => CRASH),
  }),
  scaleway({
    ...{ name: 'second-delete-crashes', ...NO_5XX, phase: 'stateful' },
    sentence: 'A snapshot that does not exist is a 404.',
    plant: answers({ operation: 'deleteSnapshot', status: 404 }, () => CRASH),
  }),
  scp({
    ...{ name: 'limit-of-nothing-crashes', ...NO_5XX, phase: 'coverage' },
    sentence: '`limit` is any integer.',
    plant: crashing(({ url }) => url.searchParams.get('limit') === '0'),
  }),
  huawei({
    ...{ name: 'beyond-ascii-crashes', ...NO_5XX, phase: 'coverage' },
    sentence: '`name` is any string of up to 64 characters.',
    plant: crashing(({ text }) => /[\u0080-\uffff]/.test(text)),
  }),
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const CHALLENGES: readonly Defect[] = [
  scp({
    ...{ name: 'no-challenge-scp', ...CHALLENGE },
    sentence: A_401,
    plant: http(() => ({ challenge: undefined })),
  }),
  huawei({
    ...{ name: 'no-challenge-huawei', ...CHALLENGE },
    sentence: A_401,
    plant: http(() => ({ challenge: undefined })),
  }),
  scaleway({
    ...{ name: 'empty-challenge', ...CHALLENGE },
    sentence: 'WWW-Authenticate holds at least one challenge.',
    plant: http(() => ({ challenge: '' })),
  }),
];

const answering = <Behaviour extends { readonly http: HttpDecisions }>(
  methods: readonly string[],
  status: number,
) =>
  http<Behaviour>(({ operationOf }) => ({
    operationOf: (route: Route, method: string): Operation | undefined =>
      methods.includes(method) && operationOf(route, method) === undefined
        ? { name: 'any', run: () => ({ status, ...(status !== 204 && { body: {} }) }) }
        : operationOf(route, method),
  }));

const METHODS: readonly Defect[] = [
  scp({
    ...{ name: 'allow-missing', ...ALLOW },
    sentence: 'A 405 carries Allow.',
    plant: http(() => ({ allow: () => undefined })),
  }),
  cinder({
    ...{ name: 'allow-of-another', ...ALLOW },
    sentence: 'Allow lists what the resource supports, which POST is and GET is not.',
    plant: http(() => ({ allow: () => 'GET, HEAD, PUT, PATCH, DELETE' })),
  }),
  huawei({
    ...{ name: 'any-method-does', ...ALLOW, document: 'huawei-evs/v5' },
    sentence: 'There is no PUT, PATCH or DELETE of the snapshots.',
    plant: answering(['PUT', 'PATCH', 'DELETE'], 200),
  }),
  huawei({
    ...{ name: 'list-that-is-none', ...ALLOW, document: 'huawei-evs/v5' },
    sentence: 'There is no GET of the snapshots.',
    plant: answering(['GET'], 200),
  }),
  scp({
    ...{ name: 'replaces-all', ...ALLOW, document: 'scp-virtualserver' },
    sentence: 'There is no PUT of all snapshots.',
    plant: answering(['PUT'], 200),
  }),
  scp({
    ...{ name: 'allow-of-what-is-refused', ...ALLOW },
    sentence: 'Allow lists what the resource supports, which PATCH is not.',
    plant: http(({ allow }) => ({ allow: (methods) => allow([...methods, 'PATCH']) })),
  }),
  scaleway({
    ...{ name: 'method-not-implemented', ...ALLOW, check: 'server-error', document: 'RFC 9110 §15.6.2' },
    sentence: 'A server that knows PUT refuses it where it is not with 405.',
    plant: answers({ status: 405 }, (answer) => ({ ...answer, status: 501 })),
  }),
  scaleway({
    ...{ name: 'all-can-be-deleted', ...ALLOW, document: 'scaleway-instance/v1' },
    sentence: 'There is no DELETE of all snapshots.',
    plant: answering(['DELETE'], 204),
  }),
];

const KEYS: readonly Defect[] = [
  scp({
    ...{ name: 'signature-not-verified', ...CREDENTIALS, document: 'scp-virtualserver' },
    sentence: 'A wrong signature is a 401.',
    plant: http(() => ({
      authenticate: ({ headers: sent }) => sent.has('scp-signature') && sent.has('scp-accesskey'),
    })),
  }),
  huawei({
    ...{ name: 'any-token-does', ...CREDENTIALS, document: 'huawei-evs/v5' },
    sentence: 'A wrong token is a 401.',
    plant: http(() => ({ authenticate: ({ headers: sent }) => sent.has('x-auth-token') })),
  }),
  cinder({
    ...{ name: 'beginning-of-token-does', ...CREDENTIALS, document: 'openstack-cinder/3.70' },
    sentence: 'A wrong token is a 401.',
    plant: http(() => ({
      authenticate: ({ headers: sent }) => (sent.get('x-auth-token') ?? '').startsWith('gAAAA'),
    })),
  }),
  scaleway({
    ...{ name: 'reading-needs-no-right-key', ...CREDENTIALS, document: 'scaleway-instance/v1' },
    sentence: 'A wrong secret key is a 401.',
    plant: http(({ authenticate }) => ({
      authenticate: (seen) =>
        authenticate(seen) || (seen.method === 'GET' && seen.headers.has('x-auth-token')),
    })),
  }),
  scaleway({
    ...{ name: 'empty-key-does', ...CREDENTIALS, document: 'scaleway-instance/v1' },
    sentence: 'A wrong secret key is a 401.',
    plant: http(({ authenticate }) => ({
      authenticate: (seen) => authenticate(seen) || seen.headers.get('x-auth-token') === '',
    })),
  }),
  scaleway({
    ...{ name: 'deletes-for-anybody', ...CREDENTIALS, document: 'scaleway-instance/v1' },
    sentence: 'A wrong secret key is a 401.',
    plant: http(({ authenticate }) => ({
      authenticate: (seen) =>
        authenticate(seen) || (seen.method === 'DELETE' && seen.headers.has('x-auth-token')),
    })),
  }),
];

const FORMS: readonly Defect[] = [
  scp({
    ...{ name: 'status-of-another', ...ERROR_BODY, document: 'scp-virtualserver' },
    sentence: '`status` is the HTTP status again.',
    plant: member({ status: 400 }, 'errors.*.status', () => 422),
  }),
  cinder({
    ...{ name: 'code-of-another', ...ERROR_BODY, document: 'openstack-cinder/3.70' },
    sentence: '`code` is the HTTP status again.',
    plant: member({ status: 400 }, 'badRequest.code', () => 500),
  }),
  scp({
    ...{ name: 'malformed-json-in-other-form', ...ERROR_BODY, check: 'body', document: 'scp-virtualserver' },
    sentence: 'A 400 is an ErrorResponse.',
    plant: answers({ status: 400, operation: 'createSnapshot' }, (answer) =>
      JSON.stringify(answer.body).includes('must be JSON')
        ? { ...answer, body: { timestamp: 1, status: 400, error: 'Bad Request', path: '/v1/snapshots' } }
        : answer,
    ),
  }),
  huawei({
    ...{ name: 'violations-as-list', ...ERROR_BODY, check: 'body', document: 'huawei-evs/v5' },
    sentence: 'A 400 is a ServiceError with code and message.',
    plant: answers({ status: 400 }, (answer) =>
      JSON.stringify(answer.body).includes('is required')
        ? { ...answer, body: { detail: [{ loc: ['body'], msg: 'field required' }] } }
        : answer,
    ),
  }),
  cinder({
    ...{
      name: 'unknown-member-as-html',
      ...ERROR_BODY,
      check: 'content-type',
      document: 'openstack-cinder/3.70',
    },
    sentence: 'A 400 is application/json.',
    plant: answers({ status: 400 }, (answer) =>
      JSON.stringify(answer.body).includes('is not known')
        ? {
            ...answer,
            headers: { ...answer.headers, 'Content-Type': 'text/html' },
            raw: '<h1>Bad Request</h1>',
          }
        : answer,
    ),
  }),
  scaleway({
    ...{ name: 'refused-without-body', ...ERROR_BODY, check: 'body', document: 'scaleway-instance/v1' },
    sentence: 'A 400 is an InvalidArgumentsError.',
    plant: answers({ status: 400, method: 'PUT' }, ({ headers: said = {} }) => ({
      status: 400,
      headers: said,
    })),
  }),
  scaleway({
    ...{ name: 'reason-of-our-own', ...ERROR_BODY, check: 'body', document: 'scaleway-instance/v1' },
    sentence: '`reason` is one of unknown, required, format, constraint.',
    plant: member({ status: 400 }, 'details.*.reason', (reason) =>
      reason === 'format' ? 'type_error' : reason,
    ),
  }),
];

const HEADS: readonly Defect[] = [
  scaleway({
    ...{ name: 'head-always-fine', check: 'head', phase: 'stateful', document: 'RFC 9110 §9.3.2' },
    sentence: 'HEAD answers as GET would, without the body.',
    plant: http(() => ({ head: (answer) => ({ ...answer, status: 200, bytes: null }) })),
  }),
  scaleway({
    ...{ name: 'head-without-total', check: 'head', phase: 'stateful', document: 'scaleway-instance/v1' },
    sentence: 'HEAD sends the headers of GET; those that a body alone decides may be left out.',
    plant: headers({ method: 'HEAD', status: 200 }, { 'X-Total-Count': '0' }),
  }),
];

export const REFUSALS: readonly Defect[] = [
  ...CRASHES,
  ...CHALLENGES,
  ...METHODS,
  ...KEYS,
  ...FORMS,
  ...HEADS,
];
