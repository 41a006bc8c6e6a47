// Hides defects of versions: how one is chosen, what its end is told by, what belongs to another, how all are listed.
import type { Seen } from '../server/http.js';
import type { BehaviourOf } from '../server/index.js';
import { beginsToEnd, httpDate, isEnding, readService, type VersionDecisions } from '../server/lifecycle.js';
import { sorted } from '../server/scp.js';
import { answers, type Defect, defectsOf, edited, headers, member } from './defect.js';

type Scp = BehaviourOf<'scp-virtualserver'>;
type Cinder = BehaviourOf<'openstack-cinder'>;
const scp = defectsOf('scp-virtualserver');
const cinder = defectsOf('openstack-cinder');
const LIFECYCLE = { phase: 'lifecycle', document: 'scp-virtualserver/family.yaml' } as const;
const CINDER = { phase: 'lifecycle', document: 'openstack-cinder/family.yaml' } as const;
const LISTED = { phase: 'discovery', check: 'discovery', document: 'scp-virtualserver/family.yaml' } as const;

const decided =
  (change: (usual: VersionDecisions) => Partial<VersionDecisions>) =>
  <Behaviour extends { readonly versions: VersionDecisions }>(usual: Behaviour): Behaviour => ({
    ...usual,
    versions: { ...usual.versions, ...change(usual.versions) },
  });

const END: readonly Defect[] = [
  scp({
    ...{ name: 'deprecation-true', check: 'deprecation', ...LIFECYCLE, document: 'RFC 9745' },
    sentence: 'Deprecation is a structured-field Date, never `true`.',
    plant: decided(() => ({ deprecation: (version, now) => (isEnding(version, now) ? 'true' : undefined) })),
  }),
  scp({
    ...{ name: 'deprecation-as-http-date', check: 'deprecation', ...LIFECYCLE, document: 'RFC 9745' },
    sentence: 'Deprecation is a structured-field Date, never an HTTP-date.',
    plant: decided(() => ({
      deprecation: (version, now) => (isEnding(version, now) ? httpDate(beginsToEnd(version)) : undefined),
    })),
  }),
  scp({
    ...{ name: 'deprecation-in-milliseconds', check: 'deprecation', ...LIFECYCLE, document: 'RFC 9745' },
    sentence: 'Deprecation counts seconds.',
    plant: decided(() => ({
      deprecation: (version, now) => (isEnding(version, now) ? `@${beginsToEnd(version)}` : undefined),
    })),
  }),
  scp({
    ...{ name: 'deprecation-missing', check: 'deprecation', ...LIFECYCLE },
    sentence: 'A DEPRECATED version sends Deprecation.',
    plant: decided(() => ({ deprecation: () => undefined })),
  }),
  scp({
    ...{ name: 'deprecation-of-current', check: 'deprecation', ...LIFECYCLE },
    sentence: 'The CURRENT version sends no Deprecation.',
    plant: decided(({ deprecation }) => ({
      deprecation: (version, now) =>
        version.state === 'CURRENT' ? '@1772377200' : deprecation(version, now),
    })),
  }),
  scp({
    ...{ name: 'sunset-missing', check: 'deprecation', ...LIFECYCLE },
    sentence: 'A DEPRECATED version sends Sunset.',
    plant: decided(() => ({ sunset: () => undefined })),
  }),
  scp({
    ...{ name: 'sunset-without-gmt', check: 'deprecation', ...LIFECYCLE, document: 'RFC 8594' },
    sentence: 'Sunset is an HTTP-date, which ends in GMT.',
    plant: decided(({ sunset }) => ({
      sunset: (version, now) => sunset(version, now)?.replace('GMT', '+0000'),
    })),
  }),
  scp({
    ...{ name: 'sunset-as-iso-date', check: 'deprecation', ...LIFECYCLE, document: 'RFC 8594' },
    sentence: 'Sunset is an HTTP-date.',
    plant: decided(() => ({
      sunset: ({ ends }) => (ends === undefined ? undefined : new Date(ends).toISOString()),
    })),
  }),
  scp({
    ...{ name: 'sunset-on-wrong-weekday', check: 'deprecation', ...LIFECYCLE, document: 'RFC 8594' },
    sentence: 'The weekday of Sunset is that of its date.',
    plant: decided(({ sunset }) => ({
      sunset: (version, now) =>
        sunset(version, now)?.replace(/^\w+/, (day) => (day === 'Mon' ? 'Tue' : 'Mon')),
    })),
  }),
  scp({
    ...{ name: 'sunset-in-utc', check: 'deprecation', ...LIFECYCLE },
    sentence: 'Dates begin in Seoul.',
    plant: decided(() => ({
      sunset: ({ day }) => (day === undefined ? undefined : httpDate(Date.parse(day))),
    })),
  }),
  scp({
    ...{ name: 'sunset-before-deprecation', check: 'deprecation', ...LIFECYCLE },
    sentence: 'Sunset is never earlier than Deprecation.',
    plant: decided(({ sunset }) => ({
      sunset: (version, now) =>
        isEnding(version, now) ? httpDate(beginsToEnd(version) - 86_400_000) : sunset(version, now),
    })),
  }),
  scp({
    ...{ name: 'link-missing', check: 'deprecation', ...LIFECYCLE },
    sentence: 'A DEPRECATED version sends links to its deprecation, its sunset and its successor.',
    plant: decided(() => ({ link: () => undefined })),
  }),
  scp({
    ...{ name: 'no-link-to-successor', check: 'deprecation', ...LIFECYCLE },
    sentence: 'A DEPRECATED version sends a link to its successor.',
    plant: decided(({ link }) => ({
      link: (version, now) => link(version, now)?.replace('successor-version', 'next'),
    })),
  }),
  scp({
    ...{ name: 'successor-of-another', check: 'deprecation', ...LIFECYCLE },
    sentence: 'The successor of 1.0 and 1.1 is 1.3.',
    plant: decided(({ link }) => ({
      link: (version, now) => link(version, now)?.replace('/virtualserver/1.3>', '/virtualserver/1.2>'),
    })),
  }),
  scp({
    ...{ name: 'link-without-brackets', check: 'deprecation', ...LIFECYCLE, document: 'RFC 8288' },
    sentence: 'The target of a link stands in angle brackets.',
    plant: decided(({ link }) => ({ link: (version, now) => link(version, now)?.replace(/[<>]/g, '') })),
  }),
];

const ECHO: readonly Defect[] = [
  scp({
    ...{ name: 'echo-missing', check: 'version-echo', ...LIFECYCLE },
    sentence: 'Every answer echoes its version.',
    plant: decided(() => ({ echo: () => undefined })),
  }),
  scp({
    ...{ name: 'refusal-without-echo', check: 'version-echo', ...LIFECYCLE, phase: 'negative' },
    sentence: 'Every answer echoes its version, also the refusal of data.',
    plant: headers({ status: 400, operation: 'createSnapshot' }, { 'Scp-Api-Version': null }),
  }),
  scp({
    ...{ name: 'echo-of-current', check: 'version-echo', ...LIFECYCLE },
    sentence: 'Every answer echoes the version that it was made by.',
    plant: decided(() => ({ echo: () => 'virtualserver 1.3' })),
  }),
  scp({
    ...{ name: 'echo-without-service', check: 'version-echo', ...LIFECYCLE },
    sentence: 'A version is written `virtualserver 1.3`.',
    plant: decided(() => ({ echo: (id) => id })),
  }),
  cinder({
    ...{ name: 'echo-of-what-was-asked', check: 'version-echo', ...CINDER },
    sentence: 'An answer echoes its version where none was asked for.',
    plant: decided(() => ({ echo: (_, asked) => asked ?? undefined })),
  }),
  cinder({
    ...{ name: 'echo-of-highest', check: 'version-echo', ...CINDER },
    sentence: 'Every answer echoes the version that it was made by.',
    plant: decided(() => ({ echo: () => 'volume 3.70' })),
  }),
  scp({
    ...{ name: 'vary-missing', check: 'version-echo', ...LIFECYCLE },
    sentence: 'Every answer carries Vary.',
    plant: decided(() => ({ vary: undefined })),
  }),
  cinder({
    ...{ name: 'vary-of-another', check: 'version-echo', ...CINDER },
    sentence: 'Vary names the header that chooses the version.',
    plant: decided(() => ({ vary: 'Accept, X-OpenStack-Volume-API-Version' })),
  }),
];

const anyOf = (first: string) => (header: string | null) => {
  const read = readService('virtualserver');
  return read(header) ?? { id: first };
};

const SELECTION: readonly Defect[] = [
  scp({
    ...{ name: 'absent-is-oldest', check: 'version-selection', ...LIFECYCLE },
    sentence: 'Without the header the CURRENT version answers.',
    plant: decided(() => ({ usual: '1.0' })),
  }),
  cinder({
    ...{ name: 'absent-is-highest', check: 'version-selection', ...CINDER },
    sentence: 'Without the header 3.0 answers.',
    plant: decided(() => ({ usual: '3.70' })),
  }),
  scp({
    ...{ name: 'malformed-is-current', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A malformed header is refused.',
    plant: decided(() => ({ read: anyOf('1.3') })),
  }),
  scp({
    ...{ name: 'empty-is-absent', check: 'version-selection', ...LIFECYCLE },
    sentence: 'An empty header is malformed.',
    plant: decided(({ read }) => ({ read: (header) => (header === '' ? { id: null } : read(header)) })),
  }),
  scp({
    ...{ name: 'first-of-two', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A version that is named twice is malformed.',
    plant: decided(({ read }) => ({ read: (header) => read(header?.split(',')[0] ?? null) })),
  }),
  scp({
    ...{ name: 'unknown-is-current', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A server never takes a neighbour version.',
    plant: decided(({ find }) => ({ find: (id, versions) => find(id, versions) ?? find('1.3', versions) })),
  }),
  scp({
    ...{ name: 'unknown-as-not-found', check: 'version-selection', ...LIFECYCLE },
    sentence: 'An unknown version is a 406.',
    plant: decided(({ statusOf }) => ({ statusOf: (why) => (why === 'unknown' ? 404 : statusOf(why)) })),
  }),
  scp({
    ...{ name: 'unknown-without-a-list', check: 'version-selection', ...LIFECYCLE },
    sentence: 'The refusal of an unknown version says which versions there are.',
    plant: decided(() => ({ range: () => 'Try another one.' })),
  }),
  scp({
    ...{ name: 'malformed-as-unknown', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A malformed header is a 400.',
    plant: decided(() => ({ statusOf: () => 406 })),
  }),
  scp({
    ...{ name: 'longer-number-is-shorter', check: 'version-selection', ...LIFECYCLE },
    sentence: '1.30 is not 1.3.',
    plant: decided(() => ({ find: (id, versions) => versions.find((each) => id.startsWith(each.id)) })),
  }),
  scp({
    ...{ name: 'same-major-will-do', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A server never takes a neighbour version.',
    plant: decided(() => ({
      find: (id, versions) =>
        versions.find((each) => each.id === id) ?? versions.findLast((each) => each.id[0] === id[0]),
    })),
  }),
  scp({
    ...{ name: 'other-service-will-do', check: 'version-selection', ...LIFECYCLE },
    sentence: 'The version of another service is none of ours.',
    plant: decided(({ read }) => ({
      read: (header) => read(header?.replace(/^[a-z]+ /, 'virtualserver ') ?? null),
    })),
  }),
  scp({
    ...{ name: 'gone-too-early', check: 'version-selection', ...LIFECYCLE },
    sentence: 'A version answers until its day.',
    plant: decided(() => ({
      isServed: ({ ends = Number.POSITIVE_INFINITY, state }, { now }: Seen) => {
        return state !== 'DEPRECATED' || now < ends - 60 * 86_400_000;
      },
    })),
  }),
  scp({
    ...{ name: 'gone-in-half', check: 'version-selection', ...LIFECYCLE },
    sentence: 'Once its day has come, all of a version answers or nothing.',
    plant: decided(() => ({ isServed: ({ id }, { method }: Seen) => id !== '1.0' || method !== 'POST' })),
  }),
  cinder({
    ...{ name: 'above-highest', check: 'version-selection', ...CINDER },
    sentence: '3.71 is a 406.',
    plant: decided(() => ({ find: (id, [version]) => (id.startsWith('3.') ? version : undefined) })),
  }),
  cinder({
    ...{ name: 'lowest-refused', check: 'version-selection', ...CINDER },
    sentence: '3.0 is the lowest microversion.',
    plant: decided(({ find }) => ({
      find: (id, versions) => (id === '3.0' ? undefined : find(id, versions)),
    })),
  }),
];

const LEAK: readonly Defect[] = [
  scp({
    ...{
      name: 'sort-before-1.2',
      check: 'version-leak',
      ...LIFECYCLE,
      document: 'scp-virtualserver/1.1, 1.0',
    },
    sentence: '`sort` exists in 1.2 and 1.3 only.',
    plant: (usual: Scp) => ({
      ...usual,
      isSortable: () => true,
      list: { ...usual.list, order: (items, { sort = 'created_at:desc' }) => sorted(items, String(sort)) },
    }),
  }),
  cinder({
    ...{ name: 'members-of-the-newest', check: 'version-leak', ...CINDER, document: 'openstack-cinder/3.70' },
    sentence: '`user_id` is of 3.41 and later.',
    plant: (usual: Cinder) => ({ ...usual, since: {} }),
  }),
  cinder({
    ...{ name: 'quota-one-too-early', check: 'version-leak', ...CINDER, document: 'openstack-cinder/3.70' },
    sentence: '`consumes_quota` is of 3.65 and later.',
    plant: (usual: Cinder) => ({ ...usual, since: { ...usual.since, consumes_quota: 64 } }),
  }),
  cinder({
    ...{
      name: 'quota-one-too-late',
      check: 'version-selection',
      ...CINDER,
      document: 'openstack-cinder/3.70',
    },
    sentence: '`consumes_quota` is of 3.65 and later.',
    plant: (usual: Cinder) => ({ ...usual, since: { ...usual.since, consumes_quota: 66 } }),
  }),
];

const DISCOVERY: readonly Defect[] = [
  scp({
    ...{ name: 'state-of-another', ...LISTED },
    sentence: '1.1 is DEPRECATED.',
    plant: member({ operation: 'versions' }, 'versions.1.status', () => 'SUPPORTED'),
  }),
  scp({
    ...{ name: 'end-a-day-later', ...LISTED },
    sentence: '1.2 is guaranteed until 2026-08-31.',
    plant: member({ operation: 'versions' }, 'versions.2.not_before', () => '2026-09-01'),
  }),
  scp({
    ...{ name: 'end-without-dashes', ...LISTED },
    sentence: 'A date is written YYYY-MM-DD.',
    plant: member({ operation: 'versions' }, 'versions.*.not_before', (day) =>
      typeof day === 'string' ? day.replaceAll('-', '') : day,
    ),
  }),
  scp({
    ...{ name: 'version-not-listed', ...LISTED },
    sentence: '1.2 is SUPPORTED.',
    plant: member({ operation: 'versions' }, 'versions', (items) => (items as object[]).toSpliced(2, 1)),
  }),
  scp({
    ...{ name: 'ids-without-v', ...LISTED },
    sentence: 'The ids on the list begin with a v.',
    plant: member({ operation: 'versions' }, 'versions.*', (item) =>
      edited(item, ['id'], (id) => String(id).slice(1)),
    ),
  }),
  scp({
    ...{ name: 'future-version-listed', ...LISTED },
    sentence: 'There is no version 1.4.',
    plant: member({ operation: 'versions' }, 'versions', (items) => [
      ...(items as object[]),
      { id: 'v1.4', status: 'SUPPORTED', not_before: null },
    ]),
  }),
  cinder({
    ...{ name: 'list-as-ok', ...LISTED, document: 'openstack-cinder/family.yaml' },
    sentence: 'The list of versions is a 300.',
    plant: answers({ operation: 'versions' }, (answer) => ({ ...answer, status: 200 })),
  }),
  cinder({
    ...{ name: 'range-too-short', ...LISTED, document: 'openstack-cinder/family.yaml' },
    sentence: 'The highest microversion is 3.70.',
    plant: member({ operation: 'versions' }, 'versions.0.version', () => '3.66'),
  }),
];

export const VERSIONS: readonly Defect[] = [...END, ...ECHO, ...SELECTION, ...LEAK, ...DISCOVERY];
