// Hides what an answer owes to its request: relations are read off one documented exchange and hold for every other one like it.
import { isObject, memberOf, pointerAt, sameJson, valueAt } from '../pointer.js';
import type { SentValues } from './types.js';

/** A member name, or null: every item of the array. */
export type Step = string | null;

/** The answer's value at a path repeats what was sent at one of these pointers. */
export interface Relation {
  /** Into SentValues. More than one where the documented values do not tell them apart: any of them will do. */
  readonly sent: readonly string[];
  /** Into AnswerValues. */
  readonly answer: readonly Step[];
  /** `contains`: a filter such as `?tags=a`: the answer's array has the sent item among others. */
  readonly by: 'equal' | 'contains';
}

/** The root of answer pointers: `/header/Location`, `/body/snapshots/0/id`. */
export interface AnswerValues {
  readonly header: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A place where a relation does not hold; `actual` is undefined where nothing stands. */
export interface Broken {
  readonly pointer: string;
  readonly sent: readonly { readonly pointer: string; readonly value: unknown }[];
  readonly actual: unknown;
}

interface Leaf {
  readonly pointer: string;
  readonly concrete: readonly string[];
  readonly general: readonly Step[];
  /** The nearest member name. */
  readonly key: string;
  readonly value: unknown;
}

/**
 * Reads the relations off a documented pair:
 * – the same member name with an equal scalar or flat array, or else
 * – an equal text that is too distinctive to be a coincidence, under whatever name (path `snapshot_id` → body `id`).
 * Where every documented item of a list agrees, every item must; where none is in the request (ids, times), nothing is claimed.
 */
export function deriveRelations(sent: SentValues, answer: AnswerValues): Relation[] {
  const sources = [...leavesOf(sent)];
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(answer)) {
    const key = JSON.stringify(leaf.general);
    groups.set(key, [...(groups.get(key) ?? []), leaf]);
  }
  return [...groups.values()].flatMap((leaves) => relationsTo(leaves, sources, sent, answer));
}

function relationsTo(
  leaves: readonly Leaf[],
  sources: readonly Leaf[],
  sent: SentValues,
  answer: AnswerValues,
): Relation[] {
  const [first] = leaves;
  if (!first) return [];
  const named = sources.filter((source) => sameName(source, first));
  const holding = (candidates: readonly Leaf[], by: Relation['by']): Relation[] => {
    const pointers = candidates
      .map((source) => source.pointer)
      .filter(
        (pointer) => brokenIn({ sent: [pointer], answer: first.general, by }, sent, answer).length === 0,
      );
    return pointers.length > 0 ? [{ sent: pointers, answer: first.general, by }] : [];
  };
  const listed = first.general.includes(null);
  const filters = listed ? named.filter((source) => source.concrete[0] === 'query') : [];
  const containing = Array.isArray(first.value) ? holding(filters, 'contains') : [];
  if (containing.length > 0) return containing;
  const equal = holding(named, 'equal');
  if (equal.length > 0) return equal;
  const alike = holding(
    sources.filter((source) => distinctive(source.value)),
    'equal',
  );
  return alike.length > 0 || !listed ? alike : aligned(leaves, sources);
}

/** Lists that answer a list: item by item (`/body/items/1/name` → `/body/items/1/name`). */
function aligned(leaves: readonly Leaf[], sources: readonly Leaf[]): Relation[] {
  return leaves.flatMap((leaf) => {
    const source = sources.find(
      (each) =>
        sameName(each, leaf) && sameJson(indices(each), indices(leaf)) && sameJson(each.value, leaf.value),
    );
    return source ? [{ sent: [source.pointer], answer: leaf.concrete, by: 'equal' as const }] : [];
  });
}

/** Where the answer does not keep a relation to what was really sent. */
export function brokenIn(relation: Relation, sent: SentValues, answer: AnswerValues): Broken[] {
  const owed = relation.sent
    .map((pointer) => ({ pointer, value: valueAt(sent, pointer) }))
    .filter(({ value }) => value !== undefined);
  if (owed.length === 0) return [];
  const asText = relation.answer[0] === 'header';
  const keeps = (value: unknown, actual: unknown): boolean => {
    if (relation.by === 'contains')
      return Array.isArray(actual) && listOf(value).every((item) => has(actual, item));
    return asText ? textOf(value) === textOf(actual) : sameJson(value, actual);
  };
  return resolve(answer, relation.answer, '')
    .filter(({ value }) => value === undefined || !owed.some((each) => keeps(each.value, value)))
    .map(({ pointer, value }) => ({ pointer, sent: owed, actual: value }));
}

/** Everything at a path; a list that is not there or empty owes nothing (whether it must be there is for its schema to say). */
function resolve(
  node: unknown,
  steps: readonly Step[],
  pointer: string,
): { pointer: string; value: unknown }[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ pointer, value: node }];
  if (step !== null) return resolve(memberOf(node, step), rest, pointerAt(pointer, step));
  if (!Array.isArray(node)) return [];
  return node.flatMap((item, index) => resolve(item, rest, pointerAt(pointer, index)));
}

function leavesOf(root: object): Generator<Leaf> {
  return walk(root, [], [], '');
}

function* walk(
  value: unknown,
  concrete: readonly string[],
  general: readonly Step[],
  key: string,
): Generator<Leaf> {
  if (value === undefined) return;
  if (isScalar(value) || (Array.isArray(value) && value.every(isScalar))) {
    yield { pointer: pointerAt('', ...concrete), concrete, general, key, value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* walk(item, [...concrete, String(index)], [...general, null], key);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value))
      yield* walk(item, [...concrete, name], [...general, name], name);
  }
}

function sameName(source: Leaf, target: Leaf): boolean {
  if (source.key === target.key) return true;
  return (
    source.concrete[0] === 'header' &&
    target.concrete[0] === 'header' &&
    source.key.toLowerCase() === target.key.toLowerCase()
  );
}

/** Eight characters and more; not a date or a time, which documents repeat by accident. */
function distinctive(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 8 && !/^\d{4}-?\d{2}-?\d{2}([T ]|$)/.test(value);
}

function indices(leaf: Leaf): string[] {
  return leaf.concrete.filter((_, at) => leaf.general[at] === null);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function has(list: readonly unknown[], item: unknown): boolean {
  return list.some((each) => sameJson(each, item));
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(',') : String(value);
}
