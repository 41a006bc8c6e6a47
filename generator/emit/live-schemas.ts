// Hides how the schemas of a document are judged without generated code: the data that would be written, made when it is asked for.
import type { Reference, Schema, SchemaData } from '../../runtime/schema.js';
import { DynamicScopes } from '../model/dynamic-scopes.js';
import { Inheritance } from '../model/inheritance.js';
import { canonicalRef, schemaAt } from '../model/references.js';
import type { ApiModel, JsonSchema } from '../model/types.js';
import { pointerAt } from '../source.js';
import { type Assertion, assertionsOf, discriminatorOf } from './assertions.js';

/** Levels of schemas that are made at once; what is deeper is made when it is asked for, for stacks have their bounds. */
const MAX_DEPTH = 16;

/** The schemas of one document as data for validators. The same schema gives the same data. */
export class LiveSchemas {
  readonly #document: ApiModel['document'];
  readonly #scopes: DynamicScopes | undefined;
  readonly #inheritance: Inheritance;
  /** Of schemas without dynamic parts, which mean the same wherever they stand. */
  readonly #made = new WeakMap<object, Schema>();
  readonly #targets = new Map<string, Schema>();

  constructor(model: ApiModel) {
    this.#document = model.document;
    this.#scopes = model.hasDynamicReferences ? new DynamicScopes(model) : undefined;
    this.#inheritance = new Inheritance(
      Object.fromEntries(model.schemas.map((component) => [component.key, component.schema])),
    );
  }

  of(schema: JsonSchema): SchemaData {
    return this.#dataOf(schema, 0) as SchemaData;
  }

  /** The schema that a JSON pointer of the document leads to; true where there is none. */
  at(pointer: string): SchemaData {
    return this.#target(`#${pointer}`) as SchemaData;
  }

  #target(written: string): Schema {
    const ref = canonicalRef(written);
    const known = this.#targets.get(ref);
    if (known !== undefined) return known;
    const made = this.#dataOf(schemaAt(this.#document, ref) ?? true, 0, ref);
    this.#targets.set(ref, made);
    return made;
  }

  #dataOf(schema: JsonSchema, depth: number, ref?: string): Schema {
    if (typeof schema === 'boolean') return schema;
    const known = this.#scopes ? undefined : this.#made.get(schema);
    if (known !== undefined) return known;
    if (depth === MAX_DEPTH) return { $ref: later(() => this.#dataOf(schema, 0, ref)) };
    const assertions = assertionsOf(schema);
    const discriminator = discriminatorOf(this.#inheritance, schema, assertions);
    const anchors =
      ref !== undefined && (depth === 0 || typeof schema['$id'] === 'string')
        ? Object.entries(this.#scopes?.anchorsAt(ref) ?? {})
        : [];
    const data = Object.fromEntries([
      ...assertions.map((assertion) => [assertion.keyword, this.#valueOf(assertion, depth + 1, ref)]),
      ...(discriminator ? [['discriminator', discriminator]] : []),
      ...(anchors.length > 0
        ? [['$dynamicAnchors', Object.fromEntries(anchors.map(([name, at]) => [name, this.#reference(at)]))]]
        : []),
    ]) as Schema;
    this.#made.set(schema, data);
    return data;
  }

  #valueOf(assertion: Assertion, depth: number, ref?: string): unknown {
    const below = (schema: JsonSchema, ...names: (string | number)[]) => {
      const at = this.#scopes && ref !== undefined ? pointerAt(ref, assertion.keyword, ...names) : undefined;
      return this.#dataOf(schema, depth, at);
    };
    switch (assertion.kind) {
      case 'plain':
        return assertion.value;
      case 'reference':
        return this.#reference(assertion.value);
      case 'dynamic':
        return [assertion.anchor, this.#reference(assertion.value)];
      case 'schema':
        return below(assertion.value);
      case 'list':
        return assertion.value.map((each, at) => below(each, at));
      case 'map':
        return Object.fromEntries(assertion.value.map(([name, each]) => [name, below(each, name)]));
    }
  }

  #reference(ref: string): Reference {
    return () => this.#target(ref);
  }
}

/** Made once. */
function later(make: () => Schema): Reference {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
