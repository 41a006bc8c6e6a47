// Tries a proxy in front of a real server: what goes through unchanged, what is told of both sides, and what is written down.
import { describe, expect, it } from 'vitest';
import { createProxy, type ProxiedExchange, recorderOf } from '../../contract/mock/index.js';
import { COMPONENTS, PATHS } from './notes.js';
import { ask, modelOf } from './served.js';

const model = modelOf(PATHS, COMPONENTS);
const NOTE = { id: '5f0e3d1c-9b7a-4e2d-8c6f-1a2b3c4d5e6f', title: 'a', created_at: '2026-01-01T00:00:00Z' };
const json = (body: unknown, status = 200) => Response.json(body, { status });

/** A proxy in front of one answer, and what it has seen. */
function standing(answer: Response | (() => Response), errors = false) {
  const sent: Request[] = [];
  const seen: ProxiedExchange[] = [];
  const proxy = createProxy({
    ...{ models: [model], upstream: 'http://upstream.test/base/', errors },
    send: async (request) => {
      sent.push(request);
      return typeof answer === 'function' ? answer() : answer;
    },
    onExchange: (exchange) => seen.push(exchange),
  });
  return { proxy: proxy as never, sent, seen };
}

describe('a proxy', () => {
  it('passes on what is asked and answered', async () => {
    const { proxy, sent } = standing(
      new Response(JSON.stringify(NOTE), {
        status: 201,
        headers: { 'content-type': 'application/json', 'x-own': '1', connection: 'close' },
      }),
    );
    const { status, headers, body } = await ask(
      proxy,
      'POST /notes?x=%2F',
      { title: 'a' },
      { 'x-mine': '2' },
    );
    expect([status, body, headers.get('x-own'), headers.get('connection')]).toEqual([201, NOTE, '1', null]);
    expect(headers.get('specpact-verdict')).toBe('held');
    expect([sent[0]?.url, sent[0]?.headers.get('x-mine')]).toEqual([
      'http://upstream.test/base/notes?x=%2F',
      '2',
    ]);
    expect(await sent[0]?.json()).toEqual({ title: 'a' });
  });

  it.each([
    ['a status', () => json({}, 418), '/status'],
    ['a member', () => json({ ...NOTE, title: 7 }), '/body/title'],
    ['a missing member', () => json({ id: NOTE.id }), '/body/title'],
    [
      'a media type',
      () => new Response('a', { headers: { 'content-type': 'text/plain' } }),
      '/header/content-type',
    ],
    ['no JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } }), '/body'],
  ])('tells %s that the document does not allow, and can refuse it', async (_, answer, pointer) => {
    const line = `GET /notes/${NOTE.id}`;
    const told = await ask(standing(answer).proxy, line);
    expect(told.status).toBe(answer().status);
    expect(told.headers.get('specpact-verdict')).toBe('broken answer');
    expect(told.headers.get('specpact-reason')).toContain(pointer);
    const refused = await ask(standing(answer, true).proxy, line);
    expect([refused.status, refused.body.violations[0].pointer]).toEqual([502, pointer]);
  });

  it('tells what is wrong with a request, which the server gets all the same', async () => {
    for (const [line, body, pointer] of [
      ['POST /notes', { title: 7 }, '/body/title'],
      ['GET /notes?limit=0', undefined, '/query/limit'],
      ['GET /nothing', undefined, '/path'],
    ] as const) {
      const { proxy, sent, seen } = standing(json({ code: 1, message: 'a' }, 400));
      const { headers } = await ask(proxy, line, body);
      expect(headers.get('specpact-verdict')).toContain('request');
      expect(seen[0]?.verdict.request[0]?.pointer).toBe(pointer);
      expect(sent).toHaveLength(1);
    }
  });

  it('says that nobody is behind it', async () => {
    const { proxy } = standing(() => {
      throw new TypeError('fetch failed');
    });
    expect((await ask(proxy, 'GET /notes')).status).toBe(502);
  });

  it('writes down what went through, without secrets', async () => {
    const { proxy, seen } = standing(() => json({ ...NOTE, title: 'a-very-secret-token' }));
    await ask(proxy, `GET /notes/${NOTE.id}`, undefined, { authorization: 'Bearer a-very-secret-token' });
    const now = () => new Date('2026-04-15T00:00:00Z');
    for (const form of ['ndjson', 'har'] as const) {
      const recorder = recorderOf(form, now);
      const text = seen.map((exchange) => recorder.add(exchange)).join('') + recorder.end();
      expect(text).not.toContain('a-very-secret-token');
      const written = JSON.parse(text);
      if (form === 'ndjson')
        expect(written).toMatchObject({
          operation: 'getNote',
          answer: { status: 200 },
          verdict: { answer: [] },
        });
      else
        expect(written.log.entries).toMatchObject([
          { request: { method: 'GET' }, response: { status: 200 } },
        ]);
    }
  });
});
