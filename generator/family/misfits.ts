// Hides ajv: where a hand-written file does not have the shape that it must have, each violation in our words.
import { Ajv, type ErrorObject } from 'ajv';
import type { OwnDiagnosticId } from '../diagnostics.js';
import { pointerAt } from '../source.js';
import { closest } from './closest.js';
import type { Finding } from './finding.js';

/** How a kind of file is spoken of. */
export interface Manner {
  readonly ids: { readonly invalid: OwnDiagnosticId; readonly keyUnknown: OwnDiagnosticId };
  /** What the whole is called: `The family`. */
  readonly root: string;
  /** What an item of a list is called; they are counted from 1. The list is the key that holds it, none for the whole. */
  readonly item: (number: number, list: string | undefined) => string;
  /** Where a part of the schema has no description that says how to write it. */
  readonly hint: string;
}

/** What does not fit the schema; none where the value has its shape. */
export function misfitsOf(schema: object, value: unknown, manner: Manner): Finding[] {
  const validate = new Ajv({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    allowUnionTypes: true,
  }).compile(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // Of alternatives that all fail, what was meant is not known: the place and how to write it say more than each failure.
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => schemaPath);
  return errors
    .filter(({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(`${choice}/`)))
    .map((error) => toFinding(error, manner));
}

function toFinding(error: ErrorObject, manner: Manner): Finding {
  const { instancePath, keyword, params, parentSchema = {}, data } = error;
  const name = nameOf(instancePath, manner);
  const description: unknown = parentSchema['description'];
  const finding: Finding = {
    id: manner.ids.invalid,
    severity: 'error',
    pointer: instancePath,
    message: `${name} ${error.message ?? 'is not right'}.`,
    hint: typeof description === 'string' ? description : manner.hint,
  };
  switch (keyword) {
    case 'required':
      return { ...finding, message: `${name} has no "${String(params['missingProperty'])}".` };
    case 'additionalProperties':
      return unknownKey(
        manner,
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
    case 'anyOf':
      return { ...finding, message: `${name} is not what is meant here.` };
    default:
      return finding;
  }
}

function unknownKey(manner: Manner, finding: Finding, key: string, known: readonly string[]): Finding {
  const guess = closest(key, known);
  return {
    ...finding,
    id: manner.ids.keyUnknown,
    pointer: pointerAt(finding.pointer, key),
    message: `${nameOf(finding.pointer, manner)} knows no key ${shown(key)}.`,
    hint: guess === undefined ? `Known here: ${known.join(', ')}.` : didYouMean(guess),
  };
}

function didYouMean(guess: string): string {
  return `Did you mean ${guess}?`;
}

/** What a person calls the place: the last key on the way, or which version of the list. */
function nameOf(pointer: string, { root, item }: Manner): string {
  const tokens = pointer.split('/').slice(1);
  const last = tokens.at(-1);
  if (last === undefined) return root;
  return /^[0-9]+$/.test(last) ? item(Number(last) + 1, tokens.at(-2)) : `"${last}"`;
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
