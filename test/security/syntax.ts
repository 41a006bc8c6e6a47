// Hides how two emitted files are proven to be the same program: their trees with every literal blanked, names compared up to renaming.
import { type Comment, parseSync } from 'oxc-parser';

export interface Parsed {
  readonly tree: Tree;
  readonly comments: readonly Comment[];
  readonly errors: readonly string[];
}

type Tree = { readonly [field: string]: unknown };

/** Parsed once by a parser that the generator does not use. */
export function parsed(path: string, text: string): Parsed {
  const { program, comments, errors } = parseSync(path, text, { sourceType: 'module' });
  return {
    tree: program as unknown as Tree,
    comments,
    errors: errors.map((error) => `${path}: ${error.message}`),
  };
}

export interface Comparison {
  /** The first place where the trees part, or undefined where they are equal. */
  readonly difference?: string;
  /** Literals at the same places of both. */
  readonly literals: readonly (readonly [left: unknown, right: unknown])[];
}

/**
 * Compares two trees node by node. Identifiers may be renamed, but one to one: `names` keeps the pairs, over all files of an
 * output, so that no name can swallow another. A key may be written plainly or quoted; a member access likewise.
 */
export function compare(left: Tree, right: Tree, names: Renaming): Comparison {
  const literals: (readonly [unknown, unknown])[] = [];
  const difference = differ(left, right, names, literals, 'program');
  return difference === undefined ? { literals } : { difference, literals };
}

/** A one-to-one renaming of identifiers. */
export class Renaming {
  readonly #there = new Map<string, string>();
  readonly #back = new Map<string, string>();

  /** False where one of the two already goes by another name. */
  add(left: string, right: string): boolean {
    const [there, back] = [this.#there.get(left) ?? right, this.#back.get(right) ?? left];
    this.#there.set(left, there);
    this.#back.set(right, back);
    return there === right && back === left;
  }

  /** Names that are not the same on both sides. */
  get changed(): (readonly [left: string, right: string])[] {
    return [...this.#there].filter(([left, right]) => left !== right);
  }
}

const IGNORED: ReadonlySet<string> = new Set(['start', 'end', 'range', 'loc', 'raw', 'regex', 'bigint']);

function differ(
  left: unknown,
  right: unknown,
  names: Renaming,
  literals: (readonly [unknown, unknown])[],
  at: string,
): string | undefined {
  const [a, b] = [plain(left), plain(right)];
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      if (index >= a.length || index >= b.length) return `${at}: ${a.length} and ${b.length} items`;
      const found = differ(a[index], b[index], names, literals, `${at}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isTree(a) || !isTree(b)) return a === b ? undefined : `${at}: ${shown(a)} and ${shown(b)}`;
  const type = String(a['type']);
  if (a['type'] !== b['type']) return `${at}: ${type} and ${String(b['type'])}`;
  if (type === 'Literal' && isTree(a['regex'])) return a['raw'] === b['raw'] ? undefined : `${at}: a pattern`;
  if (type === 'Literal' && typeof a['value'] === typeof b['value']) {
    literals.push([a['value'], b['value']]);
    return undefined;
  }
  if (type.endsWith('Identifier') && typeof a['name'] === 'string' && typeof b['name'] === 'string') {
    if (!names.add(a['name'], b['name'])) return `${at}: the name ${a['name']} became ${b['name']}`;
  }
  for (const field of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (IGNORED.has(field) || (field === 'name' && type.endsWith('Identifier'))) continue;
    const found = differ(a[field], b[field], names, literals, `${at} ${type}.${field}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One form for what may be written in two: a plain key and a quoted one, `a.b` and `a["b"]`, `["__proto__"]` and a key. */
function plain(node: unknown): unknown {
  if (!isTree(node)) return node;
  const { type, computed } = node;
  if (type === 'Property' || type === 'TSPropertySignature')
    return isText(node['key']) || computed !== true
      ? { ...node, key: keyOf(node['key']), computed: false, shorthand: false }
      : node;
  if (type === 'MemberExpression' && (computed !== true || isText(node['property'])))
    return { ...node, property: keyOf(node['property']), computed: false };
  return node;
}

function keyOf(node: unknown): unknown {
  if (!isTree(node)) return node;
  const value = node['type'] === 'Identifier' ? node['name'] : String(node['value']);
  return { type: 'Literal', value };
}

function isText(node: unknown): boolean {
  return isTree(node) && node['type'] === 'Literal' && typeof node['value'] === 'string';
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
