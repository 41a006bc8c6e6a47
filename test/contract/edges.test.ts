// What is planned at the edges of a document and beyond them, and how its answers are judged.
import { describe, expect, it } from 'vitest';
import { type Finding, type Handler, type Phase, type PlanEntry, plan } from '../../contract/index.js';
import { conforming, MODEL, modelOf, runShelf, shelfDocument, TOKEN } from './shelf.js';

const entriesOf = (phase: Phase, model = MODEL, seed = 0): PlanEntry[] => [
  ...plan([{ model }], { phases: [phase], seed }).entries,
];
const idsOf = (phase: Phase, model = MODEL) => entriesOf(phase, model).map(({ ref }) => ref.id);
const brief = ({ caseId, check, severity }: Finding) =>
  `${caseId.split('/').slice(3).join('/')} ${check} ${severity}`;

/** The shelf's server, which also reads what it is sent. */
const reading: Handler = async (request) => {
  const { pathname, searchParams } = new URL(request.url);
  const refuse = (status: number, headers: Record<string, string> = {}) =>
    Response.json({ error: { code: 'Invalid', message: 'no' } }, { status, headers });
  const methods = pathname.endsWith('/books') ? ['GET', 'POST'] : ['GET', 'DELETE'];
  if (!methods.includes(request.method)) return refuse(405, { allow: methods.join(', ') });
  const token = request.headers.get('x-auth-token');
  if (token !== TOKEN)
    return Response.json(
      { error: { code: 'Unauthorized', message: 'who?' } },
      { status: 401, headers: { 'www-authenticate': 'Token' } },
    );
  if (searchParams.has('limit') && !/^-?\d+$/.test(searchParams.get('limit') ?? '')) return refuse(422);
  // The shelves and books of this server have names in ASCII.
  if (/%[89a-f]/i.test(pathname))
    return Response.json({ error: { code: 'NotFound', message: 'no' } }, { status: 404 });
  if (request.method !== 'POST') return conforming(request);
  if (request.headers.get('content-type') !== 'application/json') return refuse(415);
  const text = await request.text();
  let draft: Record<string, unknown>;
  try {
    draft = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return refuse(400);
  }
  const { name, tags = [], note = null } = draft ?? {};
  const isText = (value: unknown) => typeof value === 'string';
  const fits =
    isText(name) &&
    name !== '' &&
    Array.isArray(tags) &&
    tags.every(isText) &&
    (note === null || isText(note));
  return fits
    ? conforming(new Request(request, { body: JSON.stringify({ ...draft, tags, note }) }))
    : refuse(400);
};

const run = (handler: Handler, phases: readonly Phase[], cases: readonly string[] = []) =>
  runShelf(handler, { settings: { phases, ...{ strict: false } }, cases });

describe('a server that keeps to its document', () => {
  it.each<Phase>(['coverage', 'negative'])('%s finds nothing', async (phase) => {
    const { findings, events } = await run(reading, [phase]);
    expect(findings.map(brief)).toEqual([]);
    expect(events.length).toBeGreaterThan(40);
  });
});

describe('cases', () => {
  it.each<Phase>(['coverage', 'negative'])('%s: each has an id of its own, the same every time', (phase) => {
    const ids = idsOf(phase);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(phase)).toEqual(ids);
  });

  it.each<Phase>(['coverage', 'negative'])(
    '%s: none moves when an operation and a field are added',
    (phase) => {
      const document = shelfDocument();
      const { paths, components } = document;
      const more = {
        ...document,
        paths: {
          '/v0/first': { get: { operationId: 'first', responses: { 200: { description: 'ok' } } } },
          ...paths,
        },
        components: {
          ...components,
          schemas: {
            ...components.schemas,
            BookDraft: {
              ...components.schemas.BookDraft,
              properties: {
                first: { type: 'integer', maximum: 3 },
                ...components.schemas.BookDraft.properties,
              },
            },
          },
        },
      };
      const ids = new Set(idsOf(phase, modelOf(more)));
      expect(idsOf(phase).filter((id) => !ids.has(id))).toEqual([]);
      expect(ids.size).toBeGreaterThan(idsOf(phase).length);
    },
  );

  it('of a DELETE are about an item of their own, or are not planned to change anything', () => {
    const changing = entriesOf('negative').flatMap((entry) =>
      'request' in entry && entry.request.method === 'DELETE' && !entry.request.needs?.strict ? [entry] : [],
    );
    for (const { request } of changing) expect(request.values.path).toMatchObject({ shelf: 'specpact-none' });
  });
});

const spoilt =
  (change: (request: Request, answer: Response) => Response | Promise<Response>): Handler =>
  async (request) =>
    change(request, await reading(request.clone() as Request));

describe('what is found', () => {
  const created = (body: object = {}) => Response.json(body, { status: 201 });
  it.each<[string, Phase, Handler, string]>([
    [
      'a name that is too short, accepted',
      'negative',
      async (request) => {
        const isEmpty = (await request.clone().text()).includes('"name":""');
        return isEmpty ? created() : reading(request);
      },
      'negative/body.name=minLength negative-data error',
    ],
    [
      'what may be left out, missed',
      'coverage',
      async (request) => {
        const isLeftOut = request.method === 'POST' && !(await request.clone().text()).includes('"tags"');
        return isLeftOut
          ? Response.json({ error: { code: 'Invalid', message: 'null' } }, { status: 400 })
          : reading(request);
      },
      'coverage/body.tags=absent valid-data error',
    ],
    [
      'a 405 without Allow',
      'negative',
      spoilt((_, answer) => {
        answer.headers.delete('allow');
        return answer;
      }),
      'negative/method=PUT allow error',
    ],
    [
      'a 405 that leaves a method out',
      'negative',
      spoilt((_, answer) => {
        if (answer.status === 405) answer.headers.set('allow', 'GET');
        return answer;
      }),
      'negative/method=PUT allow error',
    ],
    [
      'any token',
      'negative',
      (request) => {
        const headers = new Headers(request.headers);
        if (headers.has('x-auth-token')) headers.set('x-auth-token', TOKEN);
        return reading(new Request(request, { headers }));
      },
      'negative/credentials=altered-Token credentials error',
    ],
    [
      'a 401 without a challenge',
      'negative',
      spoilt((request, answer) => {
        if (new URL(request.url).pathname.endsWith('/books')) return answer;
        answer.headers.delete('www-authenticate');
        return answer;
      }),
      'negative/credentials=none challenge error',
    ],
    [
      'JSON that is none',
      'negative',
      spoilt((_, answer) => (answer.status === 400 ? new Response('{}', { status: 500 }) : answer)),
      'negative/body=cut-off server-error error',
    ],
  ])('%s', async (_, phase, handler, expected) => {
    const { findings } = await run(handler, [phase]);
    expect(findings.map(brief)).toContain(expected);
  });

  it('members that nobody knows: warnings, or errors where that is asked for', async () => {
    const handler = spoilt(async (_, answer) => {
      const body = (await answer.json()) as { book?: object };
      return Response.json({ ...body, ...(body.book && { book: { ...body.book, internal: 1 } }) }, answer);
    });
    const cases = ['shelf/2.0/getBook/examples/known-book'];
    for (const [strict, severity] of [
      [false, 'warning'],
      [true, 'error'],
    ] as const) {
      const { findings } = await runShelf(handler, { settings: { strict }, cases });
      expect(findings.map((each) => [each.check, each.severity, each.pointer])).toEqual([
        ['extra-fields', severity, '/body/book/internal'],
      ]);
    }
  });

  it('what is shown for another word of the path than was asked for', async () => {
    const parameters = [
      { name: 'zone', in: 'path', required: true, schema: { enum: ['north', 'south'] }, example: 'north' },
    ];
    const content = {
      'application/json': { schema: { type: 'object' }, examples: { usual: { value: { zone: 'north' } } } },
    };
    const get = { operationId: 'getFloor', parameters, responses: { 200: { description: '.', content } } };
    const model = modelOf({
      ...{ openapi: '3.1.0', info: { title: 'Floors', version: '1' }, paths: { '/floors/{zone}': { get } } },
    });
    const settings = { phases: ['coverage' as const] };
    const served: Handler = (request) => Response.json({ zone: request.url.split('/').at(-1) });
    expect((await runShelf(served, { model, settings })).findings.map(brief)).toEqual([]);
    const { findings } = await runShelf(() => Response.json({ zone: 'north' }), { model, settings });
    expect(findings.map(brief)).toEqual(['coverage/path.zone=enum-south relations error']);
  });

  it('an answer that takes longer than was asked for', async () => {
    const slow: Handler = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return reading(request);
    };
    const cases = ['shelf/2.0/getBook/examples/known-book'];
    const checks = async (maxTime?: number) =>
      (await runShelf(slow, { settings: { ...(maxTime !== undefined && { maxTime }) }, cases })).findings.map(
        ({ check }) => check,
      );
    expect(await checks()).toEqual([]);
    expect(await checks(5_000)).toEqual([]);
    expect(await checks(1)).toEqual(['answer-time']);
  });
});
