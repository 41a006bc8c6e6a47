// Hides how the objects of a document hang together: what holds what, what refers to what, and which keys are names.
import { isData, NAME_MAPS } from '../spec/references.js';
import type { Sources } from '../spec/sources.js';
import { type Life, lifeOf } from './life.js';

/** One object or list of a document. What is data (an example, a default) has no parts. */
export class Part {
  /** Every place where it stands; none for the whole of a file. */
  readonly edges: Edge[] = [];
  readonly children: Edge[] = [];
  /** What it refers to. */
  target: Part | undefined;
  /** Parts that refer to it. */
  readonly holders: Part[] = [];
  isGone = false;
  #byKey: ReadonlyMap<string, Part> | undefined;

  readonly node: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** True where the keys are free names: of properties, paths, components … */
  readonly isNames: boolean;

  constructor(node: object, file: string, isNames: boolean) {
    this.node = node as Readonly<Record<string, unknown>>;
    this.file = file;
    this.isNames = isNames;
  }

  get isList(): boolean {
    return Array.isArray(this.node);
  }

  get life(): Life {
    return this.isNames || this.isList ? {} : lifeOf(this.node);
  }

  child(key: string): Part | undefined {
    this.#byKey ??= new Map(this.children.map((edge) => [edge.key, edge.to]));
    return this.#byKey.get(key);
  }

  /** True where it stands below such a key, as its value or as a member of it. */
  isBelow(key: string): boolean {
    return this.edges.some(
      (edge) =>
        edge.key === key ||
        ((edge.from.isNames || edge.from.isList) && edge.from.edges.some((e) => e.key === key)),
    );
  }
}

export interface Edge {
  readonly from: Part;
  readonly key: string;
  readonly to: Part;
}

export const COMPOSING = ['allOf', 'anyOf', 'oneOf'];

export class Parts {
  readonly all: readonly Part[];
  /** How many schemas are looked at for what others are composed of: chains of ten thousand would be walked from each of their links. */
  #stepsLeft = 2_000_000;
  readonly #byNode = new Map<object, Part>();
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
    for (const { name, tree } of sources.files) if (isObject(tree)) this.#index(tree, name);
    this.all = [...this.#byNode.values()];
    for (const part of this.all) {
      const ref = isReferring(part) ? part.node['$ref'] : undefined;
      const target = typeof ref === 'string' ? this.meantBy(part, ref) : undefined;
      if (!target) continue;
      part.target = target;
      target.holders.push(part);
    }
  }

  /** The whole document: in it names of components and schemes are meant. */
  get root(): Part | undefined {
    return this.of(this.#sources.files[0]?.tree);
  }

  of(node: unknown): Part | undefined {
    return isObject(node) ? this.#byNode.get(node) : undefined;
  }

  /** What a reference in a part leads to. */
  meantBy(part: Part, ref: string): Part | undefined {
    return this.of(this.#sources.resolve(part.file, ref));
  }

  /** The schemas that say the same things as this one, or alternatives of them; also those that are gone. */
  composedOf(schema: Part): Part[] {
    if (this.#stepsLeft-- <= 0) return [];
    const lists = COMPOSING.flatMap((key) => schema.child(key)?.children ?? []);
    return [...(schema.target ? [schema.target] : []), ...lists.map(({ to }) => to)];
  }

  #index(root: object, file: string): void {
    const stack = [this.#add(root, file, false)];
    for (let part = stack.pop(); part; part = stack.pop()) {
      for (const [key, value] of Object.entries(part.node)) {
        if (!isObject(value) || isSkipped(part, key, value)) continue;
        const known = this.#byNode.get(value);
        const to = known ?? this.#add(value, file, areNames(part, key, value));
        const edge = { from: part, key, to };
        part.children.push(edge);
        to.edges.push(edge);
        if (!known) stack.push(to);
      }
    }
  }

  #add(node: object, file: string, isNames: boolean): Part {
    const part = new Part(node, file, isNames);
    this.#byNode.set(node, part);
    return part;
  }
}

function isSkipped(part: Part, key: string, value: object): boolean {
  if (part.isNames || part.isList) return false;
  // Named examples are objects, the examples of a schema are data.
  return key === 'examples' ? Array.isArray(value) : isData(key);
}

function areNames(part: Part, key: string, value: object): boolean {
  if (Array.isArray(value) || part.isList) return false;
  // A callback maps expressions to path items.
  if (part.isNames) return part.edges.some((edge) => edge.key === 'callbacks') && !('$ref' in value);
  return NAME_MAPS.has(key) || key === 'examples';
}

function isReferring(part: Part): boolean {
  return !part.isNames && !part.isList;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
