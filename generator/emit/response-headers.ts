// Hides that openapi-typescript takes every response header behind a `$ref` for a required one: it is handed headers in place.
import type { OpenApi31 } from '../model/types.js';

/** Where Response Objects stand; `*` is any member. */
const RESPONSES: readonly (readonly string[])[] = [
  ['paths', '*', '*', 'responses', '*'],
  ['webhooks', '*', '*', 'responses', '*'],
  ['components', 'pathItems', '*', '*', 'responses', '*'],
  ['components', 'responses', '*'],
];

/** The document with every Header Object where it is used. Shares all that does not change. */
export function withHeadersInPlace(document: OpenApi31, resolve: (ref: string) => unknown): OpenApi31 {
  const inPlace = (header: unknown): unknown => {
    const ref = isTree(header) ? header['$ref'] : undefined;
    return typeof ref === 'string' ? (resolve(ref) ?? header) : header;
  };
  return RESPONSES.reduce<OpenApi31>(
    (whole, path) => changed(whole, [...path, 'headers', '*'], inPlace) as OpenApi31,
    document,
  );
}

function changed(
  node: unknown,
  [step, ...rest]: readonly string[],
  change: (leaf: unknown) => unknown,
): unknown {
  if (step === undefined) return change(node);
  if (!isTree(node)) return node;
  const members = Object.entries(node);
  const made = members.map(([key, member]): [string, unknown] => [
    key,
    step === '*' || step === key ? changed(member, rest, change) : member,
  ]);
  return made.some(([, member], index) => member !== members[index]?.[1]) ? Object.fromEntries(made) : node;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
