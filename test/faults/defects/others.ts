// Hides defects of what nobody asked for: other items that change, texts that come back mangled, links and ids that are one another's.
import { linkOf, type Scaleway } from '../server/scaleway.js';
import type { Scp } from '../server/scp.js';
import { answers, type Defect, defectsOf, http, member } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const huawei = defectsOf('huawei-evs');
const scaleway = defectsOf('scaleway-instance');
const SCALEWAY = { phase: 'stateful', document: 'scaleway-instance/v1' } as const;
const SCP = { phase: 'stateful', document: 'scp-virtualserver' } as const;

type Keep = Scaleway['keep'];
const keeping =
  (change: (keep: Keep) => Keep) =>
  (usual: Scaleway): Scaleway => ({ ...usual, keep: change(usual.keep) });

const SIDE_EFFECTS: readonly Defect[] = [
  scaleway({
    ...{ name: 'export-deletes', check: 'updated', ...SCALEWAY },
    sentence: 'An export writes a snapshot into a bucket, and leaves it.',
    plant: keeping((keep) => (snapshots, snapshot, by) => {
      keep(snapshots, snapshot, by);
      if (by === 'exportSnapshot') snapshots.delete(snapshot.id);
    }),
  }),
  scaleway({
    ...{ name: 'export-copies', check: 'updated', ...SCALEWAY },
    sentence: 'An export makes no snapshot.',
    plant: keeping((keep) => (snapshots, snapshot, by) => {
      keep(snapshots, snapshot, by);
      if (by === 'exportSnapshot') {
        const id = snapshot.id.replace(/^.{8}/, 'c0ffee00');
        snapshots.set(id, { ...snapshot, id, state: 'available', busyUntil: 0 });
      }
    }),
  }),
  scaleway({
    ...{ name: 'deletes-namesakes', check: 'deleted', ...SCALEWAY },
    sentence: 'DELETE deletes one snapshot.',
    plant: (usual) => ({
      ...usual,
      drop: (snapshots, gone) => {
        for (const [id, { name }] of snapshots) if (name === gone.name) snapshots.delete(id);
      },
    }),
  }),
  scaleway({
    ...{ name: 'changes-all-tags', check: 'updated', ...SCALEWAY },
    sentence: 'PUT replaces one snapshot.',
    plant: keeping((keep) => (snapshots, snapshot, by) => {
      keep(snapshots, snapshot, by);
      if (by !== 'setSnapshot') return;
      for (const [id, old] of snapshots) snapshots.set(id, { ...old, tags: snapshot.tags });
    }),
  }),
  scp({
    ...{ name: 'made-twice', check: 'created', ...SCP },
    sentence: 'One creation makes one snapshot.',
    plant: (usual: Scp) => ({
      ...usual,
      keep: (snapshot, all) => {
        usual.keep(snapshot, all);
        usual.keep({ ...snapshot, id: `${snapshot.id}-2` }, all);
      },
    }),
  }),
  huawei({
    ...{ name: 'one-id-for-all', check: 'created', phase: 'stateful', document: 'huawei-evs/v5' },
    sentence: '`snapshot_id` is the id of the snapshot.',
    plant: member({ operation: 'createSnapshot', status: 202 }, 'snapshot_id', () => SAME_ID),
  }),
  scaleway({
    ...{ name: 'change-moves-creation', check: 'updated', ...SCALEWAY },
    sentence: '`creation_date` is when it was created.',
    plant: (usual) => ({
      ...usual,
      changed: (wanted, old) => ({
        ...usual.changed(wanted, old),
        creation_date: old.creation_date.replace(/^\d{4}/, '2031'),
      }),
    }),
  }),
  scaleway({
    ...{ name: 'change-goes-back', check: 'updated', ...SCALEWAY },
    sentence: '`modification_date` is when it was changed last.',
    plant: keeping((keep) => (snapshots, snapshot, by) => {
      const modification_date = snapshot.modification_date.replace(/^\d{4}/, '2019');
      keep(snapshots, by === 'updateSnapshot' ? { ...snapshot, modification_date } : snapshot, by);
    }),
  }),
];

const SAME_ID = 'b54a7d4e-9e4f-4a0e-8a3b-5b1a3f6d0c77';

const TEXTS: readonly Defect[] = [
  scp({
    ...{ name: 'name-in-small-letters', check: 'relations', ...SCP, phase: 'coverage' },
    sentence: 'The answer repeats the name.',
    plant: member({ operation: 'createSnapshot', status: 202 }, 'name', (name) => String(name).toLowerCase()),
  }),
  scp({
    ...{ name: 'name-with-single-blanks', check: 'relations', ...SCP, phase: 'coverage' },
    sentence: 'The answer repeats the name.',
    plant: member({ operation: 'createSnapshot', status: 202 }, 'name', (name) =>
      String(name).replace(/ +/g, ' '),
    ),
  }),
  scp({
    ...{ name: 'description-cut-at-1000', check: 'relations', ...SCP, phase: 'coverage' },
    sentence: 'The answer repeats the description.',
    plant: member({ operation: 'createSnapshot', status: 202 }, 'description', (text) =>
      typeof text === 'string' ? text.slice(0, 1000) : text,
    ),
  }),
  scp({
    ...{ name: 'long-description-crashes', check: 'server-error', ...SCP, phase: 'coverage' },
    sentence: '`description` has no bound.',
    plant: http(({ leave }) => ({
      leave: (answer, call) => (call.text.length > 2000 ? { status: 500 } : leave(answer, call)),
    })),
  }),
  huawei({
    ...{ name: 'empty-name-refused', check: 'valid-data', phase: 'coverage', document: 'huawei-evs/v5' },
    sentence: '`name` has up to 64 characters, and no least number.',
    plant: answers({ operation: 'createSnapshot' }, (answer, { text }) =>
      text.includes('"name":""')
        ? { status: 400, body: { error: { code: 'EVS.2024', message: 'name is empty' } } }
        : answer,
    ),
  }),
  scaleway({
    ...{ name: 'first-tag-kept', check: 'created', ...SCALEWAY },
    sentence: 'What was created has the tags that were sent.',
    plant: (usual) => ({
      ...usual,
      made: (wanted, fresh) => {
        const made = usual.made(wanted, fresh);
        return { ...made, tags: made.tags.slice(0, 1) };
      },
    }),
  }),
];

type Headers = Scaleway['listHeaders'];
const saying =
  (change: (usual: Headers) => Headers) =>
  (usual: Scaleway): Scaleway => ({ ...usual, listHeaders: change(usual.listHeaders) });

const LINKS: readonly Defect[] = [
  scaleway({
    ...{ name: 'next-without-end', check: 'paging', ...SCALEWAY },
    sentence: 'Link says where the other pages are.',
    plant: saying((usual) => (count, query, url) => ({
      ...usual(count, query, url),
      ...linkOf(1e6, query, url),
    })),
  }),
  scaleway({
    ...{ name: 'next-without-filter', check: 'filter', ...SCALEWAY },
    sentence: 'With `name`, only snapshots of this name, on each page.',
    plant: saying((usual) => (count, query, url) => {
      const bare = new URL(url);
      bare.searchParams.delete('name');
      return { ...usual(count, query, url), ...linkOf(count, query, bare) };
    }),
  }),
  scaleway({
    ...{ name: 'first-match-only', check: 'filter', ...SCALEWAY },
    sentence: 'With `name`, all snapshots of this name.',
    plant: (usual) => ({
      ...usual,
      list: {
        ...usual.list,
        page: (items, query) =>
          usual.list.page(query['name'] === undefined ? items : items.slice(0, 1), query),
        count: (found, page, all) => usual.list.count(found, page, all),
      },
    }),
  }),
  scaleway({
    ...{ name: 'tag-by-its-beginning', check: 'filter', ...SCALEWAY },
    sentence: 'With `tags`, only snapshots with this tag.',
    plant: (usual) => ({
      ...usual,
      list: {
        ...usual.list,
        filters: {
          ...usual.list.filters,
          tags: (item, wanted) => item.tags.some((tag) => tag.startsWith(String(wanted))),
        },
      },
    }),
  }),
];

export const OTHERS: readonly Defect[] = [...SIDE_EFFECTS, ...TEXTS, ...LINKS];
