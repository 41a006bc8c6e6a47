// Refusals that a document does not have: which are findings, and which nobody is to blame for.
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
        new URL(request.url).searchParams.get('word') === ''
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
