// Hides how paths, operations and components are laid out as types: as readers of openapi-typescript's output know them.
import { canonicalRef, nodeOf } from '../model/references.js';
import { asSchema, contentKind, wholeSchema } from '../model/streams.js';
import type {
  ApiModel,
  Direction,
  JsonSchema,
  Method,
  OpenApi31,
  ParameterLocation,
} from '../model/types.js';
import { pointerAt, pointerTokens } from '../source.js';
import { describe } from './object-type.js';
import { isTree, list, type Tree } from './schema-site.js';
import type { SchemaTypes } from './schema-type.js';
import { index, key } from './tokens.js';

/** The declarations of `paths`, `webhooks`, `components` and `operations`. */
export function pathTypes(model: ApiModel, types: SchemaTypes): string {
  const operations: Operations = new Map();
  const hooks = new Layout(model, types, operations);
  const layout = new Layout(model, types, operations, hooks);
  // What is found on the way comes last.
  const declared = [
    declaration('paths', layout.paths()),
    declaration('webhooks', hooks.webhooks()),
    declaration('components', layout.components()),
  ];
  const shared = hooks.shared();
  return [
    ...declared,
    ...(shared.length > 0 ? [declaration(HOOK_COMPONENTS, shared)] : []),
    declaration(
      'operations',
      [...operations.values()].map((operation) => operation.member),
    ),
  ].join('\n');
}

/** Components as webhooks and callbacks have them: those of the one side are not those of the other. */
const HOOK_COMPONENTS = 'hookComponents';

/** Those that every path item is asked for; of others it has only what it holds. */
const ALWAYS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const PLACES: readonly ParameterLocation[] = ['query', 'querystring', 'header', 'path', 'cookie'];
/** Of a line at the top, of its members, and of theirs. */
const [TOP, MEMBER, INNER] = ['', '  ', '    '];

type Referable = 'pathItems' | 'parameters' | 'requestBodies' | 'responses' | 'callbacks';
/** Prints the type of a node, in a line that begins with `indent`. */
type Print = (node: Tree, indent: string) => string;

/** Those that are declared by their operationId, and by whom. */
type Operations = Map<string, { readonly node: Tree; readonly layout: Layout; readonly member: string }>;

/** Of operations that the provider answers, or, without `hooks`, of those that it sends: what they are asked with comes from it. */
class Layout {
  readonly #root: OpenApi31;
  readonly #model: ApiModel;
  readonly #types: SchemaTypes;
  readonly #operations: Operations;
  /** Of callbacks. Those of a callback would be the provider's again, and so on: none are laid out. */
  readonly #hooks: Layout | undefined;
  readonly #sent: Direction;
  readonly #answered: Direction;
  /** Components that hooks refer to. */
  readonly #shared = new Map<Referable, Set<string>>();

  constructor(model: ApiModel, types: SchemaTypes, operations: Operations, hooks?: Layout) {
    this.#root = model.document;
    this.#model = model;
    this.#types = types;
    this.#operations = operations;
    this.#hooks = hooks;
    [this.#sent, this.#answered] = hooks ? ['request', 'response'] : ['response', 'request'];
  }

  paths(): string[] {
    const paths = entriesOf(this.#root.paths).filter(([path]) => path.startsWith('/'));
    return paths.map(([path, item]) => this.#referred(path, item, 'pathItems', this.#pathItem, MEMBER));
  }

  webhooks(): string[] {
    return entriesOf(this.#root['webhooks']).map(([name, item]) =>
      this.#referred(name, item, 'pathItems', this.#pathItem, MEMBER),
    );
  }

  /** The components that have been referred to so far, and those that they refer to. */
  shared(): string[] {
    const prints = [
      ['pathItems', this.#pathItem],
      ['parameters', this.#parameter],
      ['requestBodies', this.#body],
      ['responses', this.#response],
    ] as const;
    return prints.flatMap(([kind, print]) => {
      const names = [...(this.#shared.get(kind) ?? [])];
      const members = names.map((name) => {
        const ref = { $ref: `#${pointerAt('/components', kind, name)}` };
        return this.#inPlace(name, ref, print, INNER);
      });
      return members.length > 0 ? [componentKind(kind, members)] : [];
    });
  }

  components(): string[] {
    const { components } = this.#root;
    if (!components) return [];
    const kind = (name: string, print: Print): string =>
      componentKind(
        name,
        entriesOf(components[name]).map(([each, node]) => this.#inPlace(each, node, print, INNER)),
      );
    const hooks = entriesOf(components['callbacks']).length > 0 ? this.#hooks : undefined;
    return [
      componentKind(
        'schemas',
        this.#model.schemas.map((schema) => member(INNER, schema.key, schema.name)),
      ),
      kind('responses', this.#response),
      kind('parameters', this.#parameter),
      kind('requestBodies', this.#body),
      kind('headers', this.#header),
      kind('pathItems', this.#pathItem),
      // Only where there are any: openapi-typescript has no such kind.
      hooks ? kind('callbacks', hooks.#callback) : '',
    ];
  }

  readonly #pathItem: Print = (item, indent) => {
    const inner = indent + MEMBER;
    const inherited = list(item['parameters']);
    const methods = Object.hasOwn(item, 'query') ? [...ALWAYS, 'query'] : ALWAYS;
    return block(indent, [
      member(inner, 'parameters', this.#parameters(inherited, inner)),
      ...methods.map((method) => {
        const operation = item[method];
        if (!isTree(operation)) return absent(inner, method);
        const doc = describe(operation, inner);
        return member(inner, method, this.#operation(operation, inherited, inner), { doc });
      }),
      ...this.#additional(item['additionalOperations'], inherited, inner),
    ]);
  };

  #additional(operations: unknown, inherited: readonly unknown[], indent: string): string[] {
    const inner = indent + MEMBER;
    const members = entriesOf(operations).flatMap(([method, operation]) =>
      isTree(operation)
        ? [
            member(inner, method, this.#operation(operation, inherited, inner), {
              doc: describe(operation, inner),
            }),
          ]
        : [],
    );
    return members.length > 0 ? [member(indent, 'additionalOperations', block(indent, members))] : [];
  }

  /** Path items by where they are asked. */
  readonly #callback: Print = (node, indent) => {
    const urls = entriesOf(node).filter(([url]) => !url.startsWith('x-'));
    return block(
      indent,
      urls.map(([url, item]) => this.#referred(url, item, 'pathItems', this.#pathItem, indent + MEMBER)),
    );
  };

  #callbacks(hooks: Layout, node: Tree, indent: string): string {
    const callbacks = entriesOf(node['callbacks']);
    if (callbacks.length === 0) return '';
    const inner = indent + MEMBER;
    const members = callbacks.map(([name, each]) =>
      this.#referred(name, each, 'callbacks', hooks.#callback, inner),
    );
    return member(indent, 'callbacks', block(indent, members));
  }

  /** The name of an operation that has one; it is declared where it is first met. */
  #operation(node: Tree, inherited: readonly unknown[], indent: string): string {
    const { operationId } = node;
    if (typeof operationId !== 'string') return this.#operationType(node, inherited, indent);
    const known = this.#operations.get(operationId);
    if (known && (known.node !== node || known.layout !== this))
      return this.#operationType(node, inherited, indent);
    if (!known) {
      const text = member(MEMBER, operationId, this.#operationType(node, inherited, MEMBER));
      this.#operations.set(operationId, { node, layout: this, member: text });
    }
    return `operations${index(operationId)}`;
  }

  #operationType(node: Tree, inherited: readonly unknown[], indent: string): string {
    const inner = indent + MEMBER;
    const body = this.#target(node['requestBody']);
    const responses = entriesOf(node['responses']).map(([status, response]) =>
      this.#referred(status, response, 'responses', this.#response, inner + MEMBER, { status: true }),
    );
    return block(indent, [
      member(inner, 'parameters', this.#parameters([...inherited, ...list(node['parameters'])], inner)),
      isTree(node['requestBody'])
        ? this.#referred('requestBody', node['requestBody'], 'requestBodies', this.#body, inner, {
            optional: body['required'] !== true,
          })
        : absent(inner, 'requestBody'),
      member(inner, 'responses', responses.length > 0 ? block(inner, responses) : 'never'),
      this.#hooks ? this.#callbacks(this.#hooks, node, inner) : '',
    ]);
  }

  /** Parameters by place; the later of two that share name and place counts. */
  #parameters(given: readonly unknown[], indent: string): string {
    const parameters = new Map<string, { readonly written: unknown; readonly target: Tree }>();
    for (const written of given) {
      const target = this.#target(written);
      parameters.set(`${String(target['in'])} ${String(target['name'])}`, { written, target });
    }
    const inner = indent + MEMBER;
    const places = PLACES.map((place) => {
      const placed = [...parameters.values()].filter(({ target }) => target['in'] === place);
      if (placed.length === 0) return place === 'querystring' ? '' : absent(inner, place);
      const isRequired = ({ target }: { target: Tree }) => place === 'path' || target['required'] === true;
      const members = placed.map((each) => {
        const { written, target } = each;
        const text = this.#component(written, 'parameters') ?? this.#parameter(target, inner + MEMBER);
        return member(inner + MEMBER, String(target['name']), text, {
          optional: !isRequired(each),
          doc: describe(target, inner + MEMBER),
        });
      });
      return member(inner, place, block(inner, members), { optional: !placed.some(isRequired) });
    });
    return block(indent, places);
  }

  readonly #parameter: Print = (node, indent) => {
    const [content] = entriesOf(node['content']);
    const schema = node['schema'] ?? content?.[1]['schema'];
    return schema === undefined ? 'string' : this.#schema(schema, this.#sent, indent);
  };

  readonly #body: Print = (node, indent) => {
    const inner = indent + MEMBER;
    const content = this.#content(node['content'], this.#sent, inner);
    return block(indent, [
      member(inner, 'content', block(inner, content.length > 0 ? content : [absent(inner + MEMBER, '*/*')])),
    ]);
  };

  readonly #response: Print = (node, indent) => {
    const inner = indent + MEMBER;
    const headers = entriesOf(node['headers']).map(([name, header]) =>
      this.#inPlace(name, header, this.#header, inner + MEMBER, {
        optional: this.#target(header)['required'] !== true,
      }),
    );
    const content = this.#content(node['content'], this.#answered, inner);
    return block(indent, [
      member(inner, 'headers', block(inner, [...headers, `${inner + MEMBER}[name: string]: unknown;\n`])),
      content.length > 0 ? member(inner, 'content', block(inner, content)) : absent(inner, 'content'),
    ]);
  };

  readonly #header: Print = (node, indent) => {
    const [content] = entriesOf(node['content']);
    const schema = node['schema'] ?? content?.[1]['schema'];
    return schema === undefined ? 'unknown' : this.#schema(schema, this.#answered, indent);
  };

  /** The media types of a member that begins with `indent`; of a stream, what its items are. */
  #content(content: unknown, direction: Direction, indent: string): string[] {
    return entriesOf(content).map(([mediaType, media]) => {
      const print: Print = (node, inner) => {
        const { item } = contentKind(this.#root, mediaType, node);
        const whole = () => wholeSchema(mediaType, asSchema(node['schema']), asSchema(node['itemSchema']));
        const schema = item ? item.schema : whole();
        return schema === undefined ? 'unknown' : this.#schema(schema, direction, inner);
      };
      return this.#inPlace(mediaType, media, print, indent + MEMBER);
    });
  }

  #schema(schema: unknown, direction: Direction, indent: string): string {
    const isSchema = typeof schema === 'boolean' || isTree(schema);
    return this.#types.of(isSchema ? (schema as JsonSchema) : true, direction, indent);
  }

  /** A member by the name of the component that it refers to; what other references lead to is written out. */
  #referred(name: string, node: Tree, kind: Referable, print: Print, indent: string, how: How = {}): string {
    const component = this.#component(node, kind);
    if (component === undefined) return this.#inPlace(name, node, print, indent, how);
    return member(indent, name, component, { doc: describe(node, indent), ...how });
  }

  #inPlace(name: string, node: Tree, print: Print, indent: string, how: How = {}): string {
    const target = this.#target(node);
    return member(indent, name, print(target, indent), { doc: describe(target, indent), ...how });
  }

  /** The type of the component that a node only refers to. */
  #component(node: unknown, kind: Referable): string | undefined {
    const name = componentName(node, kind);
    if (name === undefined) return undefined;
    if (this.#hooks) return `components${index(kind, name)}`;
    const known = this.#shared.get(kind);
    if (known) known.add(name);
    else this.#shared.set(kind, new Set([name]));
    return `${HOOK_COMPONENTS}${index(kind, name)}`;
  }

  /** What a chain of references leads to. */
  #target(node: unknown): Tree {
    let target = node;
    for (let hops = 0; hops < 100 && isTree(target) && typeof target['$ref'] === 'string'; hops++)
      target = nodeOf(this.#root, target['$ref']);
    return isTree(target) ? target : {};
  }
}

interface How {
  readonly optional?: boolean;
  readonly doc?: string;
  /** Named by a status. */
  readonly status?: boolean;
}

function declaration(name: string, members: readonly string[]): string {
  return members.length > 0
    ? `export interface ${name} ${block(TOP, members)}`
    : `export type ${name} = Record<string, never>;`;
}

function componentKind(name: string, members: readonly string[]): string {
  return member(MEMBER, name, members.length > 0 ? block(MEMBER, members) : 'never');
}

function block(indent: string, members: readonly string[]): string {
  return `{\n${members.join('')}${indent}}`;
}

function member(
  indent: string,
  name: string,
  type: string,
  { doc = '', optional = false, status = false }: How = {},
): string {
  // As openapi-typescript writes them: libraries over its types look for numbers.
  const written = status && /^\d{3}$/.test(name) ? name : key(name);
  return `${doc}${indent}${written}${optional ? '?' : ''}: ${type};\n`;
}

function absent(indent: string, name: string): string {
  return member(indent, name, 'never', { optional: true });
}

/** The component of a kind that a node only refers to. */
function componentName(node: unknown, kind: Referable): string | undefined {
  const ref = isTree(node) ? node['$ref'] : undefined;
  if (typeof ref !== 'string') return undefined;
  const [components, found, name, ...rest] = pointerTokens(canonicalRef(ref));
  return components === 'components' && found === kind && rest.length === 0 ? name : undefined;
}

/** Members whatever they are: what should be an object and is none holds nothing. */
function entriesOf(value: unknown): [string, Tree][] {
  if (!isTree(value)) return [];
  return Object.entries(value).map(([name, node]) => [name, isTree(node) ? node : {}]);
}
