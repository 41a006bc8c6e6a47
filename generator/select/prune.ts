// Hides what a document still needs once some of its operations are gone: all that can be reached from the others, and nothing else.
import { pointerAt, pointerTokens } from '../source.js';
import { isTree } from '../spec/forms.js';
import { DATA, localPointer, localRef, NAME_MAPS, nodeAt } from '../spec/references.js';
import type { OpenApi31, Tree } from '../spec/types.js';
import { Kin } from './kin.js';
import { changed } from './links.js';
import { candidatesOf } from './operations.js';

/** Below this key stand, under their own pointers, the parts of what is gone that something else refers to (`#/paths/…/schema`). */
const PARTS = 'x-referred';
/** Members of a document that stay as they are; of unknown ones, those that something refers to become parts. */
const KEPT: ReadonlySet<string> = new Set([
  ...['openapi', '$self', 'info', 'jsonSchemaDialect', 'servers', 'externalDocs', 'paths', 'webhooks'],
]);

/**
 * @param document of which some operations are gone
 * @param whole the same with all of them
 */
export function pruned(document: OpenApi31, whole: OpenApi31): OpenApi31 {
  return new Reach(document, whole).document();
}

class Reach {
  readonly #document: OpenApi31;
  readonly #whole: OpenApi31;
  readonly #kin: Kin;
  /** `/components/schemas/Name` */
  readonly #components = new Set<string>();
  readonly #parts = new Set<string>();
  readonly #waiting: { readonly node: unknown; readonly names: boolean }[] = [];
  readonly #seen = new Set<object>();

  constructor(document: OpenApi31, whole: OpenApi31) {
    this.#document = document;
    this.#whole = whole;
    this.#kin = new Kin(whole);
  }

  document(): OpenApi31 {
    const operations = candidatesOf(this.#document).map(({ node }) => node);
    const { paths, webhooks, security } = this.#document;
    this.#waiting.push({ node: paths, names: true }, { node: webhooks, names: true });
    const inherits = operations.some((each) => each['security'] === undefined);
    if (inherits) this.#requirements(security);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#visit(next.node, next.names);
    return this.#withParts(
      changed(this.#document, (key, value) => {
        if (key === 'components') return this.#reached(value);
        if (key === 'tags') return tagsOf(value, operations);
        if (key === 'security') return inherits ? value : undefined;
        return KEPT.has(key) || key.startsWith('x-') ? value : undefined;
      }),
    );
  }

  /** Follows what one object refers to, and leaves what it holds for later. */
  #visit(node: unknown, names: boolean): void {
    if (typeof node !== 'object' || node === null || this.#seen.has(node)) return;
    this.#seen.add(node);
    const isList = Array.isArray(node);
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (isList || names) this.#waiting.push({ node: value, names: false });
      else if (key === '$ref' || key === '$dynamicRef') this.#refer(value);
      else if (key === 'security') this.#requirements(value);
      else if (key === 'discriminator') this.#mapping(value);
      else if (key === 'examples' && isTree(value)) this.#waiting.push({ node: value, names: true });
      else if (key !== 'examples' && !DATA.has(key) && !key.startsWith('x-'))
        this.#waiting.push({ node: value, names: NAME_MAPS.has(key) });
    }
  }

  #refer(ref: unknown): void {
    if (typeof ref !== 'string' || !ref.startsWith('#')) return;
    const pointer = localPointer(ref);
    if (pointer !== undefined) this.#reach(pointer);
    else for (const name of this.#kin.bearers(ref.slice(1))) this.#component('schemas', name);
  }

  #reach(pointer: string): void {
    const [root, kind, name] = pointerTokens(pointer);
    if (root === 'components' && kind !== undefined && name !== undefined) this.#component(kind, name);
    else if (root !== undefined) {
      const node = nodeAt(this.#whole, pointer);
      const stays =
        root.startsWith('x-') || (KEPT.has(root) && nodeAt(this.#document, pointer) !== undefined);
      if (node !== undefined && !stays) this.#parts.add(pointer);
      this.#waiting.push({ node, names: false });
    }
  }

  #component(kind: string, name: string): void {
    const pointer = pointerAt('/components', kind, name);
    const node = nodeAt(this.#document, pointer);
    if (node === undefined || this.#components.has(pointer)) return;
    this.#components.add(pointer);
    this.#waiting.push({ node, names: false });
    if (kind === 'schemas' && nodeAt(node, '/discriminator') !== undefined)
      for (const member of this.#kin.family(name)) this.#component(kind, member);
  }

  /** Values of a mapping are references, or names of component schemas. */
  #mapping(discriminator: unknown): void {
    const { mapping, defaultMapping } = isTree(discriminator) ? discriminator : {};
    for (const target of [defaultMapping, ...Object.values(isTree(mapping) ? mapping : {})]) {
      if (typeof target !== 'string') continue;
      if (target.startsWith('#')) this.#refer(target);
      else this.#component('schemas', target);
    }
  }

  /** A requirement names a component, or is the URI of a scheme (OpenAPI 3.2 §4.30). */
  #requirements(security: unknown): void {
    if (!Array.isArray(security)) return;
    for (const name of security.flatMap((each) => (isTree(each) ? Object.keys(each) : []))) {
      this.#component('securitySchemes', name);
      this.#refer(name);
    }
  }

  #reached(components: unknown): unknown {
    const kinds = changed(components, (kind, map) => {
      if (kind.startsWith('x-')) return map;
      const members = changed(map, (name, each) =>
        this.#components.has(pointerAt('/components', kind, name)) ? each : undefined,
      );
      return isTree(members) && Object.keys(members).length > 0 ? members : undefined;
    });
    return isTree(kinds) && Object.keys(kinds).length > 0 ? kinds : undefined;
  }

  #withParts(document: OpenApi31): OpenApi31 {
    if (this.#parts.size === 0) return document;
    const outermost = [...this.#parts].filter(
      (pointer) => !ancestorsOf(pointer).some((each) => this.#parts.has(each)),
    );
    const parts: Tree = {};
    for (const pointer of outermost.sort())
      place(parts, pointerTokens(pointer), nodeAt(this.#whole, pointer));
    const respell = (ref: unknown) => {
      const pointer = typeof ref === 'string' ? localPointer(ref) : undefined;
      return pointer !== undefined && this.#parts.has(pointer)
        ? localRef(pointerAt('', PARTS) + pointer)
        : ref;
    };
    return respelled({ ...document, [PARTS]: parts }, respell, new Map()) as OpenApi31;
  }
}

/** Puts a part under its pointer. */
function place(tree: Tree, [key = '', ...rest]: readonly string[], part: unknown): void {
  const known = Object.hasOwn(tree, key) ? tree[key] : undefined;
  const value = rest.length === 0 ? part : isTree(known) ? known : {};
  // Assigned, `__proto__` would be no member.
  Object.defineProperty(tree, key, { value, enumerable: true, writable: true, configurable: true });
  if (rest.length > 0) place(value as Tree, rest, part);
}

function ancestorsOf(pointer: string): string[] {
  const tokens = pointerTokens(pointer);
  return tokens.slice(1).map((_, index) => pointerAt('', ...tokens.slice(0, index + 1)));
}

/** A tree with all its references turned; objects that hold none stay the same. */
function respelled(node: unknown, respell: (ref: unknown) => unknown, done: Map<object, unknown>): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const known = done.get(node);
  if (known !== undefined) return known;
  const turned = Array.isArray(node)
    ? node.map((item) => respelled(item, respell, done))
    : changed(node as Tree, (key, value) => {
        if (key === '$ref') return respell(value);
        if (key === 'mapping') return changed(value, (_, ref) => respell(ref));
        return respelled(value, respell, done);
      });
  done.set(node, turned);
  return turned;
}

/** The descriptions of the tags that the operations have, and of what these belong to (OpenAPI 3.2 §4.22). */
function tagsOf(tags: unknown, operations: readonly Tree[]): unknown {
  if (!Array.isArray(tags)) return tags;
  const used = new Set(
    operations.flatMap(({ tags: names }) => (Array.isArray(names) ? (names as unknown[]) : [])),
  );
  const described = new Map(tags.filter(isTree).map((tag) => [tag['name'], tag]));
  // A Set's iteration sees what is added to it.
  for (const name of used) {
    const parent = described.get(name)?.['parent'];
    if (parent !== undefined) used.add(parent);
  }
  return tags.filter((tag) => !isTree(tag) || used.has(tag['name']));
}
