// Answers that begin with what a family adds, against the same added to them afterwards.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFamilyHandler } from '../../runtime/family.js';
import { createHandler, type Handler, route, type Server } from '../../runtime/server.js';
import type { WireOperation } from '../../runtime/wire.js';
import { SCP } from '../family/families.js';

const OPERATION: WireOperation = {
  id: 'listSnapshots',
  name: 'listSnapshots',
  method: 'GET',
  path: '/v1/snapshots',
  parameters: [],
  security: [],
  answers: { 200: { 'application/json': { kind: 'json' } }, 204: {} },
};
const now = () => new Date('2026-04-15T00:00:00Z');
const always = { Deprecation: '@1767225600', Sunset: 'Sat, 02 May 2026 00:00:00 GMT' };

function request(path = '/v1/snapshots', method = 'GET'): Request {
  const headers = { 'Scp-Api-Version': 'virtualserver 1.1' };
  return new Request(`http://localhost${path}`, { method, headers });
}

function familyOf(serve: Handler, operation = OPERATION, wrap: (server: Server) => Server = (same) => same) {
  const server = () =>
    wrap(createHandler([route(operation, {})], { listSnapshots: serve }, {}, '1.1', { basePath: '' }));
  const versions = Object.fromEntries(SCP.versions.map(({ id }) => [id, server()]));
  return createFamilyHandler({ family: SCP, versions, now });
}

afterEach(() => vi.unstubAllGlobals());

describe('what a family adds to the answers of a generated server', () => {
  it.each<[string, Handler, WireOperation, Request]>([
    ['a body', () => ({ status: 200, body: [] }), OPERATION, request()],
    ['no body', () => ({ status: 204 }), OPERATION, request()],
    ['HEAD', () => ({ status: 200, body: [] }), OPERATION, request('/v1/snapshots', 'HEAD')],
    ['own headers', () => ({ status: 204, headers: { Vary: 'Origin', Link: '</a>' } }), OPERATION, request()],
    ['an own date', () => ({ status: 204, headers: { Sunset: always.Sunset } }), OPERATION, request()],
    ['an operation with dates', () => ({ status: 204 }), { ...OPERATION, always }, request()],
    ['a broken answer', () => ({ status: 500 }), OPERATION, request()],
    ['no such path', () => ({ status: 204 }), OPERATION, request('/elsewhere')],
  ])('is the same as behind a wrapper: %s', async (_, serve, operation, asked) => {
    const silent = vi.spyOn(console, 'error').mockReturnValue();
    const [direct, wrapped] = await Promise.all([
      familyOf(serve, operation)(asked.clone()),
      familyOf(serve, operation, (server) => (each) => server(each))(asked.clone()),
    ]);
    silent.mockRestore();
    expect([direct.status, ...direct.headers]).toEqual([wrapped.status, ...wrapped.headers]);
    expect(await direct.text()).toBe(await wrapped.text());
    expect(direct.headers.get('scp-api-version')).toBe('virtualserver 1.1');
  });

  it('is added behind a wrapper that sets what the family adds', async () => {
    const wrap = (server: Server) => async (each: Request) => {
      const response = await server(each);
      response.headers.set('Vary', 'Accept-Encoding');
      return response;
    };
    const response = await familyOf(() => ({ status: 204 }), OPERATION, wrap)(request());
    expect(response.headers.get('vary')).toBe('Accept-Encoding, Scp-Api-Version');
  });

  it('is never shared between answers, whose headers others may change', async () => {
    // As those of @hono/node-server: the object that a response is made with is the one that it has.
    class Keeping extends Response {
      readonly #given: Headers | undefined;
      constructor(body?: ConstructorParameters<typeof Response>[0], init: ResponseInit = {}) {
        super(body, init);
        this.#given = init.headers instanceof Headers ? init.headers : undefined;
      }
      override get headers(): Headers {
        return this.#given ?? super.headers;
      }
    }
    vi.stubGlobal('Response', Keeping);
    const handle = familyOf(() => ({ status: 200, body: [] }));
    const first = await handle(request());
    first.headers.set('Set-Cookie', 'session=of-somebody');
    first.headers.delete('Sunset');
    const second = await handle(request());
    expect(second.headers.get('set-cookie')).toBeNull();
    expect(second.headers.get('sunset')).toBe('Sat, 30 May 2026 15:00:00 GMT');
    expect(second.headers.get('content-type')).toBe('application/json');
  });

  it('comes with a rejection where the clock throws', async () => {
    const handle = createFamilyHandler({
      family: SCP,
      versions: Object.fromEntries(SCP.versions.map(({ id }) => [id, () => new Response(id)])),
      now: () => {
        throw new RangeError('no clock');
      },
    });
    await expect(handle(request())).rejects.toThrow('no clock');
  });
});
