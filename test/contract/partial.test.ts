// Documents that show answers without the requests that they answer: what is asked then, what is judged, and what nobody can know.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../contract/index.js';
import { loadDocument } from '../../generator/index.js';
import { answer, answering, documentOf, json, judge, ONE, PET, path } from './asked.js';
import { runShelf } from './shelf.js';

const reading = (parameter: object = path('id')) =>
  documentOf({
    '/pets/{id}': {
      get: { operationId: 'getPet', parameters: [parameter], responses: { 200: answer(ONE, PET) } },
    },
  });

describe('an answer without its request', () => {
  it('is asked for with what the document shows of the parts, or with what their schemas take', async () => {
    const parameters = [
      path('id', { schema: { type: 'integer', minimum: 5 } }),
      { name: 'kind', in: 'query', required: true, schema: { enum: ['dog', 'cat'] } },
      { name: 'size', in: 'query', required: true, schema: { type: 'string' }, example: 'big' },
      { name: 'sort', in: 'query', schema: { type: 'string' } },
    ];
    const model = documentOf({
      '/pets/{id}': { get: { operationId: 'getPet', parameters, responses: { 200: answer(ONE, PET) } } },
    });
    const { asked, verdicts } = await judge(model, answering(200, { id: 5, name: 'Ida' }));
    expect(asked).toEqual(['GET /pets/5?kind=dog&size=big']);
    expect(verdicts).toEqual({ 'getPet/examples/example': 'held' });
  });

  it('is judged by status, content type, headers and schema', async () => {
    expect((await judge(reading(), answering(200, { id: 'x', name: 'Ida' }))).verdicts).toEqual({
      'getPet/examples/example': 'broken: body "x"',
    });
    const csv = () => new Response('a', { headers: { 'content-type': 'text/csv' } });
    expect((await judge(reading(), csv)).verdicts).toEqual({
      'getPet/examples/example': 'broken: content-type "text/csv"',
    });
    expect((await judge(reading(), answering(500, {}))).verdicts['getPet/examples/example']).toMatch(
      /^broken: server-error/,
    );
  });

  it('owes nothing to values that were made up', async () => {
    const parameter = path('name', { schema: { type: 'string' } });
    const model = documentOf({
      '/pets/{name}': {
        get: {
          operationId: 'getPet',
          parameters: [parameter],
          responses: { 200: answer({ ...ONE, name: 'text' }, PET) },
        },
      },
    });
    expect((await judge(model, answering(200, { id: 1, name: 'another' }))).verdicts).toEqual({
      'getPet/examples/example': 'held',
    });
  });

  it('is left open where what was made up is refused, and told where it was given', async () => {
    expect((await judge(reading(), answering(404, {}))).verdicts).toEqual({
      'getPet/examples/example':
        'skipped: refused with 404, and no example gives path id; variables would help (--set id=…)',
    });
    const given = await judge(reading(), answering(404, {}), { variables: { id: '12' } });
    expect(given.asked).toEqual(['GET /pets/12']);
    expect(given.verdicts['getPet/examples/example']).toMatch(/^broken: status 404/);
    const shown = await judge(reading(path('id', { example: '12' })), answering(404, {}));
    expect(shown.verdicts['getPet/examples/example']).toMatch(/^broken: status 404/);
    // Whatever the id is, the method is documented.
    expect((await judge(reading(), answering(405, {}))).verdicts['getPet/examples/example']).toMatch(
      /^broken: .*405/,
    );
  });

  it('is of an item of the run’s own where one can be made, and nothing else is changed', async () => {
    const item = { parameters: [path('id')] };
    const creation = {
      post: {
        operationId: 'createPet',
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
        },
        responses: { 201: answer(ONE, PET) },
      },
    };
    const changing = {
      put: {
        ...{
          operationId: 'putPet',
          requestBody: { ...json({ type: 'object' }, { example: { name: 'Max' } }) },
        },
        responses: { 200: answer({ id: 7, name: 'Max' }, PET) },
      },
      delete: {
        operationId: 'deletePet',
        responses: { 204: { description: '.', headers: { X: { schema: {}, example: '1' } } } },
      },
    };
    const pets = new Set<number>();
    const handler: Handler = async (request) => {
      if (request.method === 'POST') {
        pets.add(pets.size + 40);
        return Response.json({ id: pets.size + 39, name: 'text' }, { status: 201 });
      }
      const id = Number(new URL(request.url).pathname.split('/').at(-1));
      if (!pets.has(id)) return Response.json({}, { status: 404 });
      return request.method === 'DELETE'
        ? new Response(null, { status: 204, headers: { x: '1' } })
        : Response.json({ id, name: 'Max' });
    };
    const whole = await judge(
      documentOf({ '/pets': creation, '/pets/{id}': { ...item, ...changing } }),
      handler,
    );
    expect(whole.verdicts).toEqual({
      'createPet/examples/example': 'held',
      'putPet/examples/example': 'held',
      'deletePet/examples/example': 'held',
    });
    expect(whole.asked[0]).toBe('POST /pets {"name":"a"}');
    const alone = await judge(documentOf({ '/pets/{id}': { ...item, ...changing } }), handler);
    expect(alone.asked).toEqual([]);
    expect(new Set(Object.values(alone.verdicts))).toEqual(
      new Set(['skipped: no value is known for path id, and nobody guesses what is to be changed']),
    );
  });

  it('is sent with a body that stands beside it under another name, but not with one that is refused', async () => {
    const operation = {
      operationId: 'createPet',
      requestBody: json(
        { type: 'object' },
        { examples: { taken: { value: { name: 'Rex' } }, fresh: { value: { name: 'Ida' } } } },
      ),
      responses: {
        201: { description: '.', ...json(PET, { examples: { created: { value: ONE } } }) },
        409: { description: '.', ...json({}, { examples: { taken: { value: {} } } }) },
      },
    };
    const { asked } = await judge(documentOf({ '/pets': { post: operation } }), answering(201, ONE));
    expect(asked).toContain('POST /pets {"name":"Ida"}');
    expect(asked.filter((each) => each.includes('Rex'))).toHaveLength(1);
  });
});

describe('a refusal without its request', () => {
  const operation = {
    operationId: 'createPet',
    requestBody: json({ type: 'object' }, { example: { name: 'Rex' } }),
    responses: { 201: answer(ONE, PET), 400: answer({ code: 1 }), 409: answer({ code: 2 }), 500: answer({}) },
  };

  it('is skipped and said, whatever the body is that stands beside it without a name', async () => {
    const { asked, verdicts } = await judge(
      documentOf({ '/pets': { post: operation } }),
      answering(201, ONE),
    );
    expect(asked).toEqual(['POST /pets {"name":"Rex"}']);
    const why = (status: number) => `skipped: no request is shown that leads to the ${status} of the example`;
    expect(verdicts).toEqual({
      'createPet/examples/example-201': 'held',
      'createPet/examples/example-400': why(400),
      'createPet/examples/example-409': why(409),
      'createPet/examples/example-500': why(500),
    });
  });

  it('is tried where its name, what it violates, or the lack of credentials says how', async () => {
    const named = {
      ...operation,
      requestBody: json({}, { examples: { same: { value: {} }, bad: { value: 1, 'x-violates': '' } } }),
      responses: {
        201: answer(ONE, PET),
        400: { description: '.', ...json({}, { examples: { bad: { value: 1 } } }) },
        401: {
          description: '.',
          ...json({}, { examples: { who: { value: 1, 'x-without-credentials': true } } }),
        },
        409: { description: '.', ...json({}, { examples: { same: { value: 1 } } }) },
      },
    };
    const { verdicts } = await judge(documentOf({ '/pets': { post: named } }), answering(418, {}));
    expect(Object.keys(verdicts).filter((id) => verdicts[id]?.startsWith('broken'))).toHaveLength(4);
  });

  it('is the usual answer where no success is documented', async () => {
    const usual = (status: string) => ({ get: { responses: { [status]: answer(ONE, PET) } } });
    const model = documentOf({ '/a': usual('default'), '/b': usual('303') });
    const { asked } = await judge(model, answering(200, ONE));
    expect(asked).toEqual(['GET /a', 'GET /b']);
    expect((await judge(documentOf({ '/a': usual('default') }), answering(200, ONE))).verdicts).toEqual({
      'get%20%2Fa/examples/example': 'held',
    });
  });
});

it('several successes without a request are each right; the one that does not come is left open', async () => {
  const operation = {
    operationId: 'op',
    responses: { 200: answer(ONE, PET), 202: answer({ id: 1, name: '' }, PET) },
  };
  const { verdicts } = await judge(documentOf({ '/a': { get: operation } }), answering(200, ONE));
  expect(verdicts).toEqual({
    'op/examples/example-200': 'held',
    'op/examples/example-202':
      'skipped: 200 came, and which requests lead to the 202 of the example is not shown',
  });
  expect((await judge(documentOf({ '/a': { get: operation } }), answering(201, ONE))).verdicts).toMatchObject(
    {
      'op/examples/example-200': expect.stringMatching(/^broken: status 201/),
    },
  );
});

it('documents of 2.0 give their values by x-example, and their answers by media type', async () => {
  const document = `swagger: '2.0'
info: { title: T, version: '1' }
produces: [application/json]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, type: integer, x-example: 12 }]
      responses: { 200: { description: ., schema: { type: object }, examples: { application/json: { id: 12 } } }, 404: { description: ., examples: { application/json: {} } } }
  /pets:
    post:
      operationId: createPet
      consumes: [application/json]
      parameters: [{ name: pet, in: body, required: true, schema: { type: object }, x-examples: { application/json: { name: Ida } } }]
      responses: { 201: &made { description: ., schema: { type: object }, examples: { application/json: { id: 12 } } } }
    put:
      operationId: putPets
      consumes: [application/json]
      parameters: [{ name: pet, in: body, schema: { type: object }, x-example: { name: Max } }]
      responses: { 201: *made }
  /form:
    post:
      operationId: sendForm
      parameters: [{ name: word, in: formData, type: string, required: true, x-example: shown }]
      responses: { 201: *made }
`;
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'specpact-partial-'));
  try {
    writeFileSync(join(folder, 'openapi.yaml'), document);
    const { value } = await loadDocument('openapi.yaml', { cwd: folder });
    if (!value) throw new Error('the document cannot be read');
    const { asked, verdicts } = await judge(value.model, (request) =>
      Response.json({ id: 12 }, { status: request.method === 'GET' ? 200 : 201 }),
    );
    expect(asked).toEqual([
      'GET /pets/12',
      'POST /pets {"name":"Ida"}',
      'PUT /pets {"name":"Max"}',
      'POST /form word=shown',
    ]);
    expect(Object.values(verdicts).map((each) => each.split(':')[0])).toEqual([
      'held',
      'skipped',
      'held',
      'held',
      'held',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('what was skipped is no example that was touched', async () => {
  const { CoverageCount } = await import('../../contract/index.js');
  const count = new CoverageCount();
  const { events } = await runShelf(answering(404, {}), {
    model: reading(),
    settings: { phases: ['examples'] },
  });
  for (const event of events) {
    if (event.type === 'exchanged') count.exchanged(event);
    if (event.type === 'judged') count.judged(event);
  }
  const [planned] = events;
  if (planned?.type !== 'planned') throw new Error('a run begins');
  expect(count.of(planned).kinds.examples).toMatchObject({ touched: 0, of: 1 });
});
