// Hides a small Huawei EVS v5 in memory, written by hand on the generated server.
import * as evs from '../../../generated/huawei-evs/index.js';
import type {
  CreateSnapshotAnswer,
  CreateSnapshotInput,
} from '../../../generated/huawei-evs/v5/operations.js';
import { countedIds, jsonResponse, type World } from './world.js';

type Problem = Parameters<NonNullable<evs.VersionOptions['v5']['formatProblem']>>[0];

interface Job {
  readonly volume: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}
interface Snapshot {
  readonly volume: string;
  readonly name: string;
  readonly incremental: boolean;
}

export const TOKEN = 'example-user-token';
const PROJECT = '0605767b5780d5762fc5c0118072a564';
export const DISK = '2c194dde-7de5-4529-a141-49f48181f411';
/** How long one snapshot keeps its disk busy. */
export const JOB_MS = 60_000;

/** The family's server. */
export function createServer(world: World): (request: Request) => Promise<Response> {
  return evs.createServer(serverOptions(world));
}

export function serverOptions(world: World): evs.ServerOptions {
  return {
    now: world.now,
    versions: versionOptions(world),
    onUnavailable: ({ status }) => jsonResponse(status, NO_SUCH_API),
  };
}

export function versionOptions({ now, newId = countedIds() }: World): evs.VersionOptions {
  const disks = new Set([DISK]);
  const jobs = new Map<string, Job>();
  const snapshots = new Map<string, Snapshot>();

  function createSnapshot({ path, body: { snapshot } }: CreateSnapshotInput): CreateSnapshotAnswer {
    if (path.project_id !== PROJECT || !disks.has(snapshot.volume_id))
      return { status: 400, body: serviceError('EVS.5400', `Disk ${snapshot.volume_id} does not exist.`) };
    const started = now().getTime();
    const busy = [...jobs.values()].some(
      ({ volume, endsAt }) => volume === snapshot.volume_id && endsAt > started,
    );
    if (busy) return { status: 409, body: serviceError('EVS.2409', 'Another snapshot is in progress.') };
    const job_id = newId().replaceAll('-', '');
    const snapshot_id = newId();
    jobs.set(job_id, { volume: snapshot.volume_id, endsAt: started + JOB_MS });
    snapshots.set(snapshot_id, {
      volume: snapshot.volume_id,
      name: snapshot.name ?? '',
      incremental: snapshot.incremental ?? true,
    });
    return { status: 202, body: { job_id, snapshot_id } };
  }

  return {
    v5: {
      handlers: { createSnapshot },
      authenticate: ({ UserToken }) => UserToken === TOKEN,
      formatProblem,
    },
  };
}

const NO_SUCH_API = { error_code: 'APIGW.0101', error_msg: 'The API does not exist.' };

/** Two envelopes: the gateway's for who asks and for what, the service's for the rest. */
function formatProblem({ status, detail = '', violations = [] }: Problem): unknown {
  if (status === 401) {
    const error_msg = 'Incorrect IAM authentication information: x-auth-token not found or invalid';
    return { error_code: 'APIGW.0301', error_msg };
  }
  if (status === 404 || status === 405) return NO_SUCH_API;
  const said = violations.map(({ pointer, message }) => `${pointer.slice('/body/'.length)} ${message}`);
  return serviceError(`EVS.5${status}`, said.join('; ') || detail);
}

function serviceError(code: string, message: string) {
  return { error: { code, message } };
}
