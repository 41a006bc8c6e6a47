// Hides defects of what is taken from a request: data that the document forbids, and data that it allows.
import type { BehaviourOf, FamilyName } from '../server/index.js';
import { asInteger, asText } from '../server/query.js';
import {
  all,
  between,
  type Fields,
  isFlag,
  isInteger,
  isText,
  isUuid,
  length,
  listOf,
  mapOf,
  matches,
  multipleOf,
  needed,
  oneOf,
  optional,
  orNull,
  type Rule,
  where,
} from '../server/rules.js';
import { type Defect, defectsOf, http } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const huawei = defectsOf('huawei-evs');
const cinder = defectsOf('openstack-cinder');
const scaleway = defectsOf('scaleway-instance');
const REFUSE = { check: 'negative-data', phase: 'negative' } as const;
const TAKE = { check: 'valid-data', phase: 'coverage' } as const;
const SCP = { document: 'scp-virtualserver' } as const;
const HUAWEI = { document: 'huawei-evs/v5' } as const;
const CINDER = { document: 'openstack-cinder/3.70' } as const;
const SCALEWAY = { document: 'scaleway-instance/v1' } as const;

/** Anything does. */
const isAnything = where(() => true, '');
const isNumeric =
  (rule: Rule): Rule =>
  (value, at) =>
    rule(/^\d+$/.test(String(value)) ? Number(value) : value, at);
const inAnyCase =
  (rule: Rule): Rule =>
  (value, at) =>
    rule(typeof value === 'string' ? value.toLowerCase() : value, at);

/** Other rules for some members of one kind of request. */
const fields =
  <Name extends FamilyName>(
    part: {
      [K in keyof BehaviourOf<Name>]: BehaviourOf<Name>[K] extends Fields ? K : never;
    }[keyof BehaviourOf<Name>],
  ) =>
  (change: Fields) =>
  (usual: BehaviourOf<Name>): BehaviourOf<Name> => ({
    ...usual,
    [part]: { ...(usual[part] as Fields), ...change },
  });
const scpCreate = fields<'scp-virtualserver'>('snapshot');
const huaweiCreate = fields<'huawei-evs'>('snapshot');
const cinderCreate = fields<'openstack-cinder'>('snapshot');
const create = fields<'scaleway-instance'>('create');
const set = fields<'scaleway-instance'>('set');
const patch = fields<'scaleway-instance'>('patch');

type Query = BehaviourOf<'scaleway-instance'>['query'];
const scalewayQuery = (change: Query) => (usual: BehaviourOf<'scaleway-instance'>) => ({
  ...usual,
  query: { ...usual.query, ...change },
});
const scpQuery = (change: Query) => (usual: BehaviourOf<'scp-virtualserver'>) => ({
  ...usual,
  query: { ...usual.query, ...change },
});

const NAME = /^[a-zA-Z0-9-_ ]+$/;
const TYPES = ['unknown_volume_type', 'l_ssd', 'b_ssd', 'unified'];
const SIZE = all(isInteger, between(0), multipleOf(512));

const TAKEN: readonly Defect[] = [
  scp({
    ...{ name: 'name-one-too-long', ...REFUSE, ...SCP },
    sentence: '`name` has at most 255 characters.',
    plant: scpCreate({ name: needed(all(length(1, 256), matches(NAME))) }),
  }),
  scp({
    ...{ name: 'name-empty', ...REFUSE, ...SCP },
    sentence: '`name` has at least one character.',
    plant: scpCreate({ name: needed(all(length(0, 255), matches(/^[a-zA-Z0-9-_ ]*$/))) }),
  }),
  scp({
    ...{ name: 'name-before-line-end', ...REFUSE, ...SCP },
    sentence: '`name` has no line end, though `$` of some languages matches before one.',
    plant: scpCreate({ name: needed(all(length(1, 255), matches(/^[a-zA-Z0-9-_ ]+\n?$/))) }),
  }),
  scp({
    ...{ name: 'name-of-any-script', ...REFUSE, ...SCP },
    sentence: '`name` has letters of ASCII only.',
    plant: scpCreate({ name: needed(all(length(1, 255), matches(/^[\p{L}\p{N}_ -]+$/u))) }),
  }),
  scp({
    ...{ name: 'volume-not-needed', ...REFUSE, ...SCP },
    sentence: '`volume_id` is required.',
    plant: (usual) => ({
      ...usual,
      snapshot: { ...usual.snapshot, volume_id: optional(isText) },
      volumes: { ...usual.volumes, undefined: 1 },
    }),
  }),
  scp({
    ...{ name: 'flag-as-text', ...REFUSE, ...SCP },
    sentence: '`force` is a boolean or null.',
    plant: scpCreate({ force: optional(orNull((value, at) => (value === 'true' ? [] : isFlag(value, at)))) }),
  }),
  scp({
    ...{ name: 'flag-as-number', ...REFUSE, ...SCP },
    sentence: '`force` is a boolean or null.',
    plant: scpCreate({
      force: optional(orNull((value, at) => (value === 1 || value === 0 ? [] : isFlag(value, at)))),
    }),
  }),
  scp({
    ...{ name: 'description-of-any-type', ...REFUSE, ...SCP },
    sentence: '`description` is a string or null.',
    plant: scpCreate({ description: optional(isAnything) }),
  }),
  scp({
    ...{ name: 'limit-up-to-first-letter', ...REFUSE, ...SCP },
    sentence: '`limit` is an integer.',
    plant: scpQuery({
      limit: {
        read: (text) => (/^\d/.test(text) ? Number.parseInt(text, 10) : asInteger(text)),
        rule: orNull(isInteger),
      },
    }),
  }),
  scp({
    ...{ name: 'yes-is-true', ...REFUSE, ...SCP },
    sentence: '`with_count` is true or false.',
    plant: scpQuery({ with_count: { read: (text) => text !== 'false', rule: isFlag } }),
  }),
  huawei({
    ...{ name: 'description-one-too-long', ...REFUSE, ...HUAWEI },
    sentence: '`description` has at most 85 characters.',
    plant: huaweiCreate({ description: optional(length(0, 86)) }),
  }),
  huawei({
    ...{ name: 'tags-of-numbers', ...REFUSE, ...HUAWEI },
    sentence: 'The values of `tags` are strings.',
    plant: huaweiCreate({ tags: optional(mapOf(isAnything)) }),
  }),
  huawei({
    ...{ name: 'name-null', ...REFUSE, ...HUAWEI },
    sentence: '`name` is a string, never null.',
    plant: huaweiCreate({ name: optional(orNull(length(0, 64))) }),
  }),
  huawei({
    ...{ name: 'any-media-type', ...REFUSE, ...HUAWEI },
    sentence: 'The body is application/json.',
    plant: http(() => ({ isJson: () => true })),
  }),
  cinder({
    ...{ name: 'volume-no-uuid', ...REFUSE, ...CINDER },
    sentence: '`volume_id` is a UUID.',
    plant: (usual) => ({
      ...usual,
      snapshot: { ...usual.snapshot, volume_id: needed(isText) },
      volumes: new Proxy(usual.volumes, {
        get: (known, id) => known[String(id)] ?? (isUuid(id, '').length > 0 ? 1 : undefined),
      }),
    }),
  }),
  cinder({
    ...{ name: 'other-members-taken', ...REFUSE, ...CINDER },
    sentence: 'No other properties are allowed, at either level.',
    plant: (usual) => ({ ...usual, others: 'ignored' }),
  }),
  cinder({
    ...{ name: 'metadata-of-numbers', ...REFUSE, ...CINDER },
    sentence: 'The values of `metadata` are strings.',
    plant: cinderCreate({ metadata: optional(orNull(mapOf(isAnything))) }),
  }),
  cinder({
    ...{ name: 'name-one-too-long-cinder', ...REFUSE, ...CINDER },
    sentence: '`name` has at most 255 characters.',
    plant: cinderCreate({ name: optional(orNull(length(0, 256))) }),
  }),
  cinder({
    ...{ name: 'project-in-capitals', ...REFUSE, ...CINDER },
    sentence: '`project_id` is 32 hexadecimal digits in lower case.',
    plant: (usual) => ({ ...usual, project: /^[0-9a-zA-Z]+$/ }),
  }),
  cinder({
    ...{ name: 'comma-before-end', ...REFUSE, ...CINDER },
    sentence: 'The body is JSON, which knows no comma at the end.',
    plant: http(() => ({
      parse: (text) => JSON.parse(text.replace(/,\s*([}\]])/g, '$1').replace(/[^}\]]+$/, '')),
    })),
  }),
  scaleway({
    ...{ name: 'type-in-any-case', ...REFUSE, ...SCALEWAY },
    sentence: '`volume_type` is one of a list of words in lower case.',
    plant: create({ volume_type: optional(inAnyCase(oneOf(TYPES))) }),
  }),
  scaleway({
    ...{ name: 'type-unknown', ...REFUSE, ...SCALEWAY },
    sentence: '`volume_type` is one of a list of words.',
    plant: create({ volume_type: optional(isText) }),
  }),
  scaleway({
    ...{ name: 'type-of-answers', ...REFUSE, ...SCALEWAY },
    sentence: 'The volume type of a request is none of those that only answers have.',
    plant: create({ volume_type: optional(oneOf([...TYPES, 'scratch', 'sbs_volume', 'sbs_snapshot'])) }),
  }),
  scaleway({
    ...{ name: 'owned-twice', ...REFUSE, ...SCALEWAY },
    sentence: 'A snapshot belongs to exactly one project or organization.',
    plant: (usual) => ({
      ...usual,
      isOwned: (value, at) => usual.isOwned(value, at).filter((each) => each.reason === 'required'),
    }),
  }),
  scaleway({
    ...{ name: 'owned-by-nobody', ...REFUSE, ...SCALEWAY },
    sentence: 'A snapshot belongs to exactly one project or organization.',
    plant: (usual) => ({
      ...usual,
      isOwned: (value, at) => usual.isOwned(value, at).filter((each) => each.reason !== 'required'),
    }),
  }),
  scaleway({
    ...{ name: 'size-negative', ...REFUSE, ...SCALEWAY },
    sentence: '`size` is at least 0.',
    plant: create({ size: optional(all(isInteger, multipleOf(512))) }),
  }),
  scaleway({
    ...{ name: 'size-in-text', ...REFUSE, ...SCALEWAY },
    sentence: '`size` is an integer, not a text with digits.',
    plant: create({ size: optional(isNumeric(SIZE)) }),
  }),
  scaleway({
    ...{ name: 'size-with-fraction', ...REFUSE, ...SCALEWAY },
    sentence: '`size` is an integer.',
    plant: set({
      size: needed(
        all(
          where((value) => typeof value === 'number', 'must be a number'),
          between(0),
        ),
      ),
    }),
  }),
  scaleway({
    ...{ name: 'date-of-any-text', ...REFUSE, ...SCALEWAY },
    sentence: '`creation_date` is an RFC 3339 date and time.',
    plant: set({ creation_date: optional(isText) }),
  }),
  scaleway({
    ...{ name: 'page-of-101', ...REFUSE, ...SCALEWAY },
    sentence: '`per_page` is at most 100.',
    plant: scalewayQuery({ per_page: { read: asInteger, rule: all(isInteger, between(1, 101)) } }),
  }),
  scaleway({
    ...{ name: 'page-zero', ...REFUSE, ...SCALEWAY },
    sentence: 'The first `page` is 1.',
    plant: scalewayQuery({ page: { read: asInteger, rule: all(isInteger, between(0)) } }),
  }),
  scaleway({
    ...{ name: 'project-of-any-text', ...REFUSE, ...SCALEWAY },
    sentence: '`project` is a UUID.',
    plant: scalewayQuery({ project: { read: asText, rule: isText } }),
  }),
  scaleway({
    ...{ name: 'replaced-without-name', ...REFUSE, ...SCALEWAY },
    sentence: '`name` is required of PUT.',
    plant: set({ name: optional(isText) }),
  }),
  scaleway({
    ...{ name: 'tags-of-anything', ...REFUSE, ...SCALEWAY },
    sentence: '`tags` are strings.',
    plant: patch({ tags: optional(listOf(isAnything)) }),
  }),
  scaleway({
    ...{ name: 'exported-anywhere', ...REFUSE, ...SCALEWAY },
    sentence: '`key` is required.',
    plant: (usual) => ({ ...usual, export: { ...usual.export, key: optional(isText) } }),
  }),
];

const REFUSED: readonly Defect[] = [
  scp({
    ...{ name: 'name-of-255-refused', ...TAKE, ...SCP },
    sentence: '`name` has up to 255 characters.',
    plant: scpCreate({ name: needed(all(length(1, 254), matches(NAME))) }),
  }),
  scp({
    ...{ name: 'description-null-refused', ...TAKE, ...SCP },
    sentence: '`description` may be null.',
    plant: scpCreate({ description: optional(isText) }),
  }),
  scp({
    ...{ name: 'force-null-refused', ...TAKE, ...SCP },
    sentence: '`force` may be null.',
    plant: scpCreate({ force: optional(isFlag) }),
  }),
  scp({
    ...{ name: 'description-needed', ...TAKE, ...SCP },
    sentence: '`description` is not required.',
    plant: scpCreate({ description: needed(orNull(isText)) }),
  }),
  scp({
    ...{ name: 'count-must-be-true', ...TAKE, ...SCP },
    sentence: '`with_count` may be false.',
    plant: scpQuery({ with_count: { read: asText, rule: oneOf(['true']) } }),
  }),
  huawei({
    ...{ name: 'description-of-85-refused', ...TAKE, ...HUAWEI },
    sentence: '`description` has up to 85 characters.',
    plant: huaweiCreate({ description: optional(length(0, 84)) }),
  }),
  huawei({
    ...{ name: 'name-counted-in-bytes', ...TAKE, ...HUAWEI },
    sentence: '`name` has up to 64 characters, not bytes.',
    plant: huaweiCreate({
      name: optional(
        where((value) => typeof value === 'string' && Buffer.byteLength(value) <= 64, 'is too long'),
      ),
    }),
  }),
  huawei({
    ...{ name: 'tags-refused', ...TAKE, ...HUAWEI },
    sentence: '`tags` is a map, not a list.',
    plant: huaweiCreate({ tags: optional(listOf(isText)) }),
  }),
  cinder({
    ...{ name: 'metadata-null-refused', ...TAKE, ...CINDER },
    sentence: '`metadata` may be null.',
    plant: cinderCreate({ metadata: optional(mapOf(isText)) }),
  }),
  cinder({
    ...{ name: 'name-null-refused', ...TAKE, ...CINDER },
    sentence: '`name` may be null.',
    plant: cinderCreate({ name: optional(length(0, 255)) }),
  }),
  cinder({
    ...{ name: 'name-counted-in-halves', ...TAKE, ...CINDER },
    sentence: '`name` has up to 255 characters, not halves of them.',
    plant: cinderCreate({
      name: optional(
        orNull(where((value) => typeof value === 'string' && value.length <= 255, 'is too long')),
      ),
    }),
  }),
  scaleway({
    ...{ name: 'type-unified-refused', ...TAKE, ...SCALEWAY },
    sentence: '`volume_type` may be unified.',
    plant: create({ volume_type: optional(oneOf(TYPES.slice(0, 3))) }),
  }),
  scaleway({
    ...{ name: 'page-of-100-refused', ...TAKE, ...SCALEWAY },
    sentence: '`per_page` is up to 100.',
    plant: scalewayQuery({ per_page: { read: asInteger, rule: all(isInteger, between(1, 99)) } }),
  }),
  scaleway({
    ...{ name: 'size-zero-refused', ...TAKE, ...SCALEWAY },
    sentence: '`size` is at least 0.',
    plant: create({ size: optional(all(isInteger, between(1), multipleOf(512))) }),
  }),
  scaleway({
    ...{ name: 'size-above-32-bits-refused', ...TAKE, ...SCALEWAY },
    sentence: '`size` has no upper bound.',
    plant: set({ size: needed(all(isInteger, between(0, 20_000_000_000))) }),
  }),
  scaleway({
    ...{ name: 'no-tags-refused', ...TAKE, ...SCALEWAY },
    sentence: '`tags` may be empty.',
    plant: patch({
      tags: optional(
        all(
          listOf(isText),
          where((value) => Array.isArray(value) && value.length > 0, 'is empty'),
        ),
      ),
    }),
  }),
  scaleway({
    ...{ name: 'zone-forgotten', ...TAKE, ...SCALEWAY },
    sentence: '`zone` may be pl-waw-3.',
    plant: (usual) => ({ ...usual, zones: usual.zones.filter((zone) => zone !== 'pl-waw-3') }),
  }),
  scaleway({
    ...{ name: 'name-needed-by-patch', ...TAKE, ...SCALEWAY },
    sentence: '`name` is not required of PATCH.',
    plant: patch({ name: needed(isText) }),
  }),
];

export const DATA: readonly Defect[] = [...TAKEN, ...REFUSED];
