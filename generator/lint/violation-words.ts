// Hides how a broken keyword is put into words: what was expected, and what stands there instead.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, own } from './tree.js';

const LONGEST = 60;

/** What a keyword asks for, to follow the word "expected". `type …`, `one of …` and `exactly …` are told apart by their beginning. */
export function expectedBy(error: ErrorObject): string {
  const { keyword, params, schema } = error;
  const limit = String(own(params, 'limit') ?? schema);
  switch (keyword) {
    case 'type':
      return `type ${[own(params, 'type')].flat().join(' or ')}`;
    case 'enum':
      return Array.isArray(schema) ? `one of ${clip(schema.map(shown).join(', '), 120)}` : 'another value';
    case 'const':
      return `exactly ${shown(schema)}`;
    case 'required':
    case 'dependentRequired':
      return `property ${shown(own(params, 'missingProperty'))}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'no such property';
    case 'unevaluatedItems':
    case 'additionalItems':
    case 'maxItems':
      return `at most ${plural(limit, 'item')}`;
    case 'minItems':
      return `at least ${plural(limit, 'item')}`;
    case 'maxLength':
      return `at most ${plural(limit, 'character')}`;
    case 'minLength':
      return `at least ${plural(limit, 'character')}`;
    case 'maxProperties':
      return `at most ${plural(limit, 'property', 'properties')}`;
    case 'minProperties':
      return `at least ${plural(limit, 'property', 'properties')}`;
    case 'maximum':
    case 'exclusiveMaximum':
    case 'minimum':
    case 'exclusiveMinimum':
      return `a number ${String(own(params, 'comparison'))} ${limit}`;
    case 'multipleOf':
      return `a multiple of ${String(schema)}`;
    case 'pattern':
      return `text that matches ${clip(String(schema), 120)}`;
    case 'format':
      return `format ${String(schema)}`;
    case 'uniqueItems':
      return 'items that all differ';
    case 'contains':
      return 'an item that the schema under contains accepts';
    case 'propertyNames':
      return 'a property name that the schema allows';
    case 'anyOf':
      return 'a value that one of the alternatives of anyOf accepts';
    case 'oneOf':
      return own(params, 'passingSchemas')
        ? 'a value that exactly one alternative of oneOf accepts, not several'
        : 'a value that one of the alternatives of oneOf accepts';
    case 'not':
      return 'a value that the schema under not refuses';
    case 'false schema':
      return 'no value at all';
    default:
      return error.message ?? `what ${keyword} asks for`;
  }
}

/** What stands there: the value, with its length or count where that is what was wrong. */
export function actually(error: ErrorObject, value: unknown): string {
  if (/Length$/.test(error.keyword) && typeof value === 'string')
    return `${plural(String([...value].length), 'character')}: ${shown(value)}`;
  if (/Items$/.test(error.keyword) && Array.isArray(value)) return plural(String(value.length), 'item');
  if (/Properties$/.test(error.keyword) && isObject(value))
    return plural(String(Object.keys(value).length), 'property', 'properties');
  return shown(value);
}

/** A value as JSON, on one line, shortened. */
export function shown(value: unknown): string {
  try {
    return clip(JSON.stringify(value) ?? 'nothing', LONGEST);
  } catch {
    return 'a value that contains itself';
  }
}

function clip(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

function plural(count: string, one: string, many = `${one}s`): string {
  return `${count} ${count === '1' ? one : many}`;
}
