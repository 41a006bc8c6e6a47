// Hides Scaleway Instance v1: the whole life of a snapshot, which takes a moment to be filled and takes no changes meanwhile.
import { type Answer, type Call, type HttpDecisions, Refused, USUAL } from './http.js';
import { type ListDecisions, listed } from './listing.js';
import type { Provider } from './provider.js';
import { asInteger, asText, type Parameters, type Values } from './query.js';
import { all, between, type Fields, isInteger, isMembers, isText, isUuid, oneOf, record } from './rules.js';
import { CREATE, EXPORT, envelopeOf, ownedOnce, PATCH, SET, ZONES } from './scaleway-words.js';

/** As it is kept. */
export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly project: string;
  readonly tags: readonly string[];
  readonly volume_type: string;
  readonly size: number;
  readonly state: string;
  /** Until when `state` holds; then it is `available`. */
  readonly busyUntil: number;
  readonly base_volume: { readonly id: string; readonly name: string } | null;
  readonly creation_date: string;
  readonly modification_date: string;
  readonly zone: string;
}

type Members = Readonly<Record<string, unknown>>;

export interface Scaleway {
  readonly http: HttpDecisions;
  readonly zones: readonly string[];
  readonly query: Parameters;
  readonly create: Fields;
  readonly isOwned: typeof ownedOnce;
  readonly set: Fields;
  readonly patch: Fields;
  readonly export: Fields;
  readonly list: ListDecisions<Snapshot>;
  /** Headers of a list. */
  readonly listHeaders: (count: number, query: Values, url: URL) => Readonly<Record<string, string>>;
  readonly find: (snapshots: Snapshots, id: string, zone: string) => Snapshot | undefined;
  /** What is kept of a snapshot that was made, replaced or changed. */
  readonly keep: (snapshots: Snapshots, snapshot: Snapshot, operation: string) => void;
  readonly read: (snapshots: Snapshots, snapshot: Snapshot) => void;
  readonly drop: (snapshots: Snapshots, snapshot: Snapshot) => void;
  readonly isBusy: (snapshot: Snapshot, call: Call) => boolean;
  /** What a new snapshot takes from its request. */
  readonly made: (wanted: Members, usual: Snapshot) => Snapshot;
  readonly replaced: (wanted: Members, old: Snapshot) => Snapshot;
  readonly changed: (wanted: Members, old: Snapshot) => Snapshot;
  readonly show: (snapshot: Snapshot, call: Call) => unknown;
  readonly statuses: { readonly create: number; readonly delete: number; readonly export: number };
}

export type Snapshots = Map<string, Snapshot>;

const TOKEN = '00000000-0000-4000-8000-000000005ec7';
const ORGANIZATION = '9f1b7c52-3a4d-4b6e-8f70-1c2d3e4f5a6b';
const PROJECT = '4e8d2c61-7b9a-4f03-9d15-6a7b8c9d0e1f';
const VOLUME = { id: '2b3c4d5e-6f70-4182-93a4-b5c6d7e8f901', name: 'data' };
const VOLUME_SIZE = 10_000_000_000;
const BUSY_MS = 200;

export const scaleway: Provider<Scaleway> = {
  behaviour: {
    http: {
      ...USUAL,
      authenticate: ({ headers }) => headers.get('x-auth-token') === TOKEN,
      challenge: 'X-Auth-Token',
      wrongPath: { status: 404, code: 'not_found' },
      envelope: envelopeOf,
      write: (value) => `${JSON.stringify(value, undefined, 1)}\n`,
    },
    zones: ZONES,
    query: {
      organization: { read: asText, rule: isUuid },
      project: { read: asText, rule: isUuid },
      per_page: { read: asInteger, rule: all(isInteger, between(1, 100)) },
      page: { read: asInteger, rule: all(isInteger, between(1)) },
      name: { read: asText, rule: isText },
      tags: { read: asText, rule: isText },
      base_volume_id: { read: asText, rule: isUuid },
    },
    create: CREATE,
    isOwned: ownedOnce,
    set: SET,
    patch: PATCH,
    export: EXPORT,
    list: {
      filters: {
        organization: (item, wanted) => item.organization === wanted,
        project: (item, wanted) => item.project === wanted,
        name: (item, wanted) => item.name === wanted,
        tags: (item, wanted) => item.tags.some((tag) => tag === wanted),
        base_volume_id: (item, wanted) => item.base_volume?.id === wanted,
      },
      // The newest first, as nobody has promised otherwise.
      order: (items) => items.toReversed(),
      page: (items, { page, per_page }) => {
        const [number, size] = pageOf({ page, per_page });
        return items.slice((number - 1) * size, number * size);
      },
      count: (found) => found.length,
    },
    listHeaders: (count, query, url) => ({ 'X-Total-Count': String(count), ...linkOf(count, query, url) }),
    find: (snapshots, id, zone) => {
      const found = snapshots.get(id.toLowerCase());
      return found?.zone === zone ? found : undefined;
    },
    keep: (snapshots, snapshot) => void snapshots.set(snapshot.id, snapshot),
    read: () => {},
    drop: (snapshots, { id }) => void snapshots.delete(id),
    isBusy: ({ state, busyUntil }, { now }) => state !== 'exporting' && now < busyUntil,
    made: (wanted, usual) => ({ ...usual, ...taken(wanted, ['name', 'tags', 'organization', 'project']) }),
    // What may be left out is what a new one has then; what is the server's stays.
    replaced: (wanted, old) => ({ ...old, tags: [], ...taken(wanted, REPLACED) }),
    changed: (wanted, old) => ({ ...old, ...taken(wanted, ['name', 'tags']) }),
    show: shown,
    statuses: { create: 201, delete: 204, export: 202 },
  },
  serve(behaviour, { newId }) {
    const { http, zones, query, create, isOwned, set, patch } = behaviour;
    const snapshots: Snapshots = new Map([[SEED.id, SEED]]);
    const isZone = oneOf(zones);
    const item = { zone: isZone, snapshot_id: isUuid };
    const kept = (call: Call, snapshot: Snapshot) => {
      behaviour.keep(snapshots, snapshot, call.operation);
      return { snapshot: behaviour.show(snapshot, call) };
    };
    const onOne = (run: (old: Snapshot, call: Call) => Answer) => (call: Call) => {
      const id = call.path['snapshot_id'] ?? '';
      const old = behaviour.find(snapshots, id, call.path['zone'] ?? '');
      if (!old) throw notFound('instance_snapshot', id);
      if (call.method !== 'GET' && call.method !== 'HEAD' && behaviour.isBusy(old, call))
        throw new Refused({ status: 409, code: 'transient_state', text: `snapshot is ${old.state}` });
      return run(old, call);
    };
    return {
      http,
      routes: [
        {
          template: '/instance/v1/zones/{zone}/snapshots',
          operations: {
            GET: {
              name: 'listSnapshots',
              path: { zone: isZone },
              query,
              run: (call) => {
                const inZone = [...snapshots.values()].filter(({ zone }) => zone === call.path['zone']);
                const { page, count } = listed(behaviour.list, inZone, call.query);
                const headers = behaviour.listHeaders(count, call.query, call.url);
                const body = { snapshots: page.map((each) => behaviour.show(each, call)) };
                return { status: 200, headers, body };
              },
            },
            POST: {
              name: 'createSnapshot',
              path: { zone: isZone },
              body: all(record(create), isOwned),
              run: (call) => {
                const wanted = isMembers(call.body) ? call.body : {};
                const made = behaviour.made(wanted, usualFor(wanted, call, newId()));
                const what = made.base_volume ? 'volume_snapshot' : 'snapshot_import';
                const task = taskFor(what, '/snapshots', made, call, newId());
                return { status: behaviour.statuses.create, body: { task, ...kept(call, made) } };
              },
            },
          },
        },
        {
          template: '/instance/v1/zones/{zone}/snapshots/{snapshot_id}',
          operations: {
            GET: {
              name: 'getSnapshot',
              path: item,
              run: onOne((old, call) => {
                behaviour.read(snapshots, old);
                return { status: 200, body: { snapshot: behaviour.show(old, call) } };
              }),
            },
            PUT: {
              name: 'setSnapshot',
              path: item,
              body: record(set),
              run: onOne((old, call) => {
                const next = behaviour.replaced(isMembers(call.body) ? call.body : {}, old);
                return { status: 200, body: kept(call, { ...next, modification_date: timeOf(call.now) }) };
              }),
            },
            PATCH: {
              name: 'updateSnapshot',
              path: item,
              body: record(patch),
              run: onOne((old, call) => {
                const next = behaviour.changed(isMembers(call.body) ? call.body : {}, old);
                return { status: 200, body: kept(call, { ...next, modification_date: timeOf(call.now) }) };
              }),
            },
            DELETE: {
              name: 'deleteSnapshot',
              path: item,
              run: onOne((old) => {
                behaviour.drop(snapshots, old);
                return { status: behaviour.statuses.delete };
              }),
            },
          },
        },
        {
          template: '/instance/v1/zones/{zone}/snapshots/{snapshot_id}/export',
          operations: {
            POST: {
              name: 'exportSnapshot',
              path: item,
              body: record(behaviour.export),
              run: onOne((old, call) => {
                kept(call, { ...old, state: 'exporting', busyUntil: call.now + BUSY_MS });
                const from = `/snapshots/${old.id}/export`;
                const task = taskFor('snapshot_export', from, old, call, newId());
                return { status: behaviour.statuses.export, body: { task } };
              }),
            },
          },
        },
      ],
    };
  },
};

const REPLACED = ['name', 'organization', 'volume_type', 'size', 'creation_date', 'project', 'tags'];

function taken(wanted: Members, names: readonly string[]): Partial<Snapshot> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(wanted, name)).map((name) => [name, wanted[name]]),
  );
}

/** A new snapshot as far as the server alone decides. */
function usualFor({ volume_id, volume_type, size }: Members, call: Call, id: string): Snapshot {
  const zone = call.path['zone'] ?? '';
  const ofVolume = volume_id !== undefined;
  if (ofVolume && (String(volume_id).toLowerCase() !== VOLUME.id || zone !== SEED.zone))
    throw notFound('instance_volume', String(volume_id));
  const type = volume_type === undefined || volume_type === 'unknown_volume_type' ? undefined : volume_type;
  return {
    ...SEED,
    id,
    zone,
    name: 'snp-eager-curie',
    tags: [],
    volume_type: type === undefined ? (ofVolume ? 'b_ssd' : 'unified') : String(type),
    size: ofVolume ? VOLUME_SIZE : Number(size ?? 0),
    state: ofVolume ? 'snapshotting' : 'importing',
    busyUntil: call.now + BUSY_MS,
    base_volume: ofVolume ? VOLUME : null,
    creation_date: timeOf(call.now),
    modification_date: timeOf(call.now),
  };
}

function shown({ busyUntil, state, ...snapshot }: Snapshot, { now }: Call): unknown {
  return { error_details: null, ...snapshot, state: now < busyUntil ? state : 'available' };
}

function timeOf(now: number): string {
  return new Date(now).toISOString().replace('Z', '123+00:00');
}

function taskFor(
  description: string,
  href_from: string,
  { id, zone }: Snapshot,
  { now }: Call,
  task: string,
) {
  const times = { started_at: timeOf(now), terminated_at: null };
  return {
    zone,
    status: 'pending',
    progress: 0,
    description,
    href_from,
    href_result: `snapshots/${id}`,
    id: task,
    ...times,
  };
}

function notFound(kind: string, id: string): Refused {
  return new Refused({
    status: 404,
    code: 'not_found',
    text: 'resource is not found',
    resource: { kind, id },
  });
}

export function pageOf({ page, per_page }: Values): readonly [number: number, size: number] {
  return [typeof page === 'number' ? page : 1, typeof per_page === 'number' ? per_page : 50];
}

/** RFC 8288, absolute and with the filters kept. */
export function linkOf(count: number, query: Values, url: URL): { Link?: string } {
  const [page, size] = pageOf(query);
  const last = Math.max(1, Math.ceil(count / size));
  const to = (number: number, rel: string) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    target.searchParams.set('per_page', String(size));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(1, 'first'), to(Math.min(page - 1, last), 'previous')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
  ];
  return links.length > 0 ? { Link: links.join(', ') } : {};
}

const SEED: Snapshot = {
  id: '11c1d1a0-6c0f-4e58-9c1e-5d2f0a7b3c41',
  name: 'nightly',
  organization: ORGANIZATION,
  project: PROJECT,
  tags: ['backup'],
  volume_type: 'b_ssd',
  size: VOLUME_SIZE,
  state: 'available',
  busyUntil: 0,
  base_volume: VOLUME,
  creation_date: '2026-07-30T12:53:37.276052+00:00',
  modification_date: '2026-07-30T12:54:02.118430+00:00',
  zone: 'fr-par-1',
};
