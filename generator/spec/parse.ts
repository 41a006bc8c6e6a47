// Hides the parsers: JSON by the platform, all else by the YAML parser that Redocly uses, as Redocly uses it. Either way a text is the same tree.
import { binaryTag, CORE_SCHEMA, loadAll, mergeTag, omapTag, pairsTag, setTag, YAMLException } from 'js-yaml';
import { aliasProblem } from './aliases.js';
import { readIndented } from './indentation.js';
import { countKeys } from './json-nodes.js';

/** YAML 1.2 without timestamps, and with merge keys: what Redocly reads. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, binaryTag, omapTag, pairsTag, setTag);
/** Deeper JSON is left to the YAML parser, which refuses what is too deep, and says where. */
const JSON_DEPTH = 64;

/** The tree of a text. @throws Error where it is none; see syntax.ts for what it says */
export function parseText(text: string): unknown {
  const json = parseJson(text);
  return json === undefined ? parseYaml(text) : json;
}

/** The tree of a JSON text; undefined where the other parser has something to say, if only that a key stands there twice. */
function parseJson(text: string): unknown {
  const tree = treeOf(text);
  // JSON.parse lets the last of two equal keys win.
  return tree !== undefined && keysOf(tree, JSON_DEPTH) === countKeys(text) ? tree : undefined;
}

/** True where a text that parsed is JSON. */
export function isJson(text: string): boolean {
  return treeOf(text) !== undefined;
}

function treeOf(text: string): unknown {
  // A scalar is a document of YAML as well, and no document of OpenAPI.
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** How many keys the objects of a tree have; NaN where it is deeper than that. */
function keysOf(node: unknown, depth: number): number {
  if (typeof node !== 'object' || node === null) return 0;
  if (depth === 0) return Number.NaN;
  let count = 0;
  if (Array.isArray(node)) {
    for (const item of node) if (typeof item === 'object') count += keysOf(item, depth - 1);
    return count;
  }
  const tree = node as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(tree)) {
    const value = tree[key];
    count += typeof value === 'object' ? 1 + keysOf(value, depth - 1) : 1;
  }
  return count;
}

function parseYaml(text: string): unknown {
  // Which no text may hold: the parser says so only after it has taken fifty times the memory of what follows.
  const end = text.indexOf('\0') + 1;
  if (end > 0 && end < text.length) return parseYaml(text.slice(0, end));
  const { value } = readIndented(text, (each) => loadAll(each, { schema: SCHEMA }));
  const [document = text.trim() === '' ? undefined : null, ...others] = value;
  if (others.length > 0) throw new YAMLException('expected a single document in the stream, but found more');
  const problem = mayHaveAliases(text) ? aliasProblem(document) : undefined;
  if (problem !== undefined) throw new YAMLException(problem);
  return document;
}

/** Never wrong where it says no. Asked because most documents have none, and none of the walks that look for them is free. */
function mayHaveAliases(text: string): boolean {
  return /(?:^|[\s[{,:?-])&[^\s,[\]{}]/.test(text) && /(?:^|[\s[{,:?-])\*[^\s,[\]{}]/.test(text);
}
