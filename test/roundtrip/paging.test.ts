// Generated pagers and waiters, with generated clients, against the sample servers.
import { expect, expectTypeOf, it } from 'vitest';
import * as scaleway from '../../generated/scaleway-instance/index.js';
import { listSnapshots as zoned } from '../../generated/scaleway-instance/v1/pages.js';
import type { Snapshot as ZonedSnapshot } from '../../generated/scaleway-instance/v1/types.js';
import * as waitFor from '../../generated/scaleway-instance/v1/wait-for.js';
import { listSnapshots } from '../../generated/scp-virtualserver/1.3/pages.js';
import * as scp from '../../generated/scp-virtualserver/index.js';
import * as scalewayServer from '../replay/servers/scaleway.js';
import * as scpServer from '../replay/servers/scp.js';

const now = () => new Date('2026-04-01T00:00:00Z');
const baseUrl = 'http://localhost';

it('reads a list by markers', async () => {
  const credentials = { Accesskey: '2sd2gg=2agbdSD26svcD', Signature: 'c2ln', Timestamp: '1775001600000' };
  const client = scp.createClient({
    version: '1.3',
    baseUrl,
    credentials,
    fetch: scpServer.createServer({ now }),
  });
  const body = { volume_id: scpServer.VOLUME };
  for (const name of ['a', 'b', 'c', 'd'])
    expect((await client.createSnapshot({ body: { ...body, name } })).ok).toBe(true);
  const whole = await scp.orThrow(client.listSnapshots({ query: { limit: 100 } }));
  const ids: string[] = [];
  for await (const snapshot of listSnapshots(client.listSnapshots, { query: { limit: 2 } })) {
    expectTypeOf(snapshot).toEqualTypeOf<(typeof whole.snapshots)[number]>();
    ids.push(snapshot.id);
  }
  expect(ids).toEqual(whole.snapshots.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(4);
});

const credentials = { SecretKey: scalewayServer.SECRET_KEY };
const cloud = () =>
  scaleway.createClient({
    version: 'v1',
    baseUrl,
    credentials,
    fetch: scalewayServer.createServer({ now }),
  });
const path = { zone: 'fr-par-1' } as const;

it('reads a list by its links', async () => {
  const client = cloud();
  const { snapshots } = await scaleway.orThrow(client.listSnapshots({ path }));
  const found: ZonedSnapshot[] = [];
  for await (const snapshot of zoned(client.listSnapshots, { path, query: { per_page: 1 } }))
    found.push(snapshot);
  expect(found).toEqual(snapshots);
  // @ts-expect-error the zone is missing
  void zoned(client.listSnapshots, { query: { per_page: 1 } });
});

it('waits until a snapshot is made', async () => {
  const client = cloud();
  const body = { name: 'weekly', volume_id: scalewayServer.VOLUME, project: scalewayServer.VOLUME };
  const { snapshot: made } = await scaleway.orThrow(client.createSnapshot({ path, body }));
  expect(made?.state).toBe('snapshotting');
  let looks = 0;
  // The sample server never gets to the end by itself.
  const look: typeof client.getSnapshot = async (input, options) => {
    const result = await client.getSnapshot(input, options);
    if (!result.ok || !result.data.snapshot || ++looks < 3) return result;
    return { ...result, data: { snapshot: { ...result.data.snapshot, state: 'available' } } };
  };
  const input = { path: { ...path, snapshot_id: made?.id ?? '' } };
  const { snapshot } = await waitFor.getSnapshot(look, input, { interval: 1 });
  expect({ looks, snapshot }).toEqual({ looks: 3, snapshot: { ...made, state: 'available' } });
});
