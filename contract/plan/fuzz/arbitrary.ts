// Hides how a schema becomes a source of random values; what names something keeps its usual value, for a server knows no other.
import fc from 'fast-check';
import type { Pointer } from '../../../generator/model/types.js';
import { isObject, memberOf } from '../../pointer.js';
import {
  bound,
  holdsBytes,
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
import { isReference } from '../references.js';
import { ABSENT } from '../values/edit.js';
import { isReadOnly, leastOf, mostOf, ordinary, stepOf } from '../values/ordinary.js';
import { FORMATS, textFor } from '../values/text.js';
import { Proven } from './proven.js';

type Values = fc.Arbitrary<unknown>;

/** Where a value stands. */
export interface Place {
  /** Dotted: `body.snapshot.name`. */
  readonly name: string;
  /** What the ordinary request has there; ABSENT where it has nothing. */
  readonly usual: unknown;
  readonly depth: number;
  /** How many more members may be made up: schemas that hold themselves in several ways have no end. */
  readonly budget: { left: number };
}

/** Deeper members are left out, or usual. */
const DEEPEST = 5;
/** How often a value is drawn until it is valid. */
const MOST_TRIES = 20;
/** Alternatives that are drawn. */
const MOST_BRANCHES = 6;
/** Items and keys beyond the least that is allowed. */
const MORE_ITEMS = 3;
/** Longer lists and maps, and texts of patterns that count further, are not drawn. */
const MOST_ITEMS = 100;
/** Members that are made up, in all alternatives of one body. */
export const MOST_PLACES = 500;
const SHORT_TEXT = 12;
const LONG_TEXT = 300;
/** Where nothing bounds a number. */
const LARGE = 2 ** 31 - 1;

/** Values that all of the schemas take; undefined where none is known. */
export function arbitraryOf(source: Source, pointers: readonly Pointer[], place: Place): Values | undefined {
  place.budget.left -= 1;
  const first = partsOf(source, pointers, { branch: 0 });
  let known: unknown = place.usual;
  const usual = () => {
    if (known === ABSENT) known = ordinary(source, pointers);
    return known;
  };
  const takes = (value: unknown) => pointers.every((each) => source.schemas.accepts(each, value) === true);
  if (
    place.depth > DEEPEST ||
    place.budget.left < -MOST_PLACES ||
    isReference(place.name, first) ||
    holdsBytes(first)
  )
    return usual() === ABSENT ? undefined : fc.constant(usual());
  const drawn: Values[] = [];
  let before = '';
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const parts = partsOf(source, pointers, { branch });
    const these = parts.map(({ pointer }) => pointer).join();
    if (these === before) break;
    before = these;
    drawn.push(...ofParts(source, parts, place));
  }
  const [only, ...others] = drawn;
  if (!only) return usual() === ABSENT ? undefined : fc.constant(usual());
  const holdsOthers = typesOf(first).some((type) => type === 'object' || type === 'array');
  const tries = holdsOthers ? Math.max(2, MOST_TRIES / 4 ** place.depth) : MOST_TRIES;
  return new Proven(others.length > 0 ? fc.oneof(only, ...others) : only, takes, usual, tries);
}

function ofParts(source: Source, parts: readonly Part[], place: Place): Values[] {
  const [single] = stated(parts, 'const');
  if (single) return [fc.constant(single.value)];
  const listed = stated(parts, 'enum').flatMap(({ value }) =>
    Array.isArray(value) ? (value as unknown[]) : [],
  );
  if (listed.length > 0) return [fc.constantFrom(...listed)];
  return typesOf(parts).flatMap((type) => ofType(source, parts, type, place) ?? []);
}

function ofType(source: Source, parts: readonly Part[], type: string, place: Place): Values | undefined {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(parts, type === 'integer');
    case 'string':
      return texts(parts);
    case 'array':
      return arrays(source, parts, place);
    case 'object':
      return objects(source, parts, place);
    default:
      return undefined;
  }
}

function numbers(parts: readonly Part[], integer: boolean): Values | undefined {
  const isLong = stated(parts, 'format').some(({ value }) => value === 'int64');
  const open = isLong ? Number.MAX_SAFE_INTEGER : LARGE;
  const least = leastOf(parts, integer)?.value;
  const most = mostOf(parts, integer)?.value;
  const min = Math.max(least ?? Math.min(-open, most ?? 0), Number.MIN_SAFE_INTEGER);
  const max = Math.min(most ?? Math.max(open, least ?? 0), Number.MAX_SAFE_INTEGER);
  if (min > max) return undefined;
  if (!integer && bound(parts, 'multipleOf') === undefined)
    // There is no negative nought in JSON that anybody could tell from nought.
    return fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
  const step = stepOf(parts, integer);
  const [from, to] = [Math.ceil(min / step), Math.floor(max / step)];
  return from > to ? undefined : fc.integer({ min: from, max: to }).map((count) => count * step);
}

function texts(parts: readonly Part[]): Values | undefined {
  const [pattern] = stated(parts, 'pattern');
  if (pattern) return matching(String(pattern.value)) ?? constantOf(textFor(parts));
  const known = stated(parts, 'format').flatMap(({ value }) => FORMATS[String(value)] ?? []);
  if (known.length > 0) return fc.constantFrom(...known);
  const minLength = bound(parts, 'minLength')?.value ?? 0;
  const most = bound(parts, 'maxLength')?.value ?? Number.POSITIVE_INFINITY;
  if (minLength > most || minLength > LONG_TEXT) return constantOf(textFor(parts));
  const upTo = (length: number) => Math.max(minLength, Math.min(most, length));
  const [short, long] = [upTo(minLength + SHORT_TEXT), upTo(LONG_TEXT)];
  return fc.oneof(
    fc.string({ unit: 'grapheme-ascii', minLength, maxLength: short }),
    fc.string({ unit: 'grapheme-composite', minLength, maxLength: short }),
    fc.string({ unit: ANY_CHARACTER, minLength, maxLength: short }),
    fc.string({ unit: 'grapheme-composite', minLength, maxLength: long, size: 'max' }),
  );
}

/** Any but the halves of surrogate pairs. fast-check's own unit `binary` first makes a table of all of them, which takes a second. */
const ANY_CHARACTER = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

/** undefined where fast-check does not know a part of the pattern, or would count far. */
function matching(pattern: string): Values | undefined {
  if (/\{\d*,?\d{4,}/.test(pattern)) return undefined;
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return undefined;
  }
}

function constantOf(value: string | undefined): Values | undefined {
  return value === undefined ? undefined : fc.constant(value);
}

function arrays(source: Source, parts: readonly Part[], place: Place): Values | undefined {
  const { name, usual, depth, budget } = place;
  const minLength = bound(parts, 'minItems')?.value ?? 0;
  const most = bound(parts, 'maxItems')?.value ?? Number.POSITIVE_INFINITY;
  if (minLength > MOST_ITEMS) return Array.isArray(usual) ? fc.constant(usual) : undefined;
  const pointers = itemPointers(parts, 0);
  // Each place of a tuple has a schema of its own: what the document shows is taken, as for what says nothing of its items.
  if (pointers.length === 0 || stated(parts, 'prefixItems').length > 0)
    return Array.isArray(usual) ? fc.constant(usual) : minLength === 0 ? fc.constant([]) : undefined;
  const first: unknown = Array.isArray(usual) && usual.length > 0 ? usual[0] : ABSENT;
  const items = arbitraryOf(source, pointers, { name: `${name}.0`, usual: first, depth: depth + 1, budget });
  if (!items) return minLength === 0 ? fc.constant([]) : undefined;
  const bounds = { minLength, maxLength: Math.max(minLength, Math.min(most, minLength + MORE_ITEMS)) };
  const unique = stated(parts, 'uniqueItems').some(({ value }) => value === true);
  // As many different ones as are wanted may not exist: alike ones are left out, and what is left is proven.
  return unique
    ? fc
        .array(items, bounds)
        .map((all) => [...new Map(all.map((each) => [JSON.stringify(each), each])).values()])
    : fc.array(items, bounds);
}

function objects(
  source: Source,
  parts: readonly Part[],
  { name, usual, depth, budget }: Place,
): Values | undefined {
  const required = requiredNames(parts);
  const members: Record<string, Values> = Object.create(null) as Record<string, Values>;
  const kept: string[] = [];
  for (const member of new Set([...required, ...propertyNames(parts)])) {
    const pointers = memberPointers(parts, member);
    const own = isObject(usual) && Object.hasOwn(usual, member) ? memberOf(usual, member) : ABSENT;
    const isRequired = required.has(member);
    if (isReadOnly(source, pointers)) continue;
    const below = `${name}.${member.replaceAll('.', '..')}`;
    const isMadeUp = !isRequired && own === ABSENT;
    if (isMadeUp && (budget.left <= 0 || isUnknown(source, pointers, below, depth))) continue;
    const values = arbitraryOf(source, pointers, { name: below, usual: own, depth: depth + 1, budget });
    if (!values && isRequired) return undefined;
    if (values) members[member] = values;
    if (isRequired) kept.push(member);
  }
  const declared = fc.record(members, { requiredKeys: kept, noNullPrototype: true });
  const entries = memberPointers(parts, '');
  const values =
    Object.keys(members).length === 0 && entries.length > 0 && depth < DEEPEST
      ? arbitraryOf(source, entries, { name: `${name}.key`, usual: ABSENT, depth: depth + 1, budget })
      : undefined;
  if (!values) return Object.keys(members).length > 0 || !isObject(usual) ? declared : fc.constant(usual);
  const minKeys = bound(parts, 'minProperties')?.value ?? 0;
  if (minKeys > MOST_ITEMS) return undefined;
  const keys = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: SHORT_TEXT });
  return fc.dictionary(keys, values, { minKeys, maxKeys: minKeys + MORE_ITEMS, noNullPrototype: true });
}

/** What is not shown is not made up where it would name something, and not without end. */
function isUnknown(source: Source, pointers: readonly Pointer[], name: string, depth: number): boolean {
  return depth >= DEEPEST || isReference(name, partsOf(source, pointers, { branch: 0 }));
}
