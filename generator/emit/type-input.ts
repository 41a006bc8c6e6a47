// Hides that openapi-typescript trusts what it reads: it is handed a copy that holds only what makes types, in words that cannot become code.
import { canonicalRef, nodeOf } from '../model/schemas.js';
import type { OpenApi31 } from '../model/types.js';
import { pointerAt, pointerTokens } from '../source.js';
import { StandIns } from './stand-ins.js';
import { note } from './tokens.js';

type Tree = { readonly [key: string]: unknown };
type Copy = (value: unknown) => unknown;

export interface TypeInput {
  readonly document: Tree;
  /** What was printed of it, with every name as the document has it. */
  spelled(code: string): string;
}

/**
 * What of a document makes types, as a copy. The package changes what it reads, takes examples and extensions for schemas,
 * follows references through prototypes, decodes names as if they were URIs, prints the first step of a reference as an
 * identifier, and comments as they are: nothing of that can happen to the copy.
 */
export function typeInput(document: OpenApi31): TypeInput {
  const copier = new Copier(document);
  return { document: copier.document(), spelled: (code) => copier.names.spelled(code) };
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** Members of a schema that lead to a schema by its name, and whose types the package can point at. */
const STEPS: ReadonlySet<string | undefined> = new Set(['$defs', 'properties']);

class Copier {
  readonly #root: OpenApi31;
  readonly names = new StandIns();
  /** Schemas that YAML aliases share are copied once. */
  readonly #schemas = new Map<object, Tree>();
  /** Schemas that are referred to where the package can name no type; they become components, so that circles end. */
  readonly #hoisted = new Map<string, unknown>();
  readonly #open = new Set<unknown>();

  constructor(root: OpenApi31) {
    this.#root = root;
  }

  document(): Tree {
    const { paths, webhooks, components } = only(this.#root, {
      paths: (value) => this.#map(value, this.#referred('pathItems', this.#pathItem), isPath),
      webhooks: (value) => this.#map(value, (item) => this.#pathItem(this.#target(item))),
      components: (value) =>
        only(value, {
          schemas: (map) => this.#map(map, this.#schema),
          responses: (map) => this.#map(map, this.#inPlace(this.#response)),
          parameters: (map) => this.#map(map, this.#inPlace(this.#parameter)),
          requestBodies: (map) => this.#map(map, this.#inPlace(this.#body)),
          headers: (map) => this.#map(map, this.#inPlace(this.#header)),
          pathItems: (map) => this.#map(map, this.#inPlace(this.#pathItem)),
        }),
    }) as { readonly [key: string]: Tree | undefined };
    const schemas: Record<string, unknown> = {};
    // Copying what was hoisted may hoist more: a Map's iteration sees what is added to it.
    for (const [ref, schema] of this.#hoisted) schemas[this.names.name(ref)] = this.#schema(schema);
    const all = bare({ ...(components?.['schemas'] as Tree | undefined), ...schemas });
    return {
      openapi: '3.1.0',
      ...(paths && { paths }),
      ...(webhooks && { webhooks }),
      ...(components || this.#hoisted.size > 0 ? { components: { ...components, schemas: all } } : {}),
    };
  }

  readonly #schema = (value: unknown): unknown => {
    if (typeof value === 'boolean') return value ? {} : { enum: [] };
    if (!isTree(value)) return {};
    const known = this.#schemas.get(value);
    if (known) return known;
    const { $ref } = value;
    const list: Copy = (items) => (Array.isArray(items) ? items.map(this.#schema) : undefined);
    const map: Copy = (members) => this.#map(members, this.#schema);
    const copy =
      typeof $ref === 'string'
        ? { $ref: this.#schemaRef($ref), ...this.#notes(value) }
        : {
            ...only(value, {
              type: (type) => (typeof type === 'string' ? type : texts(type)),
              enum: (values) => (Array.isArray(values) ? values.map(this.#literal) : undefined),
              const: this.#literal,
              required: (names) => texts(names)?.map((name) => this.names.name(name)),
              readOnly: flag,
              writeOnly: flag,
              properties: map,
              patternProperties: map,
              $defs: map,
              items: (items) => list(items) ?? this.#schema(items),
              additionalProperties: (rest) => (typeof rest === 'boolean' ? rest : this.#schema(rest)),
              prefixItems: list,
              allOf: list,
              anyOf: list,
              oneOf: list,
              discriminator: this.#discriminator,
            }),
            ...this.#notes(value),
          };
    const whole = enumAlone(copy);
    this.#schemas.set(value, whole);
    return whole;
  };

  readonly #discriminator = (value: unknown): unknown => {
    const mapping = (map: unknown) =>
      isTree(map)
        ? bare(
            Object.fromEntries(
              Object.entries(map).flatMap(([key, ref]) => {
                const target = typeof ref === 'string' ? this.#component(ref) : undefined;
                return target === undefined ? [] : [[this.names.name(key), target]];
              }),
            ),
          )
        : undefined;
    return isTree(value) && typeof value['propertyName'] === 'string'
      ? only(value, { propertyName: (name) => this.names.name(String(name)), mapping })
      : undefined;
  };

  /** A mapping names a component by reference or by its bare name. */
  #component(ref: string): string | undefined {
    const canonical = canonicalRef(ref.includes('/') ? ref : `#${pointerAt('/components/schemas', ref)}`);
    const isComponent = pointerTokens(canonical).length === 3 && nodeOf(this.#root, canonical) !== undefined;
    return isComponent ? this.#schemaRef(canonical) : undefined;
  }

  #schemaRef(written: string): string {
    const ref = canonicalRef(written);
    const [components, kind, key = '', ...rest] = pointerTokens(ref);
    const isNamed =
      components === 'components' &&
      kind === 'schemas' &&
      rest.length % 2 === 0 &&
      rest.every((step, index) => index % 2 === 1 || STEPS.has(step));
    const inside = rest.map((step, index) => (index % 2 === 1 ? this.names.name(step) : step));
    if (isNamed) return `#${pointerAt('/components/schemas', this.names.name(key), ...inside)}`;
    this.#hoisted.set(ref, nodeOf(this.#root, ref));
    return `#${pointerAt('/components/schemas', this.names.name(ref))}`;
  }

  readonly #pathItem = (value: unknown): unknown =>
    only(value, {
      parameters: this.#list(this.#referred('parameters', this.#parameter)),
      ...Object.fromEntries(METHODS.map((method) => [method, this.#operation])),
    });

  readonly #operation = (value: unknown): unknown =>
    isTree(value)
      ? {
          ...only(value, {
            // Inside what is written out in place the id would be declared twice.
            operationId: (id) =>
              typeof id === 'string' && this.#open.size === 0 ? this.names.name(id) : undefined,
            parameters: this.#list(this.#referred('parameters', this.#parameter)),
            requestBody: this.#referred('requestBodies', this.#body),
            responses: (map) => this.#map(map, this.#referred('responses', this.#response)),
          }),
          ...this.#notes(value),
        }
      : undefined;

  readonly #parameter = (value: unknown): unknown => {
    if (!isTree(value)) return undefined;
    const [content] = Object.values(isTree(value['content']) ? value['content'] : {});
    const schema = value['schema'] ?? (isTree(content) ? content['schema'] : undefined);
    return {
      ...only(value, { name: (name) => this.names.name(String(name)), in: (place) => place, required: flag }),
      ...(schema !== undefined && { schema: this.#schema(schema) }),
      ...this.#notes(value),
    };
  };

  readonly #body = (value: unknown): unknown =>
    isTree(value)
      ? { ...only(value, { required: flag, content: this.#content }), ...this.#notes(value) }
      : undefined;

  readonly #response = (value: unknown): unknown =>
    isTree(value)
      ? {
          ...only(value, {
            headers: (map) => this.#map(map, this.#inPlace(this.#header)),
            content: this.#content,
          }),
          ...this.#notes(value),
        }
      : undefined;

  readonly #header = (value: unknown): unknown =>
    isTree(value)
      ? {
          ...only(value, { required: flag, schema: this.#schema, content: this.#content }),
          ...this.#notes(value),
        }
      : undefined;

  readonly #content = (value: unknown): unknown =>
    this.#map(
      value,
      this.#inPlace((media) => ({
        ...only(media, { schema: this.#schema }),
        ...(isTree(media) && this.#notes(media)),
      })),
    );

  /** What the package prints as comments: texts that are safe in one. */
  #notes(value: Tree): Tree {
    const text: Copy = (each) => (typeof each === 'string' ? note(each) : undefined);
    const any: Copy = (each) => note(typeof each === 'string' ? each : JSON.stringify(each, null, 2));
    return only(value, {
      title: text,
      summary: text,
      description: text,
      format: text,
      deprecated: flag,
      default: any,
      example: any,
      examples: (values) => (Array.isArray(values) ? values.map(any) : undefined),
    });
  }

  /** A reference to a component of the kind it should have stays one; what others lead to is written out in place. */
  #referred(kind: string, copy: Copy): Copy {
    return (value) => {
      if (!isTree(value) || typeof value['$ref'] !== 'string') return copy(value);
      const [components, found, key = '', ...rest] = pointerTokens(canonicalRef(value['$ref']));
      if (components !== 'components' || found !== kind || rest.length > 0) return this.#inPlace(copy)(value);
      return { $ref: `#${pointerAt(`/components/${kind}`, this.names.name(key))}`, ...this.#notes(value) };
    };
  }

  #inPlace(copy: Copy): Copy {
    return (value) => {
      const target = this.#target(value);
      if (target === value) return copy(value);
      if (this.#open.has(target)) return {};
      this.#open.add(target);
      const made = copy(target);
      this.#open.delete(target);
      return made;
    };
  }

  /** What a chain of references leads to. */
  #target(value: unknown): unknown {
    let target = value;
    for (let hops = 0; hops < 100 && isTree(target) && typeof target['$ref'] === 'string'; hops++)
      target = nodeOf(this.#root, canonicalRef(target['$ref']));
    return target;
  }

  #list(copy: Copy): Copy {
    return (value) => (Array.isArray(value) ? value.map(copy).filter(isTree) : undefined);
  }

  #map(value: unknown, copy: Copy, wanted: (key: string) => boolean = () => true): Tree | undefined {
    if (!isTree(value)) return undefined;
    const members = Object.entries(value).filter(([key]) => wanted(key));
    return bare(Object.fromEntries(members.map(([key, item]) => [this.names.name(key), copy(item) ?? {}])));
  }

  readonly #literal = (value: unknown): unknown => {
    if (typeof value === 'string') return this.names.literal(value);
    if (Array.isArray(value)) return value.map(this.#literal);
    return isTree(value) ? this.#map(value, this.#literal) : value;
  };
}

/** The named members, each copied; what comes out as undefined is left away. */
function only(value: unknown, members: Readonly<Record<string, Copy>>): Tree {
  if (!isTree(value)) return {};
  const copied = Object.entries(members).map(([key, copy]) => [
    key,
    Object.hasOwn(value, key) ? copy(value[key]) : undefined,
  ]);
  return Object.fromEntries(copied.filter(([, member]) => member !== undefined));
}

/** An enum of an object would be read as a list of schemas; its values say all that there is to say. */
function enumAlone(schema: Tree): Tree {
  if (schema['enum'] === undefined) return schema;
  const { type: _type, properties: _properties, additionalProperties: _rest, ...alone } = schema;
  return schema['type'] === 'object' || _properties !== undefined || _rest !== undefined ? alone : schema;
}

/** Without a prototype: a property may be called `constructor`, and the package asks for it plainly. */
function bare(tree: Tree): Tree {
  return Object.assign(Object.create(null) as object, tree);
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function isPath(key: string): boolean {
  return key.startsWith('/');
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
