// Hides a small Scaleway Instance v1 in memory, written by hand on the generated server: the whole life of a snapshot.
import * as scaleway from '../../../generated/scaleway-instance/index.js';
import type * as operations from '../../../generated/scaleway-instance/v1/operations.js';
import type { Handlers } from '../../../generated/scaleway-instance/v1/server.js';
import type { NotFoundError, Snapshot, Task } from '../../../generated/scaleway-instance/v1/types.js';
import { countedIds, jsonResponse, type World } from './world.js';

type Problem = Parameters<NonNullable<scaleway.VersionOptions['v1']['formatProblem']>>[0];
type Zone = Snapshot['zone'];

interface Volume {
  readonly name: string;
  readonly size: number;
  readonly type: Snapshot['volume_type'];
  readonly zone: Zone;
}

export const SECRET_KEY = '00000000-0000-4000-8000-000000005ec7';
const ORGANIZATION = '9f1b7c52-3a4d-4b6e-8f70-1c2d3e4f5a6b';
const PROJECT = '4e8d2c61-7b9a-4f03-9d15-6a7b8c9d0e1f';
export const VOLUME = '2b3c4d5e-6f70-4182-93a4-b5c6d7e8f901';
export const SNAPSHOT = '11c1d1a0-6c0f-4e58-9c1e-5d2f0a7b3c41';

/** The family's server. */
export function createServer(world: World): (request: Request) => Promise<Response> {
  return scaleway.createServer(serverOptions(world));
}

export function serverOptions(world: World): scaleway.ServerOptions {
  return {
    now: world.now,
    versions: versionOptions(world),
    onUnavailable: ({ status }) =>
      jsonResponse(status, { type: 'unknown_resource', message: 'resource is not found' }),
  };
}

export function versionOptions(world: World): scaleway.VersionOptions {
  return {
    v1: {
      handlers: handlersOf(new Store(world)),
      authenticate: ({ SecretKey }) => SecretKey === SECRET_KEY,
      formatProblem,
    },
  };
}

function handlersOf(store: Store): Handlers {
  return {
    listSnapshots: ({ path, query = {} }) => {
      const { per_page = 50, page = 1 } = query;
      const found = store.find(path.zone, query);
      const last = Math.max(1, Math.ceil(found.length / per_page));
      const here = `/instance/v1/zones/${path.zone}/snapshots`;
      const link = `<${here}?page=${page + 1}&per_page=${per_page}>; rel="next"`;
      return {
        status: 200,
        headers: { 'X-Total-Count': found.length, ...(page < last && { Link: link }) },
        body: { snapshots: found.slice((page - 1) * per_page, page * per_page) },
      };
    },
    createSnapshot: ({ path, body }) => {
      const made = store.create(path.zone, body);
      if (!made) return { status: 404, body: notFound('instance_volume', body.volume_id ?? '') };
      const kind = made.base_volume ? 'volume_snapshot' : 'snapshot_import';
      return {
        status: 201,
        body: { snapshot: made, task: store.startTask(kind, made, '/snapshots') },
      };
    },
    getSnapshot: ({ path }) => {
      const snapshot = store.get(path);
      return snapshot ? { status: 200, body: { snapshot } } : unknown(path);
    },
    setSnapshot: ({ path, body }) => {
      const old = store.get(path);
      if (!old) return unknown(path);
      // What the server made stays: who owns the snapshot, what it was made of, and where it is.
      const { id, base_volume, zone, organization, error_details } = old;
      const { name, size, tags = [], volume_type = old.volume_type, state = old.state } = body;
      const { project = old.project, creation_date = old.creation_date } = body;
      const snapshot = store.put({
        ...{ id, name, organization, project, tags, volume_type, size, state, base_volume },
        ...{ creation_date, modification_date: store.time(), zone, error_details },
      });
      return { status: 200, body: { snapshot } };
    },
    updateSnapshot: ({ path, body }) => {
      const old = store.get(path);
      if (!old) return unknown(path);
      const { name = old.name, tags = old.tags } = body;
      const snapshot = store.put({ ...old, name, tags, modification_date: store.time() });
      return { status: 200, body: { snapshot } };
    },
    deleteSnapshot: ({ path }) => (store.delete(path) ? { status: 204 } : unknown(path)),
    exportSnapshot: ({ path }) => {
      const old = store.get(path);
      if (!old) return unknown(path);
      if (old.state !== 'available') {
        const message = `snapshot is ${old.state}`;
        return { status: 409, body: { type: 'transient_state', message } };
      }
      store.put({ ...old, state: 'exporting' });
      const task = store.startTask('snapshot_export', old, `/snapshots/${old.id}/export`);
      return { status: 202, body: { task } };
    },
  };
}

type Path = operations.GetSnapshotInput['path'];
type Filters = NonNullable<operations.ListSnapshotsInput['query']>;

class Store {
  readonly #volumes = new Map<string, Volume>([
    [VOLUME, { name: 'data', size: 10_000_000_000, type: 'b_ssd', zone: 'fr-par-1' }],
  ]);
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #now: () => Date;
  readonly #newId: () => string;

  constructor({ now, newId = countedIds() }: World) {
    this.#now = now;
    this.#newId = newId;
    this.put({
      id: SNAPSHOT,
      name: 'nightly',
      organization: ORGANIZATION,
      project: PROJECT,
      tags: ['backup'],
      volume_type: 'b_ssd',
      size: 10_000_000_000,
      state: 'available',
      base_volume: { id: VOLUME, name: 'data' },
      creation_date: '2026-07-30T12:53:37.276052+00:00',
      modification_date: null,
      zone: 'fr-par-1',
      error_details: null,
    });
  }

  time(): string {
    return this.#now().toISOString().replace('Z', '000+00:00');
  }

  find(zone: Zone, { organization, project, name, tags, base_volume_id }: Filters): Snapshot[] {
    return [...this.#snapshots.values()].filter(
      (each) =>
        each.zone === zone &&
        (organization === undefined || each.organization === organization) &&
        (project === undefined || each.project === project) &&
        (name === undefined || each.name === name) &&
        (tags === undefined || each.tags.includes(tags)) &&
        (base_volume_id === undefined || each.base_volume?.id === base_volume_id),
    );
  }

  /** Undefined: there is no such volume in the zone. */
  create(zone: Zone, wanted: operations.CreateSnapshotInput['body']): Snapshot | undefined {
    const volume = this.#volumes.get(wanted.volume_id ?? '');
    if (wanted.volume_id !== undefined && volume?.zone !== zone) return undefined;
    const type = wanted.volume_type ?? 'unknown_volume_type';
    return this.put({
      id: this.#newId(),
      name: wanted.name ?? 'snp-unnamed',
      organization: 'organization' in wanted ? wanted.organization : ORGANIZATION,
      project: 'project' in wanted ? wanted.project : PROJECT,
      tags: wanted.tags ?? [],
      volume_type: type === 'unknown_volume_type' ? (volume?.type ?? 'unified') : type,
      size: volume?.size ?? wanted.size ?? 0,
      state: volume ? 'snapshotting' : 'importing',
      base_volume: volume ? { id: wanted.volume_id ?? '', name: volume.name } : null,
      creation_date: this.time(),
      modification_date: this.time(),
      zone,
      error_details: null,
    });
  }

  get({ zone, snapshot_id }: Path): Snapshot | undefined {
    const snapshot = this.#snapshots.get(snapshot_id);
    return snapshot?.zone === zone ? snapshot : undefined;
  }

  put(snapshot: Snapshot): Snapshot {
    this.#snapshots.set(snapshot.id, snapshot);
    return snapshot;
  }

  delete(path: Path): boolean {
    return this.get(path) !== undefined && this.#snapshots.delete(path.snapshot_id);
  }

  startTask(description: string, { id, zone }: Snapshot, href_from: string): Task {
    return {
      id: this.#newId(),
      description,
      status: 'pending',
      progress: 0,
      started_at: this.time(),
      terminated_at: null,
      href_from,
      href_result: `snapshots/${id}`,
      zone,
    };
  }
}

function unknown({ snapshot_id }: Path) {
  return { status: 404 as const, body: notFound('instance_snapshot', snapshot_id) };
}

function notFound(resource: string, resource_id: string): NotFoundError {
  return { type: 'not_found', message: 'resource is not found', resource, resource_id };
}

const REASONS: Readonly<Record<string, string>> = {
  required: 'required',
  additionalProperties: 'unknown',
  type: 'format',
  format: 'format',
};

/** The provider's envelope for everything that the generated server refuses by itself. */
function formatProblem({ status, detail = '', violations = [] }: Problem): unknown {
  if (status === 401)
    return { type: 'denied_authentication', message: 'authentication is denied', method: 'api_key' };
  if (status === 404) return { type: 'unknown_resource', message: 'resource is not found' };
  if (violations.length === 0) return { type: 'invalid_request_error', message: detail };
  const details = violations.map(({ pointer, rule, message }) => ({
    argument_name: pointer.split('/').slice(2).join('.'),
    reason: REASONS[rule] ?? 'constraint',
    help_message: message,
  }));
  return { type: 'invalid_arguments', message: 'invalid argument(s)', details };
}
