// Four providers' families as they are described in specs/, on days that matter: what the generated servers answer, and what lint says.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { family as cinder } from '../../generated/openstack-cinder/family.js';
import { family as scp } from '../../generated/scp-virtualserver/family.js';
import { createServer } from '../../generated/scp-virtualserver/server.js';
import { checkDates } from '../../generator/family/dates.js';
import { readFamily } from '../../generator/family/manifest.js';
import { createFamilyHandler } from '../../runtime/family.js';
import { phase } from '../../runtime/lifecycle.js';
import * as cinderServer from '../replay/servers/cinder.js';
import * as scpServer from '../replay/servers/scp.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

describe('SCP', () => {
  const CREDENTIALS = {
    'Scp-Accesskey': '2sd2gg=2agbdSD26svcD',
    'Scp-Signature': 'fsfsdf235f9U35sdgf35Xsf/qgsdgsdg326=sfsdr23rsef=',
    'Scp-Timestamp': '1605290625682',
    'Scp-ClientType': 'Openapi',
  };
  const list = async (
    id: string,
    at: string,
    handle = scpServer.createServer({ now: () => new Date(at) }),
  ) => {
    const headers = { ...CREDENTIALS, 'Scp-Api-Version': `virtualserver ${id}` };
    return handle(new Request('https://scp.example/v1/snapshots', { headers }));
  };
  const guaranteedAt = (at: string) =>
    scp.versions.filter((entry) => phase(entry, scp, new Date(at)) === 'guaranteed').map(({ id }) => id);

  it.each([
    ['1.3', null, null, null],
    ['1.2', null, null, null],
    // 2026-05-31 and 2025-12-31 begin in Seoul at 15:00 UTC of the day before; the notice begins 90 days earlier.
    ['1.1', '2026-03-01T15:00:00Z', '2026-05-30T15:00:00Z', '1.3'],
    ['1.0', '2025-10-01T15:00:00Z', '2025-12-30T15:00:00Z', '1.3'],
  ])('on 2026-04-15 %s answers, with the right headers to the second', async (id, since, end, successor) => {
    const { status, headers } = await list(id, '2026-04-15T00:00:00Z');
    expect(status).toBe(200);
    expect(headers.get('scp-api-version')).toBe(`virtualserver ${id}`);
    expect(headers.get('vary')).toBe('Scp-Api-Version');
    const [deprecation, sunset] = [headers.get('deprecation'), headers.get('sunset')];
    expect(deprecation).toBe(since && `@${Date.parse(since) / 1000}`);
    expect(sunset).toBe(end && new Date(end).toUTCString());
    const successorLink = headers
      .get('link')
      ?.split(', ')
      .find((each) => each.includes('successor-version'));
    expect(successorLink).toBe(
      successor === null ? undefined : `</>; rel="successor-version"; title="${successor}"`,
    );
  });

  it('turns 1.1 at 2026-05-31 00:00 in Seoul, and not a second earlier', async () => {
    const [before, on] = ['2026-05-30T23:59:59+09:00', '2026-05-31T00:00:00+09:00'];
    expect(guaranteedAt(before)).toEqual(['1.3', '1.2', '1.1']);
    expect(guaranteedAt(on)).toEqual(['1.3', '1.2']);
    // As it is described the server goes on serving. Where it is told to stop, it stops at that second.
    expect((await list('1.1', on)).status).toBe(200);
    const statuses = [before, on].map(async (at) => {
      const versions = Object.fromEntries(scp.versions.map(({ id }) => [id, () => new Response(id)]));
      const family = { ...scp, afterNotBefore: 'gone' } as const;
      return (await list('1.1', at, createFamilyHandler({ family, versions, now: () => new Date(at) })))
        .status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 406]);
  });

  it('guarantees 1.3 only on 2026-11-20, and lint says that state and date of 1.2 disagree', async () => {
    const at = '2026-11-20T00:00:00Z';
    expect(guaranteedAt(at)).toEqual(['1.3']);
    const { value: manifest } = await readFamily('specs/scp-virtualserver/family.yaml', PROJECT);
    if (!manifest) throw new Error('no family');
    const found = checkDates(manifest, new Date(at)).map(
      ({ id, severity, message }) => `${id} ${severity} ${message}`,
    );
    expect(found).toEqual([
      'L-05 warning 1.2 is SUPPORTED, but its guarantee ended on 2026-08-31.',
      'L-06 info 1.1 is DEPRECATED and its guarantee ended on 2026-05-31: it may be removed.',
      'L-06 info 1.0 is DEPRECATED and its guarantee ended on 2025-12-31: it may be removed.',
    ]);
    const { status, headers } = await list('1.2', at);
    expect([status, headers.get('sunset')]).toEqual([200, 'Sun, 30 Aug 2026 15:00:00 GMT']);
  });

  it('refuses 1.9 in its own form, and lists what there is at its root', async () => {
    const refused = await list('1.9', '2026-04-15T00:00:00Z');
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'NoSuchVersion', status: 406 }] });
    const handle = scpServer.createServer({ now: () => new Date('2026-04-15T00:00:00Z') });
    const root = await handle(new Request('https://scp.example/'));
    const links = [{ href: 'https://scp.example/', rel: 'self' }];
    expect(await root.json()).toEqual({
      versions: [
        { id: 'v1.3', links, status: 'CURRENT' },
        { id: 'v1.2', links, not_before: '2026-08-31', status: 'SUPPORTED' },
        { id: 'v1.1', links, not_before: '2026-05-31', status: 'DEPRECATED' },
        { id: 'v1.0', links, not_before: '2025-12-31', status: 'DEPRECATED' },
      ],
    });
  });

  it('tells of the version in refusals too: 401, 404, 405, and for OPTIONS', async () => {
    const handle = scpServer.createServer({ now: () => new Date('2026-04-15T00:00:00Z') });
    const ask = (method: string, path: string, credentials = {}) =>
      handle(
        new Request(`https://scp.example${path}`, {
          method,
          headers: { ...credentials, 'Scp-Api-Version': 'virtualserver 1.1' },
        }),
      );
    const answers = {
      401: await ask('GET', '/v1/snapshots'),
      404: await ask('GET', '/v1/nowhere', CREDENTIALS),
      405: await ask('DELETE', '/v1/snapshots', CREDENTIALS),
      204: await ask('OPTIONS', '/v1/snapshots'),
      200: await ask('HEAD', '/v1/snapshots', CREDENTIALS),
    };
    for (const [status, { status: seen, headers }] of Object.entries(answers)) {
      expect(seen).toBe(Number(status));
      expect(headers.get('scp-api-version'), status).toBe('virtualserver 1.1');
      expect(headers.get('vary'), status).toBe('Scp-Api-Version');
      expect(headers.get('deprecation'), status).toBe('@1772377200');
      expect(headers.get('sunset'), status).toBe('Sat, 30 May 2026 15:00:00 GMT');
    }
    expect(answers[405].headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect(answers[401].headers.get('www-authenticate')).toContain('ApiKey');
    expect(await answers[200].text()).toBe('');
  });
});

describe('whatever a handler does', () => {
  const at = new Date('2026-04-15T00:00:00Z');
  const request = () =>
    new Request('https://scp.example/v1/snapshots', { headers: { 'Scp-Api-Version': 'virtualserver 1.1' } });
  const serve = (answer: () => Response | Promise<Response>) =>
    createFamilyHandler({
      family: scp,
      versions: Object.fromEntries(scp.versions.map(({ id }) => [id, answer])),
      now: () => at,
    })(request());

  it.each([
    ['a redirection', () => Response.redirect('https://elsewhere.example/', 302), 302],
    ['what fetch gave, whose headers cannot be changed', () => fetch('data:application/json,{}'), 200],
    ['a stream', () => new Response(new ReadableStream({ start: (stream) => stream.close() })), 200],
    ['nothing', () => new Response(null, { status: 304 }), 304],
  ])('%s carries what the version owes', async (_, answer, status) => {
    const { headers, ...response } = await serve(answer).then((given) => ({
      headers: given.headers,
      status: given.status,
    }));
    expect(response.status).toBe(status);
    expect(headers.get('scp-api-version')).toBe('virtualserver 1.1');
    expect(headers.get('deprecation')).toBe('@1772377200');
  });

  it('an error of a generated server is its 500, and tells of the version as well', async () => {
    const told: unknown[] = [];
    const versions = scpServer.versionOptions({ now: () => at });
    const broken = {
      ...versions['1.1'],
      onError: (error: unknown) => told.push(error),
      authenticate: () => {
        throw new RangeError('own');
      },
    };
    const handle = createServer({ now: () => at, versions: { ...versions, '1.1': broken } });
    const response = await handle(
      new Request('https://scp.example/v1/snapshots', {
        headers: {
          'Scp-Accesskey': 'a',
          'Scp-Signature': 'b',
          'Scp-Timestamp': '1605290625682',
          'Scp-Api-Version': 'virtualserver 1.1',
        },
      }),
    );
    expect(response.status).toBe(500);
    expect(response.headers.get('scp-api-version')).toBe('virtualserver 1.1');
    expect(response.headers.get('sunset')).toBe('Sat, 30 May 2026 15:00:00 GMT');
    expect(told).toEqual([new RangeError('own')]);
    expect(await response.text()).not.toContain('own');
  });

  it('Vary keeps what CORS says', async () => {
    const { headers } = await serve(
      () =>
        new Response('{}', {
          headers: { 'access-control-allow-origin': 'https://a.example', vary: 'Origin' },
        }),
    );
    expect(headers.get('vary')).toBe('Origin, Scp-Api-Version');
    expect(headers.get('access-control-allow-origin')).toBe('https://a.example');
  });
});

describe('Cinder', () => {
  const PROJECT_ID = '89afd400b6464bbbacabb21cb6a1bbd1';
  const ask = (version?: string, path = `/v3/${PROJECT_ID}/snapshots`) => {
    const handle = cinderServer.createServer({ now: () => new Date('2026-04-15T00:00:00Z') });
    const headers: Record<string, string> = version === undefined ? {} : { 'OpenStack-API-Version': version };
    const body = JSON.stringify({ snapshot: { volume_id: 'x' } });
    const sent = { ...headers, 'content-type': 'application/json' };
    return handle(
      new Request(
        `https://cinder.example${path}`,
        path === '/' ? { headers } : { method: 'POST', headers: sent, body },
      ),
    );
  };

  it.each([
    [undefined, 'volume 3.0'],
    ['volume 3.41', 'volume 3.41'],
    ['volume 3.70', 'volume 3.70'],
    ['volume latest', 'volume 3.70'],
    ['compute 2.1, volume 3.9', 'volume 3.9'],
  ])('%s is answered as %s', async (version, echo) => {
    const { status, headers } = await ask(version);
    expect(status).toBe(401); // made by the version, though it asks for a token first
    expect(headers.get('openstack-api-version')).toBe(echo);
    expect(headers.get('vary')).toBe('OpenStack-API-Version');
  });

  it('answers what is too high with the lowest and the highest, in its own form', async () => {
    const { minimum, maximum } = { minimum: '3.0', maximum: '3.70' };
    expect(cinder.versions).toEqual([{ id: maximum, state: 'CURRENT', from: minimum }]);
    const response = await ask('volume 3.99');
    expect(response.status).toBe(406);
    expect(response.headers.get('vary')).toBe('OpenStack-API-Version');
    expect(response.headers.get('openstack-api-version')).toBe('volume 3.99');
    expect(await response.json()).toEqual({
      computeFault: {
        code: 406,
        message: 'Version 3.99 is not supported by the API. Minimum is 3.0 and maximum is 3.70.',
      },
    });
  });

  it.each(['volume 3', 'volume', 'volume LATEST', '', 'volume 3.9, volume 3.9'])(
    'answers %j with 400',
    async (version) => {
      const response = await ask(version);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ badRequest: { code: 400 } });
    },
  );

  it('lists its microversions at its root with status 300', async () => {
    const response = await ask(undefined, '/');
    expect(response.status).toBe(300);
    expect(await response.json()).toMatchObject({
      versions: [{ id: 'v3.0', status: 'CURRENT', version: '3.70', min_version: '3.0' }],
    });
  });
});
