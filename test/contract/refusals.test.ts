// Refusals that a document does not have, or that say nothing of the request: which are findings, and which nobody is to blame for.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../contract/index.js';
import { answer, answering, documentOf, type Judged, json, judge, ONE, PET, path } from './asked.js';

describe('a refusal that the document does not have', () => {
  const trying = (phase: 'coverage' | 'negative' | 'fuzz') => ({ phases: [phase], draws: 5 });
  const broken = ({ verdicts }: Judged) =>
    Object.values(verdicts).filter((each) => each.startsWith('broken'));

  it.each(['coverage', 'negative', 'fuzz'] as const)(
    'says nothing in %s where the path was made up',
    async (phase) => {
      const parameters = [path('id'), { name: 'size', in: 'query', schema: { type: 'integer', maximum: 9 } }];
      const paths = (id: object) => ({
        '/pets/{id}': {
          get: {
            operationId: 'getPet',
            parameters: [id, ...parameters.slice(1)],
            responses: { 200: answer(ONE, PET) },
          },
        },
      });
      const handler: Handler = ({ method }) =>
        method === 'GET' || method === 'HEAD'
          ? Response.json({}, { status: 404 })
          : new Response(null, { status: 405, headers: { allow: 'GET' } });
      const run = await judge(documentOf(paths(path('id'))), handler, trying(phase));
      expect(broken(run)).toEqual([]);
      expect(Object.values(run.verdicts).join()).toContain(
        'skipped: refused with 404, and no example gives path id',
      );
      const known = await judge(documentOf(paths(path('id', { example: '7' }))), handler, trying(phase));
      expect(broken(known).join()).toContain('status 404');
    },
  );

  const creation = (refusals: object) =>
    documentOf({
      '/pets': {
        post: {
          operationId: 'createPet',
          requestBody: {
            required: true,
            ...json({
              type: 'object',
              required: ['owner_id'],
              properties: { owner_id: { type: 'string' }, name: { type: 'string' } },
            }),
          },
          responses: { 201: { description: '.' }, ...refusals },
        },
      },
    });

  it.each([400, 404, 409, 422])('is a finding of drawn data, and a documented %i is none', async (status) => {
    expect(broken(await judge(creation({}), answering(status, {}), trying('fuzz'))).join()).toContain(
      `status ${status}`,
    );
    const documented = creation({ [status]: { description: '.', ...json({}) } });
    expect(broken(await judge(documented, answering(status, {}), trying('fuzz')))).toEqual([]);
  });

  it('is told once where it is of what the document allows', async () => {
    const handler: Handler = async (request) =>
      (await request.text()).includes('name')
        ? Response.json({}, { status: 400 })
        : new Response(null, { status: 201 });
    const { verdicts } = await judge(creation({}), handler, trying('coverage'));
    expect(verdicts['createPet/coverage/body.name=present']).toBe('broken: valid-data 400');
    const { verdicts: never } = await judge(creation({}), answering(400, {}), trying('coverage'));
    expect(never['createPet/coverage/body.name=present']).toMatch(/^broken: status 400[^:]*(: status 400)?/);
    expect(never['createPet/coverage/body.name=present']).not.toContain('valid-data');
  });

  it('is no matter of the document where a request is longer than servers take', async () => {
    const parameters = [
      { name: 'word', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 9_000 }, example: 'a' },
    ];
    const model = documentOf({
      '/words': { get: { operationId: 'getWord', parameters, responses: { 200: answer(ONE, PET) } } },
    });
    const limited =
      (longest: number, status: number): Handler =>
      (request) =>
        request.method !== 'GET'
          ? new Response(null, { status: 405, headers: { allow: 'GET' } })
          : new URL(request.url).searchParams.get('word') === ''
            ? Response.json({}, { status: 400 })
            : request.url.length > longest
              ? new Response(null, { status })
              : Response.json(ONE);
    for (const phase of ['coverage', 'negative'] as const)
      for (const status of [414, 431])
        expect(broken(await judge(model, limited(8_000, status), trying(phase)))).toEqual([]);
    expect(broken(await judge(model, limited(8_000, 400), trying('coverage'))).join()).toContain(
      'valid-data',
    );
    expect(broken(await judge(model, limited(30, 414), trying('coverage'))).join()).toContain('status 414');
  });
});

describe('a server that is full', () => {
  const model = documentOf({
    '/pets': {
      post: {
        operationId: 'createPet',
        requestBody: { required: true, ...json({ type: 'object' }, { example: { name: 'Rex' } }) },
        responses: {
          201: answer(ONE, PET),
          403: { description: '.', ...json({}) },
          413: { description: '.', ...json({}) },
        },
      },
      get: { operationId: 'listPets', responses: { 200: answer([ONE], {}) } },
    },
    '/pets/{id}': {
      get: { operationId: 'getPet', parameters: [path('id')], responses: { 200: answer(ONE, PET) } },
      put: {
        operationId: 'putPet',
        parameters: [path('id')],
        requestBody: { required: true, ...json({ type: 'object' }, { example: { name: 'Max' } }) },
        responses: { 200: answer({ id: 7, name: 'Max' }, PET) },
      },
    },
  });
  const refusing =
    (status: number, body: unknown): Handler =>
    ({ method, url }) =>
      method === 'GET' ? Response.json(url.endsWith('/pets') ? [ONE] : ONE) : Response.json(body, { status });

  it.each([
    [
      403,
      { code: 'quota_exceeded' },
      'no room for another one: refused with 403, which says "quota_exceeded"',
    ],
    [
      403,
      { message: 'Limit exceeded.' },
      'no room for another one: refused with 403, which says "Limit exceeded"',
    ],
    [413, { code: 'overLimit' }, 'no room for another one: refused with 413, which says "overLimit"'],
    [413, {}, 'no room for another one: refused with 413'],
  ])(
    'is not blamed for %i with %j, and nothing that needs an item is tried',
    async (status, body, reason) => {
      const { verdicts, asked } = await judge(model, refusing(status, body));
      expect(verdicts).toEqual({
        'createPet/examples/example': `skipped: ${reason}`,
        'listPets/examples/example': 'held',
        'getPet/examples/example': 'skipped: no item of /pets could be made for it',
        'putPet/examples/example': 'skipped: no item of /pets could be made for it',
      });
      expect(asked.filter((each) => each.startsWith('PUT'))).toEqual([]);
    },
  );

  it.each([
    [403, { message: 'You may not do this.' }],
    [507, { code: 'quota_exceeded' }],
  ])('is one that says so, by a status that is documented: not %i with %j', async (status, body) => {
    const { verdicts } = await judge(model, refusing(status, body));
    expect(verdicts['createPet/examples/example']).toMatch(/^broken: /);
  });
});
