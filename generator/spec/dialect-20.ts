// Hides Swagger 2.0: where it keeps bodies, forms, hosts and shared parts. What leaves here is 3.0; dialect-30.ts does the rest.

import { isTree } from './forms.js';
import type { Origins } from './origins.js';
import { targetOf } from './references.js';
import type { Tree } from './types.js';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const DEFAULT_TYPES: readonly string[] = ['application/json'];
/** 2.0 has no examples of parameters; this is what tools agreed on, and `x-examples` by media type for bodies. */
const SHOWN = 'x-example';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Keywords of a 2.0 parameter, item or header that belong into a schema. */
const SCHEMA_KEYWORDS: readonly string[] = [
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
  'x-nullable',
];

/** `collectionFormat` in a query or a form as style and explode (OpenAPI 3.0 §4.7.12.2). */
const STYLES: Readonly<Record<string, Tree>> = {
  csv: { style: 'form', explode: false },
  multi: { style: 'form', explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

/** Media types of bodies and answers, those of the whole document once for each: no fewer than any honest document has. */
const MAX_BODIES = 500_000;

/**
 * Turns a 2.0 document into a 3.0 one. Reads only; everything that changes is made anew.
 * @returns undefined where it is too large to be written out
 */
export function upgrade20(document: Tree, origins: Origins): Tree | undefined {
  const upgrade = new Upgrade(document, origins);
  const upgraded = upgrade.document();
  return upgrade.isWhole ? upgraded : undefined;
}

class Upgrade {
  readonly #root: Tree;
  readonly #ofDocument = new Map<string, readonly string[]>();
  #bodiesLeft = MAX_BODIES;
  readonly #origins: Origins;

  constructor(root: Tree, origins: Origins) {
    this.#root = root;
    this.#origins = origins;
  }

  /** False once bodies have had to do without their types. */
  get isWhole(): boolean {
    return this.#bodiesLeft >= 0;
  }

  document(): Tree {
    const { info, tags, externalDocs, security, paths } = this.#root;
    const extensions = Object.entries(this.#root).filter(([key]) => key.startsWith('x-'));
    return defined({
      openapi: '3.0.4',
      info,
      servers: this.#servers(),
      tags,
      externalDocs,
      security,
      paths: this.#mapped(paths, (item) => this.#pathItem(item)),
      components: defined({
        schemas: this.#mapped(this.#root['definitions'], (schema) => this.#schema(schema)),
        parameters: this.#shared(
          (place) => place !== 'body' && place !== 'formData',
          (each) => this.#parameter(each),
        ),
        requestBodies: this.#shared(
          (place) => place === 'body',
          (each) => this.#body(each, this.#types('consumes')),
        ),
        responses: this.#mapped(this.#root['responses'], (each) =>
          this.#response(each, this.#types('produces')),
        ),
        securitySchemes: this.#mapped(this.#root['securityDefinitions'], (each) =>
          this.#made(securityScheme(each), each),
        ),
      }),
      ...Object.fromEntries(extensions),
    });
  }

  #servers(): Tree[] | undefined {
    const { host, basePath, schemes } = this.#root;
    const path = typeof basePath === 'string' ? basePath : '';
    if (typeof host !== 'string') return path === '' ? undefined : [{ url: path }];
    return strings(schemes, ['https']).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
  }

  #shared(wanted: (place: unknown) => boolean, turn: (parameter: Tree) => unknown): Tree | undefined {
    const { parameters } = this.#root;
    if (!isTree(parameters)) return undefined;
    const members = Object.entries(parameters).filter(
      ([, each]) => isTree(each) && wanted(this.#target(each)['in']),
    );
    return members.length > 0
      ? Object.fromEntries(members.map(([key, each]) => [key, turn(each as Tree)]))
      : undefined;
  }

  #pathItem(value: unknown): unknown {
    if (!isTree(value)) return value;
    const inherited = list(value['parameters']);
    const others = inherited.filter((each) => !this.#isBody(each));
    const turned = Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (METHODS.has(key))
          return [
            key,
            this.#operation(
              item,
              inherited.filter((each) => this.#isBody(each)),
            ),
          ];
        return [key, key === 'parameters' ? others.map((each) => this.#parameter(each)) : item];
      }),
    );
    return this.#made(turned, value);
  }

  #operation(value: unknown, inheritedBodies: readonly unknown[]): unknown {
    if (!isTree(value)) return value;
    const { consumes, produces, schemes: _schemes, parameters, responses, ...rest } = value;
    const all = [...inheritedBodies, ...list(parameters)];
    const types = strings(consumes, this.#types('consumes'));
    const own = list(parameters).filter((each) => !this.#isBody(each));
    const turned = defined({
      ...rest,
      parameters: parameters === undefined ? undefined : own.map((each) => this.#parameter(each)),
      requestBody: this.#requestBody(
        all.filter((each) => this.#isBody(each)),
        types,
      ),
      responses: this.#mapped(responses, (each) =>
        this.#response(each, strings(produces, this.#types('produces'))),
      ),
    });
    return this.#made(turned, value);
  }

  #requestBody(bodies: readonly unknown[], types: readonly string[]): unknown {
    const fields = bodies.map((each) => this.#target(each)).filter((each) => each['in'] === 'formData');
    if (fields.length > 0) return this.#form(fields, types);
    const body = bodies.at(-1);
    if (!isTree(body)) return undefined;
    // A shared body is of the document's types; an operation that has its own gets its own.
    return this.#body(same(types, this.#types('consumes')) ? body : this.#target(body), types);
  }

  #body(body: Tree, types: readonly string[]): Tree {
    const ref = body['$ref'];
    if (typeof ref === 'string')
      return this.#made({ $ref: ref.replace('#/parameters/', '#/components/requestBodies/') }, body);
    const { name: _name, in: _in, schema, required, [SHOWN]: one, 'x-examples': byType, ...rest } = body;
    const turned = this.#schema(schema);
    const shown = isTree(byType) ? byType : {};
    const content = Object.fromEntries(
      this.#afforded(types).map((type) => [
        type,
        defined({ schema: turned, example: Object.hasOwn(shown, type) ? shown[type] : one }),
      ]),
    );
    return this.#made({ ...rest, required: required === true, content }, body);
  }

  #form(fields: readonly Tree[], types: readonly string[]): Tree {
    const hasFile = fields.some((field) => field['type'] === 'file');
    const asked = types.filter((type) => type === FORM || type === MULTIPART);
    const chosen = hasFile ? [MULTIPART] : asked.length > 0 ? asked : [FORM];
    const required = fields
      .filter((field) => field['required'] === true)
      .map((field) => String(field['name']));
    const properties = fields.map((field) => [
      String(field['name']),
      this.#made(
        defined({ ...this.#inline(field), description: field['description'], example: field[SHOWN] }),
        field,
      ),
    ]);
    const encoding = fields.flatMap((field) => {
      const style = this.#style(field);
      return Object.keys(style).length > 0 ? [[String(field['name']), style]] : [];
    });
    const media = defined({
      schema: defined({
        type: 'object',
        properties: Object.fromEntries(properties) as Tree,
        required: required.length > 0 ? required : undefined,
      }),
      encoding: encoding.length > 0 ? (Object.fromEntries(encoding) as Tree) : undefined,
    });
    const body = {
      required: required.length > 0,
      content: Object.fromEntries(chosen.map((type) => [type, media])),
    };
    return fields[0] ? this.#made(body, fields[0]) : body;
  }

  #parameter(value: unknown): unknown {
    if (!isTree(value)) return value;
    if (typeof value['$ref'] === 'string')
      return this.#made({ $ref: value['$ref'].replace('#/parameters/', '#/components/parameters/') }, value);
    const rest = Object.entries(value).filter(
      ([key]) => !SCHEMA_KEYWORDS.includes(key) && key !== 'collectionFormat' && key !== SHOWN,
    );
    return this.#made(
      defined({
        example: value[SHOWN],
        ...Object.fromEntries(rest),
        ...this.#style(value),
        schema: this.#inline(value),
      }),
      value,
    );
  }

  #style(parameter: Tree): Tree {
    if (parameter['type'] !== 'array') return {};
    const format = String(parameter['collectionFormat'] ?? 'csv');
    const repeats = parameter['in'] === 'query' || parameter['in'] === 'formData';
    const style = repeats && Object.hasOwn(STYLES, format) ? STYLES[format] : undefined;
    if (style) return style;
    // 3.x has no style for it there: the word is kept as an extension, which the model knows.
    const kept = /^(ssv|tsv|pipes)$/.test(format) ? { 'x-collectionFormat': format } : {};
    return { style: repeats ? 'form' : 'simple', explode: false, ...kept };
  }

  /** The schema of a parameter, header or item, whose keywords 2.0 mixes with its own. */
  #inline(value: Tree): Tree {
    const keywords = Object.entries(value).filter(([key]) => SCHEMA_KEYWORDS.includes(key));
    return this.#made(this.#schema(Object.fromEntries(keywords)) as Tree, value);
  }

  #response(value: unknown, types: readonly string[]): unknown {
    if (!isTree(value)) return value;
    if (typeof value['$ref'] === 'string') {
      // A shared answer is of the document's types; an operation that has its own gets its own.
      if (!same(types, this.#types('produces'))) return this.#response(this.#target(value), types);
      return this.#made({ $ref: value['$ref'].replace('#/responses/', '#/components/responses/') }, value);
    }
    const { schema, examples, headers, ...rest } = value;
    const shown = isTree(examples) ? examples : {};
    const turned = this.#schema(schema);
    const isFile = isTree(schema) && schema['type'] === 'file';
    const kinds =
      schema === undefined
        ? Object.keys(shown)
        : isFile
          ? types.filter((type) => type !== 'application/json')
          : this.#afforded(types);
    const media = defined({ schema: turned });
    const content = (kinds.length > 0 || !isFile ? kinds : ['application/octet-stream']).map((type) => [
      type,
      Object.hasOwn(shown, type) ? { ...media, example: shown[type] } : media,
    ]);
    const answer = defined({
      ...rest,
      headers: this.#mapped(headers, (header) =>
        isTree(header)
          ? this.#made(defined({ description: header['description'], schema: this.#inline(header) }), header)
          : header,
      ),
      content: content.length > 0 ? (Object.fromEntries(content) as Tree) : undefined,
    });
    return this.#made(answer, value);
  }

  /** Rewrites references, `x-nullable`, `type: file` and `discriminator` at every depth. */
  #schema(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#schema(each));
    if (!isTree(value)) return value;
    const turned = Object.fromEntries(
      Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
        if (key === '$ref' && typeof item === 'string')
          return [[key, item.replace(/^#\/definitions\//, '#/components/schemas/')]];
        if (key === 'x-nullable') return [['nullable', item]];
        if (key === 'type' && item === 'file')
          return [
            ['type', 'string'],
            ['format', 'binary'],
          ];
        if (key === 'discriminator' && typeof item === 'string') return [[key, { propertyName: item }]];
        if (key === 'example' || key === 'default' || key === 'enum' || key.startsWith('x-'))
          return [[key, item]];
        if (key === 'properties') return [[key, this.#mapped(item, (member) => this.#schema(member))]];
        return [[key, this.#schema(item)]];
      }),
    );
    return this.#made(turned, value);
  }

  #mapped(value: unknown, turn: (item: unknown) => unknown): Tree | undefined {
    if (!isTree(value)) return undefined;
    const members = Object.entries(value).map(([key, item]) => [
      key,
      key.startsWith('x-') && !isTree(item) ? item : turn(item),
    ]);
    return this.#made(Object.fromEntries(members) as Tree, value);
  }

  /** What is made stands where it was made from. */
  #made<T>(made: T, source: unknown): T {
    const isNew = typeof made === 'object' && made !== null && typeof source === 'object' && source !== null;
    return isNew ? this.#origins.made(made, source) : made;
  }

  #isBody(parameter: unknown): boolean {
    const place = this.#target(parameter)['in'];
    return place === 'body' || place === 'formData';
  }

  #target(parameter: unknown): Tree {
    let target = parameter;
    // Circles are mended before.
    while (isTree(target) && typeof target['$ref'] === 'string')
      target = targetOf(this.#root, target['$ref']);
    return isTree(target) ? target : {};
  }

  /** Types of a whole document, written out for each body and answer. Where they are too many, the rest is not worth it. */
  #afforded(types: readonly string[]): readonly string[] {
    if (!this.isWhole) return [];
    const distinct = [...new Set(types)];
    this.#bodiesLeft -= distinct.length;
    return distinct;
  }

  #types(field: 'consumes' | 'produces'): readonly string[] {
    const known = this.#ofDocument.get(field) ?? strings(this.#root[field], DEFAULT_TYPES);
    this.#ofDocument.set(field, known);
    return known;
  }
}

function securityScheme(value: unknown): unknown {
  if (!isTree(value)) return value;
  if (value['type'] === 'basic')
    return defined({ type: 'http', scheme: 'basic', description: value['description'] });
  if (value['type'] !== 'oauth2') return value;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = value;
  const names: Record<string, string> = { application: 'clientCredentials', accessCode: 'authorizationCode' };
  const name = String(flow ?? 'implicit');
  return {
    ...rest,
    flows: { [names[name] ?? name]: defined({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) },
  };
}

function defined(members: Tree): Tree {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: unknown, otherwise: readonly string[]): readonly string[] {
  const found = list(value).filter((each) => typeof each === 'string');
  return found.length > 0 ? found : otherwise;
}
