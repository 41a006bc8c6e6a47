// Hides what the answers repeat of their requests, read off the documented examples by hand, and how such an echo is lost.
import type { ExampleCase } from '../../../contract/index.js';
import { changedAt, type Fault, withBody } from './fault.js';

/** Operation and example → where the answer repeats something, and where it was sent; `*` stands for every item. */
export const ECHOES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'scp-virtualserver createSnapshot documented': {
    '/body/name': '/body/name',
    '/body/description': '/body/description',
    '/body/volume_id': '/body/volume_id',
  },
  'scp-virtualserver createSnapshot metadata-object': {
    '/body/name': '/body/name',
    '/body/volume_id': '/body/volume_id',
    '/body/metadata/team': '/body/metadata/team',
  },
  'openstack-cinder createSnapshot documented': {
    '/body/snapshot/name': '/body/snapshot/name',
    '/body/snapshot/volume_id': '/body/snapshot/volume_id',
  },
  'scaleway-instance listSnapshots one-snapshot': { '/body/snapshots/*/zone': '/path/zone' },
  'scaleway-instance createSnapshot from-volume': {
    '/body/snapshot/name': '/body/name',
    '/body/snapshot/project': '/body/project',
    '/body/snapshot/tags': '/body/tags',
    '/body/snapshot/volume_type': '/body/volume_type',
    '/body/snapshot/base_volume/id': '/body/volume_id',
    '/body/snapshot/zone': '/path/zone',
    '/body/task/zone': '/path/zone',
  },
  'scaleway-instance createSnapshot from-file': {
    '/body/snapshot/name': '/body/name',
    '/body/snapshot/project': '/body/project',
    '/body/snapshot/tags': '/body/tags',
    '/body/snapshot/volume_type': '/body/volume_type',
    '/body/snapshot/size': '/body/size',
    '/body/snapshot/zone': '/path/zone',
    '/body/task/zone': '/path/zone',
  },
  'scaleway-instance getSnapshot existing-snapshot': {
    '/body/snapshot/id': '/path/snapshot_id',
    '/body/snapshot/zone': '/path/zone',
  },
  'scaleway-instance setSnapshot existing-snapshot': {
    '/body/snapshot/id': '/body/id',
    '/body/snapshot/name': '/body/name',
    '/body/snapshot/organization': '/body/organization',
    '/body/snapshot/project': '/body/project',
    '/body/snapshot/tags': '/body/tags',
    '/body/snapshot/volume_type': '/body/volume_type',
    '/body/snapshot/size': '/body/size',
    '/body/snapshot/state': '/body/state',
    '/body/snapshot/zone': '/path/zone',
  },
  'scaleway-instance updateSnapshot existing-snapshot': {
    '/body/snapshot/id': '/path/snapshot_id',
    '/body/snapshot/name': '/body/name',
    '/body/snapshot/zone': '/path/zone',
  },
  'scaleway-instance exportSnapshot existing-snapshot': { '/body/task/zone': '/path/zone' },
};

export function echoesOf({ ref, expect }: ExampleCase): Readonly<Record<string, string>> {
  return expect.refusal ? {} : (ECHOES[`${ref.family} ${ref.operationId} ${ref.example}`] ?? {});
}

/** Each echo with another value of the same kind, and, where the schema lets it be absent, without one. */
export function echoFaults(
  planned: ExampleCase,
  body: unknown,
  isRequired: (pointer: string) => boolean,
): Fault[] {
  return Object.entries(echoesOf(planned)).flatMap(([pattern, sent]) =>
    placesOf(body, pattern).flatMap(({ pointer, value }) => {
      const other = otherThan(value);
      const expected = `${shown(value)}, as sent in ${sent}`;
      const lost = (name: string, wrong: unknown): Fault => ({
        name: `${pointer} ${name}`,
        alter: withBody((answer) => changedAt(answer, pointer, wrong)),
        finding: {
          check: 'relations',
          pointer,
          expected,
          actual: wrong === undefined ? 'nothing' : shown(wrong),
        },
      });
      const changed = lost('is not what was sent', other);
      return isRequired(pointer) ? [changed] : [changed, lost('is left out', undefined)];
    }),
  );
}

function placesOf(body: unknown, pattern: string): { pointer: string; value: unknown }[] {
  let found = [{ pointer: '/body', value: body }];
  for (const step of pattern.split('/').slice(2)) {
    found = found.flatMap(({ pointer, value }) => {
      const members = Object.entries(value as object);
      const wanted = step === '*' ? members : members.filter(([name]) => name === step);
      if (wanted.length === 0) throw new Error(`${pattern} is not in the answer.`);
      return wanted.map(([name, member]) => ({ pointer: `${pointer}/${name}`, value: member as unknown }));
    });
  }
  return found;
}

const OTHER: Readonly<Record<string, string>> = {
  'fr-par-1': 'nl-ams-1',
  b_ssd: 'l_ssd',
  available: 'error',
};

/** A different value that the schema allows as well. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 512;
  if (Array.isArray(value)) return [...(value as unknown[]), 'other'];
  if (typeof value !== 'string') throw new Error(`No other value is known for ${JSON.stringify(value)}.`);
  if (Object.hasOwn(OTHER, value)) return OTHER[value];
  if (/^[0-9a-f-]{36}$/.test(value)) return value.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  return /^\d{4}-/.test(value) ? value.replace('2026', '2027') : `${value}x`;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(shown).join(', ')}]` : JSON.stringify(value);
}
