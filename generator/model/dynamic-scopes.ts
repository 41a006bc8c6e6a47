// Hides dynamic references: which schemas leave a part open under an anchor, and which fill it in (JSON Schema 2020-12 §8.2.3.2).
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../../runtime/json-schema.js';
import { pointerAt, pointerTokens } from '../source.js';
import { isTree } from '../spec/forms.js';
import { canonicalRef } from './references.js';
import type { ApiModel } from './types.js';

/** Anchor → canonical reference to the schema that it means. */
export type Anchors = Readonly<Record<string, string>>;

const NO_ANCHORS: Anchors = {};

/** What is known of one component. */
interface Component {
  /** The names of the open parts in it, and in what it refers to. */
  readonly open: Set<string>;
  /** Components that refer to it. */
  readonly referrers: Set<string>;
  /** Pointer of a schema that is a resource of its own → its anchors. The component is one, whether it has an `$id` or not. */
  readonly resources: Map<string, Record<string, string>>;
}

/** Of one document; of one without dynamic references nothing is looked at. */
export class DynamicScopes {
  readonly #components = new Map<string, Component>();

  constructor({ schemas, hasDynamicReferences }: ApiModel) {
    if (hasDynamicReferences !== true) return;
    for (const { source } of schemas)
      this.#components.set(source, {
        open: new Set(),
        referrers: new Set(),
        resources: new Map([[source, none()]]),
      });
    for (const { source, schema } of schemas) this.#look(source, schema);
    const waiting = [...this.#components.values()].filter(({ open }) => open.size > 0);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const each of next.referrers) {
        const referrer = this.#components.get(each);
        const size = referrer?.open.size;
        for (const name of next.open) referrer?.open.add(name);
        if (referrer && referrer.open.size !== size) waiting.push(referrer);
      }
    }
  }

  /** The anchors of the resource that a reference leads into. */
  anchorsAt(ref: string): Anchors {
    // Most documents have none, and this is asked for every reference.
    if (this.#components.size === 0) return NO_ANCHORS;
    const pointer = canonicalRef(ref).slice(1);
    const resources = this.#components.get(componentOf(pointer))?.resources ?? [];
    let found: [pointer: string, anchors: Anchors] = ['', {}];
    for (const [resource, anchors] of resources)
      if (`${pointer}/`.startsWith(`${resource}/`) && resource.length > found[0].length)
        found = [resource, anchors];
    return found[1];
  }

  /** The names of all parts that are open in what a reference leads to. */
  openAt(ref: string): Iterable<string> {
    if (this.#components.size === 0) return [];
    return this.#components.get(componentOf(canonicalRef(ref).slice(1)))?.open ?? [];
  }

  #look(source: string, root: unknown): void {
    const component = this.#components.get(source);
    const seen = new Set<unknown>();
    const stack = [{ schema: root, pointer: source, resource: source }];
    const push = (schema: unknown, pointer: string, resource: string) =>
      stack.push({ schema, pointer, resource });
    for (let next = stack.pop(); next && component; next = stack.pop()) {
      const { schema, pointer } = next;
      if (!isTree(schema) || seen.has(schema)) continue;
      seen.add(schema);
      const { $id, $ref, $dynamicRef, $dynamicAnchor } = schema;
      const resource = typeof $id === 'string' ? pointer : next.resource;
      if (!component.resources.has(resource)) component.resources.set(resource, none());
      const anchors = component.resources.get(resource);
      if (typeof $dynamicAnchor === 'string' && anchors) anchors[$dynamicAnchor] = `#${pointer}`;
      if (typeof $dynamicRef === 'string') component.open.add($dynamicRef);
      if (typeof $ref === 'string')
        this.#components.get(componentOf(canonicalRef($ref).slice(1)))?.referrers.add(source);
      for (const [keyword, value] of Object.entries(schema)) {
        const at = pointerAt(pointer, keyword);
        if (SCHEMA_KEYWORDS.has(keyword)) push(value, at, resource);
        else if (SCHEMA_LIST_KEYWORDS.has(keyword) || SCHEMA_MAP_KEYWORDS.has(keyword))
          for (const [name, each] of Object.entries(value ?? {})) push(each, pointerAt(at, name), resource);
      }
    }
  }
}

/** Anchors are called as authors like: `__proto__` is one like others. */
function none(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

function componentOf(pointer: string): string {
  return pointerAt('', ...pointerTokens(pointer).slice(0, 3));
}
