// Hides that openapi-typescript trusts what it reads: it is handed a copy that holds only what lays out types, in words that cannot become code.
import { canonicalRef, nodeOf } from '../model/references.js';
import type { ApiModel, Direction, OpenApi31 } from '../model/types.js';
import { pointerAt, pointerTokens } from '../source.js';
import { isTree, type Tree } from './schema-site.js';
import type { SchemaTypes } from './schema-type.js';
import { StandIns } from './stand-ins.js';
import { note } from './tokens.js';

type Copy = (value: unknown) => unknown;

/** The `type` of a schema in the copy; its `code` is the type to print. */
export const CODE = 'code';

export interface TypeInput {
  readonly document: Tree;
  /** What was printed of it, with every name and every type as it should be. */
  spelled(code: string): string;
}

/**
 * What of a document lays out types, as a copy, with types spelled already. The package changes what it reads, takes examples and
 * extensions for schemas, follows references through prototypes, decodes names as if they were URIs, prints the first step of a
 * reference as an identifier, and comments as they are: nothing of that can happen to the copy.
 */
export function typeInput(model: ApiModel, types: SchemaTypes): TypeInput {
  const copier = new Copier(model, types);
  return { document: copier.document(), spelled: (code) => copier.names.spelled(code) };
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

class Copier {
  readonly #root: OpenApi31;
  readonly #model: ApiModel;
  readonly #types: SchemaTypes;
  readonly names = new StandIns();
  readonly #open = new Set<unknown>();
  /** Of what is being copied: an answer, unless a request is entered. */
  #direction: Direction = 'response';

  constructor(model: ApiModel, types: SchemaTypes) {
    this.#root = model.document;
    this.#model = model;
    this.#types = types;
  }

  document(): Tree {
    const { paths, webhooks, components } = only(this.#root, {
      paths: (value) => this.#map(value, this.#referred('pathItems', this.#pathItem), isPath),
      webhooks: (value) => this.#map(value, (item) => this.#pathItem(this.#target(item))),
      components: (value) =>
        only(value, {
          responses: (map) => this.#map(map, this.#inPlace(this.#response)),
          parameters: (map) => this.#map(map, this.#inPlace(this.#parameter)),
          requestBodies: (map) => this.#map(map, this.#inPlace(this.#body)),
          headers: (map) => this.#map(map, this.#inPlace(this.#header)),
          pathItems: (map) => this.#map(map, this.#inPlace(this.#pathItem)),
        }),
    }) as { readonly [key: string]: Tree | undefined };
    const schemas = this.#model.schemas.map(({ key, name }) => [
      this.names.name(key),
      { type: CODE, code: name },
    ]);
    return {
      openapi: '3.1.0',
      ...(paths && { paths }),
      ...(webhooks && { webhooks }),
      ...(components && { components: { ...components, schemas: bare(Object.fromEntries(schemas)) } }),
    };
  }

  /** A schema is spelled as a type by ourselves: the package prints what it is given. */
  readonly #schema = (value: unknown): unknown => {
    const schema = typeof value === 'boolean' || isTree(value) ? value : true;
    return { type: CODE, code: this.names.code(this.#types.of(schema, this.#direction)) };
  };

  /** Copies what travels in the other direction. */
  #requested(copy: Copy): Copy {
    return (value) => {
      const direction = this.#direction;
      this.#direction = 'request';
      const made = copy(value);
      this.#direction = direction;
      return made;
    };
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

  readonly #parameter = this.#requested((value: unknown): unknown => {
    if (!isTree(value)) return undefined;
    const [content] = Object.values(isTree(value['content']) ? value['content'] : {});
    const schema = value['schema'] ?? (isTree(content) ? content['schema'] : undefined);
    return {
      ...only(value, { name: (name) => this.names.name(String(name)), in: inPackage, required: flag }),
      ...(schema !== undefined && { schema: this.#schema(schema) }),
      ...this.#notes(value),
    };
  });

  readonly #body = this.#requested((value: unknown): unknown =>
    isTree(value)
      ? { ...only(value, { required: flag, content: this.#content }), ...this.#notes(value) }
      : undefined,
  );

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

/** Without a prototype: a property may be called `constructor`, and the package asks for it plainly. */
function bare(tree: Tree): Tree {
  return Object.assign(Object.create(null) as object, tree);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A whole query is nothing that the package knows; where there is one, there are no other parameters of a query. */
function inPackage(place: unknown): unknown {
  return place === 'querystring' ? 'query' : place;
}

function isPath(key: string): boolean {
  return key.startsWith('/');
}
