// Hides what references are called: the aliases of components, and of whatever else a reference leads to; and that no alias may be only itself.
import type { Directions } from '../model/directions.js';
import { type Anchors, DynamicScopes } from '../model/dynamic-scopes.js';
import { componentKey } from '../model/inheritance.js';
import { filledName, referenceName, variantName } from '../model/names.js';
import { canonicalRef, schemaAt } from '../model/references.js';
import type { ApiModel, Direction, JsonSchema, NamedSchema, SafeName } from '../model/types.js';
import type { Site } from './schema-site.js';
import { type TypeText, type, UNKNOWN } from './type-text.js';

/** What is declared under a name of its own. */
export interface Alias {
  readonly name: SafeName;
  readonly schema: JsonSchema;
  readonly direction: Direction;
  /** The component; absent where a reference leads elsewhere. */
  readonly key?: string;
  /** True where the component is declared without its family. */
  readonly isBase?: boolean;
  /** What dynamic references in it mean. */
  readonly anchors: Anchors;
}

export class TypeNames {
  readonly #document: object;
  readonly #directions: Directions;
  readonly #scopes: DynamicScopes;
  readonly #components: ReadonlyMap<string, NamedSchema>;
  /** By name. What is referred to while aliases are spelled is added to them. */
  readonly aliases = new Map<string, Alias>();
  readonly #referred = new Map<string, SafeName>();
  /** Name → what it was made of. */
  readonly #owners = new Map<string, string>();
  /** Alias → the aliases that it is made of with nothing between: by union, intersection, or just so. */
  readonly #made = new Map<string, Set<string>>();
  readonly #cut = new Set<string>();

  constructor(model: ApiModel, directions: Directions) {
    this.#document = model.document;
    this.#directions = directions;
    this.#scopes = new DynamicScopes(model);
    this.#components = new Map(model.schemas.map((each) => [each.key, each]));
    for (const { key, source, schema, name, writable, base } of model.schemas) {
      const component = { schema, key, anchors: this.#scopes.anchorsAt(`#${source}`) };
      this.#declare({ ...component, name, direction: 'response' });
      if (writable) this.#declare({ ...component, name: writable, direction: 'request' });
      if (!base) continue;
      this.#declare({ ...component, name: base, direction: 'response', isBase: true });
      if (writable)
        this.#declare({
          ...component,
          name: variantName(base, 'Writable'),
          direction: 'request',
          isBase: true,
        });
    }
  }

  /** What a reference leads to. */
  target(ref: string): JsonSchema | undefined {
    return schemaAt(this.#document, ref);
  }

  schemaOf(key: string): JsonSchema | undefined {
    return this.#components.get(key)?.schema;
  }

  /** @param withoutFamily names the component itself where a discriminator makes it stand for others */
  component(key: string, site: Site, withoutFamily = false): TypeText {
    const component = this.#components.get(key);
    if (!component) return UNKNOWN;
    const { name, base, writable } = component;
    const itself = withoutFamily && base ? base : name;
    const isWritable = writable !== undefined && site.direction === 'request';
    const plain = isWritable ? variantName(itself, 'Writable') : itself;
    return this.#use(this.#filled(plain, `#${component.source}`, site), site);
  }

  reference(ref: string, site: Site): TypeText {
    const key = componentKey(ref);
    if (key !== undefined) return this.component(key, site);
    const canonical = canonicalRef(ref);
    const schema = this.target(ref);
    if (schema === undefined) return UNKNOWN;
    const differs = this.#directions.differs(canonical);
    const known = this.#referred.get(`${differs ? site.direction : ''} ${canonical}`);
    const name = known ?? this.#named(canonical, schema, differs, site);
    return this.#use(this.#filled(name, canonical, site), site);
  }

  #named(ref: string, schema: JsonSchema, differs: boolean, { direction }: Site): SafeName {
    const plain = referenceName(ref, this.#isOthers(ref));
    this.#owners.set(plain, ref);
    const name = differs && direction === 'request' ? variantName(plain, 'Writable') : plain;
    this.#declare({ name, schema, direction, anchors: this.#scopes.anchorsAt(ref) });
    this.#referred.set(`${differs ? direction : ''} ${ref}`, name);
    return name;
  }

  /** The alias of what a reference leads to, with its open parts filled in as they are where the reference stands. */
  #filled(plain: SafeName, ref: string, { anchors = {} }: Site): SafeName {
    const own = this.#scopes.anchorsAt(ref);
    const parts = [...this.#scopes.openAt(ref)].sort().flatMap((name) => {
      const part = Object.hasOwn(anchors, name) ? anchors[name] : undefined;
      return part === undefined || (Object.hasOwn(own, name) && own[name] === part) ? [] : [[name, part]];
    });
    const alias = parts.length > 0 ? this.aliases.get(plain) : undefined;
    if (!alias) return plain;
    const text = JSON.stringify([plain, parts]);
    const name = filledName(plain, text, this.#isOthers(text));
    this.#owners.set(name, text);
    if (!this.aliases.has(name))
      this.#declare({ ...alias, name, anchors: { ...own, ...Object.fromEntries(parts) } });
    return name;
  }

  #isOthers(owner: string): (name: string) => boolean {
    return (name) => (this.#owners.get(name) ?? owner) !== owner;
  }

  /**
   * Ends every circle of aliases that are made of one another with nothing between, which are no types: JSON Schema leaves open
   * what they mean (2020-12 §9.4.1).
   * @returns the names of the aliases that are spelled otherwise from now on
   */
  cutCircles(): ReadonlySet<string> {
    const changed = new Set<string>();
    const done = new Set<string>();
    for (const start of this.#made.keys()) {
      const path: { name: string; next: Iterator<string> }[] = [];
      const open = new Set<string>();
      const enter = (name: string) => {
        open.add(name);
        path.push({ name, next: (this.#made.get(name) ?? new Set<string>()).values() });
      };
      if (!done.has(start)) enter(start);
      for (let top = path.at(-1); top; top = path.at(-1)) {
        const { value, done: isLast } = top.next.next();
        if (isLast) {
          done.add(top.name);
          open.delete(top.name);
          path.pop();
        } else if (open.has(value)) {
          this.#cut.add(`${top.name} ${value}`);
          changed.add(top.name);
        } else if (!done.has(value)) enter(value);
      }
    }
    return changed;
  }

  #declare(alias: Alias): void {
    this.aliases.set(alias.name, alias);
  }

  #use(name: SafeName, { alias }: Site): TypeText {
    if (alias === undefined) return type(name);
    if (this.#cut.has(`${alias} ${name}`)) return UNKNOWN;
    const made = this.#made.get(alias);
    if (made) made.add(name);
    else this.#made.set(alias, new Set([name]));
    return type(name);
  }
}
