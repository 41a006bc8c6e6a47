// Hides the faults that nobody would derive from a schema: statuses, media types, headers, envelopes, broken bytes.
import type { ExampleCase } from '../../../contract/index.js';
import { type Fault, withBody, withHeaders, withStatus, withText } from './fault.js';

/** Where an answer that has been put into a foreign envelope is first missed, by operation and status. */
const FIRST_REQUIRED: Readonly<Record<string, string>> = {
  'scp-virtualserver createSnapshot 202': '/body/created_at',
  'scp-virtualserver listSnapshots 200': '/body/snapshots',
  'huawei-evs createSnapshot 202': '/body/job_id',
  'huawei-evs createSnapshot 400': '/body/error',
  'huawei-evs createSnapshot 401': '/body/error_code',
  'openstack-cinder createSnapshot 202': '/body/snapshot',
  'openstack-cinder createSnapshot 400': '/body/badRequest',
  'openstack-cinder createSnapshot 401': '/body/error',
  'openstack-cinder createSnapshot 404': '/body/itemNotFound',
  'scaleway-instance listSnapshots 200': '/body/snapshots',
  'scaleway-instance createSnapshot 201': '/body/snapshot',
  'scaleway-instance getSnapshot 200': '/body/snapshot',
  'scaleway-instance setSnapshot 200': '/body/snapshot',
  'scaleway-instance updateSnapshot 200': '/body/snapshot',
  'scaleway-instance exportSnapshot 202': '/body/task',
};

/** Faults that every answer can have. */
export function faultsByHand(planned: ExampleCase): Fault[] {
  const { status, response } = planned.expect;
  return [
    ...statusFaults(status),
    ...(response.content.length > 0 ? bodyFaults(planned) : emptyFaults()),
    ...headerFaults(planned),
  ];
}

function statusFaults(status: string): Fault[] {
  const others = [200, 201, 202, 204, 301, 400, 404, 418, 500, 503].filter((each) => String(each) !== status);
  return others.map((other) => ({
    name: `the status is ${other}`,
    alter: withStatus(other),
    finding: {
      check: other >= 500 ? 'server-error' : 'status',
      pointer: '/status',
      expected: status,
      actual: new RegExp(`^${other}`),
    },
  }));
}

function bodyFaults(planned: ExampleCase): Fault[] {
  const { ref, expect } = planned;
  const key = `${ref.family} ${ref.operationId} ${expect.status}`;
  const refusal = expect.refusal
    ? { 'scp-virtualserver': '/body/errors', 'scaleway-instance': '/body/type' }[ref.family ?? '']
    : undefined;
  const first = FIRST_REQUIRED[key] ?? refusal;
  if (first === undefined) throw new Error(`Nobody has written down what ${key} requires.`);
  const json = 'application/json';
  return [
    ...['text/plain', 'text/html; charset=utf-8', 'application/problem+json', 'application/jsonx'].map(
      (wrong): Fault => ({
        name: `the media type is ${wrong}`,
        alter: withHeaders({ 'content-type': wrong }),
        finding: at('content-type', '/header/Content-Type', json, JSON.stringify(wrong)),
      }),
    ),
    {
      name: 'there is no media type',
      alter: withHeaders({ 'content-type': null }),
      finding: at('content-type', '/header/Content-Type', json, 'no Content-Type header'),
    },
    {
      name: 'the JSON is in another encoding',
      alter: withHeaders({ 'content-type': `${json}; charset=utf-16` }),
      finding: at('content-type', '/header/Content-Type', `${json} in UTF-8`, `"${json}; charset=utf-16"`),
    },
    {
      name: 'the body is empty',
      alter: withText(() => null),
      finding: at('body', '/body', `a body of ${json}`, 'no body'),
    },
    {
      name: 'the body is cut off',
      alter: withText((text) => text.slice(0, -1)),
      finding: at('body', '/body', 'JSON', /^"\{/),
    },
    {
      name: 'the body is not JSON',
      alter: withText(() => '<html>oops</html>'),
      finding: at('body', '/body', 'JSON', '"<html>oops</html>"'),
    },
    {
      name: 'the body is not UTF-8',
      alter: withText(() => new Uint8Array([0x7b, 0xff, 0x7d])),
      finding: at('body', '/body', 'JSON in UTF-8', /^"\{.\}"$/),
    },
    {
      name: 'the body is wrapped once more',
      everywhere: true,
      alter: withBody((body) => ({ data: body })),
      finding: at('body', first, 'a value: the property is required', 'nothing'),
    },
    {
      name: 'the body is a list of itself',
      alter: withBody((body) => [body]),
      finding: at('body', '/body', 'a value of type object', /^\[\{/),
    },
    {
      name: 'the body is an error of another API',
      everywhere: true,
      alter: withBody(() => ({ title: 'Oops', code: 1 })),
      finding: at('body', first, 'a value: the property is required', 'nothing'),
    },
    {
      name: 'the body is an empty object',
      everywhere: true,
      alter: withBody(() => ({})),
      finding: at('body', first, 'a value: the property is required', 'nothing'),
    },
  ];
}

/** A body where there can be none. No constructor makes such an answer; a server that counts bytes wrongly does. */
function emptyFaults(): Fault[] {
  const alter: Fault['alter'] = (answer) =>
    Object.defineProperty(answer, 'body', { value: new Blob(['{"deleted":true}']).stream() });
  const actual = '16 bytes: "{\\"deleted\\":true}"';
  return [{ name: 'a body comes', alter, finding: at('no-body', '/body', 'no body', actual) }];
}

function headerFaults({ ref, expect }: ExampleCase): Fault[] {
  const where = `${ref.family} ${ref.operationId} ${expect.status}`;
  if (where === 'openstack-cinder createSnapshot 401') return [missingHeader('WWW-Authenticate')];
  if (where !== 'scaleway-instance listSnapshots 200') return [];
  const pointer = '/header/X-Total-Count';
  const wrong = (value: string, expected: string): Fault => ({
    name: `X-Total-Count is ${value}`,
    alter: withHeaders({ 'X-Total-Count': value }),
    finding: at('headers', pointer, expected, JSON.stringify(value)),
  });
  return [
    missingHeader('X-Total-Count'),
    wrong('many', 'a value of type integer'),
    wrong('1.5', 'a value of type integer'),
    wrong('-1', 'a number >= 0'),
  ];
}

function missingHeader(name: string): Fault {
  const finding = at('headers', `/header/${name}`, `the header ${name}`, 'none');
  return { name: `${name} is missing`, alter: withHeaders({ [name]: null }), finding };
}

function at(
  check: Fault['finding']['check'],
  pointer: string,
  expected: string | RegExp,
  actual: string | RegExp,
): Fault['finding'] {
  return { check, pointer, expected, actual };
}
