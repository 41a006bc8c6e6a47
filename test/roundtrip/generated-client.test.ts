// Generated clients crossed with generated servers, in process and over a real socket: every operation, typed by status.
import { describe, expect, it } from 'vitest';
import * as huawei from '../../generated/huawei-evs/index.js';
import * as cinder from '../../generated/openstack-cinder/index.js';
import * as scaleway from '../../generated/scaleway-instance/index.js';
import * as scp from '../../generated/scp-virtualserver/index.js';
import * as cinderServer from '../replay/servers/cinder.js';
import * as huaweiServer from '../replay/servers/huawei.js';
import * as scalewayServer from '../replay/servers/scaleway.js';
import * as scpServer from '../replay/servers/scp.js';
import { CINDER, HUAWEI, SCALEWAY, SCP } from './families.js';
import { type Reached, WAYS } from './ways.js';

const now = () => new Date('2026-04-01T00:00:00Z');
const SIGNED = { Accesskey: '2sd2gg=2agbdSD26svcD', Signature: 'c2ln', Timestamp: '1775001600000' };
const SCP_CLIENTS = {
  '1.3': scp.v1_3.createClient,
  '1.2': scp.v1_2.createClient,
  '1.1': scp.v1_1.createClient,
  '1.0': scp.v1_0.createClient,
} as const;

/** Narrows a result to one status. */
function having<R extends { readonly status: number }, S extends R['status']>(
  result: R,
  status: S,
): Extract<R, { readonly status: S }> {
  expect(result.status).toBe(status);
  return result as Extract<R, { readonly status: S }>;
}

for (const way of WAYS) {
  describe(`SCP virtualserver ${way.name}`, () => {
    for (const [version, createClient] of Object.entries(SCP_CLIENTS)) {
      it(`${version}: creates and lists, and names its version every time`, async () => {
        const reached = await way.reach(SCP, scpServer.serverOptions({ now }));
        const client = createClient({ ...reached, credentials: SIGNED });
        const body = { name: 'nightly', volume_id: scpServer.VOLUME, metadata: { team: 'storage' } };
        const created = having(await client.createSnapshot({ body }), 202);
        expect(created).toMatchObject({ ok: true, data: { ...body, size: 104, description: null } });
        const listed = having(await client.listSnapshots({ query: { name: 'nightly', limit: 1 } }), 200);
        expect(listed.data).toStrictEqual({ count: 1, snapshots: [created.data] });
        expect(having(await client.listSnapshots(), 200).data.snapshots).toHaveLength(3);

        expect(reached.requests).toHaveLength(3);
        for (const { headers } of reached.requests)
          expect(headers.get('Scp-Api-Version')).toBe(`virtualserver ${version}`);
        expect(listed.response.headers.get('Scp-Api-Version')).toBe(`virtualserver ${version}`);
        expect(listed.response.headers.has('Sunset')).toBe(version < '1.2');
      });
    }

    it('sorts where the version can', async () => {
      const reached = await way.reach(SCP, scpServer.serverOptions({ now }));
      for (const createClient of [scp.v1_3.createClient, scp.v1_2.createClient]) {
        const client = createClient({ ...reached, credentials: SIGNED });
        const ascending = having(await client.listSnapshots({ query: { sort: 'created_at:asc' } }), 200);
        expect(ascending.data.snapshots.map(({ name }) => name)).toStrictEqual(['snapshot-1', 'snapshot-0']);
      }
    });

    it('tells refusals apart by status', async () => {
      const reached = await way.reach(SCP, scpServer.serverOptions({ now }));
      const client = scp.v1_3.createClient({ ...reached, credentials: SIGNED });
      const create = (name: string, volume_id: string) =>
        client.createSnapshot({ body: { name, volume_id } });
      const codes = [
        having(await create('snapshot/1', scpServer.VOLUME), 400).error.errors[0]?.code,
        having(await create('a', 'unknown'), 404).error.errors[0]?.code,
        having(await create('a', scpServer.VOLUME_IN_USE), 409).error.errors[0]?.code,
        having(await client.listSnapshots({ query: { sort: 'colour' } }), 400).error.errors[0]?.code,
        having(await scp.v1_3.createClient(reached).listSnapshots(), 401).error.errors[0]?.code,
      ];
      expect(codes).toStrictEqual([
        'ValidationError',
        'VolumeNotFound',
        'VolumeInUse',
        'ValidationError',
        'Unauthorized',
      ]);
      const elsewhere = { headers: { 'Scp-Api-Version': 'virtualserver 9.9' } };
      const unknown = having(await client.listSnapshots({}, elsewhere), 406);
      expect(unknown).toMatchObject({ ok: false, error: { errors: [{ code: 'NoSuchVersion' }] } });
    });

    it('signs the very request that is sent, or sends none of the three headers', async () => {
      const reached = await way.reach(SCP, scpServer.serverOptions({ now }));
      const seen: string[] = [];
      const signing = scp.v1_1.createClient({
        ...reached,
        credentials: {
          ...SIGNED,
          Signature: async (request) => {
            const { method, url, headers } = request;
            seen.push(`${method} ${url} ${headers.get('Scp-Api-Version')} ${await request.text()}`);
            return 'made for it';
          },
        },
      });
      const body = { name: 'a b', volume_id: scpServer.VOLUME };
      having(await signing.createSnapshot({ body }), 202);
      having(await signing.listSnapshots({ query: { name: 'a b' } }), 200);
      expect(seen).toStrictEqual([
        `POST ${reached.baseUrl}/v1/snapshots virtualserver 1.1 ${JSON.stringify(body)}`,
        `GET ${reached.baseUrl}/v1/snapshots?name=a%20b virtualserver 1.1 `,
      ]);
      expect(reached.requests.map(({ headers }) => headers.get('Scp-Signature'))).toStrictEqual([
        'made for it',
        'made for it',
      ]);

      const { Accesskey, Timestamp } = SIGNED;
      const partial = scp.v1_1.createClient({ ...reached, credentials: { Accesskey, Timestamp } });
      having(await partial.listSnapshots(), 401);
      const names = [...(reached.requests.at(-1)?.headers.keys() ?? [])];
      expect(names.filter((name) => name.startsWith('scp-'))).toStrictEqual(['scp-api-version']);
    });
  });

  describe(`Huawei EVS ${way.name}`, () => {
    const project_id = '0605767b5780d5762fc5c0118072a564';

    it('creates, and is told of jobs under way, bad names and missing tokens', async () => {
      const reached = await way.reach(HUAWEI, huaweiServer.serverOptions({ now }));
      const client = huawei.v5.createClient({ ...reached, credentials: { UserToken: huaweiServer.TOKEN } });
      const create = (name: string) =>
        client.createSnapshot({
          path: { project_id },
          body: { snapshot: { volume_id: huaweiServer.DISK, name } },
        });
      const created = having(await create('first'), 202);
      expect(created.data).toStrictEqual({
        job_id: '00000000000040008000000000000001',
        snapshot_id: '00000000-0000-4000-8000-000000000002',
      });
      expect(having(await create('second'), 409).error.error.code).toBe('EVS.2409');
      expect(having(await create('x'.repeat(65)), 400).error.error).toStrictEqual({
        code: 'EVS.5400',
        message: 'snapshot/name must NOT have more than 64 characters',
      });
      const input = { path: { project_id }, body: { snapshot: { volume_id: huaweiServer.DISK } } };
      const anonymous = huawei.v5.createClient(reached);
      expect(having(await anonymous.createSnapshot(input), 401).error.error_code).toBe('APIGW.0301');
      for (const { url } of reached.requests)
        expect(new URL(url).pathname).toBe(`/v5/${project_id}/snapshots`);
    });
  });

  describe(`OpenStack Cinder ${way.name}`, () => {
    const path = { project_id: 'f5d834d636c642c7bfe8af86139c6f26' };
    const connect = (reached: Reached, KeystoneToken = 'gAAAAA<...>') =>
      cinder.v3_70.createClient({ ...reached, credentials: { KeystoneToken } });

    it('creates, and names the newest microversion unless a call says otherwise', async () => {
      const reached = await way.reach(CINDER, cinderServer.serverOptions({ now }));
      const client = connect(reached);
      const body = { snapshot: { volume_id: cinderServer.VOLUME, name: 'a', metadata: { k: 'v' } } };
      const newest = having(await client.createSnapshot({ path, body }), 202);
      expect(newest.data.snapshot).toMatchObject({ name: 'a', metadata: { k: 'v' }, consumes_quota: true });
      const older = { headers: { 'OpenStack-API-Version': 'volume 3.41' } };
      const old = having(await client.createSnapshot({ path, body }, older), 202);
      expect(old.data.snapshot).not.toHaveProperty('consumes_quota');
      expect(
        [newest, old].map(({ response }) => response.headers.get('OpenStack-API-Version')),
      ).toStrictEqual(['volume 3.70', 'volume 3.41']);
      const versions = reached.requests.map(({ headers }) => headers.get('OpenStack-API-Version'));
      expect(versions).toStrictEqual(['volume 3.70', 'volume 3.41']);
    });

    it('tells refusals apart by status', async () => {
      const reached = await way.reach(CINDER, cinderServer.serverOptions({ now }));
      const client = connect(reached);
      const snapshot = { volume_id: cinderServer.VOLUME };
      const nowhere = { volume_id: '5f0e3d1c-9b7a-4e2d-8c6f-1a2b3c4d5e6f' };
      const forceless = { body: { snapshot: { ...snapshot, force: false } }, path };
      expect(having(await client.createSnapshot(forceless), 400).error.badRequest.code).toBe(400);
      const missing = having(await client.createSnapshot({ path, body: { snapshot: nowhere } }), 404);
      expect(missing.error.itemNotFound.message).toContain(nowhere.volume_id);
      const far = { headers: { 'OpenStack-API-Version': 'volume 3.99' } };
      const beyond = having(await client.createSnapshot({ path, body: { snapshot } }, far), 406);
      expect(beyond.error.computeFault.code).toBe(406);
      const stranger = having(await connect(reached, 'no').createSnapshot({ path, body: { snapshot } }), 401);
      expect(stranger.error.error.title).toBe('Unauthorized');
      expect(stranger.response.headers.get('WWW-Authenticate')).toBe(
        'Keystone uri="https://identity.example"',
      );
    });
  });

  describe(`Scaleway Instance ${way.name}`, () => {
    const zone = 'fr-par-1';
    const connect = (reached: Reached) =>
      scaleway.v1.createClient({ ...reached, credentials: { SecretKey: scalewayServer.SECRET_KEY } });

    it('carries a snapshot through its whole life', async () => {
      const reached = await way.reach(SCALEWAY, scalewayServer.serverOptions({ now }));
      const client = connect(reached);
      const body = { name: 'weekly', volume_id: scalewayServer.VOLUME, project: scalewayServer.VOLUME };
      const created = having(await client.createSnapshot({ path: { zone }, body }), 201);
      expect(created.data.task.href_result).toBe(`snapshots/${created.data.snapshot.id}`);
      const path = { zone, snapshot_id: created.data.snapshot.id } as const;

      expect(having(await client.getSnapshot({ path }), 200).data.snapshot).toStrictEqual(
        created.data.snapshot,
      );
      const query = { name: 'weekly', per_page: 1, page: 1, tags: 'none' };
      expect(having(await client.listSnapshots({ path: { zone }, query }), 200).data.snapshots).toHaveLength(
        0,
      );
      const all = having(await client.listSnapshots({ path: { zone }, query: { per_page: 1 } }), 200);
      expect(all.data.snapshots).toHaveLength(1);
      expect(all.response.headers.get('X-Total-Count')).toBe('2');
      expect(all.response.headers.get('Link')).toContain('page=2&per_page=1');

      expect(
        having(await client.exportSnapshot({ path, body: { bucket: 'b', key: 'k' } }), 409),
      ).toMatchObject({ ok: false, error: { type: 'transient_state' } });
      const set = { id: path.snapshot_id, name: 'kept', size: 512, state: 'available' } as const;
      expect(having(await client.setSnapshot({ path, body: set }), 200).data.snapshot).toMatchObject(set);
      const updated = having(await client.updateSnapshot({ path, body: { tags: ['x', 'y'] } }), 200);
      expect(updated.data.snapshot).toMatchObject({ name: 'kept', tags: ['x', 'y'] });
      const exported = having(await client.exportSnapshot({ path, body: { bucket: 'b', key: 'k' } }), 202);
      expect(exported.data.task.description).toBe('snapshot_export');
      expect(having(await client.deleteSnapshot({ path }), 204)).toMatchObject({ ok: true, data: undefined });
      expect(having(await client.deleteSnapshot({ path }), 404).error.resource_id).toBe(path.snapshot_id);
      for (const { headers } of reached.requests)
        expect(headers.get('X-Auth-Token')).toBe(scalewayServer.SECRET_KEY);
    });

    it('finds nothing where nothing is, in every operation', async () => {
      const client = connect(await way.reach(SCALEWAY, scalewayServer.serverOptions({ now })));
      const path = { zone, snapshot_id: '00000000-0000-4000-8000-000000000404' } as const;
      const set = { id: path.snapshot_id, name: 'ghost', size: 0 };
      const results = [
        having(await client.getSnapshot({ path }), 404),
        having(await client.setSnapshot({ path, body: set }), 404),
        having(await client.updateSnapshot({ path, body: {} }), 404),
        having(await client.deleteSnapshot({ path }), 404),
        having(await client.exportSnapshot({ path, body: { bucket: 'b', key: 'k' } }), 404),
      ];
      for (const { error } of results) expect(error.resource_id).toBe(path.snapshot_id);
      const volume = { volume_id: path.snapshot_id, organization: path.snapshot_id };
      expect(having(await client.createSnapshot({ path: { zone }, body: volume }), 404).error.type).toBe(
        'not_found',
      );
    });

    it('is refused without a key, in every operation', async () => {
      const client = scaleway.v1.createClient(
        await way.reach(SCALEWAY, scalewayServer.serverOptions({ now })),
      );
      const path = { zone, snapshot_id: scalewayServer.SNAPSHOT } as const;
      const results = [
        await client.listSnapshots({ path }),
        await client.createSnapshot({ path, body: { project: path.snapshot_id } }),
        await client.getSnapshot({ path }),
        await client.setSnapshot({ path, body: { id: path.snapshot_id, name: 'a', size: 0 } }),
        await client.updateSnapshot({ path, body: {} }),
        await client.deleteSnapshot({ path }),
        await client.exportSnapshot({ path, body: { bucket: 'b', key: 'k' } }),
      ];
      for (const result of results) expect(having(result, 401).error.type).toBe('denied_authentication');
    });

    it('tells which argument is wrong', async () => {
      const client = connect(await way.reach(SCALEWAY, scalewayServer.serverOptions({ now })));
      const body = { project: scalewayServer.VOLUME, size: 1000 };
      const { error } = having(await client.createSnapshot({ path: { zone }, body }), 400);
      expect(error.details).toMatchObject([{ argument_name: 'size', reason: 'constraint' }]);
    });
  });
}
