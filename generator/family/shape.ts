// Hides whether a value has the shape of a family.yaml.
import { FAMILY_SCHEMA, type RawFamily } from './family-schema.js';
import type { Finding } from './finding.js';
import { type Manner, misfitsOf } from './misfits.js';

/** Checks the shape only; `raw` is there where it is right. */
export function checkShape(value: unknown): { raw?: RawFamily; findings: Finding[] } {
  const plain = withoutTimestamps(value);
  const findings = misfitsOf(FAMILY_SCHEMA, plain, MANNER);
  return findings.length === 0 ? { raw: plain as RawFamily, findings } : { findings };
}

const MANNER: Manner = {
  ids: { invalid: 'family-invalid', keyUnknown: 'family-key-unknown' },
  root: 'The family',
  item: (number) => `Version number ${number} of the list`,
  hint: 'See the description of family.yaml.',
};

/** A file that declares `%YAML 1.1` gives timestamps as Date; the shape knows them as text. */
function withoutTimestamps(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value['versions'])) return value;
  const versions = value['versions'].map((entry: unknown) =>
    isRecord(entry)
      ? Object.fromEntries(Object.entries(entry).map(([key, each]) => [key, asText(each)]))
      : entry,
  );
  return { ...value, versions };
}

function asText(value: unknown): unknown {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return value;
  return value.toISOString().replace('T00:00:00.000Z', '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
