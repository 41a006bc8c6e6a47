// The list of versions that a family answers by itself: what stands in it, when it is given, and how.
import { describe, expect, it } from 'vitest';
import { discoveryOf } from '../../runtime/discovery.js';
import { createFamilyHandler, type VersionHandler } from '../../runtime/family.js';
import type { Discovery, Family } from '../../runtime/lifecycle.js';
import { CINDER, EVERY_STATE, HUAWEI, SCP } from '../family/families.js';

const ORIGIN = 'https://api.example';
const early = new Date('2026-05-01T00:00:00Z');

function discovering(family: Family, discovery: Partial<Discovery>): Family {
  return { ...family, discovery: { path: '/', status: 200, retired: false, answer: [], ...discovery } };
}

describe('discoveryOf', () => {
  it('lists what is served in a form of our own, where family.yaml says nothing', () => {
    expect(discoveryOf(EVERY_STATE, early, ORIGIN)).toEqual({
      versions: [
        { version: '1.3', state: 'CURRENT' },
        { version: '1.2', state: 'SUPPORTED', notBefore: '2026-09-01' },
        { version: '1.1', state: 'DEPRECATED', notBefore: '2026-06-01', successor: '1.2' },
      ],
    });
    expect(discoveryOf(CINDER, early, ORIGIN)).toEqual({
      versions: [{ version: '3.70', minimum: '3.0', state: 'CURRENT' }],
    });
  });

  it('leaves out a deprecated version from the instant at which it is gone, and shows states as declared until then', () => {
    const gone: Family = { ...EVERY_STATE, afterNotBefore: 'gone' };
    const ids = (family: Family, at: string) =>
      (
        discoveryOf(family, new Date(at), ORIGIN) as { versions: { version: string; state: string }[] }
      ).versions.map(({ version, state }) => `${version} ${state}`);
    const all = ['1.3 CURRENT', '1.2 SUPPORTED', '1.1 DEPRECATED'];
    expect(ids(gone, '2026-05-31T23:59:59Z')).toEqual(all);
    expect(ids(gone, '2026-06-01T00:00:00Z')).toEqual(all.slice(0, 2));
    expect(ids(EVERY_STATE, '2026-12-01T00:00:00Z')).toEqual(all);
    const asked = discovering(gone, {
      retired: true,
      answer: { versions: [{ version: '{version}', state: '{state}' }] },
    });
    expect(ids(asked, '2026-12-01T00:00:00Z')).toEqual([...all, '1.0 RETIRED']);
  });

  it('fills in texts wherever they stand, and leaves out what has no value', () => {
    const answer = {
      all: '{minimum} to {maximum}',
      at: '{origin}/',
      mixed: ['', 1, null, [true, []]],
      versions: [
        {
          id: 'v{version}',
          links: [{ href: '{origin}/{version}/' }],
          until: ['{notBefore}', 'x'],
          range: { low: '{minimum}', high: '{maximum}' },
        },
      ],
      kept: '{} { a } {a b}',
    };
    expect(discoveryOf(discovering(SCP, { answer }), early, ORIGIN)).toEqual({
      all: '1.0 to 1.3',
      at: 'https://api.example/',
      mixed: ['', 1, null, [true, []]],
      versions: ['1.3', '1.2', '1.1', '1.0'].map((id, index) => ({
        id: `v${id}`,
        links: [{ href: `https://api.example/${id}/` }],
        until: [...['2026-08-31', '2026-05-31', '2025-12-31'].slice(index - 1, index), 'x'],
        range: {},
      })),
      kept: '{} { a } {a b}',
    });
  });

  it('gives names of members that every object inherits as they stand', () => {
    const answer = JSON.parse('{"__proto__": [{"constructor": "{version}"}]}') as Discovery['answer'];
    expect(JSON.stringify(discoveryOf(discovering(HUAWEI, { answer }), early, ORIGIN))).toBe(
      '{"__proto__":[{"constructor":"v5"}]}',
    );
  });

  it('says nothing of a family of which nothing is served', () => {
    const family: Family = { ...EVERY_STATE, versions: [{ id: '1.0', state: 'PLANNED' }] };
    expect(discoveryOf(family, early, ORIGIN)).toEqual({ versions: [] });
    const answer = { low: '{minimum}', versions: [{ id: '{version}' }] };
    expect(discoveryOf(discovering(family, { answer }), early, ORIGIN)).toEqual({ versions: [] });
  });
});

describe('a server of a family', () => {
  /** Answers at `/v1/…`, and nothing elsewhere; `at` are paths that it has besides. */
  function serve(family: Family, at: readonly string[] = []) {
    const called: string[] = [];
    const handler: VersionHandler = (request, { version }) => {
      const { pathname } = new URL(request.url);
      called.push(`${version} ${pathname}`);
      const found = pathname.startsWith('/v1/') || at.includes(pathname);
      return new Response(`${version} ${pathname}`, { status: found ? 200 : 404 });
    };
    const versions = Object.fromEntries(family.versions.map(({ id }) => [id, handler]));
    return { handle: createFamilyHandler({ family, versions, now: () => early }), called };
  }
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    new Request(`https://api.example${path}`, { method, headers });
  const CLASSIC = discovering(SCP, { answer: { versions: [{ id: 'v{version}', href: '{origin}/' }] } });

  it.each([
    ['no selector', {}],
    ['a version', { 'Scp-Api-Version': 'virtualserver 1.1' }],
    ['an unknown version', { 'Scp-Api-Version': 'virtualserver 9.9' }],
    ['nonsense', { 'Scp-Api-Version': '<b>' }],
  ])('lists its versions for GET with %s, of no version itself', async (_, headers) => {
    const response = await serve(CLASSIC).handle(ask('GET', '/?x=1', headers));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({ 'content-type': 'application/json' });
    const ids = ['v1.3', 'v1.2', 'v1.1', 'v1.0'];
    expect(await response.json()).toEqual({
      versions: ids.map((id) => ({ id, href: 'https://api.example/' })),
    });
  });

  it('answers with the status of the provider, where a version is required too', async () => {
    const selector = { ...SCP.selector, whenAbsent: 'required' } as const;
    const { handle, called } = serve(
      discovering({ ...SCP, selector }, { status: 300, answer: [{ v: '{version}' }] }),
    );
    const response = await handle(ask('GET', '/'));
    expect(response.status).toBe(300);
    expect(await response.json()).toEqual([{ v: '1.3' }, { v: '1.2' }, { v: '1.1' }, { v: '1.0' }]);
    expect(called).toEqual([]);
  });

  it('answers HEAD without a body, OPTIONS and whatever else by what is allowed', async () => {
    const { handle } = serve(CLASSIC);
    const head = await handle(ask('HEAD', '/'));
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'application/json',
      '',
    ]);
    const options = await handle(ask('OPTIONS', '/'));
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'QUERY']) {
      const response = await handle(ask(method, '/'));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(await response.json()).toMatchObject({ status: 405, detail: 'Use one of: GET, HEAD, OPTIONS.' });
    }
  });

  it('has it at its path only', async () => {
    const family = discovering(SCP, { path: '/versions', answer: [{ id: '{version}' }] });
    const { handle } = serve(family);
    const status = async (path: string) => (await handle(ask('GET', path))).status;
    expect(await Promise.all(['/versions', '/versions?a#b', '/x/../versions'].map(status))).toEqual([
      200, 200, 200,
    ]);
    expect(
      await Promise.all(['/', '/versions/', '/versionsx', '/x/versions', '//versions'].map(status)),
    ).toEqual(Array(5).fill(404));
  });

  it('lets an operation at the same path go first', async () => {
    const { handle } = serve(CLASSIC, ['/']);
    const response = await handle(ask('GET', '/', { 'Scp-Api-Version': 'virtualserver 1.2' }));
    expect(await response.text()).toBe('1.2 /');
    expect(response.headers.get('scp-api-version')).toBe('virtualserver 1.2');
  });

  it('has none where the family says so', async () => {
    const response = await serve({ ...SCP, discovery: false }).handle(ask('GET', '/'));
    expect(response.status).toBe(404);
    expect(response.headers.get('scp-api-version')).toBe('virtualserver 1.3');
  });

  it('is where the Link header points to', async () => {
    const link = async (family: Family) =>
      (
        await serve(family).handle(ask('GET', '/v1/x', { 'Scp-Api-Version': 'virtualserver 1.1' }))
      ).headers.get('link');
    expect(await link(SCP)).toContain('</>; rel="deprecation"');
    expect(await link(discovering(SCP, { path: '/versions' }))).toContain('</versions>; rel="deprecation"');
    const links = { deprecation: 'https://docs.example/' };
    expect(await link({ ...SCP, links })).toContain('<https://docs.example/>; rel="deprecation"');
  });
});
