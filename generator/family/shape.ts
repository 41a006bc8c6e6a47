// Hides ajv: whether a value has the shape of a family.yaml, each violation in our words.
import { Ajv, type ErrorObject } from 'ajv';
import { closest } from './closest.js';
import { FAMILY_SCHEMA, type RawFamily } from './family-schema.js';
import type { Finding } from './finding.js';

/** Checks the shape only; `raw` is there where it is right. */
export function checkShape(value: unknown): { raw?: RawFamily; findings: Finding[] } {
  const plain = withoutTimestamps(value);
  const validate = new Ajv({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    allowUnionTypes: true,
  }).compile<RawFamily>(FAMILY_SCHEMA);
  if (validate(plain)) return { raw: plain, findings: [] };
  return { findings: (validate.errors ?? []).map(toFinding) };
}

function toFinding(error: ErrorObject): Finding {
  const { instancePath, keyword, params, parentSchema = {}, data } = error;
  const name = nameOf(instancePath);
  const description: unknown = parentSchema['description'];
  const finding: Finding = {
    id: 'family-invalid',
    severity: 'error',
    pointer: instancePath,
    message: `${name} ${error.message ?? 'is not right'}.`,
    hint: typeof description === 'string' ? description : 'See the description of family.yaml.',
  };
  switch (keyword) {
    case 'required':
      return { ...finding, message: `${name} has no "${String(params['missingProperty'])}".` };
    case 'additionalProperties':
      return unknownKey(
        finding,
        String(params['additionalProperty']),
        Object.keys(parentSchema['properties'] ?? {}),
      );
    case 'enum': {
      const allowed = list(params['allowedValues']);
      const guess = typeof data === 'string' ? closest(data, allowed) : undefined;
      const message = `${name} is ${shown(data)}, which is none of ${allowed.join(', ')}.`;
      return { ...finding, message, ...(guess !== undefined && { hint: didYouMean(guess) }) };
    }
    case 'type': {
      const wanted = [params['type']].flat().join(' or ');
      return { ...finding, message: `${name} is ${kindOf(data)}, where ${article(wanted)} is wanted.` };
    }
    case 'pattern':
      return { ...finding, message: `${name} holds characters that are not allowed there.` };
    case 'minimum':
    case 'maximum':
      return { ...finding, message: `${name} is ${shown(data)}, which is out of range.` };
    case 'minLength':
    case 'minItems':
      return { ...finding, message: `${name} is empty.` };
    case 'maxLength':
    case 'maxItems':
      return { ...finding, message: `${name} is too long.` };
    default:
      return finding;
  }
}

function unknownKey(finding: Finding, key: string, known: readonly string[]): Finding {
  const guess = closest(key, known);
  return {
    ...finding,
    id: 'family-key-unknown',
    pointer: `${finding.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    message: `${nameOf(finding.pointer)} knows no key ${shown(key)}.`,
    hint: guess === undefined ? `Known here: ${known.join(', ')}.` : didYouMean(guess),
  };
}

function didYouMean(guess: string): string {
  return `Did you mean ${guess}?`;
}

/** What a person calls the place: the last key on the way, or which version of the list. */
function nameOf(pointer: string): string {
  const tokens = pointer.split('/').slice(1);
  const last = tokens.at(-1);
  if (last === undefined) return 'The family';
  return /^[0-9]+$/.test(last) ? `Version number ${Number(last) + 1} of the list` : `"${last}"`;
}

/** A value in a message: short, on one line, without control characters. */
function shown(value: unknown): string {
  const text = JSON.stringify(typeof value === 'object' ? kindOf(value) : value) ?? kindOf(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? 'a text' : `the ${typeof value} ${String(value)}`;
}

function article(kind: string): string {
  const words: Record<string, string> = {
    object: 'a mapping',
    array: 'a list',
    string: 'a text',
    integer: 'a whole number',
    boolean: 'true or false',
  };
  return kind
    .split(' or ')
    .map((each) => words[each] ?? each)
    .join(' or ');
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

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
