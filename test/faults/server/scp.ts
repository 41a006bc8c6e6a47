// Hides SCP virtualserver 1.0 to 1.3: one store of snapshots, seen through four versions that differ in `sort` and in their dates.
import { type Call, type HttpDecisions, type Refusal, Refused, refuseInvalid, USUAL } from './http.js';
import {
  beginsToEnd,
  choose,
  httpDate,
  isEnding,
  readService,
  startInSeoul,
  type Version,
  type VersionDecisions,
} from './lifecycle.js';
import { compared, type ListDecisions, listed } from './listing.js';
import type { Provider } from './provider.js';
import { asFlag, asInteger, asNullable, asText, type Parameters, type Values } from './query.js';
import {
  all,
  between,
  type Fields,
  isFlag,
  isInteger,
  isMembers,
  isText,
  length,
  matches,
  needed,
  optional,
  orNull,
  record,
  where,
} from './rules.js';

/** As it is kept. */
export interface ScpSnapshot {
  readonly id: string;
  readonly name: string;
  readonly volume_id: string;
  readonly description: unknown;
  readonly metadata: unknown;
  readonly size: number;
  readonly created: number;
}

export interface Scp {
  readonly http: HttpDecisions;
  readonly versions: VersionDecisions;
  readonly snapshot: Fields;
  readonly query: Parameters;
  /** GiB by volume. */
  readonly volumes: Readonly<Record<string, number>>;
  readonly list: ListDecisions<ScpSnapshot>;
  readonly isSortable: (version: string) => boolean;
  readonly isCounted: (query: Values) => boolean;
  /** What is kept of a new snapshot. */
  readonly keep: (snapshot: ScpSnapshot, all: Map<string, ScpSnapshot>) => void;
  readonly show: (snapshot: ScpSnapshot, now: number) => unknown;
  readonly acceptedStatus: number;
  /** The list of versions. */
  readonly root: (versions: readonly Version[], origin: string) => readonly unknown[];
}

const ACCESS_KEY = '2sd2gg=2agbdSD26svcD';
const SIGNATURE = 'fsfsdf235f9U35sdgf35Xsf/qgsdgsdg326=sfsdr23rsef=';
const VOLUME = '3f500f00-ed80-4566-a057-e31760226f9a';
const OTHER_VOLUME = '7b1d94a2-0c6e-4f35-8a9b-2e4d6c8f0a13';
const COPIED_MS = 200;
const NULLABLE_TEXT = { read: asNullable(asText), rule: orNull(isText) };
const NULLABLE_COUNT = {
  read: asNullable(asInteger),
  rule: orNull(all(isInteger, between(0))),
};
const SORT = /^(created_at|updated_at|id|name|size|status|volume_id)(?::(asc|desc))?$/;

export const scp: Provider<Scp> = {
  behaviour: {
    http: {
      ...USUAL,
      authenticate: ({ headers }) =>
        headers.get('scp-accesskey') === ACCESS_KEY &&
        headers.get('scp-signature') === SIGNATURE &&
        /^[0-9]+$/.test(headers.get('scp-timestamp') ?? ''),
      challenge: 'Scp-Signature realm="virtualserver"',
      wrongPath: { status: 404, code: 'NotFound' },
      envelope: envelopeOf,
      contentType: 'application/json;charset=UTF-8',
    },
    versions: {
      header: 'Scp-Api-Version',
      versions: [
        { id: '1.0', state: 'DEPRECATED', day: '2025-12-31', ends: startInSeoul('2025-12-31') },
        { id: '1.1', state: 'DEPRECATED', day: '2026-05-31', ends: startInSeoul('2026-05-31') },
        { id: '1.2', state: 'SUPPORTED', day: '2026-08-31', ends: startInSeoul('2026-08-31') },
        { id: '1.3', state: 'CURRENT' },
      ],
      read: readService('virtualserver'),
      usual: '1.3',
      find: (id, versions) => versions.find((each) => each.id === id),
      isServed: () => true,
      statusOf: (why) => (why === 'malformed' ? 400 : 406),
      deprecation: (version, now) =>
        isEnding(version, now) ? `@${Math.floor(beginsToEnd(version) / 1000)}` : undefined,
      sunset: ({ ends }) => (ends === undefined ? undefined : httpDate(ends)),
      link: (version, now) => (isEnding(version, now) ? LINKS : undefined),
      echo: (id) => `virtualserver ${id}`,
      vary: 'accept-language, scp-api-version',
      range: (served) => `There are ${served.map(({ id }) => id).join(', ')}.`,
    },
    snapshot: {
      name: needed(all(length(1, 255), matches(/^[a-zA-Z0-9-_ ]+$/))),
      volume_id: needed(isText),
      description: optional(orNull(isText)),
      force: optional(orNull(isFlag)),
      metadata: optional(where(isMetadata, 'must be an object')),
    },
    query: {
      volume_id: NULLABLE_TEXT,
      limit: NULLABLE_COUNT,
      offset: NULLABLE_COUNT,
      marker: NULLABLE_TEXT,
      with_count: { read: asNullable(asFlag), rule: orNull(isFlag) },
      name: NULLABLE_TEXT,
    },
    volumes: { [VOLUME]: 104, [OTHER_VOLUME]: 8 },
    list: {
      filters: {
        volume_id: (item, wanted) => item.volume_id === wanted,
        name: (item, wanted) => item.name === wanted,
      },
      order: (items, { sort }) => sorted(items, typeof sort === 'string' ? sort : 'created_at:desc'),
      page: (items, { marker, offset, limit }) => {
        const after = typeof marker === 'string' ? items.findIndex(({ id }) => id === marker) + 1 : 0;
        if (typeof marker === 'string' && after === 0)
          refuseInvalid([{ at: 'marker', reason: 'constraint', text: 'is not an id on this list' }]);
        const first = after + (typeof offset === 'number' ? offset : 0);
        return items.slice(first, typeof limit === 'number' ? first + limit : undefined);
      },
      count: (found) => found.length,
    },
    isSortable: (version) => version === '1.2' || version === '1.3',
    isCounted: ({ with_count }) => with_count !== false,
    keep: (snapshot, everything) => void everything.set(snapshot.id, snapshot),
    show: shown,
    acceptedStatus: 202,
    root: (versions, origin) =>
      versions.map(({ id, state, day }) => ({
        status: state,
        id: `v${id}`,
        not_before: day ?? null,
        links: [{ rel: 'self', href: `${origin}/v1` }],
      })),
  },
  serve(behaviour, { newId }) {
    const { http, versions, snapshot, query, root } = behaviour;
    const snapshots = new Map(SEEDS.map((each) => [each.id, each]));
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
              run: (call) => {
                const served = versions.versions.filter((each) => versions.isServed(each, call));
                return { status: 200, body: { versions: root(served, call.url.origin) } };
              },
            },
          },
        },
        {
          template: '/v1/snapshots',
          operations: {
            POST: {
              name: 'createSnapshot',
              body: record(snapshot),
              run: (call) => created(behaviour, call, `snp-${newId()}`, snapshots),
            },
            GET: { name: 'listSnapshots', query, run: (call) => listedIn(behaviour, call, snapshots) },
          },
        },
      ],
    };
  },
};

function created(
  { volumes, keep, show, acceptedStatus }: Scp,
  call: Call,
  id: string,
  snapshots: Map<string, ScpSnapshot>,
) {
  const wanted = isMembers(call.body) ? call.body : {};
  const volume_id = String(wanted['volume_id']);
  const size = volumes[volume_id];
  if (size === undefined)
    throw new Refused({ status: 404, code: 'VolumeNotFound', text: `There is no volume ${volume_id}.` });
  const { description = null, metadata = null } = wanted;
  const made = {
    id,
    name: String(wanted['name']),
    volume_id,
    description,
    metadata,
    size,
    created: call.now,
  };
  keep(made, snapshots);
  return { status: acceptedStatus, body: show(made, call.now) };
}

function listedIn(behaviour: Scp, call: Call, snapshots: ReadonlyMap<string, ScpSnapshot>) {
  const { list, isSortable, isCounted, show } = behaviour;
  const sort = isSortable(call.version) ? (call.url.searchParams.get('sort') ?? undefined) : undefined;
  const query = { ...call.query, ...(sort !== undefined && sort !== '' && sort !== 'null' && { sort }) };
  const { page, count } = listed(list, [...snapshots.values()], query, call.version);
  const body = { snapshots: page.map((each) => show(each, call.now)), ...(isCounted(query) && { count }) };
  return { status: 200, body };
}

/** Equal keys leave the order in which the snapshots came. */
export function sorted(items: readonly ScpSnapshot[], sort: string): readonly ScpSnapshot[] {
  const keys = sort.split(',').map((part) => {
    const [, name, direction] = SORT.exec(part) ?? [];
    if (name === undefined)
      return refuseInvalid([{ at: 'sort', reason: 'constraint', text: `has an unknown key "${part}"` }]);
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  return items.toSorted((a, b) => {
    for (const key of keys) {
      const apart = key ? key.sign * compared(keyOf(a, key.name), keyOf(b, key.name)) : 0;
      if (apart !== 0) return apart;
    }
    return 0;
  });
}

function keyOf(snapshot: ScpSnapshot, name: string): unknown {
  return name === 'created_at' ? snapshot.created : snapshot[name as keyof ScpSnapshot];
}

/** In Seoul's time, as RFC 3339 allows; what is not known is left out. */
function shown({ created: at, ...snapshot }: ScpSnapshot, now: number): unknown {
  const status = now - at < COPIED_MS ? 'creating' : 'available';
  return { ...snapshot, user_id: '570907805e5447be84b618450ef52o0t', status, created_at: inSeoul(at) };
}

function inSeoul(instant: number): string {
  return new Date(instant + 9 * 3_600_000).toISOString().replace('Z', '+09:00');
}

function isMetadata(value: unknown): boolean {
  return value === null || typeof value === 'string' || isMembers(value);
}

const LINKS = [
  '<https://docs.example/virtualserver/versions>; rel=deprecation; type="text/html"',
  '<https://docs.example/virtualserver/versions#ends>; rel="sunset"',
  '<https://docs.example/virtualserver/1.3>; rel="successor-version"',
].join(', ');

const SEEDS = [
  ['cceed636-1f1e-4bb0-b85c-4e5b9e0bf790', 'snapshot-1', VOLUME, '2025-07-22T09:00:00Z'],
  ['2a9be312-5d4b-4bc8-b2ae-35100fa9241f', 'snapshot-0', VOLUME, '2025-07-23T09:00:00Z'],
  ['e0000000-0000-0000-0000-00000000beef', 'others', OTHER_VOLUME, '2025-02-01T23:59:59Z'],
].map(
  ([id = '', name = '', volume_id = '', at = '']): ScpSnapshot => ({
    ...{ id, name, volume_id, description: null, metadata: null },
    ...{ size: volume_id === VOLUME ? 104 : 8, created: Date.parse(at) },
  }),
);

const CODES: Readonly<Record<number, string>> = {
  400: 'ValidationError',
  401: 'Unauthorized',
  404: 'NotFound',
};

function envelopeOf({ status, code, text, complaints = [] }: Refusal): unknown {
  const known = code === 'no_such_version' ? 'NoSuchVersion' : (CODES[status] ?? code);
  const detail = complaints.length > 0 ? complaints.map((each) => `${each.at} ${each.text}`) : text;
  return { errors: [{ title: known, status, detail, code: known, response: null }] };
}
