// Hides which component schemas belong together without a reference from the one to the other: families of a discriminator, and bearers of an anchor.

import { Inheritance } from '../model/inheritance.js';
import type { JsonSchema } from '../model/types.js';
import { isTree } from '../spec/forms.js';
import type { OpenApi31, Tree } from '../spec/types.js';

/** Made when first asked for: most documents have neither discriminators nor anchors. */
export class Kin {
  readonly #schemas: Tree;
  #inheritance: Inheritance | undefined;
  #bearers: Map<string, string[]> | undefined;

  constructor(document: OpenApi31) {
    const schemas = document.components?.['schemas'];
    this.#schemas = isTree(schemas) ? schemas : {};
  }

  /** What a schema with a discriminator stands for, though nothing may refer to it (OpenAPI 3.1 §4.8.25). */
  family(name: string): readonly string[] {
    this.#inheritance ??= new Inheritance(this.#schemas as Readonly<Record<string, JsonSchema>>);
    return [...this.#inheritance.familyOf(name)];
  }

  /** Schemas that hold an `$anchor` or `$dynamicAnchor` of this name: a dynamic reference may lead to any of them. */
  bearers(anchor: string): string[] {
    this.#bearers ??= bearersIn(this.#schemas);
    return this.#bearers.get(anchor) ?? [];
  }
}

function bearersIn(schemas: Tree): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas))
    for (const anchor of anchorsIn(schema)) groups.set(anchor, [...(groups.get(anchor) ?? []), name]);
  return groups;
}

function anchorsIn(schema: unknown): string[] {
  const anchors = new Set<string>();
  const seen = new Set<object>();
  const stack = [schema];
  for (let node = stack.pop(); stack.length > 0 || node !== undefined; node = stack.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if ((key === '$anchor' || key === '$dynamicAnchor') && typeof value === 'string') anchors.add(value);
      stack.push(value);
    }
  }
  return [...anchors];
}
