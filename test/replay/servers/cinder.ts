// Hides a small OpenStack Cinder v3 in memory, written by hand on the generated server: microversions 3.0 to 3.70.

import type {
  CreateSnapshotAnswer,
  CreateSnapshotInput,
} from '../../../generated/openstack-cinder/3.70/operations.js';
import type { HandlerContext } from '../../../generated/openstack-cinder/3.70/server.js';
import type { Snapshot } from '../../../generated/openstack-cinder/3.70/types.js';
import * as cinder from '../../../generated/openstack-cinder/index.js';
import { compareVersions } from '../../../generated/runtime/lifecycle.js';
import { countedIds, jsonResponse, type World } from './world.js';

type Problem = Parameters<NonNullable<cinder.VersionOptions['3.70']['formatProblem']>>[0];

/** Tokens → users. */
const USERS: Readonly<Record<string, string>> = { 'gAAAAA<...>': 'd8e1f2a3b4c54d6e8f90a1b2c3d4e5f6' };
const PROJECT = 'f5d834d636c642c7bfe8af86139c6f26';
export const VOLUME = 'cb623b3c-f14a-48d6-a339-d9fda95be662';
const VOLUME_ATTACHED = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f';

/** The family's server. */
export function createServer(world: World): (request: Request) => Promise<Response> {
  return cinder.createServer(serverOptions(world));
}

export function serverOptions(world: World): cinder.ServerOptions {
  return {
    now: world.now,
    versions: versionOptions(world),
    onUnavailable: ({ status, reason, asked, minimum, maximum }) => {
      const message =
        reason === 'malformed'
          ? 'API Version String is of invalid format. Must be of format MajorNum.MinorNum.'
          : `Version ${asked} is not supported by the API. Minimum is ${minimum} and maximum is ${maximum}.`;
      return jsonResponse(
        status,
        fault(reason === 'malformed' ? 'badRequest' : 'computeFault', status, message),
      );
    },
  };
}

export function versionOptions({ now, newId = countedIds() }: World): cinder.VersionOptions {
  const volumes = new Map([
    [VOLUME, { size: 2, attached: false }],
    [VOLUME_ATTACHED, { size: 4, attached: true }],
  ]);
  const snapshots = new Map<string, Snapshot>();

  function createSnapshot(
    { path, body }: CreateSnapshotInput,
    { principal, version }: HandlerContext,
  ): CreateSnapshotAnswer {
    const wanted = body.snapshot;
    const speaks = (since: string) => compareVersions(version, since) >= 0;
    if (path.project_id !== PROJECT) return { status: 400, body: badRequest('Malformed request url') };
    const volume = volumes.get(wanted.volume_id);
    if (!volume) {
      const message = `Volume ${wanted.volume_id} could not be found.`;
      return { status: 404, body: { itemNotFound: { code: 404, message } } };
    }
    const forced = speaks('3.66') ? true : (wanted.force ?? false);
    if (speaks('3.66') && wanted.force === false)
      return { status: 400, body: badRequest("Invalid value 'False' for parameter force.") };
    if (volume.attached && !forced)
      return { status: 400, body: badRequest('Invalid volume: the volume is attached.') };
    const snapshot: Snapshot = {
      id: newId(),
      created_at: now().toISOString().replace('Z', '000'),
      updated_at: null,
      name: wanted.name ?? null,
      description: wanted.description ?? null,
      volume_id: wanted.volume_id,
      status: 'creating',
      size: volume.size,
      metadata: wanted.metadata ?? {},
      ...(speaks('3.14') && { group_snapshot_id: null }),
      ...(speaks('3.41') && { user_id: String(principal) }),
      ...(speaks('3.65') && { consumes_quota: true }),
    };
    snapshots.set(snapshot.id, snapshot);
    return { status: 202, body: { snapshot } };
  }

  return {
    '3.70': {
      handlers: { createSnapshot },
      authenticate: ({ KeystoneToken = '' }) =>
        Object.hasOwn(USERS, KeystoneToken) ? USERS[KeystoneToken] : undefined,
      formatProblem,
    },
  };
}

function formatProblem({ status, title, detail = '', violations = [] }: Problem): unknown {
  if (status === 401) {
    const body = {
      error: { code: 401, title, message: 'The request you have made requires authentication.' },
    };
    const challenge = { 'www-authenticate': 'Keystone uri="https://identity.example"' };
    return Response.json(body, { status, headers: challenge });
  }
  const key =
    { 400: 'badRequest', 404: 'itemNotFound', 413: 'overLimit', 415: 'badMediaType' }[status] ??
    'computeFault';
  const said = violations.map(({ pointer, message }) => {
    const field = pointer.split('/').slice(2).join('.');
    return `Invalid input for field/attribute ${field}. '${field}' ${message}`;
  });
  const body = fault(key, status, said.join(' ') || detail);
  return status === 413 ? Response.json(body, { status, headers: { 'retry-after': '1' } }) : body;
}

function badRequest(message: string) {
  return { badRequest: { code: 400, message } };
}

function fault(key: string, code: number, message: string): Record<string, unknown> {
  return { [key]: { code, message } };
}
