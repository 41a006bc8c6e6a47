// The client of a family crossed with the server of the same family: which version is sent, what is told of its end, and when it is refused.
import { describe, expect, it, vi } from 'vitest';
import * as cinder from '../../generated/openstack-cinder/index.js';
import { createFamilyHandler } from '../../generated/runtime/family.js';
import type { Family } from '../../generated/runtime/lifecycle.js';
import * as scp from '../../generated/scp-virtualserver/index.js';
import * as cinderServer from '../replay/servers/cinder.js';
import * as scpServer from '../replay/servers/scp.js';

const credentials = { Accesskey: '2sd2gg=2agbdSD26svcD', Signature: 'c2ln', Timestamp: '1775001600000' };
const at = (instant: string) => () => new Date(instant);

type Server = (request: Request) => Response | Promise<Response>;

/** A client of a version of SCP and what it was told, at a server's and a client's own time. */
function scpClient(version: scp.ClientVersion, server: Server, now = at('2026-04-15T00:00:00Z')) {
  const notices: scp.DeprecationNotice[] = [];
  const requests: Request[] = [];
  const client = scp.createClient({
    version,
    baseUrl: 'http://localhost',
    credentials,
    now,
    onDeprecation: (notice) => notices.push(notice),
    fetch: async (request) => {
      requests.push(request);
      return server(request);
    },
  });
  return { client, notices, requests };
}

/** The generated server of SCP with other data of the family behind it. */
function scpServerOf(family: Family, now: () => Date): Server {
  const answer = () => Response.json({ snapshots: [] });
  const versions = Object.fromEntries(family.versions.map(({ id }) => [id, answer]));
  return createFamilyHandler({ family, versions, now });
}

describe('createClient of a family', () => {
  it.each(['1.3', '1.2', '1.1', '1.0'] as const)('sends %s, and nothing else', async (version) => {
    const { client, requests } = scpClient(
      version,
      scpServer.createServer({ now: at('2026-04-15T00:00:00Z') }),
    );
    expect(await client.listSnapshots()).toMatchObject({ ok: true, status: 200 });
    expect(requests.map(({ headers }) => headers.get('Scp-Api-Version'))).toEqual([
      `virtualserver ${version}`,
    ]);
  });

  it.each(['9.9', '', 'constructor', '__proto__', '\u202e1.3'])(
    'refuses %j, and names those that there are',
    (version) => {
      expect(scp.hasClient(version)).toBe(false);
      const create = () => scpClient(version as '1.3', () => new Response());
      expect(create).toThrow(TypeError);
      expect(create).toThrow(
        /^scp-virtualserver has no client of version [ -~]+\. There are those of 1\.3, 1\.2, 1\.1, 1\.0\.$/,
      );
    },
  );
});

describe('onDeprecation', () => {
  it('is told once for each operation and version, with what the answer says', async () => {
    const { client, notices } = scpClient('1.1', scpServer.createServer({ now: at('2026-04-15T00:00:00Z') }));
    await client.listSnapshots();
    await client.listSnapshots();
    expect(notices).toEqual([
      {
        operation: 'listSnapshots',
        version: '1.1',
        phase: 'guaranteed',
        announced: true,
        deprecatedAt: new Date('2026-03-01T15:00:00Z'),
        sunsetAt: new Date('2026-05-30T15:00:00Z'),
        successor: '1.3',
        links: [
          { rel: 'deprecation', href: 'http://localhost/' },
          { rel: 'sunset', href: 'http://localhost/' },
          { rel: 'successor-version', href: 'http://localhost/', title: '1.3' },
        ],
      },
    ]);
    // A refusal tells of it too.
    expect(await client.createSnapshot({ body: { name: 'a', volume_id: 'no' } })).toMatchObject({
      status: 404,
    });
    expect(notices.map(({ operation }) => operation)).toEqual(['listSnapshots', 'createSnapshot']);
    // Another version, though it is one of a single call.
    await client.listSnapshots({}, { headers: { 'Scp-Api-Version': 'virtualserver 1.0' } });
    expect(notices.map(({ version }) => version)).toEqual(['1.1', '1.1', '1.0']);
  });

  it('is told to each client', async () => {
    const server = scpServer.createServer({ now: at('2026-04-15T00:00:00Z') });
    for (const { client, notices } of [scpClient('1.1', server), scpClient('1.1', server)]) {
      await client.listSnapshots();
      expect(notices).toHaveLength(1);
    }
  });

  it.each(['1.3', '1.2'] as const)('is not told of %s, which is guaranteed', async (version) => {
    const { client, notices } = scpClient(
      version,
      scpServer.createServer({ now: at('2026-04-15T00:00:00Z') }),
    );
    await client.listSnapshots();
    expect(notices).toEqual([]);
  });

  // Of lifecycle's truth table: the hours around the end, in the zone that is declared, and without one.
  it.each([
    ['Asia/Seoul', '2026-05-30T14:59:59Z', 'guaranteed'],
    ['Asia/Seoul', '2026-05-30T15:00:00Z', 'lapsed'],
    ['Asia/Seoul', '2026-06-01T15:00:00Z', 'lapsed'],
    [undefined, '2026-05-30T09:59:59Z', 'guaranteed'],
    [undefined, '2026-05-30T10:00:00Z', 'lapsed'],
    [undefined, '2026-05-31T11:59:59Z', 'lapsed'],
    [undefined, '2026-05-31T12:00:00Z', 'lapsed'],
    ['Mars/Olympus_Mons', '2026-05-30T10:00:00Z', 'lapsed'],
  ] as const)('zone %s at %s: %s', async (timezone, instant, phase) => {
    const { timezone: _, ...rest } = scp.family;
    const family: Family = timezone === undefined ? rest : { ...rest, timezone };
    const { followVersion } = await import('../../generated/runtime/client-lifecycle.js');
    const notices: scp.DeprecationNotice[] = [];
    const client = scp.v1_1.createClient({
      baseUrl: 'http://localhost',
      fetch: async (request) => scpServerOf(scp.family, at(instant))(request),
      lifecycle: followVersion(family, '1.1', {
        now: at(instant),
        onDeprecation: (notice) => notices.push(notice),
      }),
    });
    expect(await client.listSnapshots()).toMatchObject({ status: 200 });
    expect(notices).toMatchObject([{ phase, announced: true }]);
  });

  it('is told by the dates that the client knows, where the answer says nothing', async () => {
    const silent = () => Response.json({ snapshots: [] });
    const before = scpClient('1.2', silent, at('2026-08-30T14:59:59Z'));
    await before.client.listSnapshots();
    expect(before.notices).toEqual([]);
    const after = scpClient('1.2', silent, at('2026-08-30T15:00:00Z'));
    await after.client.listSnapshots();
    expect(after.notices).toEqual([
      {
        operation: 'listSnapshots',
        version: '1.2',
        phase: 'lapsed',
        announced: false,
        deprecatedAt: new Date('2026-06-01T15:00:00Z'),
        sunsetAt: new Date('2026-08-30T15:00:00Z'),
        successor: '1.3',
        links: [],
      },
    ]);
  });

  it('that fails takes no answer away, at once or later', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      for (const onDeprecation of [
        () => {
          throw new Error('at once');
        },
        async () => {
          throw new Error('later');
        },
      ]) {
        const client = scp.createClient({
          version: '1.0',
          baseUrl: 'http://localhost',
          credentials,
          onDeprecation,
          fetch: scpServer.createServer({ now: at('2026-04-15T00:00:00Z') }),
        });
        expect(await client.listSnapshots()).toMatchObject({ ok: true });
      }
      await new Promise((resolve) => setTimeout(resolve));
      const [first, second, ...more] = reported.mock.calls.map(([text]) => String(text));
      expect([first, second, more]).toEqual([
        expect.stringMatching(/^Error: at once\n/),
        expect.stringMatching(/^Error: later\n/),
        [],
      ]);
    } finally {
      reported.mockRestore();
    }
  });
});

describe('a version that is not available', () => {
  const gone: Family = {
    ...scp.family,
    unavailable: { retired: 410, unknown: 406, malformed: 400 },
    afterNotBefore: 'gone',
  };

  it('is an error that says which are, when this one ended, and where to go', async () => {
    const { client, notices, requests } = scpClient('1.1', scpServerOf(gone, at('2026-05-30T15:00:00Z')));
    const error = await client.listSnapshots().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(scp.VersionUnavailable);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'VersionUnavailable',
      message: 'listSnapshots: version "1.1" is not available (410), those from 1.2 to 1.3 are',
      operation: 'listSnapshots',
      asked: '1.1',
      status: 410,
      supported: ['1.3', '1.2'],
      minimum: '1.2',
      maximum: '1.3',
      sunsetAt: new Date('2026-05-30T15:00:00Z'),
      successor: '1.3',
      body: { type: 'about:blank', status: 410 },
      response: { status: 410 },
    });
    expect(notices).toEqual([]);
    // Nothing is tried again, by this version or another.
    expect(requests).toHaveLength(1);
  });

  it('is one in the words of the provider too, where the family says what its status means', async () => {
    const server = scpServer.createServer({ now: at('2026-04-15T00:00:00Z') });
    const { client } = scpClient('1.3', server);
    const elsewhere = { headers: { 'Scp-Api-Version': 'virtualserver 9.9' } };
    await expect(client.listSnapshots({}, elsewhere)).rejects.toMatchObject({
      name: 'VersionUnavailable',
      asked: '9.9',
      status: 406,
      supported: [],
      successor: undefined,
      body: { errors: [{ code: 'NoSuchVersion' }] },
    });
  });

  it('is not what a server says of Accept', async () => {
    const { client } = scpClient('1.3', scpServer.createServer({ now: at('2026-04-15T00:00:00Z') }));
    const image = { headers: { accept: 'image/png' } };
    expect(await client.listSnapshots({}, image)).toMatchObject({ ok: false, status: 406 });
  });
});

describe('microversions', () => {
  const path = { project_id: 'f5d834d636c642c7bfe8af86139c6f26' };
  const body = { snapshot: { volume_id: cinderServer.VOLUME } };
  const connect = (server: Server, microversion?: `3.${number}`) => {
    const sent: (string | null)[] = [];
    const client = cinder.createClient({
      version: '3.70',
      ...(microversion !== undefined && { microversion }),
      baseUrl: 'http://localhost',
      credentials: { KeystoneToken: 'gAAAAA<...>' },
      fetch: async (request) => {
        sent.push(request.headers.get('OpenStack-API-Version'));
        return server(request);
      },
    });
    return { create: () => client.createSnapshot({ path, body }), sent };
  };
  const server = cinderServer.createServer({ now: at('2026-11-20T00:00:00Z') });

  it.each([
    [undefined, '3.70'],
    ['3.70', '3.70'],
    ['3.41', '3.41'],
    ['3.0', '3.0'],
  ] as const)('asked for %s, %s is sent and answered', async (microversion, expected) => {
    const { create, sent } = connect(server, microversion);
    const created = await create();
    expect(sent).toEqual([`volume ${expected}`]);
    expect(created).toMatchObject({ ok: true });
    expect(created.response.headers.get('OpenStack-API-Version')).toBe(`volume ${expected}`);
  });

  it.each(['3.71', '2.0', '3.070', '3.1e1', 'latest'])(
    'refuses %s before anything is sent',
    (microversion) => {
      expect(() => connect(server, microversion as '3.0')).toThrow(
        new TypeError(
          `openstack-cinder: of microversions 3.70 has those from 3.0 to 3.70, not ${JSON.stringify(microversion)}`,
        ),
      );
    },
  );

  it('are none where a version is one', () => {
    const options = { version: '1.3', baseUrl: 'http://localhost', microversion: '1.2' } as const;
    expect(() => scp.createClient(options)).toThrow('of microversions 1.3 has none, not "1.2"');
  });

  it('an answer of another one is refused', async () => {
    const lying = async (request: Request) => {
      const answer = await server(request);
      const headers = new Headers(answer.headers);
      headers.set('OpenStack-API-Version', 'volume 3.70');
      return new Response(answer.body, { status: answer.status, headers });
    };
    const error = await connect(lying, '3.41')
      .create()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(cinder.VersionMismatch);
    expect(error).toBeInstanceOf(cinder.UnexpectedAnswer);
    expect(error).toMatchObject({ asked: 'volume 3.41', answered: 'volume 3.70', status: 202 });
  });

  it('too high for an older server: the range that it has', async () => {
    const older = {
      ...cinder.family,
      versions: [{ id: '3.59', from: '3.0', state: 'CURRENT' }],
    } as const satisfies Family;
    const handle = createFamilyHandler({
      family: older,
      versions: { '3.59': () => new Response() },
      onUnavailable: ({ asked, minimum, maximum, status }) => {
        const message = `Version ${asked} is not supported by the API. Minimum is ${minimum} and maximum is ${maximum}.`;
        return Response.json({ computeFault: { code: status, message } }, { status });
      },
    });
    await expect(connect(handle).create()).rejects.toMatchObject({
      name: 'VersionUnavailable',
      message: 'createSnapshot: version "3.70" is not available (406), those from 3.0 to 3.59 are',
      supported: [],
      minimum: '3.0',
      maximum: '3.59',
    });
  });
});
