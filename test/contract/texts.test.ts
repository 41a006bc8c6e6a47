// Bodies and parameters that are written as texts, at their edges and beyond: a number as a text is no violation of a form, in JSON it is.
import { describe, expect, it } from 'vitest';
import { plan } from '../../contract/index.js';
import { buildRequest } from '../../runtime/parameters.js';
import { answering, documentOf, judge } from './asked.js';

const FIELDS = {
  type: 'object',
  required: ['name', 'size'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 40 },
    size: { type: 'integer', minimum: 1, maximum: 9 },
    kind: { enum: ['big', 'small'] },
    file: { type: 'string', contentMediaType: 'image/png', maxLength: 9 },
  },
};
const VALUE = { name: 'abc', size: 5, kind: 'big' };

const bodied = (mediaType: string, schema: object = FIELDS, example: unknown = VALUE) =>
  documentOf({
    '/x': {
      post: {
        operationId: 'op',
        requestBody: { required: true, content: { [mediaType]: { schema, example } } },
        responses: { 201: { description: '.' }, 400: { description: '.' } },
      },
    },
  });
const asking = (parameter: object) =>
  documentOf({
    '/x': {
      get: {
        operationId: 'op',
        parameters: [{ in: 'query', ...parameter }],
        responses: { 200: { description: '.' } },
      },
    },
  });

/** What is tried of a phase, `size=maximum`. */
function tried(model: ReturnType<typeof documentOf>, phase: 'coverage' | 'negative'): string[] {
  const names = Array.from(plan([{ model }], { phases: [phase] }).entries, ({ ref }) => ref.example);
  return names.filter((name) => !/^(method|credentials|body)=/.test(name));
}

describe.each(['application/x-www-form-urlencoded', 'multipart/form-data'])('a body of %s', (mediaType) => {
  it('is forbidden only what no reading of its fields allows', () => {
    const names = tried(bodied(mediaType), 'negative');
    for (const name of [
      'name=minLength',
      'name=maxLength',
      'name=missing',
      'size=maximum',
      'size=text',
      'kind=unknown-value',
    ])
      expect(names).toContain(`body.${name}`);
    // Texts of numbers and words, null and files.
    expect(names.filter((name) => /name=as-(number|boolean)|size=as-string|null|file/.test(name))).toEqual(
      [],
    );
    const json = tried(bodied('application/json'), 'negative');
    expect(json).toContain('body.size=as-string');
  });

  it('is tried at its edges', () => {
    const names = tried(bodied(mediaType), 'coverage');
    for (const name of ['name=maxLength', 'name=minLength', 'size=maximum', 'kind=absent'])
      expect(names).toContain(`body.${name}`);
    expect(names.filter((name) => /null|file/.test(name))).toEqual([]);
  });
});

it('a form that takes what it must refuse, and one that refuses what it must take, are caught', async () => {
  const model = bodied('application/x-www-form-urlencoded');
  const { verdicts, asked } = await judge(model, answering(201, null), { phases: ['negative'] });
  expect(verdicts['op/negative/body.size=maximum']).toMatch(/^broken: negative-data/);
  expect(asked).toContain('POST /x name=abc&size=10&kind=big');
  const timid = await judge(
    model,
    async (request) => new Response(null, { status: (await request.text()).includes('size=9') ? 400 : 201 }),
    { phases: ['coverage'] },
  );
  expect(timid.verdicts['op/coverage/body.size=maximum']).toMatch(/^broken: valid-data/);
});

it('a text is held to its lengths and words', () => {
  const names = tried(
    bodied('text/plain', { type: 'string', minLength: 2, maxLength: 4 }, 'abc'),
    'negative',
  );
  expect(names).toEqual(
    ['body=minLength', 'body=maxLength', 'body=far-too-long'].filter((name) => names.includes(name)),
  );
  const all = Array.from(
    plan([{ model: bodied('text/plain', { type: 'string', maxLength: 4 }, 'abc') }], { phases: ['negative'] })
      .entries,
    ({ ref }) => ref.example,
  );
  expect(all).toContain('body=maxLength');
});

describe('a parameter that is', () => {
  const object = (more: object) =>
    asking({
      name: 'filter',
      schema: {
        ...FIELDS,
        properties: { ...FIELDS.properties, file: undefined },
        additionalProperties: false,
      },
      example: VALUE,
      ...more,
    });

  it('a deep object is held to its members, and to none that it does not have', async () => {
    const model = object({ style: 'deepObject', explode: true });
    const names = tried(model, 'negative');
    for (const name of ['.size=maximum', '.name=missing', '.kind=unknown-value', '=unknown-member'])
      expect(names).toContain(`query.filter${name}`);
    expect(names.filter((name) => /name=as-(number|boolean)|size=as-string|null/.test(name))).toEqual([]);
    const { asked } = await judge(model, answering(200, null), { phases: ['negative'] });
    expect(asked.map(decodeURIComponent)).toContain(
      'GET /x?filter[name]=abc&filter[size]=10&filter[kind]=big',
    );
  });

  it('exploded is held to its members; another one is another parameter', () => {
    const names = tried(object({ style: 'form', explode: true }), 'negative');
    expect(names).toContain('query.filter.size=maximum');
    expect(names.filter((name) => name.includes('unknown-member'))).toEqual([]);
  });

  it('JSON is held to every type', () => {
    const content = { 'application/json': { schema: FIELDS, example: VALUE } };
    const names = tried(asking({ name: 'filter', content }), 'negative');
    for (const name of ['.size=as-string', '.size=null', '.name=missing'])
      expect(names).toContain(`query.filter${name}`);
    expect(
      tried(
        asking({
          name: 'n',
          content: { 'application/json': { schema: { type: ['integer', 'null'] }, example: 1 } },
        }),
        'coverage',
      ),
    ).toContain('query.n=null');
  });

  it('a list is held to the number and the kind of its items', () => {
    const schema = { type: 'array', items: { type: 'integer', maximum: 9 }, minItems: 2, maxItems: 3 };
    const names = tried(asking({ name: 'ids', schema, example: [1, 2] }), 'negative');
    for (const name of ['=minItems', '=maxItems', '.0=maximum']) expect(names).toContain(`query.ids${name}`);
    expect(names).not.toContain('query.ids.0=as-string');
  });

  it('any of them can be sent as it is tried', () => {
    for (const model of [
      object({ style: 'deepObject', explode: true }),
      object({ style: 'form', explode: false }),
    ])
      for (const entry of plan([{ model }], { phases: ['negative', 'coverage'] }).entries)
        if ('request' in entry) expect(() => buildRequest(entry.request, entry.request.values)).not.toThrow();
  });
});
