// Several versions as one server: who is called, who is not, and what the answers carry.
import { describe, expect, it } from 'vitest';
import { createFamilyHandler, type VersionContext, type VersionHandler } from '../../runtime/family.js';
import type { Family } from '../../runtime/lifecycle.js';
import type { Unavailable } from '../../runtime/negotiate.js';
import { CINDER, SCP } from '../family/families.js';

const NAME = 'Scp-Api-Version';
const now = () => new Date('2026-04-15T00:00:00Z');

function request(version?: string): Request {
  return new Request(
    'http://localhost/v1/snapshots',
    version === undefined ? {} : { headers: { [NAME]: version } },
  );
}

/** A family handler over handlers that answer with their id, and the list of ids that were called. */
function serve(family: Family, answer: (id: string) => Response = (id) => new Response(id)) {
  const called: [string, VersionContext][] = [];
  const versions: Record<string, VersionHandler> = {};
  for (const { id } of family.versions) {
    versions[id] = (_, context) => {
      called.push([id, context]);
      return answer(id);
    };
  }
  return { handle: createFamilyHandler({ family, versions, now }), called };
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers);
}

describe('createFamilyHandler', () => {
  it('calls the version that was asked for and no other', async () => {
    const { handle, called } = serve(SCP);
    for (const id of ['1.0', '1.1', '1.2', '1.3']) {
      const response = await handle(request(`virtualserver ${id}`));
      expect(await response.text()).toBe(id);
      expect(response.headers.get(NAME)).toBe(`virtualserver ${id}`);
      expect(response.headers.get('vary')).toBe(NAME);
    }
    expect(called.map(([id]) => id)).toEqual(['1.0', '1.1', '1.2', '1.3']);
  });

  it('tells the handler which microversion was asked for', async () => {
    const { handle, called } = serve(CINDER);
    const headers = { 'OpenStack-API-Version': 'compute 2.1, volume 3.41' };
    const response = await handle(new Request('http://localhost/', { headers }));
    expect(response.headers.get('openstack-api-version')).toBe('volume 3.41');
    expect(called).toEqual([['3.70', { version: '3.41', entry: CINDER.versions[0] }]]);
  });

  it('adds the headers of a deprecated version to every answer, errors too', async () => {
    const { handle } = serve(SCP, () => new Response(null, { status: 404 }));
    const response = await handle(request('virtualserver 1.1'));
    expect(response.status).toBe(404);
    expect(headersOf(response)).toEqual({
      deprecation: '@1772377200',
      sunset: 'Sat, 30 May 2026 15:00:00 GMT',
      link: '</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="1.3"',
      vary: NAME,
      'scp-api-version': 'virtualserver 1.1',
    });
  });

  it('refuses without calling a handler, in problem details', async () => {
    const { handle, called } = serve(SCP);
    for (const [asked, status] of [
      ['virtualserver 9.9', 406],
      ['virtualserver <b>', 400],
    ] as const) {
      const response = await handle(request(asked));
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('vary')).toBe(NAME);
      expect(response.headers.has(NAME)).toBe(true);
      const body: unknown = await response.json();
      expect(body).toMatchObject({ type: 'about:blank', status, supported: ['1.3', '1.2', '1.1', '1.0'] });
      expect(body).toHaveProperty('detail', expect.stringContaining('Minimum is 1.0, maximum is 1.3.'));
      expect(JSON.stringify(body)).not.toContain('<b>');
    }
    expect(called).toEqual([]);
  });

  it('lets the provider write the body of a refusal, and still adds the headers', async () => {
    const told: Unavailable[] = [];
    const handle = createFamilyHandler({
      family: CINDER,
      versions: { '3.70': () => new Response() },
      now,
      onUnavailable: async (unavailable) => {
        told.push(unavailable);
        const { asked, minimum, maximum, status } = unavailable;
        const message = `Version ${asked} is not supported by the API. Minimum is ${minimum} and maximum is ${maximum}.`;
        return Response.json({ computeFault: { code: status, message } }, { status });
      },
    });
    const headers = { 'OpenStack-API-Version': 'volume 3.99' };
    const response = await handle(new Request('http://localhost/v3/p/snapshots', { headers }));
    expect(response.status).toBe(406);
    expect(await response.json()).toEqual({
      computeFault: {
        code: 406,
        message: 'Version 3.99 is not supported by the API. Minimum is 3.0 and maximum is 3.70.',
      },
    });
    expect(response.headers.get('vary')).toBe('OpenStack-API-Version');
    expect(response.headers.get('openstack-api-version')).toBe('volume 3.99');
    expect(told).toMatchObject([{ reason: 'unknown', supported: ['3.70'] }]);
  });

  it('keeps what the handler said itself', async () => {
    const { handle } = serve(SCP, () => {
      const headers = {
        'X-Own': '1',
        Vary: 'Origin',
        Link: '</next>; rel="next"',
        Sunset: 'Sat, 02 May 2026 00:00:00 GMT',
      };
      return new Response('x', { status: 202, headers });
    });
    const own = headersOf(await handle(request('virtualserver 1.1')));
    expect(own).toMatchObject({
      'x-own': '1',
      vary: `Origin, ${NAME}`,
      sunset: 'Sat, 02 May 2026 00:00:00 GMT',
      link: expect.stringMatching(/^<\/next>; rel="next", <\/>; rel="deprecation", /),
    });
    // A handler that dates an operation by itself is not half overruled: the pair would contradict itself.
    expect(own).not.toHaveProperty('deprecation');
  });

  it.each([
    ['*', '*'],
    ['', NAME],
    ['scp-api-version', 'scp-api-version'],
    ['Origin,SCP-API-VERSION', 'Origin,SCP-API-VERSION'],
    ['Origin, Accept', `Origin, Accept, ${NAME}`],
  ])('merges Vary: %j', async (vary, expected) => {
    const { handle } = serve(SCP, () => new Response('x', { headers: { Vary: vary } }));
    expect((await handle(request())).headers.get('vary')).toBe(expected);
  });

  it('overrules a wrong echo', async () => {
    const { handle } = serve(SCP, () => new Response('x', { headers: { [NAME]: 'virtualserver 9.9' } }));
    expect((await handle(request('virtualserver 1.2'))).headers.get(NAME)).toBe('virtualserver 1.2');
  });

  it('adds headers to answers whose headers are immutable, body and status kept', async () => {
    const { handle } = serve(SCP, () => Response.redirect('http://localhost/elsewhere', 307));
    const response = await handle(request());
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('http://localhost/elsewhere');
    expect(response.headers.get(NAME)).toBe('virtualserver 1.3');
    const error = serve(SCP, () => Response.error());
    expect((await error.handle(request())).type).toBe('error');
  });

  it('passes on what a handler throws', async () => {
    const { handle } = serve(SCP, () => {
      throw new RangeError('own');
    });
    await expect(handle(request())).rejects.toThrow(RangeError);
  });

  it('reads the clock once for each request', async () => {
    const turn = Date.parse('2026-05-31T00:00:00+09:00');
    const times = [turn - 1, turn];
    const handle = createFamilyHandler({
      family: { ...SCP, afterNotBefore: 'gone' },
      versions: Object.fromEntries(SCP.versions.map(({ id }) => [id, () => new Response(id)])),
      now: () => new Date(times.shift() ?? Number.NaN),
    });
    expect((await handle(request('virtualserver 1.1'))).status).toBe(200);
    const response = await handle(request('virtualserver 1.1'));
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ title: 'Gone', supported: ['1.3', '1.2'] });
    expect(times).toEqual([]);
  });

  it('uses the wall clock where none is given', async () => {
    const handle = createFamilyHandler({ family: CINDER, versions: { '3.70': () => new Response('ok') } });
    expect((await handle(new Request('http://localhost/'))).status).toBe(200);
  });

  it('refuses at once to serve a family with a handler missing', () => {
    const versions = { '1.3': () => new Response(), '1.1': () => new Response() };
    expect(() => createFamilyHandler({ family: SCP, versions })).toThrow(
      'scp-virtualserver: no handler for version 1.2, 1.0',
    );
    const inherited: Record<string, VersionHandler> = Object.create({ '3.70': () => new Response() });
    expect(() => createFamilyHandler({ family: CINDER, versions: inherited })).toThrow(TypeError);
  });

  it('needs no handler for PLANNED and RETIRED versions', async () => {
    const family: Family = {
      ...SCP,
      versions: [
        { id: '1.4', state: 'PLANNED' },
        { id: '1.3', state: 'CURRENT' },
        { id: '0.9', state: 'RETIRED' },
      ],
    };
    const handle = createFamilyHandler({ family, versions: { '1.3': () => new Response('1.3') }, now });
    expect((await handle(request('virtualserver 1.4'))).status).toBe(406);
    expect((await handle(request('virtualserver 0.9'))).status).toBe(410);
    expect((await handle(request('virtualserver 1.3'))).status).toBe(200);
  });
});
