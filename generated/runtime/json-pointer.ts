// Hides JSON pointers (RFC 6901): how they are written, what they point at in a value, and of which type that is.

/** One or more tokens added to a pointer. */
export function pointerAt(base: string, ...tokens: readonly (string | number)[]): string {
  let pointer = base;
  for (const token of tokens) pointer += `/${typeof token === 'number' ? token : escaped(token)}`;
  return pointer;
}

/** Most tokens need nothing, and every place of every document and body is named. */
function escaped(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
}

/** The reference tokens of a pointer; `#` in front is fine. */
export function pointerTokens(pointer: string): string[] {
  const bare = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (bare === '') return [];
  const tokens = bare.slice(1).split('/');
  return bare.includes('~') ? tokens.map(decoded) : tokens;
}

/** The key that a token stands for. */
export function decoded(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What stands at a pointer, own members only; undefined where nothing does (JSON itself has no undefined). */
export function partAt(value: unknown, pointer: string): unknown {
  let part = value;
  for (const token of pointerTokens(pointer)) part = memberOf(part, token);
  return part;
}

/** An own member of an object, an item of an array; never anything inherited. */
export function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(key) ? (value[Number(key)] as unknown) : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** The type of what stands at a pointer; `unknown` where the type does not say. */
export type PartAt<T, P extends string> = P extends ''
  ? T
  : P extends `/${infer Key}/${infer Rest}`
    ? PartAt<MemberOf<T, Key>, `/${Rest}`>
    : P extends `/${infer Key}`
      ? MemberOf<T, Key>
      : unknown;

type MemberOf<T, Key extends string> = Key extends keyof NonNullable<T> ? NonNullable<T>[Key] : unknown;
