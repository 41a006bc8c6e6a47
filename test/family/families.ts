// The families that the tests of the lifecycle speak of: the three shapes of providers, written out by hand.
import type { Family, VersionEntry } from '../../runtime/lifecycle.js';

/** Four versions behind a header with a service name; states and dates as the provider publishes them. */
export const SCP: Family = {
  family: 'scp-virtualserver',
  selector: {
    in: 'header',
    name: 'Scp-Api-Version',
    format: 'virtualserver {version}',
    whenAbsent: 'current',
  },
  timezone: 'Asia/Seoul',
  noticeDays: 90,
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
  afterNotBefore: 'serve',
  versions: [
    { id: '1.3', state: 'CURRENT' },
    { id: '1.2', state: 'SUPPORTED', notBefore: '2026-08-31' },
    { id: '1.1', state: 'DEPRECATED', notBefore: '2026-05-31', successor: '1.3' },
    { id: '1.0', state: 'DEPRECATED', notBefore: '2025-12-31', successor: '1.3' },
  ],
};

/** One document for a range of microversions. */
export const CINDER: Family = {
  family: 'openstack-cinder',
  selector: {
    in: 'header',
    name: 'OpenStack-API-Version',
    format: 'volume {version}',
    whenAbsent: 'minimum',
  },
  noticeDays: 90,
  unavailable: { retired: 406, unknown: 406, malformed: 400 },
  afterNotBefore: 'serve',
  versions: [{ id: '3.70', state: 'CURRENT', from: '3.0' }],
};

/** The version is the first segment of the path. */
export const HUAWEI: Family = {
  family: 'huawei-evs',
  selector: { in: 'path', format: '/{version}', whenAbsent: 'current' },
  noticeDays: 90,
  unavailable: { retired: 410, unknown: 404, malformed: 404 },
  afterNotBefore: 'serve',
  versions: [
    { id: 'v5', state: 'CURRENT' },
    { id: 'v2', state: 'RETIRED' },
  ],
};

/** An invented family with one version in every state, every date known to the second. */
export const EVERY_STATE: Family = {
  family: 'acme-storage',
  selector: { in: 'header', name: 'Acme-Version', format: '{version}', whenAbsent: 'required' },
  timezone: 'UTC',
  noticeDays: 90,
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
  afterNotBefore: 'serve',
  versions: [
    { id: '1.4', state: 'PLANNED' },
    { id: '1.3', state: 'CURRENT' },
    { id: '1.2', state: 'SUPPORTED', notBefore: '2026-09-01' },
    { id: '1.1', state: 'DEPRECATED', notBefore: '2026-06-01', successor: '1.2' },
    { id: '1.0', state: 'RETIRED', notBefore: '2026-03-01' },
  ],
};

/** The entry of an id that the test knows to exist. */
export function entryOf(family: Family, id: string): VersionEntry {
  const entry = family.versions.find((each) => each.id === id);
  if (!entry) throw new Error(`no version ${id} in ${family.family}`);
  return entry;
}
