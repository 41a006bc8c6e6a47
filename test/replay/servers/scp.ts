// Hides a small SCP virtualserver in memory, written by hand on the generated server of its newest version: one store, seen through four.

import type * as v1_3 from '../../../generated/scp-virtualserver/1.3/operations.js';
import type {
  ErrorResponse,
  SnapshotDetailResponse,
} from '../../../generated/scp-virtualserver/1.3/types.js';
import * as scp from '../../../generated/scp-virtualserver/index.js';
import { countedIds, jsonResponse, type World } from './world.js';

type Problem = Parameters<NonNullable<scp.VersionOptions['1.3']['formatProblem']>>[0];
type Query = NonNullable<v1_3.ListSnapshotsInput['query']>;

interface Volume {
  readonly size: number;
  readonly inUse: boolean;
}

/** Access key → user. Signatures are not verified: the provider's page shows a made-up one. */
const USERS: Readonly<Record<string, string>> = {
  '2sd2gg=2agbdSD26svcD': '570907805e5447be84b618450ef52o0t',
};

export const VOLUME = '3f500f00-ed80-4566-a057-e31760226f9a';
export const VOLUME_IN_USE = '7b1d94a2-0c6e-4f35-8a9b-2e4d6c8f0a13';
const OLD_SNAPSHOTS = [
  { id: 'cceed636-1f1e-4bb0-b85c-4e5b9e0bf790', name: 'snapshot-1', created_at: '2025-07-22T09:00:00Z' },
  { id: '2a9be312-5d4b-4bc8-b2ae-35100fa9241f', name: 'snapshot-0', created_at: '2025-07-23T09:00:00Z' },
];

/** A server for all versions. */
export function createServer(world: World): (request: Request) => Promise<Response> {
  return scp.createServer(serverOptions(world));
}

export function serverOptions(world: World): scp.ServerOptions {
  return {
    now: world.now,
    versions: versionOptions(world),
    onUnavailable: ({ status, reason, asked, supported }) =>
      jsonResponse(
        status,
        errorBody(
          status,
          reason === 'malformed' ? 'ValidationError' : 'NoSuchVersion',
          asked === undefined
            ? 'The version cannot be read.'
            : `Version ${asked} is not supported. There are ${supported.join(', ')}.`,
        ),
      ),
  };
}

/** What the generated server of each version is made with: the handlers are those of the newest, and what older versions lack never arrives. */
export function versionOptions(world: World): scp.VersionOptions {
  const store = new Store(world);
  return scp.versionsOf({
    authenticate: ({ Accesskey = '' }) => (Object.hasOwn(USERS, Accesskey) ? USERS[Accesskey] : undefined),
    formatProblem,
    handlers: {
      createSnapshot: ({ body }, { principal }) => store.create(body, String(principal)),
      listSnapshots: ({ query = {} }) => store.list(query),
    },
  });
}

class Store {
  readonly #volumes = new Map<string, Volume>([
    [VOLUME, { size: 104, inUse: false }],
    [VOLUME_IN_USE, { size: 8, inUse: true }],
  ]);
  readonly #snapshots = new Map<string, SnapshotDetailResponse>();
  readonly #now: () => Date;
  readonly #newId: () => string;

  constructor({ now, newId = countedIds() }: World) {
    this.#now = now;
    this.#newId = newId;
    for (const old of OLD_SNAPSHOTS) {
      this.#snapshots.set(old.id, {
        ...old,
        description: null,
        metadata: {},
        size: 104,
        status: 'available',
        updated_at: null,
        user_id: '570907805e5447be84b618450ef52o0t',
        volume_id: VOLUME,
      });
    }
  }

  create(wanted: v1_3.CreateSnapshotInput['body'], user: string): v1_3.CreateSnapshotAnswer {
    const volume = this.#volumes.get(wanted.volume_id);
    if (!volume) return refusal(404, 'VolumeNotFound', `Volume ${wanted.volume_id} could not be found.`);
    if (volume.inUse && wanted.force !== true)
      return refusal(409, 'VolumeInUse', 'The volume is in use; `force` copies it all the same.');
    const body: SnapshotDetailResponse = {
      id: this.#newId(),
      name: wanted.name,
      description: wanted.description ?? null,
      metadata: wanted.metadata ?? {},
      volume_id: wanted.volume_id,
      size: volume.size,
      status: 'creating',
      created_at: this.#now().toISOString(),
      updated_at: null,
      user_id: user,
    };
    this.#snapshots.set(body.id, body);
    return { status: 202, body };
  }

  list(query: Query) {
    const order = orderOf(query.sort ?? 'created_at:desc');
    if (!order) return refusal(400, 'ValidationError', 'Field "sort" is invalid.');
    const { volume_id = null, name = null, marker = null, offset = null, limit = null } = query;
    for (const [field, number] of Object.entries({ limit, offset }))
      if (number !== null && number < 0)
        return refusal(400, 'ValidationError', `Field "${field}" is invalid.`);
    const found = [...this.#snapshots.values()]
      .filter((each) => volume_id === null || each.volume_id === volume_id)
      .filter((each) => name === null || each.name === name)
      .sort(order);
    const after = marker === null ? 0 : found.findIndex((each) => each.id === marker) + 1;
    if (marker !== null && after === 0) return refusal(400, 'ValidationError', 'Field "marker" is invalid.');
    const first = after + (offset ?? 0);
    const snapshots = found.slice(first, limit === null ? undefined : first + limit);
    const body = { snapshots, ...(query.with_count === true && { count: found.length }) };
    return { status: 200 as const, body };
  }
}

type Order = (a: SnapshotDetailResponse, b: SnapshotDetailResponse) => number;

/** `created_at:desc,name`; undefined where a key is unknown. */
function orderOf(sort: string): Order | undefined {
  const keys = sort.split(',').map((part) => /^(created_at|id|name|size|status)(?::(asc|desc))?$/.exec(part));
  if (!keys.every((key) => key !== null)) return undefined;
  return (a, b) => {
    for (const [, name, direction] of keys) {
      const [left, right] = [a, b].map((each) => textOf(each, name ?? ''));
      const ascending = left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
      if (ascending !== 0) return direction === 'desc' ? -ascending : ascending;
    }
    return 0;
  };
}

function textOf(snapshot: SnapshotDetailResponse, name: string): string {
  const value: unknown = Object.hasOwn(snapshot, name) ? snapshot[name as keyof SnapshotDetailResponse] : '';
  return typeof value === 'number' ? String(value).padStart(12, '0') : String(value ?? '');
}

/** The provider's envelope for everything that the generated server refuses by itself. */
function formatProblem({ status, detail, violations = [] }: Problem): ErrorResponse {
  const fields = violations.map(({ pointer, message }) => {
    const field = pointer.split('/').slice(2).join('/');
    return `Field "${field}" is invalid. It ${message}.`;
  });
  const code = { 400: 'ValidationError', 401: 'Unauthorized', 404: 'NotFound' }[status] ?? 'RequestError';
  return errorBody(status, code, fields.length > 0 ? fields : (detail ?? ''));
}

function refusal<S extends 400 | 404 | 409>(status: S, code: string, detail: string) {
  return { status, body: errorBody(status, code, [detail]) };
}

function errorBody(status: number, code: string, detail: string | string[]): ErrorResponse {
  return {
    errors: [{ code, detail, links: [], related_resources: [], response: null, status, title: code }],
  };
}
