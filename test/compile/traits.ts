// Hides what a version has that others may not, as its model tells: operations, parameters, fields, values; and the line of code that uses each.
import type { ApiModel, MediaContent, Operation } from '../../generator/model/types.js';

/** Something that a version of a family has or has not. */
export interface Trait {
  /** `listSnapshots query.sort`, `createSnapshot body.tags[].key`, `createSnapshot 202.id`, `createSnapshot body.kind = "full"`. */
  readonly name: string;
  /** TypeScript that compiles for versions which have it. @param client the name of a client in scope */
  use(client: string): string;
}

/** Types that the lines of `use` are written with. `At` goes down by keys, past what may be absent. */
export const PRELUDE = `
type Client = { readonly [operation: string]: (...input: never[]) => Promise<unknown> };
type Input<F> = F extends (...input: infer I) => unknown ? NonNullable<I[0]> : never;
type Answer<F, S> = F extends (...input: never[]) => Promise<infer R>
  ? Extract<R, { readonly status: S }> extends { readonly data: infer D } | { readonly error: infer D } ? D : never
  : never;
type At<T, Keys extends readonly unknown[]> = Keys extends readonly [infer K, ...infer Rest]
  ? K extends keyof NonNullable<T> ? At<NonNullable<T>[K], Rest> : never
  : NonNullable<T>;
`;

export function traitsOf(model: ApiModel): Trait[] {
  return model.operations.flatMap((operation) => [
    { name: operation.name, use: (client) => `${client}[${text(operation.name)}];` },
    ...parametersOf(operation),
    ...(operation.body?.content ?? []).flatMap((content) => inputs(model, operation, content)),
    ...operation.responses.flatMap(({ status, content }) =>
      /^\d+$/.test(status) ? content.flatMap((each) => answers(model, operation, status, each)) : [],
    ),
  ]);
}

function parametersOf({ name, parameters }: Operation): Trait[] {
  return parameters
    .filter(({ role }) => role === 'plain')
    .map((parameter) => ({
      name: `${name} ${parameter.in}.${parameter.name}`,
      use: (client) => given(client, name, [parameter.in], parameter.name),
    }));
}

function inputs(model: ApiModel, { name }: Operation, { schema }: MediaContent): Trait[] {
  return fieldsOf(model, schema).flatMap(({ path, field, values }): Trait[] => {
    const keys = ['body', ...path];
    return [
      { name: `${name} ${shown([...keys, field])}`, use: (client) => given(client, name, keys, field) },
      ...values.map((value) => ({
        name: `${name} ${shown([...keys, field])} = ${text(value)}`,
        use: (client: string) =>
          `(${text(value)}) satisfies At<Input<(typeof ${client})[${text(name)}]>, ${tuple([...keys, field])}>;`,
      })),
    ];
  });
}

function answers(model: ApiModel, { name }: Operation, status: string, { schema }: MediaContent): Trait[] {
  return fieldsOf(model, schema).map(({ path, field }) => ({
    name: `${name} ${shown([status, ...path, field])}`,
    use: (client) =>
      `(undefined as never as At<Answer<(typeof ${client})[${text(name)}], ${status}>, ${tuple(path)}>)[${text(field)}];`,
  }));
}

/** A literal of one member is what the compiler looks at for members that nobody knows. */
function given(client: string, operation: string, path: readonly Key[], member: string): string {
  const type = `At<Input<(typeof ${client})[${text(operation)}]>, ${tuple(path)}>`;
  return `({ ${text(member)}: undefined as never }) satisfies Partial<${type}>;`;
}

/** A member, or the items of a list. */
type Key = string | typeof ITEM;
const ITEM = Symbol('item');

interface Field {
  readonly path: readonly Key[];
  readonly field: string;
  /** Of an enumeration. */
  readonly values: readonly string[];
}

function fieldsOf(model: ApiModel, schema: unknown, path: readonly Key[] = []): Field[] {
  const found = resolved(model, schema);
  if (typeof found !== 'object' || found === null || path.length > 4) return [];
  const { properties = {}, items } = found as {
    properties?: Readonly<Record<string, unknown>>;
    items?: unknown;
  };
  const own = Object.entries(properties).flatMap(([field, each]): Field[] => {
    const { enum: listed = [] } = (resolved(model, each) ?? {}) as { enum?: readonly unknown[] };
    const values = listed.filter((value) => typeof value === 'string');
    return [{ path, field, values }, ...fieldsOf(model, each, [...path, field])];
  });
  return [...own, ...fieldsOf(model, items, [...path, ITEM])];
}

function resolved({ document }: ApiModel, schema: unknown): unknown {
  const { $ref } = (schema ?? {}) as { $ref?: string };
  if ($ref === undefined) return schema;
  return $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], document);
}

function shown(path: readonly Key[]): string {
  return path
    .map((key) => (key === ITEM ? '[]' : `.${String(key)}`))
    .join('')
    .slice(1);
}

function tuple(path: readonly Key[]): string {
  return `[${path.map((key) => (key === ITEM ? 'number' : text(String(key)))).join(', ')}]`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
