// Hides OpenStack Cinder v3: microversions 3.0 to 3.70 of one operation, each fault under a key of its own.
import { type Call, type HttpDecisions, type Refusal, Refused, USUAL } from './http.js';
import { type Asked, choose, readService, type VersionDecisions } from './lifecycle.js';
import type { Provider } from './provider.js';
import {
  type Fields,
  isFlag,
  isMembers,
  isText,
  isUuid,
  length,
  mapOf,
  matches,
  needed,
  optional,
  orNull,
  record,
} from './rules.js';

export interface Cinder {
  readonly http: HttpDecisions;
  readonly versions: VersionDecisions;
  readonly project: RegExp;
  readonly snapshot: Fields;
  readonly others: 'ignored' | 'refused';
  /** GiB by volume. */
  readonly volumes: Readonly<Record<string, number>>;
  readonly refusesUnforced: (minor: number) => boolean;
  /** The minor version that brought a member of the answer. */
  readonly since: Readonly<Record<string, number>>;
  readonly time: (now: number) => string;
  readonly location: (project: string, id: string) => string | undefined;
  /** The list of versions. */
  readonly root: { readonly status: number; readonly versions: (origin: string) => unknown };
}

const TOKEN = 'gAAAAA<...>';
const VOLUME = 'cb623b3c-f14a-48d6-a339-d9fda95be662';
const HIGHEST = 70;

export const cinder: Provider<Cinder> = {
  behaviour: {
    http: {
      ...USUAL,
      authenticate: ({ headers }) => headers.get('x-auth-token') === TOKEN,
      challenge: 'Keystone uri="http://127.0.0.1:5000/v3", Basic realm="cinder"',
      wrongPath: { status: 400, code: 'invalid' },
      envelope: envelopeOf,
    },
    versions: {
      header: 'OpenStack-API-Version',
      versions: [{ id: '3.70', state: 'CURRENT' }],
      read: readMicroversion,
      usual: '3.0',
      find: (id, [version]) => (minorOf(id) <= HIGHEST ? version : undefined),
      isServed: () => true,
      statusOf: (why) => (why === 'malformed' ? 400 : 406),
      deprecation: () => undefined,
      sunset: () => undefined,
      link: () => undefined,
      echo: (id) => `volume ${id}`,
      vary: 'OpenStack-API-Version, X-Auth-Token',
      range: () => `Minimum is 3.0 and maximum is 3.${HIGHEST}.`,
    },
    project: /^[0-9a-f]{32}$/,
    snapshot: {
      volume_id: needed(isUuid),
      name: optional(orNull(length(0, 255))),
      description: optional(orNull(length(0, 255))),
      force: optional(isFlag),
      metadata: optional(orNull(mapOf(isText))),
    },
    others: 'refused',
    volumes: { [VOLUME]: 2 },
    refusesUnforced: (minor) => minor >= 66,
    since: { group_snapshot_id: 14, user_id: 41, consumes_quota: 65 },
    time: (now) => new Date(now).toISOString().replace('Z', '017'),
    location: (project, id) => `/v3/${project}/snapshots/${id}`,
    root: { status: 300, versions: (origin) => ({ versions: [versionThree(origin)] }) },
  },
  serve(behaviour, { newId }) {
    const { http, versions, project, snapshot, others, root } = behaviour;
    return {
      http,
      choose: (seen) => choose(versions, seen),
      routes: [
        {
          template: '/',
          operations: {
            GET: {
              name: 'versions',
              open: true,
              run: ({ url }) => ({ status: root.status, body: root.versions(url.origin) }),
            },
          },
        },
        {
          template: '/v3/{project_id}/snapshots',
          operations: {
            POST: {
              name: 'createSnapshot',
              path: { project_id: matches(project) },
              body: record({ snapshot: needed(record(snapshot, others)) }, others),
              run: (call) => created(behaviour, call, newId()),
            },
          },
        },
      ],
    };
  },
};

function created({ volumes, refusesUnforced, since, time, location }: Cinder, call: Call, id: string) {
  const minor = minorOf(call.version);
  const wanted = isMembers(call.body) && isMembers(call.body['snapshot']) ? call.body['snapshot'] : {};
  const { volume_id, name = null, description = null, force, metadata } = wanted;
  if (force === false && refusesUnforced(minor))
    throw new Refused({ status: 400, code: 'invalid', text: 'force must not be false since 3.66.' });
  const size = volumes[String(volume_id).toLowerCase()];
  if (size === undefined) {
    const text = `Volume ${volume_id} could not be found.`;
    throw new Refused({ status: 404, code: 'no_volume', text });
  }
  const snapshot: Readonly<Record<string, unknown>> = {
    group_snapshot_id: null,
    user_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    consumes_quota: true,
    updated_at: null,
    volume_id,
    status: 'creating',
    size,
    metadata: metadata ?? {},
    name,
    id,
    description,
    created_at: time(call.now),
  };
  const shown = Object.fromEntries(Object.entries(snapshot).filter(([each]) => (since[each] ?? 0) <= minor));
  const link = location(call.path['project_id'] ?? '', id);
  return { status: 202, ...(link && { headers: { Location: link } }), body: { snapshot: shown } };
}

/** `latest` is the highest. Another major version is understood and not there. */
function readMicroversion(header: string | null): Asked {
  if (header?.trim() === 'volume latest') return { id: `3.${HIGHEST}` };
  return readService('volume')(header);
}

function minorOf(id: string): number {
  const [major, minor] = id.split('.').map(Number);
  return major === 3 && minor !== undefined ? minor : Number.POSITIVE_INFINITY;
}

function versionThree(origin: string) {
  const base = 'application/json';
  return {
    'media-types': [{ type: 'application/vnd.openstack.volume+json;version=3', base }],
    links: [{ href: `${origin}/v3/`, rel: 'self' }],
    min_version: '3.0',
    version: `3.${HIGHEST}`,
    updated: '2026-10-01T00:00:00Z',
    status: 'CURRENT',
    id: 'v3.0',
  };
}

const KEYS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  404: 'itemNotFound',
  406: 'computeFault',
  413: 'overLimit',
  415: 'badMediaType',
};

function envelopeOf({ status, text }: Refusal): unknown {
  if (status === 401) return { error: { title: 'Unauthorized', message: text, code: status } };
  return { [KEYS[status] ?? 'computeFault']: { message: text, code: status } };
}
