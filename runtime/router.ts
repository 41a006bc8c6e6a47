// Hides how a method and a path find their operation: literal segments win over templates, without backtracking surprises.
import { put } from './json-value.js';

export interface Routed {
  readonly method: string;
  /** OpenAPI path template. */
  readonly path: string;
  /** Names in braces that are variables; without it, all of them are. */
  readonly variables?: ReadonlySet<string>;
}

export type Match<R extends Routed> =
  | {
      readonly kind: 'found';
      readonly route: R;
      readonly path: Readonly<Record<string, string>>;
    }
  /** The path exists, but not with this method. */
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'missing' };

interface Node<R extends Routed> {
  readonly literals: Map<string, Node<R>>;
  /** By their text. */
  readonly templates: Map<string, Template<R>>;
  /** The same, the most specific last. */
  inOrder: readonly Template<R>[];
  readonly routes: Map<string, R>;
}

interface Template<R extends Routed> {
  readonly segment: string;
  readonly parts: readonly string[];
  readonly names: readonly string[];
  readonly node: Node<R>;
}

/** A place that a path may lead to, and the variables on the way there. */
interface Reached<R extends Routed> {
  readonly node: Node<R>;
  readonly depth: number;
  readonly variables: Variables | undefined;
}

interface Variables {
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly before: Variables | undefined;
}

/** Makes the function that matches a method and a raw (still percent-encoded) path. */
export function makeRouter<R extends Routed>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> {
  const root = emptyNode<R>();
  const literal = new Map<string, R>();
  for (const route of routes) {
    let node = root;
    for (const segment of segments(pathOf(route.path))) node = childFor(node, segment, route.variables);
    if (node.routes.has(route.method)) continue;
    node.routes.set(route.method, route);
    if (isLiteral(pathOf(route.path))) literal.set(`${route.method} ${pathOf(route.path)}`, route);
  }
  putInOrder(root);
  return (method, path) => {
    // What is spelled to the letter is found without a search: nothing else could win.
    const direct = literal.get(`${method} ${path}`);
    if (direct) return { kind: 'found', route: direct, path: {} };
    const parts = segments(path);
    const found = search(root, parts, method);
    if (found) return found;
    const allow = new Set<string>();
    search(root, parts, method, allow);
    return allow.size > 0 ? { kind: 'method', allow: [...allow].sort() } : { kind: 'missing' };
  };
}

/** Each place is tried once, for each is reached in one way only. Without recursion: a template may have more segments than a stack has room. */
function search<R extends Routed>(
  root: Node<R>,
  path: readonly string[],
  method: string,
  allow?: Set<string>,
): Extract<Match<R>, { kind: 'found' }> | undefined {
  const open: Reached<R>[] = [{ node: root, depth: 0, variables: undefined }];
  for (let reached = open.pop(); reached; reached = open.pop()) {
    const { node, depth, variables } = reached;
    const segment = path[depth];
    if (segment === undefined) {
      const route = node.routes.get(method);
      if (route) return { kind: 'found', route, path: named(variables) };
      if (allow) for (const other of node.routes.keys()) allow.add(other);
      continue;
    }
    // What is to be tried first comes last.
    for (const { parts, names, node: below } of node.inOrder) {
      const values = matchSegment(parts, segment);
      if (values)
        open.push({ node: below, depth: depth + 1, variables: { names, values, before: variables } });
    }
    const literal =
      node.literals.get(segment) ??
      (segment.includes('%') ? node.literals.get(safeDecode(segment)) : undefined);
    if (literal) open.push({ node: literal, depth: depth + 1, variables });
  }
  return undefined;
}

function named(variables: Variables | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  // From the end on: of a name that comes twice, the last value counts.
  for (let each = variables; each; each = each.before)
    for (let at = each.names.length - 1; at >= 0; at--) {
      const name = each.names[at] ?? '';
      if (!Object.hasOwn(found, name)) put(found, name, each.values[at] ?? '');
    }
  return found;
}

/** Values of the variables between literal parts (`{a}-{b}.json` → parts `['', '-', '.json']`); each takes as little as it can, the last the rest. */
function matchSegment(parts: readonly string[], segment: string): string[] | undefined {
  const [first = '', ...rest] = parts;
  if (rest.length === 1 && first === '' && rest[0] === '') return segment === '' ? undefined : [segment];
  const last = rest.at(-1) ?? '';
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined;
  const values: string[] = [];
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const end = index === rest.length - 1 ? segment.length - part.length : segment.indexOf(part, at + 1);
    if (end <= at) return undefined;
    values.push(segment.slice(at, end));
    at = end + part.length;
  }
  return values;
}

function childFor<R extends Routed>(
  node: Node<R>,
  segment: string,
  variables?: ReadonlySet<string>,
): Node<R> {
  const { names, parts } = templateOf(segment, variables);
  if (names.length === 0) {
    const child = node.literals.get(segment) ?? emptyNode<R>();
    node.literals.set(segment, child);
    return child;
  }
  const template = node.templates.get(segment) ?? { segment, parts, names, node: emptyNode<R>() };
  node.templates.set(segment, template);
  return template.node;
}

/** More literal text is more specific; the text itself breaks ties, so that the order of routes does not matter. */
function putInOrder<R extends Routed>(root: Node<R>): void {
  const length = ({ parts }: Template<R>) => parts.reduce((sum, part) => sum + part.length, 0);
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    node.inOrder = [...node.templates.values()].sort(
      (a, b) => length(a) - length(b) || (a.segment < b.segment ? 1 : -1),
    );
    for (const below of node.literals.values()) open.push(below);
    for (const { node: below } of node.inOrder) open.push(below);
  }
}

/** The variables of a segment and the texts around them, as they arrive: percent-encoded where the URL standard says so. */
function templateOf(segment: string, variables?: ReadonlySet<string>) {
  const names: string[] = [];
  const parts = [''];
  for (const [index, piece] of segment.split(/\{([^{}]*)\}/).entries()) {
    const isVariable = index % 2 === 1 && (variables?.has(piece) ?? true);
    if (isVariable) parts.push('');
    if (isVariable) names.push(piece);
    else parts[parts.length - 1] += index % 2 === 1 ? `{${piece}}` : piece;
  }
  return { names, parts: parts.map((part) => part.replace(/[\0- "#<>?`{}\x7f-\u{10ffff}]/gu, encodedChar)) };
}

function encodedChar(char: string): string {
  return encodeURIComponent(/\p{Cs}/u.test(char) ? '\ufffd' : char);
}

function emptyNode<R extends Routed>(): Node<R> {
  return { literals: new Map(), templates: new Map(), inOrder: [], routes: new Map() };
}

function segments(path: string): string[] {
  return path.split('/').slice(1);
}

/** A template without the query or fragment that some documents put behind it: no request shows them in its path. */
function pathOf(template: string): string {
  return /^(?:\{[^{}]*\}|[^?#])*/.exec(template)?.[0] ?? template;
}

/** Nothing in it is a variable, nor spelled otherwise in requests. */
function isLiteral(path: string): boolean {
  return /^[\w/.~-]*$/.test(path);
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
