// Servers that take a slug, an address or a number only once: nothing stays untried for it, and nobody else's item stands in.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../contract/index.js';
import { answer, documentOf, json, judge, path } from './asked.js';

const ORG = { name: 'Acme', slug: 'acme', mail: 'ann@acme.example' };
const SLUG = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,30}$' };
const PROPERTIES = {
  name: { type: 'string', minLength: 1, maxLength: 20 },
  slug: SLUG,
  mail: { type: 'string' },
};
const SENT = { type: 'object', required: ['name', 'slug', 'mail'], properties: PROPERTIES };
const READ = { ...SENT, properties: { id: { type: 'string' }, ...PROPERTIES } };
const refusals = Object.fromEntries(
  [400, 404, 409, 415].map((status) => [status, { description: '.', ...json({ type: 'object' }) }]),
);
const body = { required: true, content: { 'application/json': { schema: SENT, example: ORG } } };
const model = documentOf({
  '/orgs': {
    get: {
      operationId: 'listOrgs',
      responses: { 200: answer([{ id: 'org1', ...ORG }], { type: 'array', items: READ }) },
    },
    post: {
      operationId: 'createOrg',
      requestBody: body,
      responses: { 201: answer({ id: 'org1', ...ORG }, READ), ...refusals },
    },
  },
  '/orgs/{org_id}': {
    parameters: [path('org_id', { example: 'org1' })],
    get: { operationId: 'getOrg', responses: { 200: answer({ id: 'org1', ...ORG }, READ), ...refusals } },
    put: {
      operationId: 'replaceOrg',
      requestBody: body,
      responses: { 200: answer({ id: 'org1', ...ORG }, READ), ...refusals },
    },
    delete: { operationId: 'deleteOrg', responses: { 204: { description: '.' }, ...refusals } },
  },
});

interface Server {
  readonly handler: Handler;
  /** What was changed or removed that others made. */
  readonly harm: string[];
}

/** @param longest name that is taken */
function serverOf(unique: readonly string[], { longest = 20, refuses = false } = {}): Server {
  // What somebody has under the very id of the example.
  const orgs = new Map<string, Record<string, unknown>>([['org1', { id: 'org1', ...ORG }]]);
  const harm: string[] = [];
  const isWrong = (sent: Record<string, unknown>) =>
    Object.keys(PROPERTIES).some((name) => typeof sent[name] !== 'string') ||
    !/^[a-z][a-z0-9-]{1,30}$/.test(String(sent['slug'])) ||
    [...String(sent['name'])].length > longest ||
    sent['name'] === '';
  const answered = (status: number, value: unknown) => Response.json(value, { status });
  return {
    harm,
    handler: async (request) => {
      const [, , id] = new URL(request.url).pathname.split('/');
      if (id === 'org1' && !['GET', 'HEAD'].includes(request.method)) harm.push(request.method);
      const isSending = request.method === 'POST' || request.method === 'PUT';
      if (!['GET', 'DELETE'].includes(request.method) && !isSending)
        return new Response(null, { status: 404 });
      if (id === undefined && request.method === 'GET') return answered(200, [...orgs.values()]);
      if (id !== undefined && !orgs.has(id)) return answered(404, {});
      if (request.method === 'GET') return answered(200, orgs.get(id ?? ''));
      if (request.method === 'DELETE') {
        orgs.delete(id ?? '');
        return new Response(null, { status: 204 });
      }
      if (request.headers.get('content-type') !== 'application/json') return answered(415, {});
      const sent = ((await request.json().catch(() => ({}))) ?? {}) as Record<string, unknown>;
      if (isWrong(sent)) return answered(400, {});
      const others = [...orgs.values()].filter((each) => each['id'] !== id);
      if (refuses || others.some((each) => unique.some((name) => each[name] === sent[name])))
        return answered(409, {});
      const own = id ?? `org${orgs.size + 2}${others.length}`;
      orgs.set(own, { ...sent, id: own });
      return answered(id === undefined ? 201 : 200, orgs.get(own));
    },
  };
}

const PHASES = ['examples', 'coverage', 'negative', 'fuzz', 'stateful'] as const;

describe('a server that takes it once', () => {
  it.each([[['mail']], [['name', 'slug', 'mail']]])(
    '%j: everything is tried, and nothing is wrong',
    async (unique) => {
      const { handler, harm } = serverOf(unique);
      const { verdicts } = await judge(model, handler, { phases: PHASES, draws: 5, settleMs: 50 });
      expect(Object.entries(verdicts).filter(([, said]) => said !== 'held')).toEqual([]);
      expect(harm).toEqual([]);
    },
  );

  it('is held to its bounds all the same', async () => {
    const { handler } = serverOf(['slug'], { longest: 1000 });
    const { verdicts } = await judge(model, handler, { phases: ['negative'] });
    expect(verdicts['createOrg/negative/body.name=maxLength']).toMatch(/^broken: negative-data 201/);
    const narrow = serverOf(['slug'], { longest: 19 });
    const covered = await judge(model, narrow.handler, { phases: ['coverage'] });
    expect(covered.verdicts['createOrg/coverage/body.name=maxLength']).toMatch(/^broken: valid-data 400/);
  });
});

it('leaves what others made alone where it can make none', async () => {
  const { handler, harm } = serverOf([], { refuses: true });
  const { verdicts } = await judge(model, handler, { phases: PHASES, draws: 5, settleMs: 50 });
  expect(harm).toEqual([]);
  expect(verdicts['createOrg/examples/example']).toMatch(/^broken: status 409/);
  expect(verdicts['replaceOrg/examples/example']).toBe('skipped: no item of /orgs could be made for it');
});
