// Hides how a method and a path find their operation: literal segments win over templates, without backtracking surprises.

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
  /** Templated segments, in the order of their text. */
  readonly templates: {
    readonly segment: string;
    readonly parts: readonly string[];
    readonly names: readonly string[];
    readonly node: Node<R>;
  }[];
  readonly routes: Map<string, R>;
}

/** Makes the function that matches a method and a raw (still percent-encoded) path. */
export function makeRouter<R extends Routed>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> {
  const root = emptyNode<R>();
  for (const route of routes) {
    let node = root;
    for (const segment of segments(route.path)) node = childFor(node, segment, route.variables);
    node.routes.set(route.method, route);
  }
  return (method, path) => {
    const allow = new Set<string>();
    const found = search(root, segments(path), 0, method, [], allow);
    if (found) return found;
    return allow.size > 0 ? { kind: 'method', allow: [...allow].sort() } : { kind: 'missing' };
  };
}

type Variables = readonly (readonly [name: string, raw: string])[];

function search<R extends Routed>(
  node: Node<R>,
  path: readonly string[],
  depth: number,
  method: string,
  variables: Variables,
  allow: Set<string>,
): Extract<Match<R>, { kind: 'found' }> | undefined {
  const segment = path[depth];
  if (segment === undefined) {
    const route = node.routes.get(method);
    if (route) return { kind: 'found', route, path: Object.fromEntries(variables) };
    for (const other of node.routes.keys()) allow.add(other);
    return undefined;
  }
  const literal = node.literals.get(segment) ?? node.literals.get(safeDecode(segment));
  const found = literal && search(literal, path, depth + 1, method, variables, allow);
  if (found) return found;
  for (const template of node.templates) {
    const values = matchSegment(template.parts, segment);
    if (!values) continue;
    const named = template.names.map((name, index) => [name, values[index] ?? ''] as const);
    const below = search(template.node, path, depth + 1, method, [...variables, ...named], allow);
    if (below) return below;
  }
  return undefined;
}

/** Values of the variables between literal parts (`{a}-{b}.json` → parts `['', '-', '.json']`); each takes as little as it can, the last the rest. */
function matchSegment(parts: readonly string[], segment: string): string[] | undefined {
  const [first = '', ...rest] = parts;
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
  const known = node.templates.find((template) => template.segment === segment);
  if (known) return known.node;
  const child = emptyNode<R>();
  node.templates.push({
    segment,
    parts,
    names,
    node: child,
  });
  // More literal text is more specific; the text itself breaks ties, so that the order of routes does not matter.
  node.templates.sort(
    (a, b) => b.parts.join('').length - a.parts.join('').length || (a.segment < b.segment ? -1 : 1),
  );
  return child;
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
  return { literals: new Map(), templates: [], routes: new Map() };
}

function segments(path: string): string[] {
  return path.split('/').slice(1);
}

function safeDecode(segment: string): string {
  try {
    return segment.includes('%') ? decodeURIComponent(segment) : segment;
  } catch {
    return segment;
  }
}
