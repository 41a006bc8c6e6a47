// Tries the provider's own client against a mock of its documents: who wrote the one has not seen the other.
import { createClient, Errors } from '@scaleway/sdk-client';
import { Instancev1 } from '@scaleway/sdk-instance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../contract/mock/listen.js';
import { familyMock } from './served.js';

const PROJECT = '4e8d2c61-7b9a-4f03-9d15-6a7b8c9d0e1f';
const VOLUME = '2b3c4d5e-6f70-4182-93a4-b5c6d7e8f901';

let listening: Listening;
let api: Instancev1.API;

beforeAll(async () => {
  listening = await listen(await familyMock('scaleway-instance'), { host: '127.0.0.1', port: 0 });
  api = new Instancev1.API(
    createClient({
      accessKey: 'SCWXXXXXXXXXXXXXXXXX',
      secretKey: '7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918',
      defaultProjectId: PROJECT,
      defaultZone: 'fr-par-1',
      apiURL: listening.url,
    }),
  );
});
afterAll(() => listening.close());

describe('the SDK of Scaleway', () => {
  it('makes a snapshot, waits for it, gets, updates, exports and deletes it', async () => {
    const { snapshot, task } = await api.createSnapshot({
      name: 'of-the-sdk',
      volumeId: VOLUME,
      tags: ['sdk'],
    });
    expect(snapshot).toMatchObject({ name: 'of-the-sdk', tags: ['sdk'], project: PROJECT, zone: 'fr-par-1' });
    expect(snapshot?.baseVolume?.id).toBe(VOLUME);
    expect(task?.hrefResult).toContain(snapshot?.id);
    const snapshotId = snapshot?.id ?? '';
    expect(await api.waitForSnapshot({ snapshotId })).toMatchObject({
      id: snapshotId,
      state: 'available',
    });
    expect(
      (await api.updateSnapshot({ snapshotId, name: 'renamed', tags: ['a', 'b'] })).snapshot,
    ).toMatchObject({
      ...{ id: snapshotId, name: 'renamed', tags: ['a', 'b'] },
    });
    expect((await api.getSnapshot({ snapshotId })).snapshot).toMatchObject({
      name: 'renamed',
      tags: ['a', 'b'],
    });
    const exported = await api.exportSnapshot({ snapshotId, bucket: 'images', key: 'nightly.qcow2' });
    expect(exported.task?.hrefResult).toBe(`snapshots/${snapshotId}`);
    await api.deleteSnapshot({ snapshotId });
    await expect(api.getSnapshot({ snapshotId })).rejects.toMatchObject({ resourceId: snapshotId });
    await expect(api.getSnapshot({ snapshotId })).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
    await expect(api.deleteSnapshot({ snapshotId })).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
  });

  it('lists snapshots, filtered, and over as many pages as there are', async () => {
    for (const name of ['p-1', 'p-2', 'p-3', 'p-4', 'p-5'])
      await api.createSnapshot({ name, tags: ['paged'], volumeId: VOLUME });
    const page = await api.listSnapshots({ tags: 'paged', perPage: 2, page: 2 });
    expect(page).toMatchObject({ totalCount: 5, snapshots: [{ name: 'p-3' }, { name: 'p-4' }] });
    const all = await api.listSnapshots({ tags: 'paged', perPage: 2 }).all();
    expect(all.map(({ name }) => name)).toEqual(['p-1', 'p-2', 'p-3', 'p-4', 'p-5']);
    expect((await api.listSnapshots({ name: 'p-4' })).snapshots.map(({ name }) => name)).toEqual(['p-4']);
    expect((await api.listSnapshots({ zone: 'nl-ams-1' })).totalCount).toBe(0);
  });
});
