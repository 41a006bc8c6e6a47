// Hides inheritance as OpenAPI spells it: a parent with a discriminator, and children whose `allOf` refers to it.
import { pointerTokens } from '../source.js';
import { isTree } from '../spec/forms.js';
import { canonicalRef } from './references.js';
import type { JsonSchema } from './types.js';
import { own } from './walk.js';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** A property that says which schema a value is of, and the values that say it is this one. */
export interface Pin {
  readonly property: string;
  readonly values: readonly string[];
}

/** Component schemas that a discriminator makes stand for all of their children, by key (OpenAPI 3.1 §4.8.25). */
export class Inheritance {
  /** Parent → children, and theirs. */
  readonly #descendants = new Map<string, ReadonlySet<string>>();
  /** Child → parents, and theirs. */
  readonly #ancestors = new Map<string, string[]>();
  readonly #families = new Map<string, ReadonlySet<string>>();
  readonly #extended: ReadonlySet<string>;
  readonly #schemas: Schemas;
  /** Mapping of a discriminator → component → the values that it has for it. */
  readonly #mapped = new Map<Tree, ReadonlyMap<string, readonly string[]>>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
    const direct = new Map<string, string[]>();
    for (const [key, schema] of Object.entries(schemas)) {
      if (!isTree(schema) || !Array.isArray(schema['allOf'])) continue;
      for (const part of schema['allOf']) {
        const parent = isTree(part) ? componentKey(part['$ref']) : undefined;
        if (parent === undefined || parent === key) continue;
        const known = direct.get(parent);
        if (known) known.push(key);
        else direct.set(parent, [key]);
      }
    }
    this.#extended = new Set(direct.keys());
    for (const key of direct.keys()) {
      if (!isParent(own(schemas, key))) continue;
      this.#descendants.set(key, descendants(key, direct));
      for (const child of this.#descendants.get(key) ?? [])
        this.#ancestors.set(child, [...(this.#ancestors.get(child) ?? []), key]);
    }
  }

  /**
   * The schemas that a component stands for, by key: those of its descendants that its mapping names, or itself and all of them
   * where it maps nothing. Empty where it is no parent.
   */
  familyOf(key: string): ReadonlySet<string> {
    const family = this.#families.get(key) ?? new Set(this.#members(key));
    this.#families.set(key, family);
    return family;
  }

  #members(key: string): readonly string[] {
    const descendants = this.#descendants.get(key);
    if (!descendants) return [];
    const all = [key, ...descendants];
    const mapped = this.#mappingOf(this.#discriminatorOf(key));
    const named = all.filter((each) => mapped.has(each));
    return named.length > 0 ? named : all;
  }

  /** True where a component is built on another one that stands for it, so that it means the other one without its family. */
  isDescendant(key: string, parent: string): boolean {
    return this.#descendants.get(parent)?.has(key) === true;
  }

  /**
   * What a discriminator asks of a component that it leads to: the keys that its mapping has for it, else what the component says
   * itself (`x-ms-discriminator-value`, as Azure's documents have it), else its name.
   */
  pinOf(discriminator: unknown, key: string): Pin | undefined {
    const property = isTree(discriminator) ? own(discriminator, 'propertyName') : undefined;
    if (typeof property !== 'string') return undefined;
    const schema = own(this.#schemas, key);
    const said = isTree(schema) ? schema['x-ms-discriminator-value'] : undefined;
    return {
      property,
      values: this.#mappingOf(discriminator).get(key) ?? [typeof said === 'string' ? said : key],
    };
  }

  /** What the discriminators of its parents ask of a component. Of one that others extend they ask different things. */
  pinsOf(key: string): readonly Pin[] {
    if (this.#extended.has(key)) return [];
    const parents = (this.#ancestors.get(key) ?? []).filter((parent) => this.familyOf(parent).has(key));
    return parents.flatMap((parent) => this.pinOf(this.#discriminatorOf(parent), key) ?? []);
  }

  #discriminatorOf(key: string): unknown {
    const schema = own(this.#schemas, key);
    return isTree(schema) ? schema['discriminator'] : undefined;
  }

  /** A mapping names a component by reference or by its bare name. */
  #mappingOf(discriminator: unknown): ReadonlyMap<string, readonly string[]> {
    const mapping = isTree(discriminator) ? own(discriminator, 'mapping') : undefined;
    if (!isTree(mapping)) return NOTHING;
    const known = this.#mapped.get(mapping);
    if (known) return known;
    const mapped = new Map<string, string[]>();
    for (const [value, ref] of Object.entries(mapping)) {
      if (typeof ref !== 'string') continue;
      const key = Object.hasOwn(this.#schemas, ref) ? ref : componentKey(ref);
      if (key !== undefined) mapped.set(key, [...(mapped.get(key) ?? []), value]);
    }
    this.#mapped.set(mapping, mapped);
    return mapped;
  }
}

/** The component schema that a reference names, as a whole. */
export function componentKey(ref: unknown): string | undefined {
  if (typeof ref !== 'string') return undefined;
  const [components, kind, key, ...rest] = pointerTokens(canonicalRef(ref).slice(1));
  return components === 'components' && kind === 'schemas' && rest.length === 0 ? key : undefined;
}

function isParent(schema: unknown): boolean {
  if (!isTree(schema) || !isTree(schema['discriminator'])) return false;
  return schema['oneOf'] === undefined && schema['anyOf'] === undefined;
}

function descendants(key: string, direct: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const waiting = [...(direct.get(key) ?? [])];
  for (let child = waiting.shift(); child !== undefined; child = waiting.shift()) {
    if (child === key || found.has(child)) continue;
    found.add(child);
    waiting.push(...(direct.get(child) ?? []));
  }
  return found;
}

const NOTHING: ReadonlyMap<string, readonly string[]> = new Map();

type Tree = { readonly [keyword: string]: unknown };
