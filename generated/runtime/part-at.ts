// Hides how generated code points into a value: JSON pointers (RFC 6901), and the types of what they point at.

/** The type of what stands at a pointer; `unknown` where the type does not say. */
export type PartAt<T, P extends string> = P extends ''
  ? T
  : P extends `/${infer Key}/${infer Rest}`
    ? PartAt<MemberOf<T, Key>, `/${Rest}`>
    : P extends `/${infer Key}`
      ? MemberOf<T, Key>
      : unknown;

type MemberOf<T, Key extends string> = Key extends keyof NonNullable<T> ? NonNullable<T>[Key] : unknown;

/** What stands at a pointer; undefined where nothing does, or only what every object inherits. */
export function partAt(value: unknown, pointer: string): unknown {
  let part = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = (part as Record<string, unknown>)[key];
  }
  return part;
}
