// What is drawn from schemas: found again from its seed and number, valid, and made small where it breaks something.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  type ExchangedEvent,
  type Finding,
  type Handler,
  plan,
  REPORTERS,
  reportText,
} from '../../contract/index.js';
import { conforming, MODEL, modelOf, runShelf, shelfDocument } from './shelf.js';

const idsOf = (model = MODEL) =>
  [...plan([{ model }], { phases: ['fuzz'] }).entries].map(({ ref }) => ref.id);

/** A server that takes everything, and answers with what is documented. */
const easy: Handler = (request) => {
  const isCreation = request.method === 'POST';
  const body = { name: 'Emma', tags: ['novel'], note: null };
  return conforming(isCreation ? new Request(request, { body: JSON.stringify(body) }) : request);
};

/** Crashes where a test says so; whatever else is sent is fine. */
const crashing =
  (isHit: (body: string, url: URL) => boolean): Handler =>
  async (request) => {
    const text = await request.clone().text();
    return isHit(text, new URL(request.url)) ? new Response('oops', { status: 500 }) : easy(request);
  };

async function drawn(seed: number, model = MODEL, handler = easy, draws = 25) {
  const settings = { phases: ['fuzz' as const], seed, draws };
  const { events, findings } = await runShelf(handler, { settings, model });
  const exchanges = events.filter((event): event is ExchangedEvent => event.type === 'exchanged');
  const sent = exchanges.map(({ case: { id }, request: { method, url, body } }) => ({
    id,
    method,
    url,
    body,
  }));
  return { sent, findings };
}
const ofCreation = (findings: readonly Finding[]) =>
  findings
    .filter(({ check }) => check === 'server-error')
    .map(({ request }) => request?.body ?? request?.url);

describe('what is drawn', () => {
  it('is the same for the same seed, and something else for another one', async () => {
    const [first, again, other] = [await drawn(3), await drawn(3), await drawn(4)];
    expect(first.sent).toEqual(again.sent);
    expect(first.sent.map(({ id }) => id)).toEqual(other.sent.map(({ id }) => id));
    const same = first.sent.filter(
      (each, at) => each.body !== undefined && each.body === other.sent[at]?.body,
    );
    expect(same.length).toBeLessThan(5);
    expect(first.findings).toEqual([]);
  });

  it('is the same when another operation is added', async () => {
    const document = shelfDocument();
    const more = modelOf({
      ...document,
      paths: {
        '/v0/first': {
          get: {
            operationId: 'first',
            parameters: [{ name: 'size', in: 'query', schema: { type: 'integer' } }],
            responses: { 200: { description: 'ok' } },
          },
        },
        ...document.paths,
      },
    });
    expect(idsOf(more).filter((id) => !id.includes('/first/'))).toEqual(idsOf());
    expect(idsOf(more).length).toBe(idsOf().length + 25);
    const { sent } = await drawn(3, more);
    expect(sent.filter(({ id }) => !id.includes('/first/'))).toEqual((await drawn(3)).sent);
  });

  it('keeps its number when more is drawn', async () => {
    const { sent } = await drawn(3);
    const more = await drawn(3, MODEL, easy, 30);
    const numbers = new Set(sent.map(({ id }) => id));
    expect(more.sent.length).toBeGreaterThan(sent.length);
    expect(more.sent.filter(({ id }) => numbers.has(id))).toEqual(sent);
  });

  it('is cut short by the clock, never changed by it, and said to be', async () => {
    const settings = { phases: ['fuzz' as const, 'stateful' as const], drawSeconds: 0.3 };
    const slow: Handler = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      return easy(request);
    };
    const { events } = await runShelf(slow, { settings });
    const [planned, finished] = [events[0], events.at(-1)];
    if (planned?.type !== 'planned' || finished?.type !== 'finished') throw new Error('a run has two ends');
    const judged = events.flatMap((event) => (event.type === 'judged' ? [event.case] : []));
    const drawn = judged.filter(({ phase }) => phase === 'fuzz').map(({ id }) => id);
    const { cut, totals, outcome } = finished;
    expect(outcome).toBe('complete');
    expect(cut).toEqual({ seconds: 0.3, drawn: drawn.length, left: expect.any(Number) });
    expect(drawn.length + (cut?.left ?? 0)).toBe(2 * 375);
    expect(totals).toMatchObject({ cases: judged.length, notRun: 0 });
    // All that was drawn comes first, round by round, and what comes after it is tried all the same.
    const endless = plan([{ model: MODEL }], { phases: ['fuzz'], draws: 375 });
    expect([...endless.entries].map(({ ref }) => ref.id).slice(0, drawn.length)).toEqual(drawn);
    expect(drawn.length).toBeGreaterThan(25);
    expect(judged.at(-1)?.phase).toBe('stateful');
    const text = (name: 'terminal' | 'junit' | 'html') => reportText(REPORTERS[name](), events);
    const sentence = `fuzz: ${drawn.length} of 750 cases were drawn before 0.3 s had passed`;
    for (const name of ['terminal', 'junit', 'html'] as const) expect(text(name), name).toContain(sentence);
    expect(text('terminal')).not.toContain('not run');
  });

  it('is of nothing that deletes, and of nothing that has nothing to draw', () => {
    const operations = new Set(idsOf().map((id) => id.split('/')[2]));
    expect([...operations]).toEqual(['createBook', 'listBooks']);
  });
});

const TRICKY = {
  type: 'object',
  required: ['code', 'size', 'shape', 'volume_id'],
  properties: {
    code: { type: 'string', pattern: '^[a-z]{2}-[0-9]{3,5}$' },
    size: { type: 'integer', minimum: 5, exclusiveMaximum: 40, multipleOf: 5 },
    ratio: { type: 'number', minimum: 0, maximum: 1 },
    title: { type: ['string', 'null'], minLength: 2, maxLength: 6 },
    day: { type: 'string', format: 'date' },
    // What the server has is not known to anybody else.
    volume_id: { type: 'string' },
    image_id: { type: 'string' },
    made: { type: 'string', readOnly: true },
    kinds: { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 1, maxItems: 3, uniqueItems: true },
    labels: { type: 'object', additionalProperties: { type: 'string', maxLength: 5 }, maxProperties: 2 },
    shape: {
      oneOf: [
        {
          type: 'object',
          required: ['radius'],
          properties: { radius: { type: 'integer', minimum: 1 } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['side'],
          properties: { side: { const: 4 } },
          additionalProperties: false,
        },
      ],
    },
    within: { $ref: '#/components/schemas/Tricky' },
  },
  additionalProperties: false,
};
const USUAL = { code: 'ab-123', size: 10, volume_id: 'volume-1', shape: { side: 4 } };

/** The shelf with another creation, of what a schema says. */
function modelWith(schema: object, usual: unknown) {
  const document = shelfDocument();
  const { parameters } = document.paths['/v1/{shelf}/books'];
  const content = {
    'application/json': {
      schema: { $ref: '#/components/schemas/Tricky' },
      examples: { usual: { value: usual } },
    },
  };
  const post = {
    operationId: 'createTricky',
    requestBody: { required: true, content },
    responses: { 204: { description: 'Made.' } },
  };
  return modelOf({
    ...document,
    paths: { '/v1/{shelf}/books': { parameters, post } },
    components: { ...document.components, schemas: { ...document.components.schemas, Tricky: schema } },
  });
}
const made: Handler = () => new Response(null, { status: 204 });

describe('every value that is drawn', () => {
  it('is valid, differs, and names what the document names', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({
      $id: 'all',
      components: { schemas: { Tricky: TRICKY } },
      $ref: '#/components/schemas/Tricky',
    });
    const judge = ajv.getSchema('all');
    const { sent, findings } = await drawn(1, modelWith(TRICKY, USUAL), made);
    expect(findings).toEqual([]);
    const bodies = sent.map(({ body }) => JSON.parse(body ?? '') as Record<string, unknown>);
    expect(bodies.length).toBe(25);
    for (const body of bodies) {
      expect(judge?.(body), JSON.stringify([body, judge?.errors])).toBe(true);
      expect(body).toMatchObject({ volume_id: 'volume-1' });
      expect(body).not.toHaveProperty('image_id');
      expect(body).not.toHaveProperty('made');
    }
    const members = ['code', 'size', 'ratio', 'title', 'day', 'kinds', 'labels', 'shape', 'within'];
    for (const name of members)
      expect(new Set(bodies.map((body) => JSON.stringify(body[name]))).size, name).toBeGreaterThan(1);
  });

  it('is drawn in time, however a schema holds itself', async () => {
    const members = Array.from({ length: 12 }, (_, index) => [
      `part${index}`,
      { $ref: '#/components/schemas/Tricky' },
    ]);
    const endless = {
      type: 'object',
      properties: { ...(Object.fromEntries(members) as object), size: { type: 'integer' } },
    };
    const { sent } = await drawn(1, modelWith(endless, { size: 1 }), made, 3);
    expect(sent.length).toBe(3);
  });
});

describe('what breaks a server is made small', () => {
  it('a name that is not ASCII', async () => {
    const isHit = (text: string) => text !== '' && /[^ -~]/.test((JSON.parse(text) as { name: string }).name);
    const { findings } = await drawn(1, MODEL, crashing(isHit));
    const [first] = ofCreation(findings);
    const smallest = JSON.parse(first ?? '{}') as { name: string };
    expect(Object.keys(smallest)).toEqual(['name']);
    expect([...smallest.name].length).toBe(1);
    expect(smallest.name).toMatch(/[^ -~]/);
  });

  it('a list that is empty', async () => {
    const { findings } = await drawn(
      1,
      MODEL,
      crashing((text) => text.includes('"tags":[]')),
    );
    const [first] = ofCreation(findings);
    const smallest = JSON.parse(first ?? '{}') as { name: string };
    expect(smallest).toEqual({ name: expect.any(String) as unknown, tags: [] });
    expect(smallest.name.length).toBe(1);
  });

  it('a parameter below nought', async () => {
    const { findings } = await drawn(
      1,
      MODEL,
      crashing((_, url) => Number(url.searchParams.get('limit')) < 0),
    );
    expect(String(ofCreation(findings)[0])).toMatch(/\/books\?limit=-1$/);
  });

  it('with at most forty requests, once for one defect', async () => {
    const all = await drawn(
      1,
      MODEL,
      crashing((text) => text.includes('"name"')),
    );
    const asked = new Map<string, number>();
    for (const { id } of all.sent) asked.set(id, (asked.get(id) ?? 0) + 1);
    expect([...asked.values()].filter((count) => count > 1).length).toBe(1);
    expect(Math.max(...asked.values())).toBeLessThanOrEqual(41);
    // Of each case one request is told.
    expect(ofCreation(all.findings).length).toBe(25);
  });
});
