// Hides how a value is made to fit the schema of an answer: what the document does not know is left out, what it asks for is there.
import type { ApiModel, Pointer } from '../../generator/model/types.js';
import { absentSince } from '../lifecycle/lives.js';
import { branchesOf } from '../plan/schema-parts.js';
import { ABSENT } from '../plan/values/edit.js';
import { ordinary } from '../plan/values/ordinary.js';
import { isObject, memberOf, pointerTokens, valueAt } from '../pointer.js';
import { itemPointers, memberPointers, partsOf, requiredNames } from '../schema/parts.js';
import type { Knowledge } from './knowledge.js';

/** Where members are known from, beside the schema: a documented value that shows them. */
export type Shown = unknown;

/**
 * A value without members that neither its schemas nor the documented value know, that answers never hold, or that a version does not have.
 * @param version a microversion; undefined where the document describes one version only
 */
export function known(
  { document }: Pick<ApiModel, 'document'>,
  schemas: readonly unknown[],
  value: unknown,
  shown: Shown,
  version?: string,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const parts = schemas.flatMap((schema) => branchesOf(document, schema));
  if (Array.isArray(value)) {
    const items = parts.map((part) => memberOf(part, 'items')).filter((each) => each !== undefined);
    const first: unknown = Array.isArray(shown) ? shown[0] : undefined;
    return value.map((item) => known({ document }, items, item, first, version));
  }
  const described = parts.filter((part) => isObject(part['properties']));
  const isMap = parts.some(
    (part) => 'additionalProperties' in part && part['additionalProperties'] !== false,
  );
  const isOpen = described.length === 0 || isMap || parts.some((part) => isObject(part['patternProperties']));
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const schemasOfMember = described
      .map((part) => memberOf(part['properties'], name))
      .filter((each) => each !== undefined);
    const isShown = isObject(shown) && Object.hasOwn(shown, name);
    if (schemasOfMember.length === 0 && !isOpen && !isShown) return [];
    if (schemasOfMember.some((each) => branchesOf(document, each).some((part) => part['writeOnly'] === true)))
      return [];
    const absent = (schema: unknown) =>
      version !== undefined && absentSince(schema, version, document) !== undefined;
    if (schemasOfMember.length > 0 && schemasOfMember.every(absent)) return [];
    return [[name, known({ document }, schemasOfMember, member, memberOf(shown, name), version)]];
  });
  return Object.fromEntries(members);
}

/** How often what is wrong is mended: one thing may hide another. */
const ROUNDS = 8;

/**
 * A value that its schema takes, as near to the given one as that is plain: what is wrong is left out where it may be, else made anew.
 * @param schema pointer of the schema
 */
export function fitted(knowledge: Knowledge, schema: Pointer, value: unknown): unknown {
  const validator = knowledge.routes.validatorAt(schema, 'response');
  let current = value;
  const tried = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const violations = validator.violations(current);
    if (violations.length === 0) return current;
    for (const pointer of new Set(violations.map((each) => each.pointer))) {
      const tokens = pointerTokens(pointer);
      const times = tried.get(pointer) ?? 0;
      tried.set(pointer, times + 1);
      // What stays wrong is wrong because of what it stands in.
      const outer = Math.max(0, tokens.length - times);
      current = mended(knowledge, [schema], current, tokens.slice(0, outer), true);
    }
  }
  if (validator(current)) return current;
  const made = madeOf(knowledge, schema);
  return made === undefined ? value : made;
}

function mended(
  knowledge: Knowledge,
  schemas: readonly Pointer[],
  value: unknown,
  [token, ...rest]: readonly string[],
  isRequired: boolean,
): unknown {
  const source = knowledge.answers;
  if (token === undefined) {
    const near = nearby(knowledge, value).find((each) =>
      schemas.every((at) => source.schemas.accepts(at, each)),
    );
    if (near !== undefined) return near;
    const made = isRequired || value === undefined ? ordinary(source, schemas) : ABSENT;
    return made === ABSENT ? undefined : made;
  }
  const parts = partsOf(source, schemas, { value });
  if (Array.isArray(value)) {
    const at = Number(token);
    const items = value.map((item: unknown, index) =>
      index === at ? mended(knowledge, itemPointers(parts, at), item, rest, true) : item,
    );
    return items.filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const required = requiredNames(parts).has(token);
  const pointers = memberPointers(parts, token);
  const old = memberOf(value, token);
  const next = old === undefined && !required ? undefined : mended(knowledge, pointers, old, rest, required);
  const others = Object.entries(value).filter(([name]) => name !== token);
  if (next === undefined) return Object.fromEntries(others);
  return Object.hasOwn(value, token)
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === token ? next : each]))
    : Object.fromEntries([...Object.entries(value), [token, next]]);
}

/** The same, said in another way: documents show texts for numbers, and paths for URLs. */
function nearby({ model: { document } }: Knowledge, value: unknown): unknown[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value), [value]];
  if (typeof value !== 'string') return Array.isArray(value) && value.length > 0 ? [value[0]] : [];
  const [server] = Array.isArray(document['servers']) ? (document['servers'] as unknown[]) : [];
  const base = String(memberOf(server, 'url') ?? '');
  const url = URL.canParse(base) ? base : 'https://api.example.com';
  const instant = new Date(/\d{4}/.test(value) ? value : Number.NaN);
  return [
    ...(value.startsWith('/') ? [new URL(value, url).href] : []),
    ...(value.trim() !== '' && Number.isFinite(Number(value)) ? [Number(value)] : []),
    ...(value === 'true' || value === 'false' ? [value === 'true'] : []),
    ...(Number.isNaN(instant.getTime()) ? [] : [instant.toISOString(), instant.toISOString().slice(0, 10)]),
    [value],
  ];
}

/** A value of a schema with all that it may hold; undefined where none was found. */
export function madeOf({ answers }: Knowledge, schema: Pointer): unknown {
  for (const source of [answers, { ...answers, isWhole: false }]) {
    const made = ordinary(source, [schema]);
    if (made !== ABSENT) return made;
  }
  return undefined;
}

/** Whether the document has a schema at a pointer. */
export function isSchemaAt({ model }: Knowledge, pointer: Pointer): boolean {
  const schema = valueAt(model.document, pointer);
  return typeof schema === 'boolean' || isObject(schema);
}
