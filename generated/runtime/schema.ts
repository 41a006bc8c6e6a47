// What a schema looks like as data of generated code: JSON Schema 2020-12 without what decides nothing. Types only.

/** Who sends a value: what is `readOnly` is not asked of a request, what is `writeOnly` not of an answer (OpenAPI 3.1 §4.8.24). */
export type Direction = 'request' | 'response';

/**
 * A schema as generated code holds it. To the compiler it is any data: looking at every keyword of a large document would take it
 * longer than all the rest of the file.
 */
export type SchemaData = boolean | { readonly [keyword: string]: unknown };

/** A reference is a function, so that schemas may refer in circles, and bundlers see what is used. */
export type Reference = () => Schema;

export type Schema = boolean | SchemaObject;

type Schemas = readonly Schema[];
type SchemaMap = { readonly [name: string]: Schema };

/** Keywords as in JSON Schema 2020-12, but for `$ref`, `discriminator` and the dynamic ones. */
export interface SchemaObject {
  readonly $ref?: Reference;
  /** Of a schema resource: its dynamic anchors. */
  readonly $dynamicAnchors?: { readonly [anchor: string]: Reference };
  /** The anchor, and what it means where no schema on the way here has another meaning for it. */
  readonly $dynamicRef?: readonly [anchor: string, otherwise: Reference];

  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;

  readonly prefixItems?: Schemas;
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly dependentRequired?: { readonly [name: string]: readonly string[] };
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly allOf?: Schemas;
  readonly anyOf?: Schemas;
  readonly oneOf?: Schemas;
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly dependentSchemas?: SchemaMap;
  readonly unevaluatedItems?: Schema;
  readonly unevaluatedProperties?: Schema;

  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  /** Of `oneOf` and `anyOf`: the property that tells the alternatives apart, and the place in the list that each of its values means. */
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping: { readonly [value: string]: number };
  };
}
