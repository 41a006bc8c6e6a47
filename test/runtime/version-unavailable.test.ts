// Which refusals mean that the version is not available, and which do not; and which version a client names in each place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherMediaVersion, otherVersion } from '../../runtime/answered-version.js';
import { type ClientLifecycle, connectionOf, send, UnexpectedAnswer } from '../../runtime/client.js';
import { followVersion } from '../../runtime/client-lifecycle.js';
import { EVERY_CODEC } from '../../runtime/codecs.js';
import { EVERY_PLACE } from '../../runtime/connection-codecs.js';
import { createFamilyHandler } from '../../runtime/family.js';
import type { Family, Selector } from '../../runtime/lifecycle.js';
import { selectorValue } from '../../runtime/selector.js';
import { VersionUnavailable } from '../../runtime/version-unavailable.js';
import type { Answer, WireOperation, WireVersion } from '../../runtime/wire.js';
import { CINDER, EVERY_STATE, HUAWEI, SCP } from '../family/families.js';

const now = () => new Date('2026-04-15T00:00:00Z');
const json = { 'application/json': 'json' } as const;
const GET: WireOperation = {
  id: 'get',
  name: 'get',
  method: 'GET',
  path: '/things',
  parameters: [],
  answers: { 200: json, 404: json, 406: json },
  security: [],
};

interface Case {
  readonly family: Family;
  readonly version: string;
  readonly answer: (request: Request) => Response | Promise<Response>;
  readonly operation?: WireOperation;
  readonly headers?: Readonly<Record<string, string>>;
  readonly lifecycle?: ClientLifecycle;
}

/** One call of a client that follows its version. */
function call({ family, version, answer, operation = GET, headers = {}, ...rest }: Case) {
  const { lifecycle = followVersion(family, version, { now }) } = rest;
  const connection = connectionOf(
    { baseUrl: 'http://localhost', fetch: async (request) => answer(request), lifecycle },
    {},
    wireVersion(family, version),
    { ...EVERY_PLACE, otherVersion },
  );
  return send<Answer>(connection, operation, {}, { headers });
}

function wireVersion({ selector }: Family, id: string): WireVersion {
  const { name } = selector;
  return { id, in: selector.in, value: selectorValue(selector, id), ...(name !== undefined && { name }) };
}

const refused = (given: Case): Promise<unknown> =>
  call(given).then(
    (result) => result,
    (error: unknown) => error,
  );

const body =
  (status: number, value: unknown, type = 'application/json') =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': type } });
const problem = (status: number, value: object) =>
  body(status, { status, ...value }, 'application/problem+json');
const fault = (min: string, max: string) => ({
  computeFault: {
    code: 406,
    message: `Version 9 is not supported by the API. Minimum is ${min} and maximum is ${max}.`,
  },
});
const errors = (min_version: unknown, max_version: unknown) => ({
  errors: [{ status: 406, min_version, max_version }],
});

/** SCP, whose `retired` is 410 and whose `unknown` is 406; GET documents the latter. */
const scp = { family: SCP, version: '1.1' } as const;
const cinder = { family: CINDER, version: '3.70' } as const;
const huawei = { family: HUAWEI, version: 'v5' } as const;
const gone: WireOperation = { ...GET, answers: { ...GET.answers, 410: json } };

describe('the version is not available', () => {
  const NAMED: readonly (readonly [string, Case, object])[] = [
    [
      'problem details that list others',
      { ...scp, answer: problem(406, { supported: ['1.3', '1.2'] }) },
      { supported: ['1.3', '1.2'] },
    ],
    [
      'with any status of a refusal',
      { ...scp, answer: problem(422, { supported: ['1.3'] }), operation: gone },
      { supported: ['1.3'], status: 422 },
    ],
    ['that list none', { ...scp, answer: problem(410, { supported: [] }) }, { supported: [] }],
    [
      'also where a 410 is documented',
      { ...scp, answer: problem(410, { supported: ['1.3'] }), operation: gone },
      { supported: ['1.3'] },
    ],
    [
      'also of a path',
      { ...huawei, answer: problem(404, { supported: ['v6'] }) },
      { asked: 'v5', supported: ['v6'] },
    ],
    [
      'with a range',
      {
        ...scp,
        answer: problem(410, {
          supported: ['1.3'],
          detail: 'This version is gone. Minimum is 1.2, maximum is 1.3.',
        }),
      },
      { minimum: '1.2', maximum: '1.3' },
    ],
    [
      'a range in a message',
      { ...cinder, answer: body(406, fault('3.0', '3.59')) },
      { supported: [], minimum: '3.0', maximum: '3.59', body: fault('3.0', '3.59') },
    ],
    [
      'a range below',
      {
        ...cinder,
        answer: body(406, fault('3.71', '4.2')),
        headers: { 'OpenStack-API-Version': 'volume 3.1' },
      },
      { asked: '3.1', minimum: '3.71', maximum: '4.2' },
    ],
    [
      'a range in errors',
      { ...cinder, answer: body(406, errors('3.0', '3.59')) },
      { minimum: '3.0', maximum: '3.59' },
    ],
    [
      'a range in plain text, which is not documented',
      {
        ...cinder,
        answer: () =>
          new Response('This version is unknown. Minimum is 3.0 and maximum is 3.59.', { status: 406 }),
      },
      {
        maximum: '3.59',
        body: 'This version is unknown. Minimum is 3.0 and maximum is 3.59.',
        cause: expect.any(UnexpectedAnswer),
      },
    ],
    [
      'the status for unknown versions, documented',
      { ...scp, answer: body(406, { code: 'No' }) },
      { supported: [] },
    ],
    ['the status for retired versions, not documented', { ...scp, answer: body(410, {}) }, { body: {} }],
    ['without a body', { ...scp, answer: () => new Response(null, { status: 410 }) }, { body: undefined }],
  ];
  it.each(NAMED)('%s', async (_, given, expected) => {
    const error = await refused(given);
    expect(error).toBeInstanceOf(VersionUnavailable);
    expect(error).toMatchObject({ name: 'VersionUnavailable', operation: 'get', ...expected });
  });

  it('says at most ten versions, and keeps all', async () => {
    const supported = Array.from({ length: 50_000 }, (_, at) => `2.${at}`);
    const error = await refused({ ...scp, answer: problem(406, { supported }) });
    expect(error).toMatchObject({
      message: `get: version "1.1" is not available (406), available: ${supported.slice(0, 10).join(', ')}, and more`,
      supported,
    });
  });

  it('says when it ended and what comes after: the answer before the family', async () => {
    const headers = {
      Sunset: 'Mon, 01 Jun 2026 00:00:00 GMT',
      Link: '</1.4>; rel="successor-version"; title="1.4", </why>; rel="sunset"',
    };
    const answer = () => new Response(null, { status: 410, headers });
    expect(await refused({ ...scp, answer })).toMatchObject({
      sunsetAt: new Date('2026-06-01T00:00:00Z'),
      successor: '1.4',
      links: [
        { rel: 'successor-version', href: 'http://localhost/1.4', title: '1.4' },
        { rel: 'sunset', href: 'http://localhost/why' },
      ],
    });
    const untold = await refused({ ...scp, answer: () => new Response(null, { status: 410 }) });
    expect(untold).toMatchObject({ sunsetAt: new Date('2026-05-30T15:00:00Z'), successor: '1.3', links: [] });
    const people = { Link: '</next>; rel="successor-version"; title="The new API"' };
    const titled = () => new Response(null, { status: 410, headers: people });
    expect(await refused({ ...scp, answer: titled })).toMatchObject({ successor: '1.3' });
  });
});

describe('it is something else', () => {
  const ELSE: readonly (readonly [string, Case])[] = [
    ['a problem that lists nothing', { ...scp, answer: problem(406, { title: 'Not Acceptable' }) }],
    ['a list that holds the version', { ...scp, answer: problem(406, { supported: ['1.3', '1.1'] }) }],
    ['a list of other things', { ...scp, answer: problem(406, { supported: ['application/json'] }) }],
    ['a list of nothing, for another reason', { ...scp, answer: problem(422, { supported: [] }) }],
    ['a list outside of problem details', { ...scp, answer: body(404, { supported: ['1.3'] }) }],
    ['a range that holds the version', { ...cinder, answer: body(406, fault('3.0', '3.70')) }],
    ['a range of other things', { ...cinder, answer: body(404, fault('1', '10')) }],
    ['a range in a refusal of the input', { ...cinder, answer: body(400, fault('3.0', '3.59')) }],
    [
      'a range that is not said to be of versions',
      {
        family: { ...CINDER, unavailable: { retired: 410, unknown: 410, malformed: 400 } },
        version: '3.70',
        answer: body(406, { detail: 'A minimum is 1.5 and maximum is 2.5' }),
      },
    ],
    ['half a range', { ...cinder, answer: body(404, errors('3.0', 7)) }],
    ['a 410 that the operation documents', { ...scp, answer: body(410, {}), operation: gone }],
    ['a 406 to an Accept of the caller', { ...scp, answer: body(406, {}), headers: { accept: 'image/png' } }],
    ['a 404 at a path', { ...huawei, answer: body(404, {}) }],
    ['a 410 at a path', { ...huawei, answer: body(410, {}) }],
    ['another status than that of the family', { ...cinder, answer: body(410, {}) }],
    [
      'a 404, which the family says of versions',
      {
        family: { ...SCP, unavailable: { retired: 404, unknown: 404, malformed: 400 } },
        version: '1.1',
        answer: body(404, {}),
      },
    ],
    ['an answer', { ...scp, answer: body(200, { supported: ['1.3'], ...errors('1.2', '1.3') }) }],
    ['a failure of the server', { ...cinder, answer: body(503, fault('3.0', '3.59')) }],
  ];
  it.each(ELSE)('%s', async (_, given) => {
    const got = await refused(given);
    expect(got).not.toBeInstanceOf(VersionUnavailable);
    if (got instanceof Error) expect(got).toBeInstanceOf(UnexpectedAnswer);
  });

  it('a body that breaks off is told as such', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const answer = () =>
      new Response(broken, { status: 406, headers: { 'content-type': 'application/json' } });
    expect(await refused({ ...scp, answer })).toMatchObject({ message: 'gone' });
  });
});

describe('whatever a server sends', () => {
  const PIECES = [
    '1.3',
    '"',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    'supported',
    'min_version',
    'Minimum is 1.2 and maximum is 1.3',
    '\\',
    '@',
    '<',
    '>',
    ';',
    '\u00ff',
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join('')),
    fc.json().map((value) => `{"supported":${value},"errors":[{"min_version":${value}}]}`),
    fc.string({ unit: 'binary' }),
  );
  // What HTTP can carry: bytes but for those that end a line.
  const value = fc
    .string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)) })
    .map((each) => each.replace(/[\r\n\0]/g, ''));
  const names = ['deprecation', 'sunset', 'link', 'scp-api-version', 'content-type', 'vary'];
  const kinds = fc.constantFrom('application/json', 'application/problem+json', 'text/plain');

  it('a call ends with a result or an error that says what is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(200, 400, 404, 406, 410, 422, 500),
        fc.dictionary(fc.constantFrom(...names), value),
        kinds,
        text,
        async (status, headers, kind, sent) => {
          const answer = () => new Response(sent, { status, headers: { 'content-type': kind, ...headers } });
          const lifecycle = followVersion(SCP, '1.1', { now, onDeprecation: () => undefined });
          const got = await refused({ ...scp, answer, lifecycle });
          if (!(got instanceof Error)) return;
          expect(['UnexpectedAnswer', 'VersionMismatch', 'VersionUnavailable']).toContain(got.name);
          expect(got.message).toMatch(/^[ -~]*$/);
        },
      ),
      { seed: 406, numRuns: 300 },
    );
  });
});

describe('a client names its version, and a server answers by it', () => {
  const PLACES: readonly Selector[] = [
    { in: 'header', name: 'Acme-Version', format: 'acme {version}', whenAbsent: 'required' },
    { in: 'query', name: 'api-version', format: '{version}', whenAbsent: 'required' },
    { in: 'media-type', name: 'version', format: '{version}', whenAbsent: 'required' },
    { in: 'media-type', name: 'v', format: 'acme {version}', whenAbsent: 'required' },
  ];

  it.each(PLACES)('in a $in as $format', async (selector) => {
    const family: Family = { ...EVERY_STATE, selector };
    const handle = createFamilyHandler({
      family,
      versions: {
        '1.3': () => Response.json('1.3'),
        '1.2': () => Response.json('1.2'),
        '1.1': () => Response.json('1.1'),
      },
      now,
    });
    const operation: WireOperation = {
      ...GET,
      method: 'POST',
      body: { required: false, content: { 'application/json': 'json' } },
    };
    for (const version of ['1.3', '1.2', '1.1'])
      expect(await call({ family, version, answer: handle, operation })).toMatchObject({ data: version });
    for (const version of ['1.4', '1.0']) {
      const error = await refused({ family, version, answer: handle, operation });
      expect(error).toMatchObject({
        name: 'VersionUnavailable',
        asked: version,
        supported: ['1.3', '1.2', '1.1'],
      });
    }
  });

  it('in the media types of what it sends and accepts, unless the document says it there', async () => {
    const selector: Selector = { in: 'media-type', name: 'v', format: '{version}', whenAbsent: 'required' };
    const family: Family = { ...EVERY_STATE, selector };
    const media = { 'application/json': 'json', 'text/plain; v=1.3': 'text' } as const;
    const operation: WireOperation = {
      ...GET,
      method: 'POST',
      answers: { 200: media },
      body: { required: true, content: json },
    };
    const sent: Request[] = [];
    const answer = (request: Request) => {
      sent.push(request);
      return Response.json({}, { headers: { 'content-type': 'application/json; v=1.2' } });
    };
    const connection = connectionOf(
      { baseUrl: 'http://localhost', fetch: async (request) => answer(request) },
      {},
      wireVersion(family, '1.3'),
      { ...EVERY_PLACE, otherVersion: otherMediaVersion },
    );
    const error = await send(connection, operation, { body: {} }, {}, EVERY_CODEC).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'VersionMismatch', asked: '1.3', answered: '1.2' });
    expect(sent[0]?.headers.get('accept')).toBe('application/json; v=1.3, text/plain; v=1.3');
    expect(sent[0]?.headers.get('content-type')).toBe('application/json; v=1.3');
  });
});
