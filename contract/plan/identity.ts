// Hides where the answer to a creation says what its item is called from now on.
import type { ExamplePair } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { isObject, memberOf, pointerAt, valueAt } from '../pointer.js';
import type { Resource } from './resources.js';

/** What of an answer is looked at. */
export interface CreationAnswer {
  readonly body: unknown;
  /** The header `Location`, if it came. */
  readonly location?: string | null;
}

/**
 * The id of what was created, to be put into the item's path; undefined where the answer does not say it. It is looked for in the body,
 * under the names that a path parameter and its resource suggest, at the top or in what it is wrapped in (`{ snapshot: { id } }`); last
 * in the path of `Location`.
 */
export function createdId(resource: Resource, { body, location }: CreationAnswer): unknown {
  const pointer = documentedPlace(resource);
  const there = pointer === undefined ? undefined : valueAt(body, pointer);
  if (isId(there)) return there;
  for (const candidate of [body, ...wrapped(body, resource)]) {
    for (const name of idNames(resource)) {
      const value = memberOf(candidate, name);
      if (isId(value)) return value;
    }
  }
  return idInPath(resource, location ?? undefined);
}

/**
 * The item in an answer that holds one: the body itself, or what it wraps it in (`{ snapshot: { … }, task: { … } }`).
 * @param id of the item, where it is known: then only what has it, or tells no id at all, is the item
 */
export function itemIn(resource: Resource, body: unknown, id?: unknown): unknown {
  const found = objectOfItem(resource, body, id);
  // JSON:API keeps what is not the id apart from it.
  const attributes = memberOf(found, 'attributes');
  return isObject(found) && isObject(attributes) && memberOf(found, 'type') !== undefined
    ? { ...attributes, id: found['id'] }
    : found;
}

/** The same as it stands in the answer. */
export function objectOfItem(
  resource: Resource,
  body: unknown,
  id?: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const candidates = [body, ...wrapped(body, resource)].filter(isObject);
  const hasId = (each: unknown) =>
    idNames(resource).some((name) => {
      const value = memberOf(each, name);
      return id === undefined ? isId(value) : sameId(value, id);
    });
  return candidates.find(hasId) ?? candidates.at(-1);
}

/** Whether two ids are the same: `7` and `"7"` are, and so are the two ways to write a UUID. */
export function sameId(a: unknown, b: unknown): boolean {
  return isId(a) && isId(b) && String(a).toLowerCase() === String(b).toLowerCase();
}

/** Names under which the id of an item may stand, the most telling first. */
export const idNames = memo((resource: Resource): readonly string[] => {
  const { parameter, path } = resource;
  const word = wordOf(resource);
  const camel = word.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  // What it stands in may be called so: `/splits/{splitId}/{ruleId}`.
  const own = [`${word}_id`, `${camel}Id`].filter((name) => !path.includes(`{${name}}`));
  const usual = ['id', ...own, 'uuid', 'uid', 'name', 'key', 'slug'];
  // `{codespace_name}` asks for the name.
  const last = parameter
    ?.split(/[-_]|(?<=[a-z])(?=[A-Z])/)
    .at(-1)
    ?.toLowerCase();
  return [
    ...new Set([
      ...(parameter === undefined ? [] : [parameter]),
      ...usual.filter((each) => each === last),
      ...usual,
    ]),
  ];
});

/** What one item is called: the last fixed segment of the path, in the singular. */
const wordOf = memo(({ path }: Resource): string =>
  singular(path.split('/').findLast((each) => each !== '' && !each.startsWith('{')) ?? ''),
);

/** Members that hold the item itself: the only object, one called like the resource, or what everybody calls such a member. */
export function wrapped(body: unknown, resource: Resource): unknown[] {
  if (!isObject(body)) return [];
  const word = wordOf(resource);
  const objects = Object.entries(body).filter(([, value]) => isObject(value));
  const likely = objects.filter(
    ([name]) => name === word || ['data', 'item', 'result', 'attributes'].includes(name),
  );
  return (likely.length > 0 ? likely : objects.length === 1 ? objects : []).map(([, value]) => value);
}

/** `snapshots` → `snapshot`, `categories` → `category`, `boxes` → `box`. */
export function singular(word: string): string {
  if (/ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is)$/i.test(word)) return word;
  if (/(x|ch|sh|s)es$/i.test(word)) return word.slice(0, -2);
  return /s$/i.test(word) ? word.slice(0, -1) : word;
}

/** Where the documented creation shows the very id that the documented reading of an item asks for. */
const documentedPlace = memo(({ create, get, parameter }: Resource): string | undefined => {
  const asked = new Set(
    (get?.examples ?? []).map(({ request }) => memberOf(request.path, parameter ?? '')).filter(isId),
  );
  if (asked.size === 0) return undefined;
  const created: readonly ExamplePair[] = create?.examples ?? [];
  for (const { response } of created) {
    const found = placeOf(response.body?.value, asked, '');
    if (found !== undefined) return found;
  }
  return undefined;
});

function placeOf(value: unknown, wanted: ReadonlySet<unknown>, at: string): string | undefined {
  if (at.split('/').length > 3) return undefined;
  if (wanted.has(value)) return at;
  if (!isObject(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = placeOf(member, wanted, pointerAt(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function idInPath({ itemPath }: Resource, location: string | undefined): string | undefined {
  if (itemPath === undefined || location === undefined) return undefined;
  const [path = ''] = location.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').split(/[?#]/);
  const wanted = itemPath.split('/').slice(1);
  const got = path.replace(/\/$/, '').split('/').slice(1).slice(-wanted.length);
  const fits =
    got.length === wanted.length &&
    wanted.every((each, index) => each.startsWith('{') || each === got[index]);
  const last = got.at(-1);
  try {
    return fits && last !== undefined && last !== '' ? decodeURIComponent(last) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value can be an id. */
export function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
