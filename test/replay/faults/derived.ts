// Hides how faults are derived from an answer and its documented schema: every required member gone, every type and value wrong.
// Reads the schemas by its own few lines: to ask the kit which faults it finds would be to ask the accused.
import type { ExampleCase } from '../../../contract/index.js';
import { changedAt, type Fault, withBody } from './fault.js';

type Schema = Readonly<Record<string, unknown>>;

/** A value in an answer and everything that its schema says of it. */
interface Place {
  readonly pointer: string;
  readonly value: unknown;
  readonly required: boolean;
  /** More than one under `anyOf`. */
  readonly alternatives: readonly Schema[];
}

/** All faults of a JSON answer that its schema forbids. */
export function derivedFaults(planned: ExampleCase, body: unknown): Fault[] {
  const { document } = planned.subject.model;
  const [content] = planned.expect.response.content;
  if (!content?.schema || typeof content.schema === 'boolean') return [];
  return [...placesIn(document, content.schema, body, '/body', false)].flatMap(faultsAt);
}

function* placesIn(
  document: unknown,
  schema: Schema,
  value: unknown,
  pointer: string,
  required: boolean,
): Generator<Place> {
  const alternatives = alternativesOf(document, schema);
  yield { pointer, value, required, alternatives };
  for (const { properties = {}, required: names = [], items } of alternatives) {
    for (const [name, inner] of Object.entries(properties as Record<string, Schema>)) {
      if (!isObject(value) || !Object.hasOwn(value, name)) continue;
      yield* placesIn(document, inner, value[name], `${pointer}/${name}`, (names as string[]).includes(name));
    }
    if (!Array.isArray(value) || !isObject(items)) continue;
    for (const [index, item] of value.entries())
      yield* placesIn(document, items, item, `${pointer}/${index}`, false);
  }
}

function alternativesOf(document: unknown, schema: Schema): Schema[] {
  const { $ref, anyOf } = schema;
  if (typeof $ref === 'string') {
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
    if (!isObject(target)) throw new Error(`${$ref} leads nowhere.`);
    return alternativesOf(document, target);
  }
  return Array.isArray(anyOf) ? anyOf.flatMap((each: Schema) => alternativesOf(document, each)) : [schema];
}

function faultsAt(place: Place): Fault[] {
  return [
    ...missing(place),
    ...wrongTypes(place),
    ...place.alternatives.flatMap((each) => wrongValues(place, each)),
  ];
}

function missing({ pointer, required }: Place): Fault[] {
  if (!required) return [];
  const expected = 'a value: the property is required';
  return [bodyFault(`${pointer} is missing`, pointer, undefined, { expected, actual: 'nothing' })];
}

/** Null, and one value of yet another type, where the schema allows neither. */
function wrongTypes({ pointer, alternatives }: Place): Fault[] {
  const types = alternatives.flatMap((each) => typesOf(each));
  if (types.length === 0) return [];
  const wrong = [null, 1.5, 'wrong', true].filter((value) => !types.includes(typeOf(value)));
  const chosen = [
    ...wrong.filter((value) => value === null),
    ...wrong.filter((value) => value !== null).slice(0, 1),
  ];
  const each = alternatives.map((one) => `a value of type ${typesOf(one).join(' or ')}`).join(' or ');
  return chosen.map((value) =>
    bodyFault(`${pointer} is ${JSON.stringify(value)}`, pointer, value, { expected: each }),
  );
}

/** A value of the right type that a keyword forbids. */
function wrongValues({ pointer, value }: Place, schema: Schema): Fault[] {
  const faults: Fault[] = [];
  const add = (name: string, wrong: unknown, expected: string, at = pointer) =>
    faults.push(bodyFault(`${at} ${name}`, at, wrong, { expected }));
  const { const: only, enum: some, format, pattern, minimum, maximum, minItems } = schema;
  if (only !== undefined) add('is not the constant', 'no such value', JSON.stringify(only));
  if (Array.isArray(some))
    add(
      'is not one of the enum',
      'no such value',
      `one of ${some.map((each) => JSON.stringify(each)).join(', ')}`,
    );
  if (typeof format === 'string') add(`is no ${format}`, 'no such value', `a value of format ${format}`);
  if (typeof pattern === 'string')
    add('breaks the pattern', 'no such value', `a text that fits the pattern ${pattern}`);
  if (typeof minimum === 'number') add('is too small', minimum - 1, `a number >= ${minimum}`);
  if (typeof maximum === 'number') add('is too large', maximum + 1, `a number <= ${maximum}`);
  if (typeof minItems === 'number')
    add('has too few items', [], `at least ${minItems} item${minItems === 1 ? '' : 's'}`);
  if (schema['additionalProperties'] === false && isObject(value))
    add('is not known', 1, 'nothing: the schema allows no more here', `${pointer}/unexpected`);
  return faults;
}

function bodyFault(
  name: string,
  pointer: string,
  wrong: unknown,
  { expected, actual = JSON.stringify(wrong) }: { readonly expected: string; readonly actual?: string },
): Fault {
  const alter = withBody((body) => changedAt(body, pointer, wrong));
  return { name, alter, finding: { check: 'body', pointer, expected, actual } };
}

function typesOf({ type, const: only }: Schema): string[] {
  if (only !== undefined && type === undefined) return [];
  return [type].flat().filter((each) => typeof each === 'string');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
