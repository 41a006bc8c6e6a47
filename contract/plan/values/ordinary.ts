// Hides what an ordinary value of a schema is: what the document shows of it, or else the smallest thing that it takes.
import type { Pointer } from '../../../generator/model/types.js';
import { isObject } from '../../pointer.js';
import {
  bound,
  itemPointers,
  memberPointers,
  type Part,
  partsOf,
  propertyNames,
  requiredNames,
  type Source,
  stated,
  typesOf,
} from '../../schema/parts.js';
import { ABSENT } from './edit.js';
import { FORMATS, textFor } from './text.js';

/** Recursion ends here. */
const DEEPEST = 8;
/** What is optional is made no deeper: documents refer in circles. */
const WHOLE_DEPTH = 2;
/** Alternatives that are tried. */
const MOST_BRANCHES = 6;

/**
 * A value that every one of the schemas takes, no null where something else will do; ABSENT where none was found.
 * @param pointers of the schemas
 */
export function ordinary(source: Source, pointers: readonly Pointer[], depth = 0): unknown {
  if (depth > DEEPEST) return ABSENT;
  const takes = (value: unknown) => pointers.every((each) => source.schemas.accepts(each, value) !== false);
  let spare: unknown = ABSENT;
  let before = '';
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const parts = partsOf(source, pointers, { branch });
    const these = parts.map(({ pointer }) => pointer).join();
    if (these === before) break;
    before = these;
    for (const value of candidates(source, parts, depth)) {
      if (value === ABSENT || !takes(value)) continue;
      if (value !== null) return value;
      spare = null;
    }
  }
  return spare;
}

function* candidates(source: Source, parts: readonly Part[], depth: number): Generator<unknown> {
  for (const { value } of stated(parts, 'example')) yield value;
  for (const { value } of stated(parts, 'examples')) if (Array.isArray(value)) yield* value as unknown[];
  for (const { value } of stated(parts, 'default')) yield value;
  for (const { value } of stated(parts, 'const')) yield value;
  for (const { value } of stated(parts, 'enum')) if (Array.isArray(value)) yield* value as unknown[];
  const types = typesOf(parts);
  for (const type of types.length > 0 ? types : ['string']) yield ofType(source, parts, type, depth);
}

/** The smallest value of one type; ABSENT where none was found. */
export function ofType(source: Source, parts: readonly Part[], type: string, depth = 0): unknown {
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberFor(parts, type === 'integer');
    case 'string':
      return textFor(parts) ?? ABSENT;
    case 'array':
      return arrayFor(source, parts, bound(parts, 'minItems')?.value ?? 0, depth);
    case 'object':
      return objectFor(source, parts, depth);
    default:
      return ABSENT;
  }
}

/** Distance between two numbers that differ in the least way that matters. */
export function stepOf(parts: readonly Part[], integer: boolean): number {
  const multiple = bound(parts, 'multipleOf')?.value;
  return multiple !== undefined && multiple > 0 ? multiple : integer ? 1 : 0.5;
}

/** The least number that is allowed, and what says so; undefined where there is none. */
export function leastOf(
  parts: readonly Part[],
  integer: boolean,
): { value: number; pointer: Pointer } | undefined {
  return edgeOf(parts, integer, bound(parts, 'minimum'), bound(parts, 'exclusiveMinimum'), 1);
}

/** The greatest number that is allowed. */
export function mostOf(
  parts: readonly Part[],
  integer: boolean,
): { value: number; pointer: Pointer } | undefined {
  return edgeOf(parts, integer, bound(parts, 'maximum'), bound(parts, 'exclusiveMaximum'), -1);
}

type Bound = ReturnType<typeof bound>;

function edgeOf(parts: readonly Part[], integer: boolean, open: Bound, closed: Bound, inwards: 1 | -1) {
  const step = stepOf(parts, integer);
  const round = inwards === 1 ? Math.ceil : Math.floor;
  const whole = integer || bound(parts, 'multipleOf') !== undefined;
  const snapped = (value: number) => (whole ? round(value / step) * step : value);
  const allowed = [
    ...(open ? [{ value: snapped(open.value), pointer: open.pointer }] : []),
    ...(closed
      ? [
          {
            value:
              snapped(closed.value) === closed.value ? closed.value + inwards * step : snapped(closed.value),
            pointer: closed.pointer,
          },
        ]
      : []),
  ];
  return allowed.sort((a, b) => inwards * (b.value - a.value))[0];
}

function numberFor(parts: readonly Part[], integer: boolean): number {
  const [least, most] = [leastOf(parts, integer)?.value, mostOf(parts, integer)?.value];
  const usual = Math.max(1, stepOf(parts, integer));
  if ((least === undefined || least <= usual) && (most === undefined || usual <= most)) return usual;
  return least ?? most ?? usual;
}

/** An array of so many ordinary items, no two alike where that is asked for. */
export function arrayFor(source: Source, parts: readonly Part[], count: number, depth = 0): unknown {
  const unique = stated(parts, 'uniqueItems').some(({ value }) => value === true);
  const items: unknown[] = [];
  for (let index = 0; index < count; index++) {
    const pointers = itemPointers(parts, index);
    const item = pointers.length > 0 ? ordinary(source, pointers, depth + 1) : 'item';
    if (item === ABSENT) return ABSENT;
    items.push(unique && index > 0 ? otherThan(source, pointers, item, index) : item);
  }
  return items;
}

/** The same kind of item, numbered. */
function otherThan(source: Source, pointers: readonly Pointer[], item: unknown, index: number): unknown {
  if (typeof item === 'number')
    return item + index * stepOf(partsOf(source, pointers, { value: item }), true);
  if (typeof item !== 'string') return item;
  const parts = partsOf(source, pointers, { value: item });
  const listed = stated(parts, 'enum').flatMap(({ value }) =>
    Array.isArray(value) ? (value as unknown[]) : [],
  );
  if (listed.length > 0) return listed[index] ?? item;
  const isUuid = stated(parts, 'format').some(({ value }) => value === 'uuid');
  return isUuid
    ? `${FORMATS['uuid']?.[0]?.slice(0, -6)}${String(index).padStart(6, '0')}`
    : `${item}${index}`;
}

function objectFor(source: Source, parts: readonly Part[], depth: number): unknown {
  const members = new Map<string, unknown>();
  const least = bound(parts, 'minProperties')?.value ?? 0;
  const required = requiredNames(parts);
  const isWhole = source.isWhole === true && depth <= WHOLE_DEPTH;
  for (const name of [...required, ...propertyNames(parts)]) {
    const isAsked = required.has(name) || members.size < least || isWhole;
    if (members.has(name) || !isAsked) continue;
    const pointers = memberPointers(parts, name);
    if (isOthers(source, pointers)) continue;
    const value = pointers.length > 0 ? ordinary(source, pointers, depth + 1) : 'text';
    if (value !== ABSENT) members.set(name, value);
    else if (required.has(name)) return ABSENT;
  }
  for (let entry = members.size; entry < least; entry++) {
    const value = entryOf(source, parts, depth + 1);
    if (value === ABSENT) break;
    members.set(`key${entry}`, value);
  }
  return Object.fromEntries(members);
}

/** An ordinary member of a map; ABSENT where the schema is none. */
export function entryOf(source: Source, parts: readonly Part[], depth = 0): unknown {
  const pointers = parts
    .filter(({ keywords }) => isObject(keywords['additionalProperties']))
    .map(({ pointer }) => `${pointer}/additionalProperties`);
  return pointers.length > 0 ? ordinary(source, pointers, depth) : ABSENT;
}

/** What only the other side sends. */
function isOthers(source: Source, pointers: readonly Pointer[]): boolean {
  if (source.direction !== 'response') return isReadOnly(source, pointers);
  return partsOf(source, pointers, { branch: 0 }).some(({ keywords }) => keywords['writeOnly'] === true);
}

/** What only answers have (OpenAPI 3.1 §4.8.24.2). */
export function isReadOnly(source: Source, pointers: readonly Pointer[]): boolean {
  return partsOf(source, pointers, { branch: 0 }).some(({ keywords }) => keywords['readOnly'] === true);
}
