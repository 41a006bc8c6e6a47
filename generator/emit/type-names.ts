// Hides what references are called: the aliases of components, and of whatever else a reference leads to; and that no alias may be only itself.
import type { Directions } from '../model/directions.js';
import { componentKey } from '../model/inheritance.js';
import { referenceName, variantName } from '../model/names.js';
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
}

export class TypeNames {
  readonly #document: object;
  readonly #directions: Directions;
  readonly #components: ReadonlyMap<string, NamedSchema>;
  /** By name. What is referred to while aliases are spelled is added to them. */
  readonly aliases = new Map<string, Alias>();
  readonly #referred = new Map<string, TypeText>();
  readonly #owners = new Map<string, string>();
  /** Alias → the aliases that it is made of with nothing between: by union, intersection, or just so. */
  readonly #made = new Map<string, Set<string>>();
  readonly #cut = new Set<string>();

  constructor(model: ApiModel, directions: Directions) {
    this.#document = model.document;
    this.#directions = directions;
    this.#components = new Map(model.schemas.map((each) => [each.key, each]));
    for (const { key, schema, name, writable, base } of model.schemas) {
      this.#declare({ name, schema, key, direction: 'response' });
      if (writable) this.#declare({ name: writable, schema, key, direction: 'request' });
      if (!base) continue;
      this.#declare({ name: base, schema, key, direction: 'response', isBase: true });
      if (writable)
        this.#declare({
          name: variantName(base, 'Writable'),
          schema,
          key,
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
    return this.#use(isWritable ? variantName(itself, 'Writable') : itself, site);
  }

  reference(ref: string, site: Site): TypeText {
    const key = componentKey(ref);
    if (key !== undefined) return this.component(key, site);
    const canonical = canonicalRef(ref);
    const schema = this.target(ref);
    if (schema === undefined) return UNKNOWN;
    const differs = this.#directions.differs(canonical);
    const known = this.#referred.get(`${differs ? site.direction : ''} ${canonical}`);
    if (known) return this.#use(known.text as SafeName, site);
    const plain = referenceName(canonical, (name) => (this.#owners.get(name) ?? canonical) !== canonical);
    this.#owners.set(plain, canonical);
    const name = differs && site.direction === 'request' ? variantName(plain, 'Writable') : plain;
    this.#declare({ name, schema, direction: site.direction });
    this.#referred.set(`${differs ? site.direction : ''} ${canonical}`, type(name));
    return this.#use(name, site);
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
