// The sample servers are servers: they keep what they are given, and know nothing of the documents. A replay against a server that
// recited the documented answers would prove nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as v1_0 from '../../generated/scp-virtualserver/1.0/operations.js';
import type * as v1_1 from '../../generated/scp-virtualserver/1.1/operations.js';
import type * as v1_2 from '../../generated/scp-virtualserver/1.2/operations.js';
import type * as v1_3 from '../../generated/scp-virtualserver/1.3/operations.js';
import * as cinder from './servers/cinder.js';
import * as huawei from './servers/huawei.js';
import * as scaleway from './servers/scaleway.js';
import * as scp from './servers/scp.js';

type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

function sender(server: (request: Request) => Promise<Response>, headers: Record<string, string>): Send {
  return async (method, path, body) => {
    const init = { method, headers: { ...headers, 'content-type': 'application/json' } };
    const request = new Request(`http://localhost${path}`, {
      ...init,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await server(request);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}

describe('the sample servers', () => {
  const folder = new URL('./servers/', import.meta.url);
  for (const file of readdirSync(folder)) {
    it(`${file} imports generated code and nothing that could hold an example`, () => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, path = '']) => path);
      const allowed =
        /^(\.\/world\.js|\.\.\/\.\.\/\.\.\/generated\/[\w./-]+\/(index|operations|server|types|lifecycle|negotiate)\.js)$/;
      expect(imported.filter((path) => !allowed.test(path))).toStrictEqual([]);
      expect(text).not.toMatch(/import\(|require\(|readFile|fetch\(/);
    });
  }
});

describe('SCP virtualserver', () => {
  const now = () => new Date('2026-04-01T00:00:00Z');
  const credentials = {
    'Scp-Accesskey': '2sd2gg=2agbdSD26svcD',
    'Scp-Signature': 'any',
    'Scp-Timestamp': '1775001600000',
  };
  const server = scp.createServer({ now });
  const as = (version: string) =>
    sender(server, { ...credentials, 'Scp-Api-Version': `virtualserver ${version}` });
  const names = ({ body }: { body: unknown }) =>
    (body as { snapshots: { name: string }[] }).snapshots.map(({ name }) => name);

  it('lists in every version what one version created', async () => {
    const wanted = { name: 'latest', volume_id: scp.VOLUME, metadata: { team: 'storage' } };
    const made = await as('1.0')('POST', '/v1/snapshots', wanted);
    expect(made).toStrictEqual({
      status: 202,
      body: {
        id: '00000000-0000-4000-8000-000000000001',
        ...wanted,
        description: null,
        size: 104,
        status: 'creating',
        created_at: '2026-04-01T00:00:00.000Z',
        updated_at: null,
        user_id: '570907805e5447be84b618450ef52o0t',
      },
    });
    for (const version of ['1.3', '1.2', '1.1', '1.0'])
      expect(names(await as(version)('GET', '/v1/snapshots'))).toContain('latest');
  });

  it('pages, filters and counts', async () => {
    const list = (query: string) => as('1.3')('GET', `/v1/snapshots?${query}`);
    expect(names(await list('limit=1'))).toStrictEqual(['latest']);
    expect(names(await list('offset=1&limit=1'))).toStrictEqual(['snapshot-0']);
    expect(names(await list('marker=2a9be312-5d4b-4bc8-b2ae-35100fa9241f'))).toStrictEqual(['snapshot-1']);
    expect(names(await list('volume_id=other'))).toStrictEqual([]);
    expect((await list('limit=1')).body).toHaveProperty('count', 3);
    expect((await list('limit=1&with_count=false')).body).not.toHaveProperty('count');
    for (const wrong of ['marker=unknown', 'limit=-1', 'offset=-1'])
      expect((await list(wrong)).status).toBe(400);
  });

  it('sorts in 1.2 and 1.3; 1.0 and 1.1 do not know `sort` and leave it unread', async () => {
    // By name just as newest first, so that only the other direction tells the versions apart.
    const sorted = ['latest', 'snapshot-0', 'snapshot-1'];
    for (const version of ['1.3', '1.2']) {
      const list = (sort: string) => as(version)('GET', `/v1/snapshots?sort=${sort}`);
      expect(names(await list('size,name:asc'))).toStrictEqual(sorted);
      expect(names(await list('name:desc'))).toStrictEqual(sorted.toReversed());
      expect((await list('colour')).status).toBe(400);
    }
    for (const version of ['1.1', '1.0'])
      expect(names(await as(version)('GET', '/v1/snapshots?sort=name:desc'))).toStrictEqual(sorted);
  });

  it('is called as it is where nothing differs between versions', () => {
    const { '1.3': newest, ...older } = scp.versionOptions({ now: () => new Date(0) });
    expect(older['1.2'].handlers).toBe(newest.handlers);
    // 1.1 has no `sort`, of which the newer handlers are given the default; 1.0 is as 1.1.
    expect(older['1.1'].handlers).not.toBe(newest.handlers);
    expect(older['1.0'].handlers).toBe(older['1.1'].handlers);
  });

  it('has types that say the same', () => {
    type Newest = NonNullable<v1_3.ListSnapshotsInput['query']>;
    expectTypeOf<NonNullable<v1_2.ListSnapshotsInput['query']>>().toEqualTypeOf<Newest>();
    expectTypeOf<NonNullable<v1_1.ListSnapshotsInput['query']>>().toEqualTypeOf<Omit<Newest, 'sort'>>();
    expectTypeOf<NonNullable<v1_0.ListSnapshotsInput['query']>>().toEqualTypeOf<Omit<Newest, 'sort'>>();
  });

  it('refuses unknown volumes, volumes in use, unknown keys and unknown versions in its own envelope', async () => {
    const create = as('1.3');
    const refused = [
      [await create('POST', '/v1/snapshots', { name: 'a', volume_id: 'b' }), 404, 'VolumeNotFound'],
      [
        await create('POST', '/v1/snapshots', { name: 'a', volume_id: scp.VOLUME_IN_USE }),
        409,
        'VolumeInUse',
      ],
      [
        await sender(server, { ...credentials, 'Scp-Accesskey': 'x' })('GET', '/v1/snapshots'),
        401,
        'Unauthorized',
      ],
      [await as('9.9')('GET', '/v1/snapshots'), 406, 'NoSuchVersion'],
      [await as('nine')('GET', '/v1/snapshots'), 400, 'ValidationError'],
    ] as const;
    for (const [answer, status, code] of refused)
      expect(answer).toMatchObject({ status, body: { errors: [{ status, code, title: code }] } });
    const forced = { name: 'a', volume_id: scp.VOLUME_IN_USE, force: true };
    expect((await create('POST', '/v1/snapshots', forced)).status).toBe(202);
  });
});

describe('Huawei EVS', () => {
  it('makes one snapshot of a disk at a time', async () => {
    let time = Date.parse('2026-04-01T00:00:00Z');
    const server = huawei.createServer({ now: () => new Date(time) });
    const send = sender(server, { 'X-Auth-Token': huawei.TOKEN });
    const create = () =>
      send('POST', '/v5/0605767b5780d5762fc5c0118072a564/snapshots', {
        snapshot: { volume_id: huawei.DISK },
      });
    const [first, second] = [await create(), await create()];
    time += huawei.JOB_MS;
    const third = await create();
    expect([first.status, second.status, third.status]).toStrictEqual([202, 409, 202]);
    expect(second.body).toStrictEqual({
      error: { code: 'EVS.2409', message: 'Another snapshot is in progress.' },
    });
    expect(first.body).not.toStrictEqual(third.body);
  });
});

describe('OpenStack Cinder', () => {
  const server = cinder.createServer({ now: () => new Date('2026-04-01T00:00:00.5Z') });
  const path = '/v3/f5d834d636c642c7bfe8af86139c6f26/snapshots';
  const create = (microversion: string | undefined, more: object = {}) =>
    sender(server, {
      'X-Auth-Token': 'gAAAAA<...>',
      ...(microversion !== undefined && { 'OpenStack-API-Version': `volume ${microversion}` }),
    })('POST', path, { snapshot: { volume_id: cinder.VOLUME, ...more } });

  it('answers each microversion with the members that it has', async () => {
    const added = async (microversion?: string) => {
      const { snapshot } = (await create(microversion)).body as { snapshot: object };
      return Object.keys(snapshot).slice(9);
    };
    expect(await added()).toStrictEqual([]);
    expect(await added('3.13')).toStrictEqual([]);
    expect(await added('3.14')).toStrictEqual(['group_snapshot_id']);
    expect(await added('3.41')).toStrictEqual(['group_snapshot_id', 'user_id']);
    expect(await added('3.70')).toStrictEqual(['group_snapshot_id', 'user_id', 'consumes_quota']);
  });

  it('refuses `force: false` from 3.66 on, and microversions beyond 3.70', async () => {
    expect((await create('3.65', { force: false })).status).toBe(202);
    expect((await create('3.66', { force: false })).status).toBe(400);
    const message = 'Version 3.99 is not supported by the API. Minimum is 3.0 and maximum is 3.70.';
    expect(await create('3.99')).toStrictEqual({
      status: 406,
      body: { computeFault: { code: 406, message } },
    });
    expect(await create('x')).toMatchObject({ status: 400, body: { badRequest: { code: 400 } } });
  });
});

describe('Scaleway Instance', () => {
  it('carries one snapshot through its whole life', async () => {
    const server = scaleway.createServer({ now: () => new Date('2026-08-01T10:00:00.25Z') });
    const send = sender(server, { 'X-Auth-Token': scaleway.SECRET_KEY });
    const all = '/instance/v1/zones/fr-par-1/snapshots';
    const one = `${all}/00000000-0000-4000-8000-000000000001`;
    const wanted = { name: 'weekly', volume_id: scaleway.VOLUME, project: scaleway.VOLUME };

    expect((await send('GET', one)).status).toBe(404);
    expect(await send('POST', all, wanted)).toMatchObject({
      status: 201,
      body: { snapshot: { name: 'weekly', state: 'snapshotting', size: 10_000_000_000, zone: 'fr-par-1' } },
    });
    expect((await send('GET', one)).body).toMatchObject({ snapshot: { project: scaleway.VOLUME } });
    expect((await send('POST', `${one}/export`, { bucket: 'b', key: 'k' })).status).toBe(409);
    expect((await send('GET', `${all}?name=weekly`)).body).toMatchObject({ snapshots: [{ name: 'weekly' }] });
    const replaced = { id: scaleway.SNAPSHOT, name: 'kept', size: 512, state: 'available' };
    expect((await send('PUT', one, replaced)).body).toMatchObject({
      snapshot: { id: '00000000-0000-4000-8000-000000000001', name: 'kept', size: 512, tags: [] },
    });
    await send('PATCH', one, { tags: ['x'] });
    expect((await send('GET', one)).body).toMatchObject({ snapshot: { name: 'kept', tags: ['x'] } });
    expect((await send('GET', one.replace('fr-par-1', 'nl-ams-1'))).status).toBe(404);
    expect((await send('POST', `${one}/export`, { bucket: 'b', key: 'k' })).status).toBe(202);
    expect((await send('GET', one)).body).toMatchObject({ snapshot: { state: 'exporting' } });
    expect(await send('DELETE', one)).toStrictEqual({ status: 204, body: undefined });
    expect((await send('DELETE', one)).status).toBe(404);
  });
});
