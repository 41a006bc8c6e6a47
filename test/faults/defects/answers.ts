// Hides defects of single answers that the documented examples show: status, headers, media type, body, what is repeated of the request.
import type { BehaviourOf } from '../server/index.js';
import { answers, type Defect, defectsOf, edited, headers, http, member } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const huawei = defectsOf('huawei-evs');
const cinder = defectsOf('openstack-cinder');
const scaleway = defectsOf('scaleway-instance');
const EXAMPLES = { phase: 'examples' } as const;
const SCP = { document: 'scp-virtualserver', ...EXAMPLES } as const;
const HUAWEI = { document: 'huawei-evs/v5', ...EXAMPLES } as const;
const CINDER = { document: 'openstack-cinder/3.70', ...EXAMPLES } as const;
const SCALEWAY = { document: 'scaleway-instance/v1', ...EXAMPLES } as const;
const ON_LIST = { operation: 'listSnapshots', status: 200 };
const ON_CREATE = { operation: 'createSnapshot' };

const STATUSES: readonly Defect[] = [
  scp({
    ...{ name: 'accepted-as-ok', check: 'status', ...SCP },
    sentence: 'createSnapshot answers 202.',
    plant: (usual) => ({ ...usual, acceptedStatus: 200 }),
  }),
  huawei({
    ...{ name: 'job-as-created', check: 'status', ...HUAWEI },
    sentence: 'createSnapshot answers 202.',
    plant: answers({ status: 202 }, (answer) => ({ ...answer, status: 201 })),
  }),
  cinder({
    ...{ name: 'unknown-volume-as-bad-request', check: 'status', ...CINDER },
    sentence: 'A volume that does not exist is a 404.',
    plant: answers({ status: 404 }, (answer) => ({ ...answer, status: 400 })),
  }),
  scaleway({
    ...{ name: 'created-as-ok', check: 'status', ...SCALEWAY },
    sentence: 'createSnapshot answers 201.',
    plant: (usual) => ({ ...usual, statuses: { ...usual.statuses, create: 200 } }),
  }),
  scaleway({
    ...{ name: 'export-as-ok', check: 'status', ...SCALEWAY },
    sentence: 'exportSnapshot answers 202.',
    plant: (usual) => ({ ...usual, statuses: { ...usual.statuses, export: 200 } }),
  }),
  scaleway({
    ...{ name: 'deleted-with-body', check: 'status', ...SCALEWAY },
    sentence: 'deleteSnapshot answers 204.',
    plant: answers({ operation: 'deleteSnapshot', status: 204 }, () => ({ status: 200, body: {} })),
  }),
  scaleway({
    ...{ name: 'not-found-as-ok', check: 'status', ...SCALEWAY },
    sentence: 'A snapshot that does not exist is a 404.',
    plant: answers({ operation: 'getSnapshot', status: 404 }, (answer) => ({ ...answer, status: 200 })),
  }),
];

const HEADERS: readonly Defect[] = [
  scaleway({
    ...{ name: 'links-without-brackets', check: 'headers', ...SCALEWAY, phase: 'stateful' },
    sentence: 'The target of a link stands in angle brackets (RFC 8288).',
    plant: headers(ON_LIST, { Link: (links) => links.replace(/[<>]/g, '') }),
  }),
  scaleway({
    ...{ name: 'total-missing', check: 'headers', ...SCALEWAY },
    sentence: 'X-Total-Count is required.',
    plant: headers(ON_LIST, { 'X-Total-Count': null }),
  }),
  scaleway({
    ...{ name: 'total-with-unit', check: 'headers', ...SCALEWAY },
    sentence: 'X-Total-Count is an integer.',
    plant: headers(ON_LIST, { 'X-Total-Count': (count) => `${count} snapshots` }),
  }),
  scaleway({
    ...{ name: 'total-as-range', check: 'headers', ...SCALEWAY },
    sentence: 'X-Total-Count is an integer.',
    plant: headers(ON_LIST, { 'X-Total-Count': (count) => `0-${count}/${count}` }),
  }),
  cinder({
    ...{ name: 'challenge-missing', check: 'headers', ...CINDER },
    sentence: 'WWW-Authenticate is required of a 401.',
    plant: http(() => ({ challenge: undefined })),
  }),
  cinder({
    ...{ name: 'location-no-reference', check: 'headers', ...CINDER },
    sentence: 'Location is a URI reference.',
    plant: (usual) => ({ ...usual, location: (project, id) => `http://[/v3/${project}/snapshots/${id}` }),
  }),
];

const MEDIA_TYPES: readonly Defect[] = [
  scp({
    ...{ name: 'json-as-html', check: 'content-type', ...SCP },
    sentence: 'Answers are application/json.',
    plant: http(() => ({ contentType: 'text/html; charset=utf-8' })),
  }),
  scp({
    ...{ name: 'list-as-text', check: 'content-type', ...SCP },
    sentence: 'The list is application/json.',
    plant: answers(ON_LIST, (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'Content-Type': 'text/plain' },
    })),
  }),
  huawei({
    ...{ name: 'json-in-latin-1', check: 'content-type', document: 'RFC 8259 §8.1', ...EXAMPLES },
    sentence: 'JSON between systems is encoded as UTF-8.',
    plant: http(() => ({ contentType: 'application/json; charset=ISO-8859-1' })),
  }),
  scaleway({
    ...{ name: 'not-found-as-html', check: 'content-type', ...SCALEWAY },
    sentence: 'Refusals are application/json.',
    plant: answers({ status: 404 }, () => ({
      status: 404,
      headers: { 'Content-Type': 'text/html' },
      raw: '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>',
    })),
  }),
  cinder({
    ...{ name: 'refusals-as-problems', check: 'content-type', ...CINDER },
    sentence: 'Refusals are application/json.',
    plant: headers({ status: 400 }, { 'Content-Type': 'application/problem+json' }),
  }),
];

const BODIES: readonly Defect[] = [
  scp({
    ...{ name: 'size-as-text', check: 'body', ...SCP },
    sentence: '`size` is an integer.',
    plant: member({ ...ON_CREATE, status: 202 }, 'size', String),
  }),
  scp({
    ...{ name: 'size-as-fraction', check: 'body', ...SCP },
    sentence: '`size` is an integer.',
    plant: member(ON_LIST, 'snapshots.*.size', (size) => Number(size) + 0.5),
  }),
  scp({
    ...{ name: 'time-without-zone', check: 'body', ...SCP },
    sentence: '`created_at` is an RFC 3339 date and time.',
    plant: member(ON_LIST, 'snapshots.*.created_at', (time) => String(time).slice(0, 19)),
  }),
  scp({
    ...{ name: 'time-as-number', check: 'body', ...SCP },
    sentence: '`created_at` is a string.',
    plant: member({ ...ON_CREATE, status: 202 }, 'created_at', (time) => Date.parse(String(time))),
  }),
  scp({
    ...{ name: 'id-missing', check: 'body', ...SCP },
    sentence: '`id` is required.',
    plant: member(ON_LIST, 'snapshots.*.id', () => undefined),
  }),
  scp({
    ...{ name: 'list-bare', check: 'body', ...SCP },
    sentence: 'The list is an object with `snapshots`.',
    plant: answers(ON_LIST, (answer) => ({ ...answer, body: Object.values(answer.body as object)[0] })),
  }),
  scp({
    ...{ name: 'list-by-id', check: 'body', ...SCP },
    sentence: '`snapshots` is an array.',
    plant: member(ON_LIST, 'snapshots', (items) => ({ ...(items as object) })),
  }),
  scp({
    ...{ name: 'count-as-text', check: 'body', ...SCP },
    sentence: '`count` is an integer or null.',
    plant: member(ON_LIST, 'count', String),
  }),
  scp({
    ...{ name: 'refusal-without-detail', check: 'body', ...SCP },
    sentence: '`detail` is required in errors.',
    plant: member({ status: 401 }, 'errors.*.detail', () => undefined),
  }),
  huawei({
    ...{ name: 'job-id-as-number', check: 'body', ...HUAWEI },
    sentence: '`job_id` is a string.',
    plant: (usual) => ({ ...usual, jobId: () => 4_711 }),
  }),
  huawei({
    ...{ name: 'gateway-in-envelope-of-service', check: 'body', ...HUAWEI },
    sentence: 'The gateway answers with `error_code` and `error_msg`.',
    plant: answers({ status: 401 }, (answer) => ({
      ...answer,
      body: { error: { code: 'EVS.0401', message: 'Unauthorized' } },
    })),
  }),
  cinder({
    ...{ name: 'time-with-zone', check: 'body', ...CINDER },
    sentence: '`created_at` has microseconds and no offset.',
    plant: (usual) => ({ ...usual, time: (now) => new Date(now).toISOString() }),
  }),
  cinder({
    ...{ name: 'never-updated-left-out', check: 'body', ...CINDER },
    sentence: '`updated_at` is required, null until the first change.',
    plant: member({ status: 202 }, 'snapshot.updated_at', () => undefined),
  }),
  cinder({
    ...{ name: 'never-updated-empty', check: 'body', ...CINDER },
    sentence: '`updated_at` is a time or null.',
    plant: member({ status: 202 }, 'snapshot.updated_at', () => ''),
  }),
  cinder({
    ...{ name: 'status-in-capitals', check: 'body', ...CINDER },
    sentence: '`status` is one of a list of words in lower case.',
    plant: member({ status: 202 }, 'snapshot.status', () => 'CREATING'),
  }),
  cinder({
    ...{ name: 'metadata-null', check: 'body', ...CINDER },
    sentence: '`metadata` is an object.',
    plant: member({ status: 202 }, 'snapshot.metadata', () => null),
  }),
  scaleway({
    ...{ name: 'body-cut-off', check: 'body', ...SCALEWAY },
    sentence: 'The body is JSON.',
    plant: http(({ write }) => ({ write: (value) => write(value).slice(0, -3) })),
  }),
  scaleway({
    ...{ name: 'volume-without-name', check: 'body', ...SCALEWAY },
    sentence: '`base_volume` has an id and a name, or is null.',
    plant: member({ operation: 'getSnapshot', status: 200 }, 'snapshot.base_volume', (volume) => ({
      ...(volume as object),
      name: undefined,
    })),
  }),
  scaleway({
    ...{ name: 'tags-null', check: 'body', ...SCALEWAY },
    sentence: '`tags` is an array.',
    plant: member({ operation: 'createSnapshot', status: 201 }, 'snapshot.tags', (tags) =>
      Array.isArray(tags) && tags.length === 0 ? null : tags,
    ),
  }),
  scaleway({
    ...{ name: 'details-left-out', check: 'body', ...SCALEWAY },
    sentence: '`details` is required of invalid_arguments.',
    plant: member({ status: 400 }, 'details', () => undefined),
  }),
  scaleway({
    ...{ name: 'state-of-another-vocabulary', check: 'body', ...SCALEWAY },
    sentence: '`state` is one of a list of words.',
    plant: member({ operation: 'listSnapshots', status: 200 }, 'snapshots.*.state', () => 'ready'),
  }),
];

const RELATIONS: readonly Defect[] = [
  scp({
    ...{ name: 'name-not-repeated', check: 'relations', ...SCP },
    sentence: 'The documented answer repeats `name`.',
    plant: member({ ...ON_CREATE, status: 202 }, 'name', (name) => String(name).toUpperCase()),
  }),
  scp({
    ...{ name: 'description-forgotten', check: 'relations', ...SCP },
    sentence: 'The documented answer repeats `description`.',
    plant: member({ ...ON_CREATE, status: 202 }, 'description', () => null),
  }),
  cinder({
    ...{ name: 'volume-of-another', check: 'relations', ...CINDER },
    sentence: 'The documented answer repeats `volume_id`.',
    plant: member({ status: 202 }, 'snapshot.volume_id', () => 'cb623b3c-f14a-48d6-a339-d9fda95be663'),
  }),
  scaleway({
    ...{ name: 'another-snapshot', check: 'relations', ...SCALEWAY },
    sentence: 'The documented answer repeats `snapshot_id` as `id`.',
    plant: member({ operation: 'getSnapshot', status: 200 }, 'snapshot.id', () => {
      return '11c1d1a0-6c0f-4e58-9c1e-5d2f0a7b3c42';
    }),
  }),
  scaleway({
    ...{ name: 'replaced-as-before', check: 'relations', ...SCALEWAY },
    sentence: 'The documented answer to PUT repeats what was sent.',
    plant: member({ operation: 'setSnapshot', status: 200 }, 'snapshot.tags', () => ['backup']),
  }),
  scaleway({
    ...{ name: 'zone-of-another', check: 'relations', ...SCALEWAY },
    sentence: 'The documented answer repeats the `zone` of the path.',
    plant: member({ operation: 'createSnapshot', status: 201 }, 'snapshot.zone', () => 'nl-ams-1'),
  }),
];

const EXTRA: readonly Defect[] = [
  scp({
    ...{ name: 'internal-id-told', check: 'extra-fields', ...SCP },
    sentence: 'The document knows of no `_id`.',
    plant: member(ON_LIST, 'snapshots.*', (item) => ({ ...(item as object), _id: 7 })),
  }),
  scaleway({
    ...{ name: 'internals-told', check: 'extra-fields', ...SCALEWAY },
    sentence: 'The document knows of no `busyUntil`.',
    plant: (usual: BehaviourOf<'scaleway-instance'>) => ({
      ...usual,
      show: (snapshot, call) =>
        edited(usual.show(snapshot, call), [], (value) => ({
          ...(value as object),
          busyUntil: snapshot.busyUntil,
        })),
    }),
  }),
];

export const ANSWERS: readonly Defect[] = [
  ...STATUSES,
  ...HEADERS,
  ...MEDIA_TYPES,
  ...BODIES,
  ...RELATIONS,
  ...EXTRA,
];
