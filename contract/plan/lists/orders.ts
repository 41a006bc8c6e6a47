// Hides what a document says of the order of a list: which keys it can have, how a direction is written, and when two items stand in it.
import type { ApiModel, Operation, Parameter } from '../../../generator/model/types.js';
import { memberOf } from '../../pointer.js';
import type { Resource } from '../resources.js';
import { keywordIn, propertyOf } from '../schema-parts.js';
import { itemSchemas } from './filters.js';

/** One key of an order. */
export interface SortKey {
  readonly name: string;
  readonly isDescending: boolean;
}

/** How an order is written: `created_at:desc`, `-created_at`, `created_at desc`, or with a parameter of its own for the direction. */
export interface SortSyntax {
  readonly parameter: Parameter;
  /** Keys that the document names, by `enum`, `example` or `default`, each in the directions that it may be asked for. */
  readonly keys: readonly SortKey[];
  /** Whether several keys may be given, separated by commas. */
  readonly isList: boolean;
  /** The order of a list that is asked for without one, where the document says it. */
  readonly usual?: readonly SortKey[];
  query(keys: readonly SortKey[]): Readonly<Record<string, unknown>>;
  /** What a list is asked for in; undefined where that is not written as it should be. */
  keysIn(query: Readonly<Record<string, unknown>>): readonly SortKey[] | undefined;
}

const ORDERS = [
  'sort',
  'sort_by',
  'sortby',
  'order_by',
  'orderby',
  'ordering',
  'sort_key',
  'sort_keys',
  '$orderby',
  'sortkey',
];
const DIRECTIONS = [
  'order',
  'sort_dir',
  'sort_order',
  'sortorder',
  'direction',
  'sort_direction',
  'dir',
  'sort_dirs',
  'order_direction',
];

type Form = 'colon' | 'space' | 'dot' | 'minus' | 'apart' | 'none';

/** How a list is asked for in an order; undefined where the document has no example of it. */
export function sortingOf({ document }: ApiModel, list: Operation): SortSyntax | undefined {
  const among = (names: readonly string[]) =>
    list.parameters.find(
      (each) => each.in === 'query' && each.role === 'plain' && names.includes(each.name.toLowerCase()),
    );
  const parameter = among(ORDERS);
  if (!parameter) return undefined;
  const { schema, name, description = '' } = parameter;
  const items = keywordIn(document, [schema], 'items');
  const words = [keywordIn(document, [schema], 'enum'), keywordIn(document, [items], 'enum')].flatMap(
    (each) => (Array.isArray(each) ? (each as unknown[]) : []),
  );
  const usual = keywordIn(document, [schema], 'default');
  const shown = [
    ...words,
    usual,
    parameter.example?.value,
    ...parameter.examples.filter(({ violates }) => violates === undefined).map(({ value }) => value),
  ];
  const texts = shown.flat().filter((each): each is string => typeof each === 'string' && each !== '');
  const apart = among(DIRECTIONS.filter((each) => each !== name.toLowerCase()));
  const ways = apart ? directionsOf(document, apart) : undefined;
  const form = ways ? 'apart' : formOf(texts);
  const parsed = texts.map((text) => parsedBy(form, text)).filter((keys) => keys !== undefined);
  const named = new Map<string, SortKey>();
  for (const key of parsed.flat()) {
    // Where the words are listed, only those in the list may be asked for; a syntax may be asked for either way.
    const both = words.length === 0 || form === 'apart' ? [false, true] : [key.isDescending];
    for (const isDescending of form === 'none' ? [false] : both)
      named.set(`${isDescending} ${key.name}`, { name: key.name, isDescending });
  }
  if (named.size === 0) return undefined;
  const isArray = [keywordIn(document, [schema], 'type')].flat().includes('array');
  const usualKeys = typeof usual === 'string' && form !== 'apart' ? parsedBy(form, usual) : undefined;
  return {
    parameter,
    keys: [...named.values()],
    isList:
      words.length === 0 &&
      form !== 'apart' &&
      (texts.some((each) => each.includes(',')) || /comma/i.test(description)),
    ...(usualKeys && form !== 'none' && { usual: usualKeys }),
    keysIn: (query) => {
      const value = memberOf(query, name);
      const parsed = value === undefined ? [] : parsedBy(form, [value].flat().join(','));
      const down = apart && /^desc/i.test(String(memberOf(query, apart.name) ?? ''));
      return form === 'apart' ? parsed?.map((key) => ({ ...key, isDescending: down === true })) : parsed;
    },
    query: (keys) => {
      const text = keys.map((key) => written(form, key)).join(',');
      const value = { [name]: isArray ? [text] : text };
      const [first] = keys;
      return apart && ways && first
        ? { ...value, [apart.name]: first.isDescending ? ways.down : ways.up }
        : value;
    },
  };
}

/** The words for up and down. */
function directionsOf(
  document: ApiModel['document'],
  { schema, example }: Parameter,
): { up: string; down: string } | undefined {
  const words = [
    keywordIn(document, [schema], 'enum'),
    keywordIn(document, [schema], 'default'),
    example?.value,
  ]
    .flat()
    .filter((each) => typeof each === 'string');
  const [up] = words.filter((each) => /^asc/i.test(each));
  const [down] = words.filter((each) => /^desc/i.test(each));
  if (up !== undefined && down !== undefined) return { up, down };
  if (up === 'asc' || down === 'desc') return { up: 'asc', down: 'desc' };
  return undefined;
}

function formOf(texts: readonly string[]): Form {
  if (texts.some((each) => /:(asc|desc)\b/i.test(each))) return 'colon';
  if (texts.some((each) => /\w (asc|desc)\b/i.test(each))) return 'space';
  if (texts.some((each) => /\w\.(asc|desc)\b/i.test(each))) return 'dot';
  return texts.some((each) => /^[-+]\w|,[-+]\w/.test(each)) ? 'minus' : 'none';
}

function parsedBy(form: Form, text: string): SortKey[] | undefined {
  const keys = text.split(',').map((part): SortKey | undefined => {
    const [, sign = '', name, , way = ''] = /^([-+]?)([\w$][\w$-]*?)([:. ](asc|desc))?$/i.exec(part) ?? [];
    if (name === undefined || (form === 'none' && (sign !== '' || way !== ''))) return undefined;
    return { name, isDescending: sign === '-' || /^desc$/i.test(way) };
  });
  return keys.every((each) => each !== undefined) ? keys : undefined;
}

function written(form: Form, { name, isDescending }: SortKey): string {
  if (form === 'minus') return `${isDescending ? '-' : ''}${name}`;
  if (form === 'none' || form === 'apart') return name;
  const between = { colon: ':', space: ' ', dot: '.' }[form];
  return `${name}${between}${isDescending ? 'desc' : 'asc'}`;
}

/** Whether the values of a member have an order that everybody agrees on: words of a list may be ordered as they are listed. */
export function isOrdered(model: ApiModel, resource: Resource, list: Operation, name: string): boolean {
  const members = itemSchemas(model, resource, list).flatMap((schema) =>
    propertyOf(model.document, schema, name),
  );
  return (
    keywordIn(model.document, members, 'enum') === undefined &&
    !/^(status|state|type|priority|severity|level)$/i.test(name)
  );
}

/** Below 0: `a` comes first when ascending. 0: equal, or one of those that not everybody orders alike. */
export function orderOf(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  const [atA, atB] = [a, b].map((each) => (TIME.test(each) ? Date.parse(each) : Number.NaN));
  if (atA !== undefined && atB !== undefined && !Number.isNaN(atA) && !Number.isNaN(atB))
    return Math.abs(atA - atB) < 1000 ? 0 : Math.sign(atA - atB);
  const signs = COLLATIONS.map((collation) => Math.sign(collation(a, b)));
  return signs.every((each) => each === signs[0]) ? (signs[0] ?? 0) : 0;
}

/** With a zone: of those without nobody knows when they are. Servers may keep less than they show, or more. */
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i;

export function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value);
}

const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const words = new Intl.Collator('en', { ignorePunctuation: true, sensitivity: 'base' });
const numbers = new Intl.Collator('en', { numeric: true });
const COLLATIONS: readonly ((a: string, b: string) => number)[] = [
  byUnits,
  (a, b) => byUnits(a.toLowerCase(), b.toLowerCase()),
  (a, b) => words.compare(a, b),
  (a, b) => numbers.compare(a, b),
];

/** The first two items that do not stand in the order that was asked for; a later key decides where the earlier ones are equal. */
export function misplaced(
  items: readonly unknown[],
  keys: readonly SortKey[],
): readonly [before: number, after: number] | undefined {
  for (let first = 0; first < items.length; first++)
    for (let second = first + 1; second < items.length; second++)
      if (isMisplaced(items[first], items[second], keys)) return [first, second];
  return undefined;
}

function isMisplaced(a: unknown, b: unknown, keys: readonly SortKey[]): boolean {
  for (const { name, isDescending } of keys) {
    const [left, right] = [memberOf(a, name), memberOf(b, name)];
    const order = orderOf(left, right);
    if (order !== 0) return isDescending ? order < 0 : order > 0;
    // Neither equal nor in an order: what comes next does not count. Times that look alike may differ in what is not shown of them.
    if (left !== right || isTime(left)) return false;
  }
  return false;
}
