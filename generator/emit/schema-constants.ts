// Hides how schemas become data in code: a constant for each that is referred to, functions for references.
import { DynamicScopes } from '../model/dynamic-scopes.js';
import { Inheritance } from '../model/inheritance.js';
import { referenceName } from '../model/names.js';
import { canonicalRef, schemaAt } from '../model/references.js';
import type { ApiModel, JsonSchema } from '../model/types.js';
import { pointerAt } from '../source.js';
import { type Assertion, assertionsOf, discriminatorOf } from './assertions.js';
import { js, key, list, object } from './tokens.js';

/** Levels of schemas that one constant holds; what is deeper is referred to, for readers, compilers and stacks have their bounds. */
const MAX_DEPTH = 16;

/** The constants of one file: those of all components to begin with. */
export class SchemaConstants {
  readonly #document: ApiModel['document'];
  /** Undefined where no reference is dynamic: then nobody needs to know where a schema stands. */
  readonly #scopes: DynamicScopes | undefined;
  readonly #inheritance: Inheritance;
  /** Reference → name of a constant. */
  readonly #names: Map<string, string>;
  readonly #taken: Set<string>;
  /** Code → the constant that holds it. */
  readonly #byCode = new Map<string, string>();
  /** Many operations may share a body: it is spelled once. */
  readonly #written = new Map<JsonSchema, string>();
  readonly #waiting: (readonly [name: string, schema: JsonSchema, ref?: string])[] = [];
  readonly #declarations: string[] = [];

  constructor(model: ApiModel) {
    this.#document = model.document;
    this.#scopes = model.hasDynamicReferences ? new DynamicScopes(model) : undefined;
    this.#inheritance = new Inheritance(
      Object.fromEntries(model.schemas.map((component) => [component.key, component.schema])),
    );
    this.#names = new Map(model.schemas.map(({ source, name }) => [`#${source}`, name]));
    this.#taken = new Set(this.#names.values());
    for (const { source, name, schema } of model.schemas) this.#waiting.push([name, schema, `#${source}`]);
    this.#declareWaiting();
  }

  /** The constant of a schema that nothing refers to: the first that is written alike, or else a new one called `name`. */
  constantOf(name: string, schema: JsonSchema): string {
    const written = this.#written.get(schema) ?? this.#writtenAs(name, schema);
    this.#written.set(schema, written);
    return written;
  }

  #writtenAs(name: string, schema: JsonSchema): string {
    const code = this.#codeOf(schema, '', 0);
    const known = this.#byCode.get(code);
    if (known !== undefined) return known;
    const own = this.#free(name);
    this.#declare(own, code);
    this.#declareWaiting();
    return own;
  }

  /** All declarations, one behind the other. */
  code(): string {
    return this.#declarations.join('\n\n');
  }

  #declareWaiting(): void {
    // What is written may be the first to refer to more.
    for (const [name, schema, ref] of this.#waiting) this.#declare(name, this.#codeOf(schema, '', 0, ref));
    this.#waiting.length = 0;
  }

  #declare(name: string, code: string): void {
    if (!this.#byCode.has(code)) this.#byCode.set(code, name);
    this.#declarations.push(`export const ${name}: json.SchemaData = ${code};`);
  }

  /** @param ref a reference to the schema, where one may lead there */
  #codeOf(schema: JsonSchema, indent: string, depth: number, ref?: string): string {
    if (typeof schema === 'boolean') return js(schema);
    const assertions = assertionsOf(schema);
    if (depth === MAX_DEPTH && assertions.some(({ kind }) => kind !== 'plain' && kind !== 'reference'))
      return `{ $ref: () => ${this.#later('deep_0', schema, ref)} }`;
    const inner = `${indent}  `;
    const members = assertions.map(
      (assertion) => `${assertion.keyword}: ${this.#valueOf(assertion, inner, depth + 1, ref)}`,
    );
    const discriminator = discriminatorOf(this.#inheritance, schema, assertions);
    if (discriminator) members.push(`discriminator: ${js(discriminator, inner)}`);
    // A constant may be entered from anywhere, and what has an `$id` has anchors of its own.
    if (ref !== undefined && (depth === 0 || typeof schema['$id'] === 'string')) {
      const anchors = Object.entries(this.#scopes?.anchorsAt(ref) ?? {});
      const meanings = anchors.map(([anchor, meant]) => `${key(anchor)}: () => ${this.#nameOf(meant)}`);
      if (meanings.length > 0) members.push(`$dynamicAnchors: ${object(meanings, inner)}`);
    }
    return object(members, indent);
  }

  #valueOf(assertion: Assertion, indent: string, depth: number, ref?: string): string {
    const { keyword } = assertion;
    const inner = `${indent}  `;
    const codeOf = (schema: JsonSchema, ...below: (string | number)[]) => {
      const at = this.#scopes && ref !== undefined ? pointerAt(ref, keyword, ...below) : undefined;
      return this.#codeOf(schema, below.length > 0 ? inner : indent, depth, at);
    };
    switch (assertion.kind) {
      case 'plain':
        return js(assertion.value, indent);
      case 'reference':
        return `() => ${this.#nameOf(assertion.value)}`;
      case 'dynamic':
        return `[${js(assertion.anchor)}, () => ${this.#nameOf(assertion.value)}]`;
      case 'schema':
        return codeOf(assertion.value);
      case 'list':
        return list(
          assertion.value.map((each, at) => codeOf(each, at)),
          indent,
        );
      case 'map':
        return object(
          assertion.value.map(([name, each]) => `${key(name)}: ${codeOf(each, name)}`),
          indent,
        );
    }
  }

  #nameOf(written: string): string {
    const ref = canonicalRef(written);
    const known = this.#names.get(ref);
    if (known !== undefined) return known;
    const name = this.#later(
      referenceName(ref, (taken) => this.#taken.has(taken)),
      schemaAt(this.#document, ref) ?? true,
      ref,
    );
    this.#names.set(ref, name);
    return name;
  }

  /** Declared when what is being written is done. */
  #later(wanted: string, schema: JsonSchema, ref?: string): string {
    const name = this.#free(wanted);
    this.#waiting.push(ref === undefined ? [name, schema] : [name, schema, ref]);
    return name;
  }

  #free(wanted: string): string {
    let name = wanted;
    for (let count = 1; this.#taken.has(name); count++) name = `${wanted}_${count}`;
    this.#taken.add(name);
    return name;
  }
}
