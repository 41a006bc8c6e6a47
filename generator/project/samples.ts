// Hides what examples and defaults still show: no members that are gone, and no values that may not be sent any more.
import type { Changes } from './changes.js';
import type { Fates } from './fates.js';
import { goneNames } from './followers.js';
import { enumLifeOf, isLive } from './life.js';
import type { Part, Parts } from './parts.js';

/** Takes members that are gone out of examples; an example that shows a value which is gone goes as a whole. */
export function cutSamples(parts: Parts, changes: Changes, fates: Fates, version: string): void {
  const hasEnums = parts.all.some(({ node, isNames }) => !isNames && 'x-enum-versions' in node);
  if (goneNames(parts, changes).size === 0 && !hasEnums) return;
  const samples = new Samples(parts, changes, version);
  for (const part of parts.all) {
    if (part.isGone || part.isNames || part.isList) continue;
    const described = part.child('schema');
    const schema = described ?? (isSchema(part) ? part : undefined);
    if (!schema) continue;
    for (const key of ['example', 'default'])
      if (key in part.node && !samples.isShown(part.node[key], [schema])) changes.cut(part.node, key);
    const examples = part.node['examples'];
    if (Array.isArray(examples)) {
      for (const [index, value] of examples.entries())
        if (!samples.isShown(value, [schema])) changes.cut(examples, String(index));
      if (changes.isEmptied(examples)) changes.cut(part.node, 'examples');
    } else
      for (const edge of part.child('examples')?.children ?? []) {
        const { node } = edge.to.target ?? edge.to;
        const isLost = isWithin(node['value'], node['x-violates'], [schema], samples);
        if (isLost || !samples.isShown(node['value'], [schema])) fates.cut(edge);
      }
  }
}

/** Where an example that is meant to be refused is wrong in what is gone, it shows nothing any more. */
function isWithin(value: unknown, violates: unknown, schemas: readonly Part[], samples: Samples): boolean {
  if (typeof violates !== 'string') return false;
  let [node, around] = [value, schemas];
  for (const token of violates.split('/').slice(1)) {
    const below = samples.below(around, token);
    if (below === 'gone') return true;
    if (typeof node !== 'object' || node === null) return false;
    [node, around] = [(node as Record<string, unknown>)[token], below];
  }
  return false;
}

const SCHEMA_KEYS = ['type', 'properties', 'enum', 'allOf', 'anyOf', 'oneOf', 'items', '$ref'];

function isSchema({ node }: Part): boolean {
  return !('in' in node && 'name' in node) && SCHEMA_KEYS.some((key) => key in node);
}

class Samples {
  readonly #parts: Parts;
  readonly #changes: Changes;
  readonly #version: string;

  constructor(parts: Parts, changes: Changes, version: string) {
    this.#parts = parts;
    this.#changes = changes;
    this.#version = version;
  }

  /** Cuts members that are gone; false where the value itself is. */
  isShown(value: unknown, schemas: readonly Part[]): boolean {
    const all = this.#flattened(schemas);
    if (all.length === 0) return true;
    if (typeof value !== 'object' || value === null)
      return !all.some((schema) => this.#isGoneValue(schema, value));
    for (const [key, member] of Object.entries(value) as [string, unknown][]) {
      const below = this.below(all, key, Array.isArray(value));
      if (below === 'gone') this.#changes.cut(value, key);
      else if (!this.isShown(member, below)) return false;
    }
    return true;
  }

  /** The schemas of a member. */
  below(schemas: readonly Part[], key: string, isItem = /^\d+$/.test(key)): Part[] | 'gone' {
    const live: Part[] = [];
    let isGone = false;
    for (const schema of this.#flattened(schemas)) {
      const properties = schema.child('properties');
      const described = properties && Object.hasOwn(properties.node, key);
      if (described && this.#changes.isCut(properties.node, key)) isGone = true;
      const found = [
        properties?.child(key),
        isItem ? (schema.child('prefixItems')?.child(key) ?? schema.child('items')) : undefined,
        described ? undefined : schema.child('additionalProperties'),
      ];
      live.push(...found.filter((each) => each !== undefined && !each.isGone).map((each) => each as Part));
      if (described && !properties.child(key) && !this.#changes.isCut(properties.node, key)) return live;
    }
    return isGone && live.length === 0 ? 'gone' : live;
  }

  #isGoneValue({ node }: Part, value: unknown): boolean {
    if (!Array.isArray(node['enum']) || !node['enum'].includes(value)) return false;
    return !isLive(enumLifeOf(node, value), this.#version);
  }

  /** These schemas and all that they are composed of. */
  #flattened(schemas: readonly Part[]): Part[] {
    const all = new Set(schemas);
    // A Set's iteration sees what is added to it.
    for (const schema of all) for (const each of this.#parts.composedOf(schema)) all.add(each);
    return [...all];
  }
}
