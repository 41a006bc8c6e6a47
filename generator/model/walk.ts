// Hides `$ref`s and wrong shapes from the walk over a document: every read is guarded, what is wrong becomes a diagnostic.
import type { Diagnostic, Position, Severity } from '../diagnostics.js';
import { pointerAt, sizeLimit } from '../source.js';
import { localPointer, nodeAt } from '../spec/references.js';
import type { Edit, Remedy } from '../spec/types.js';
import type { Pointer } from './types.js';

/** An object of the document and where it stands, after references were followed. */
export interface Place {
  readonly node: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/** Longest chain of references to references. */
const MAX_CHAIN = 100;

/** Parameters, answers, media types, headers, examples and links of all operations, those that they share once for each. */
const MAX_PARTS = 500_000;

/** Mappings that may hold extensions; in all others, `x-…` is a name: of a header, a media type, an example, a security scheme. */
const EXTENSIBLE: ReadonlySet<string> = new Set(['paths', 'responses']);

export class Walk {
  readonly diagnostics: Diagnostic[] = [];
  /** By which the errors that were reported would go away. */
  readonly remedies: Remedy[] = [];
  readonly #said = new Set<string>();
  #left = MAX_PARTS;
  /** What references lead to: most are written many times. */
  readonly #targets = new Map<string, { readonly found: unknown; readonly pointer: Pointer } | undefined>();

  readonly document: Readonly<Record<string, unknown>>;
  readonly locate: (pointer: Pointer) => Position;

  constructor(document: Readonly<Record<string, unknown>>, locate: (pointer: Pointer) => Position) {
    this.document = document;
    this.locate = locate;
  }

  /** The object at a key, references followed; undefined where there is none (wrong shapes are reported). */
  child(place: Place, key: string | number): Place | undefined {
    const value = own(place.node, String(key));
    return value === undefined ? undefined : this.object(value, pointerAt(place.pointer, key));
  }

  /** The entries of a mapping of objects, in document order. Only where OpenAPI allows extensions is `x-…` one, and left out. */
  entries(place: Place, key: string): [string, Place][] {
    const map = this.child(place, key);
    return map ? this.members(map, EXTENSIBLE.has(key)) : [];
  }

  members(map: Place, extensible = false): [string, Place][] {
    const members: [string, Place][] = [];
    const names = Object.keys(map.node);
    if (!this.#take(names.length, map.pointer)) return members;
    for (const name of names) {
      if (extensible && name.startsWith('x-')) continue;
      const member = this.object(map.node[name], pointerAt(map.pointer, name));
      if (member) members.push([name, member]);
    }
    return members;
  }

  /** The items of an array of objects. */
  items(place: Place, key: string): Place[] {
    const value = own(place.node, key);
    if (value === undefined) return [];
    const pointer = pointerAt(place.pointer, key);
    if (!Array.isArray(value)) {
      this.wrongShape(pointer, 'an array', value);
      return [];
    }
    if (!this.#take(value.length, pointer)) return [];
    return value.flatMap((item, index) => this.object(item, pointerAt(pointer, index)) ?? []);
  }

  /** True once a part has been left out because there were too many. */
  get isFull(): boolean {
    return this.#left < 0;
  }

  /** False once a few shared parts that many operations refer to stand for more than can be made code of. */
  #take(count: number, pointer: Pointer): boolean {
    const isFirst = this.#left >= 0;
    this.#left -= count;
    if (this.#left >= 0) return true;
    const why = `what its operations refer to is more than ${MAX_PARTS} parts once it is written out`;
    const { id, message, hint } = sizeLimit(why);
    if (isFirst) this.report(id, pointer, message, hint);
    return false;
  }

  object(value: unknown, pointer: Pointer): Place | undefined {
    let [node, at] = [value, pointer];
    for (let hops = 0; hops <= MAX_CHAIN; hops++) {
      if (typeof node !== 'object' || node === null || Array.isArray(node)) {
        this.wrongShape(at, 'an object', node);
        return undefined;
      }
      const ref = own(node, '$ref');
      if (typeof ref !== 'string') return { node: node as Record<string, unknown>, pointer: at };
      const target = this.#target(ref);
      if (!target) return undefined; // already reported by loading
      [node, at] = [target.found, target.pointer];
    }
    this.report(
      'ref-cycle',
      pointer,
      'This $ref only leads to other $refs in a circle.',
      'Let one of them hold the object itself.',
    );
    return undefined;
  }

  #target(ref: string): { readonly found: unknown; readonly pointer: Pointer } | undefined {
    if (this.#targets.has(ref)) return this.#targets.get(ref);
    const pointer = localPointer(ref);
    const found = pointer === undefined ? undefined : nodeAt(this.document, pointer);
    const target = pointer === undefined || found === undefined ? undefined : { found, pointer };
    this.#targets.set(ref, target);
    return target;
  }

  /** A boolean, false where there is none. One in quotes is reported: taken for false it would change what is required. */
  flag(place: Place, key: string): boolean {
    const value = own(place.node, key);
    if (value !== undefined && typeof value !== 'boolean')
      this.wrongShape(pointerAt(place.pointer, key), 'a boolean', value);
    return value === true;
  }

  /** @param edits what an error would go away by: without what stands at the pointer, where nothing else is said */
  report(
    id: Diagnostic['id'],
    pointer: Pointer,
    message: string,
    hint: string,
    severity: Severity = 'error',
    edits: readonly Edit[] = [{ pointer }],
  ): void {
    if (severity === 'error') this.remedies.push({ pointer, edits });
    const said = `${id} ${pointer} ${message}`;
    if (this.#said.has(said)) return; // a component is met wherever it is referred to
    this.#said.add(said);
    this.diagnostics.push({ id, severity, message, position: this.locate(pointer), hint });
  }

  wrongShape(pointer: Pointer, expected: string, value: unknown): void {
    const type = typeof value;
    const actual =
      value === null
        ? 'null'
        : Array.isArray(value)
          ? 'an array'
          : type === 'object'
            ? 'an object'
            : `a ${type}`;
    this.report(
      'document-invalid',
      pointer,
      `Expected ${expected} at ${pointer}, found ${actual}.`,
      'See the OpenAPI specification for what belongs here.',
    );
  }
}

export function own(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
}

export function text(place: Place, key: string): string | undefined {
  const value = own(place.node, key);
  return typeof value === 'string' ? value : undefined;
}

/** `{ [key]: value }` where there is a value, `{}` where there is none: keeps absent and undefined apart. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
