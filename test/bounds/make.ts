// Hides how hostile documents are written down.

/** Path → text or bytes; `openapi.json` or `openapi.yaml` is the document. Made when it is asked for: some are large. */
export type Files = () => Readonly<Record<string, string | Uint8Array>>;

export type Tree = Readonly<Record<string, unknown>>;

export const HEAD = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n';
export const BASE = { openapi: '3.1.1', info: { title: 't', version: '1' }, paths: {} };

export const json = (document: unknown): Files =>
  lazily(() => ({ 'openapi.json': JSON.stringify(document) }));
export const yaml = (text: () => string): Files => lazily(() => ({ 'openapi.yaml': text() }));
export const lazily = (make: Files): Files => make;
export const schemas = (make: () => Tree): Files =>
  lazily(() => json({ ...BASE, components: { schemas: make() } })());
export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
export const named = (count: number, make: (at: number) => unknown, name = 's'): Tree =>
  Object.fromEntries(times(count, (at) => [`${name}${at}`, make(at)]));
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const text = { type: 'string' };
export const ok = { 200: { description: 'd', content: { 'application/json': { schema: text } } } };
/** One operation with more in it, and components. */
export const operation = (more: Tree, components: Tree = {}): Tree => ({
  ...BASE,
  paths: { '/a': { get: { operationId: 'a', responses: ok, ...more } } },
  components,
});
export const nested = (depth: number, open: string, close: string, core = ''): string =>
  open.repeat(depth) + core + close.repeat(depth);
/** JSON that is spelled, because writing it from a tree would overflow. */
export const spelled = (member: () => string): Files =>
  lazily(() => ({
    'openapi.json': `{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{},${member()}}`,
  }));
export const diamond = (keyword: (to: (level: number) => Tree, level: number) => unknown): Tree =>
  named(31, (level) => (level < 30 ? keyword((next) => ref(`s${next}`), level) : text));
