// Hides ajv's wording: what a keyword asks for, in words that finish "expected …".
import type { ErrorObject } from 'ajv/dist/2020.js';
import { memberOf } from '../pointer.js';
import { harmless, shown } from '../show.js';

export function expectedBy(error: ErrorObject): string {
  const of = (name: string): unknown => memberOf(error.params, name);
  switch (error.keyword) {
    case 'type':
      return `a value of type ${[of('type')].flat().join(' or ')}`;
    case 'required':
    case 'dependentRequired':
      return 'a value: the property is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
    case 'false schema':
      return 'nothing: the schema allows no more here';
    case 'propertyNames':
      return `no property named ${shown(of('propertyName'))}`;
    case 'enum':
      return `one of ${[of('allowedValues')]
        .flat()
        .map((value) => shown(value, 60))
        .join(', ')}`;
    case 'const':
      return shown(of('allowedValue'));
    case 'format':
      return `a value of format ${harmless(String(of('format')))}`;
    case 'pattern':
      return `a text that fits the pattern ${harmless(String(of('pattern')))}`;
    case 'minLength':
    case 'maxLength':
      return `${bound(error)} ${counted(of('limit'), 'character')}`;
    case 'minItems':
    case 'maxItems':
      return `${bound(error)} ${counted(of('limit'), 'item')}`;
    case 'minProperties':
    case 'maxProperties':
      return `${bound(error)} ${counted(of('limit'), 'property')}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `a number ${String(of('comparison'))} ${String(of('limit'))}`;
    case 'multipleOf':
      return `a multiple of ${String(of('multipleOf'))}`;
    case 'uniqueItems':
      return 'items that are all different';
    case 'oneOf':
      return of('passingSchemas')
        ? 'a value that fits only one of the alternatives'
        : 'a value that fits one of the alternatives';
    case 'anyOf':
      return 'a value that fits one of the alternatives';
    case 'not':
      return 'a value that does not fit the schema under `not`';
    case 'contains':
      return `${counted(of('minContains') ?? 1, 'item')} or more that fit the schema under \`contains\``;
    default:
      return harmless(error.message ?? error.keyword);
  }
}

function bound(error: ErrorObject): string {
  return error.keyword.startsWith('min') ? 'at least' : 'at most';
}

function counted(count: unknown, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${String(count)} ${count === 1 ? noun : plural}`;
}
