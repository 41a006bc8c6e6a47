// Hides which parameters of a list are filters, on which member of its items, and when an item matches.
import type { ApiModel, Operation, Parameter } from '../../../generator/model/types.js';
import { isObject, pointerAt, valueAt } from '../../pointer.js';
import { itemIn, singular } from '../identity.js';
import type { Resource } from '../resources.js';
import { keywordIn, propertyNames, propertyOf } from '../schema-parts.js';
import { countSwitch } from './counts.js';
import { pagingNames } from './pages.js';
import { itemsIn } from './shape.js';

export interface Filter {
  readonly parameter: Parameter;
  /** Of the member, in an item. */
  readonly pointer: string;
  /** True where the document says that only equal values match. */
  readonly isExact: boolean;
  /** True where it says that a part of a text, or one written otherwise, matches as well. */
  readonly isPartial: boolean;
  /** A value that an item has and the filter can ask for; of a list the last. Undefined where there is none. */
  valueIn(item: unknown): Scalar | undefined;
  query(value: Scalar): Readonly<Record<string, unknown>>;
  /** Whether an item may come with a value; lenient where the document leaves open what matches. */
  matches(item: unknown, value: Scalar): boolean;
  /** Whether an item must come with a value: it has just that. */
  has(item: unknown, value: Scalar): boolean;
}

export type Scalar = string | number | boolean;

/** Filters by equality: parameters called like a member of the items, or like one of its own members (`base_volume_id`). */
export function filtersOf(model: ApiModel, resource: Resource): Filter[] {
  const { list } = resource;
  if (!list) return [];
  const paging = pagingNames(list);
  const members = membersOf(model, resource, list);
  return list.parameters.flatMap((parameter) => {
    const { in: where, role, name, description = '' } = parameter;
    if (where !== 'query' || role !== 'plain' || paging.has(name) || NO_FILTER.test(name)) return [];
    if (countSwitch(list)?.name === name || OTHER_MEANING.test(description)) return [];
    const pointer =
      members.get(plain(name)) ?? members.get(`${plain(name)}s`) ?? members.get(plain(singular(name)));
    return pointer === undefined ? [] : [filterOf(model, parameter, pointer)];
  });
}

const NO_FILTER =
  /^(sort|order|fields?|select|include|expand|embed|q|query|search|filter|format|view|locale|lang|language)$/i;
/** Not equality. */
const OTHER_MEANING =
  /\b(at least|at most|minimum|maximum|min|max|greater|less|larger|smaller|before|after|since|until|between|range|not|exclude|excluding|also|include|including|comma|separated|wildcard|regular|regex|expression|operator|except)\b/i;
/** Words for a part of a text, or for one that is written otherwise. */
const PARTIAL =
  /\b(contain(s|ing)?|partial(ly)?|substring|prefix|starts?|begin(s|ning)?|like|search(es)?|fuzzy|pattern|case|part of|full[- ]text)\b/i;
const EXACT =
  /\b(exact(ly)?|equal(s)?|of this|with this|of the given|with the given|of that|with that|this very)\b/i;

function filterOf({ document }: ApiModel, parameter: Parameter, pointer: string): Filter {
  const { name, schema, description = '' } = parameter;
  const types = [keywordIn(document, [schema], 'type')].flat();
  const isList = types.includes('array');
  const isExact = EXACT.test(description) && !PARTIAL.test(description);
  const values = (item: unknown) => [valueAt(item, pointer)].flat().filter(isScalar);
  const has = (item: unknown, value: Scalar) => values(item).some((each) => String(each) === String(value));
  const near = (a: string, b: string) => a.toLowerCase().includes(b.toLowerCase());
  return {
    parameter,
    pointer,
    isExact,
    isPartial: PARTIAL.test(description),
    has,
    valueIn: (item) => {
      // A UUID in capitals is the same to some, and another to others.
      const value = values(item)
        .filter((each) => !UUID.test(String(each)) || each === String(each).toLowerCase())
        .at(-1);
      return value !== undefined && value !== '' && fitsType(types, value) ? value : undefined;
    },
    query: (value) => ({ [name]: isList ? [value] : value }),
    matches: (item, value) =>
      has(item, value) ||
      values(item).some((each) => isSameId(String(each), String(value))) ||
      (!isExact && values(item).some((each) => near(String(each), String(value)))),
  };
}

/** The letters of a UUID have no case (RFC 9562 §4); some servers keep them as they are written all the same. */
function isSameId(a: string, b: string): boolean {
  return UUID.test(a) && a.toLowerCase() === b.toLowerCase();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function fitsType(types: readonly unknown[], value: Scalar): boolean {
  if (types.includes('array') || types.every((each) => each === undefined)) return true;
  const type = typeof value === 'number' ? ['integer', 'number'] : [typeof value];
  return types.some((each) => type.includes(String(each)));
}

/** Pointers of members by their plain names; those of members' members under both names together. */
function membersOf(model: ApiModel, resource: Resource, list: Operation): Map<string, string> {
  const { document } = model;
  const found = new Map<string, string>();
  const add = (names: Iterable<string>, below: (name: string) => Iterable<string>) => {
    for (const name of names) {
      found.set(plain(name), pointerAt('', name));
      for (const inner of below(name)) {
        const both = plain(name + inner);
        if (!found.has(both)) found.set(both, pointerAt('', name, inner));
      }
    }
  };
  for (const { response } of [...list.examples, ...(resource.get?.examples ?? [])]) {
    const body = response.body?.value;
    const items = itemsIn(resource, body)?.items ?? [itemIn(resource, body)];
    for (const item of items) {
      if (!isObject(item)) continue;
      add(Object.keys(item), (name) => (isObject(item[name]) ? Object.keys(item[name]) : []));
    }
  }
  for (const schema of itemSchemas(model, resource, list)) {
    add(propertyNames(document, schema), (name) =>
      propertyOf(document, schema, name).flatMap((each) => [...propertyNames(document, each)]),
    );
  }
  return found;
}

/** Schemas of an item: of what is listed, and of what is read. */
export function itemSchemas({ document }: ApiModel, { get }: Resource, list: Operation): unknown[] {
  const bodies = list.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ schema }) => schema));
  const itemsOf = (schema: unknown) => keywordIn(document, [schema], 'items');
  const listed = bodies.flatMap((schema) => [
    itemsOf(schema),
    ...[...propertyNames(document, schema)].map((name) =>
      itemsOf({ allOf: propertyOf(document, schema, name) }),
    ),
  ]);
  const read = (get?.responses ?? [])
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ schema }) => schema));
  return [...listed, ...(listed.some((each) => each !== undefined) ? [] : read)].filter(
    (each) => each !== undefined,
  );
}

/** `base_volume_id`, `baseVolumeId` and `base-volume-id` are one. */
function plain(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
