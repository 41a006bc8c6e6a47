// Hides defects that show in more than one exchange: what a GET changes, what a repeat does, what becomes of what was created.
import type { Scaleway } from '../server/scaleway.js';
import { answers, type Defect, defectsOf } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const scaleway = defectsOf('scaleway-instance');
const STATEFUL = { phase: 'stateful', document: 'scaleway-instance/v1' } as const;

/** Keeps something else than it answers. */
const kept =
  (
    operation: string,
    change: (snapshot: Parameters<Scaleway['keep']>[1]) => Parameters<Scaleway['keep']>[1],
  ) =>
  (usual: Scaleway): Scaleway => ({
    ...usual,
    keep: (snapshots, snapshot, by) =>
      usual.keep(snapshots, by === operation ? change(snapshot) : snapshot, by),
  });

const SAFETY: readonly Defect[] = [
  scaleway({
    ...{ name: 'reading-counts', check: 'safety', ...STATEFUL, document: 'RFC 9110 §9.2.1' },
    sentence: 'GET is safe: it asks for no change.',
    plant: (usual) => ({
      ...usual,
      read: (snapshots, old) => void snapshots.set(old.id, { ...old, size: old.size + 512 }),
    }),
  }),
  scaleway({
    ...{ name: 'reading-tags', check: 'safety', ...STATEFUL, document: 'RFC 9110 §9.2.1' },
    sentence: 'GET is safe: it asks for no change.',
    plant: (usual) => ({
      ...usual,
      read: (snapshots, old) => void snapshots.set(old.id, { ...old, tags: [...old.tags, 'read'] }),
    }),
  }),
  scaleway({
    ...{ name: 'reading-consumes', check: 'safety', ...STATEFUL, document: 'RFC 9110 §9.2.1' },
    sentence: 'GET is safe: it asks for no change.',
    plant: (usual) => ({ ...usual, read: (snapshots, { id }) => void snapshots.delete(id) }),
  }),
];

const IDEMPOTENCE: readonly Defect[] = [
  scaleway({
    ...{ name: 'put-adds', check: 'idempotence', ...STATEFUL, document: 'RFC 9110 §9.2.2' },
    sentence: 'PUT twice is as PUT once.',
    plant: (usual) => ({
      ...usual,
      replaced: (wanted, old) => {
        const next = usual.replaced(wanted, old);
        const again = JSON.stringify(next.tags.slice(0, 1)) === JSON.stringify(old.tags.slice(0, 1));
        return again ? { ...next, tags: [...old.tags, ...next.tags] } : next;
      },
    }),
  }),
  scaleway({
    ...{ name: 'same-put-conflicts', check: 'idempotence', ...STATEFUL, document: 'RFC 9110 §9.2.2' },
    sentence: 'PUT twice is as PUT once.',
    plant: (usual) => {
      const sent = new Map<string, string>();
      return {
        ...usual,
        isBusy: (snapshot, call) => {
          if (usual.isBusy(snapshot, call)) return true;
          const again = call.method === 'PUT' && sent.get(snapshot.id) === call.text;
          sent.set(snapshot.id, call.text);
          return again;
        },
      };
    },
  }),
  scaleway({
    ...{ name: 'put-renames', check: 'idempotence', ...STATEFUL, document: 'RFC 9110 §9.2.2' },
    sentence: 'PUT twice is as PUT once.',
    plant: (usual) => ({
      ...usual,
      replaced: (wanted, old) => {
        const next = usual.replaced(wanted, old);
        return next.name === old.name ? { ...next, name: `${next.name}-1` } : next;
      },
    }),
  }),
];

const CREATED: readonly Defect[] = [
  scaleway({
    ...{ name: 'never-kept', check: 'created', ...STATEFUL },
    sentence: 'What createSnapshot made can be read.',
    plant: (usual) => ({
      ...usual,
      keep: (snapshots, snapshot, by) =>
        by === 'createSnapshot' ? undefined : usual.keep(snapshots, snapshot, by),
    }),
  }),
  scaleway({
    ...{ name: 'kept-in-lower-case', check: 'created', ...STATEFUL },
    sentence: 'What createSnapshot made is what it was given.',
    plant: kept('createSnapshot', (made) => ({ ...made, name: `${made.name.slice(0, 1)}…` })),
  }),
  scaleway({
    ...{ name: 'tags-not-kept', check: 'created', ...STATEFUL },
    sentence: 'What createSnapshot made is what it was given.',
    plant: kept('createSnapshot', (made) => ({ ...made, tags: [] })),
  }),
  scaleway({
    ...{ name: 'kept-under-another-id', check: 'created', ...STATEFUL },
    sentence: 'What createSnapshot made can be read by its id.',
    plant: kept('createSnapshot', (made) => ({ ...made, id: made.id.replace(/^./, 'a') })),
  }),
  scp({
    ...{ name: 'never-listed', check: 'created', ...STATEFUL, document: 'scp-virtualserver' },
    sentence: 'What createSnapshot made is on the list.',
    plant: (usual) => ({ ...usual, keep: () => {} }),
  }),
  scaleway({
    ...{ name: 'listed-from-a-copy', check: 'created', ...STATEFUL },
    sentence: 'What createSnapshot made is on the list.',
    plant: (usual) => ({
      ...usual,
      list: { ...usual.list, order: (items) => usual.list.order(items.slice(0, 1), {}, '') },
    }),
  }),
];

const UPDATED: readonly Defect[] = [
  scaleway({
    ...{ name: 'put-merges', check: 'updated', ...STATEFUL },
    sentence: 'setSnapshot replaces all properties of a snapshot.',
    plant: (usual) => ({
      ...usual,
      replaced: (wanted, old) => usual.replaced({ tags: old.tags, ...wanted }, old),
    }),
  }),
  scaleway({
    ...{ name: 'patch-forgets-the-rest', check: 'updated', ...STATEFUL },
    sentence: 'updateSnapshot leaves the properties that are not sent.',
    plant: (usual) => ({
      ...usual,
      changed: (wanted, old) => usual.changed({ tags: [], name: '', ...wanted }, old),
    }),
  }),
  scaleway({
    ...{ name: 'patch-adds-tags', check: 'updated', ...STATEFUL },
    sentence: 'updateSnapshot changes the properties that are sent.',
    plant: (usual) => ({
      ...usual,
      changed: (wanted, old) => {
        const next = usual.changed(wanted, old);
        return { ...next, tags: [...new Set([...old.tags, ...next.tags])] };
      },
    }),
  }),
  scaleway({
    ...{ name: 'patch-not-kept', check: 'updated', ...STATEFUL },
    sentence: 'What updateSnapshot changed is changed.',
    plant: (usual) => ({
      ...usual,
      keep: (snapshots, snapshot, by) =>
        by === 'updateSnapshot' ? undefined : usual.keep(snapshots, snapshot, by),
    }),
  }),
  scaleway({
    ...{ name: 'put-not-kept', check: 'updated', ...STATEFUL },
    sentence: 'What setSnapshot replaced is replaced.',
    plant: (usual) => ({
      ...usual,
      keep: (snapshots, snapshot, by) =>
        by === 'setSnapshot' ? undefined : usual.keep(snapshots, snapshot, by),
    }),
  }),
  scaleway({
    ...{ name: 'patch-of-name-only', check: 'updated', ...STATEFUL },
    sentence: 'updateSnapshot changes `tags` too.',
    plant: kept('updateSnapshot', (next) => ({ ...next, tags: ['backup'] })),
  }),
];

const DELETED: readonly Defect[] = [
  scaleway({
    ...{ name: 'never-dropped', check: 'deleted', ...STATEFUL },
    sentence: 'deleteSnapshot deletes for good.',
    plant: (usual) => ({ ...usual, drop: () => {} }),
  }),
  scaleway({
    ...{ name: 'marked-as-deleted', check: 'deleted', ...STATEFUL },
    sentence: 'deleteSnapshot deletes for good: it is on no list.',
    plant: (usual) => {
      const gone = new Set<string>();
      return {
        ...usual,
        drop: (_, { id }) => void gone.add(id),
        find: (snapshots, id, zone) => (gone.has(id) ? undefined : usual.find(snapshots, id, zone)),
      };
    },
  }),
  scaleway({
    ...{ name: 'deleted-can-be-changed', check: 'deleted', ...STATEFUL },
    sentence: 'A snapshot that does not exist is a 404.',
    plant: answers({ method: 'PATCH', status: 404 }, (_, { path, body }) => ({
      status: 200,
      body: {
        snapshot: {
          ...{ id: path['snapshot_id'], name: 'ghost', organization: NOBODY, project: NOBODY, tags: [] },
          ...{ volume_type: 'b_ssd', size: 0, state: 'available', base_volume: null, error_details: null },
          ...{ creation_date: '2026-01-01T00:00:00Z', modification_date: null, zone: path['zone'] },
          ...(body as object),
        },
      },
    })),
  }),
];

const NOBODY = '00000000-0000-4000-8000-000000000000';

export const STATES: readonly Defect[] = [...SAFETY, ...IDEMPOTENCE, ...CREATED, ...UPDATED, ...DELETED];
