// Hides which schemas a value must satisfy together: a schema, what it refers to, its parts, and of alternatives the one that is meant.
import type { Direction, Pointer } from '../../generator/model/types.js';
import { pattern } from '../../runtime/pattern.js';
import { memo } from '../memo.js';
import { isObject, memberOf, pointerAt, valueAt } from '../pointer.js';
import type { Schemas } from './store.js';
import { pointerOf } from './view.js';

/** A document, and its schemas as judges of what goes one way. */
export interface Source {
  readonly document: unknown;
  readonly schemas: Pick<Schemas, 'accepts'>;
  /** Who sends the values; a caller by default. */
  readonly direction?: Direction;
  /** True: values are made with what is optional, too. */
  readonly isWhole?: boolean;
}

/** One schema object, and where it stands. */
export interface Part {
  readonly keywords: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/**
 * Of alternatives: the first that takes a value, all that take it, or one by its number (the last again and again, where there are fewer).
 */
export type Choice = { readonly value: unknown } | { readonly taking: unknown } | { readonly branch: number };

/** More than any honest value must satisfy at once. */
const MOST_PARTS = 64;

/** Everything that a value must satisfy that stands at all of these pointers. */
export function partsOf(source: Source, pointers: readonly Pointer[], choice: Choice): Part[] {
  const parts: Part[] = [];
  const seen = new Set<Pointer>();
  const waiting = [...pointers].reverse();
  while (waiting.length > 0 && parts.length < MOST_PARTS) {
    const pointer = waiting.pop() ?? '';
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    const keywords = schemaAt(source, pointer);
    if (!isObject(keywords)) continue;
    parts.push({ keywords, pointer });
    for (const key of ['oneOf', 'anyOf'])
      waiting.push(...chosenOf(source, branchesOf({ keywords, pointer }, key), choice));
    if ('taking' in choice) waiting.push(...conditionsOf(source, { keywords, pointer }, choice.taking));
    waiting.push(...branchesOf({ keywords, pointer }, 'allOf').reverse());
    const ref = memberOf(keywords, '$ref');
    const target = typeof ref === 'string' ? pointerOf(ref) : undefined;
    if (target !== undefined) waiting.push(target);
  }
  return parts;
}

/** Looked up again for nearly every value of a body. */
function schemaAt({ document }: Source, pointer: Pointer): unknown {
  if (!isObject(document)) return undefined;
  const known = schemasIn(document);
  const found = known.get(pointer) ?? valueAt(document, pointer);
  known.set(pointer, found);
  return found;
}

const schemasIn = memo((_: object) => new Map<Pointer, unknown>());

/** Whether it depends on the value what else must be satisfied. */
export function dependsOnValue({ keywords }: Part): boolean {
  return ['oneOf', 'anyOf', 'if', 'dependentSchemas'].some((each) => Object.hasOwn(keywords, each));
}

/** Pointers of the schemas under `allOf`, `anyOf` or `oneOf`. */
export function branchesOf({ keywords, pointer }: Part, key: string): Pointer[] {
  const list = memberOf(keywords, key);
  return Array.isArray(list) ? list.map((_, index) => pointerAt(pointer, key, index)) : [];
}

function chosenOf({ schemas }: Source, branches: readonly Pointer[], choice: Choice): Pointer[] {
  if ('taking' in choice) return branches.filter((each) => schemas.accepts(each, choice.taking));
  if ('branch' in choice) return branches.slice(0, choice.branch + 1).slice(-1);
  return [branches.find((each) => schemas.accepts(each, choice.value)) ?? branches[0]].filter(
    (each) => each !== undefined,
  );
}

/** Schemas that hold under a condition. */
function conditionsOf({ schemas }: Source, { keywords, pointer }: Part, value: unknown): Pointer[] {
  const holds = Object.hasOwn(keywords, 'if') && schemas.accepts(pointerAt(pointer, 'if'), value) === true;
  const branch = holds ? ['if', 'then'] : ['else'];
  const named = memberOf(keywords, 'dependentSchemas');
  const dependent =
    isObject(named) && isObject(value) ? Object.keys(named).filter((name) => Object.hasOwn(value, name)) : [];
  return [
    ...branch.filter((each) => Object.hasOwn(keywords, each)).map((each) => pointerAt(pointer, each)),
    ...dependent.map((name) => pointerAt(pointer, 'dependentSchemas', name)),
  ];
}

/** Types that all parts allow; without any, those that their other keywords speak of. */
export function typesOf(parts: readonly Part[]): string[] {
  let types: string[] | undefined;
  for (const { keywords } of parts) {
    const stated = memberOf(keywords, 'type');
    if (stated === undefined) continue;
    const own = [stated].flat().map(String);
    types = types ? types.flatMap((type) => common(type, own)) : own;
  }
  return types ?? TYPE_WORDS.filter(([, words]) => has(parts, words)).map(([type]) => type);
}

function common(type: string, own: readonly string[]): string[] {
  if (own.includes(type)) return [type];
  if (type === 'number' && own.includes('integer')) return ['integer'];
  return type === 'integer' && own.includes('number') ? ['integer'] : [];
}

const TYPE_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems']],
  ['string', ['pattern', 'minLength', 'maxLength', 'format']],
  ['number', ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum']],
];

function has(parts: readonly Part[], words: readonly string[]): boolean {
  return parts.some(({ keywords }) => words.some((word) => Object.hasOwn(keywords, word)));
}

/** One keyword wherever it stands, with the place of it. */
export function stated(
  parts: readonly Part[],
  keyword: string,
): { readonly value: unknown; readonly pointer: Pointer }[] {
  return parts.flatMap(({ keywords, pointer }) => {
    const value = memberOf(keywords, keyword);
    return value === undefined ? [] : [{ value, pointer: pointerAt(pointer, keyword) }];
  });
}

/** The tightest of a bound's values. */
export function bound(
  parts: readonly Part[],
  keyword: string,
): { readonly value: number; readonly pointer: Pointer } | undefined {
  const least = /^(max|exclusiveMax)/.test(keyword);
  return stated(parts, keyword)
    .flatMap(({ value, pointer }) => (typeof value === 'number' ? [{ value, pointer }] : []))
    .sort((a, b) => (least ? a.value - b.value : b.value - a.value))[0];
}

/** Names under `properties`. */
export function propertyNames(parts: readonly Part[]): string[] {
  const names = stated(parts, 'properties').flatMap(({ value }) =>
    isObject(value) ? Object.keys(value) : [],
  );
  return [...new Set(names)];
}

export function requiredNames(parts: readonly Part[]): Set<string> {
  return new Set(
    stated(parts, 'required').flatMap(({ value }) => (Array.isArray(value) ? value.map(String) : [])),
  );
}

/** The schemas of a member: under `properties`, else by its pattern, else of whatever else there is. */
export function memberPointers(parts: readonly Part[], name: string): Pointer[] {
  return parts.flatMap(({ keywords, pointer }) => {
    const properties = memberOf(keywords, 'properties');
    if (memberOf(properties, name) !== undefined) return [pointerAt(pointer, 'properties', name)];
    const patterns = memberOf(keywords, 'patternProperties');
    const fitting = isObject(patterns)
      ? Object.keys(patterns).filter((each) => pattern(each).test(name))
      : [];
    if (fitting.length > 0) return fitting.map((each) => pointerAt(pointer, 'patternProperties', each));
    return isObject(memberOf(keywords, 'additionalProperties'))
      ? [pointerAt(pointer, 'additionalProperties')]
      : [];
  });
}

/** The schemas of an item. */
export function itemPointers(parts: readonly Part[], index: number): Pointer[] {
  return parts.flatMap(({ keywords, pointer }) => {
    const first = memberOf(keywords, 'prefixItems');
    if (Array.isArray(first) && index < first.length) return [pointerAt(pointer, 'prefixItems', index)];
    return isObject(memberOf(keywords, 'items')) ? [pointerAt(pointer, 'items')] : [];
  });
}

/** A file, or the text of one, is whatever it is. */
export function holdsBytes(parts: readonly Part[]): boolean {
  return (
    ['contentMediaType', 'contentEncoding'].some((keyword) => stated(parts, keyword).length > 0) ||
    stated(parts, 'format').some(({ value }) => value === 'binary' || value === 'byte')
  );
}
