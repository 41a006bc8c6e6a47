// Hides the parsers: JSON by the platform, all else by the YAML parser that Redocly uses, as Redocly uses it. Either way a text is the same tree.
import { binaryTag, CORE_SCHEMA, loadAll, mergeTag, omapTag, pairsTag, setTag, YAMLException } from 'js-yaml';
import { aliasProblem } from './aliases.js';

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
  // A scalar is a document of YAML as well, and no document of OpenAPI.
  if (!/^\s*[{[]/.test(text)) return undefined;
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return undefined;
  }
  // JSON.parse lets the last of two equal keys win.
  return countKeys(tree, JSON_DEPTH) === countWrittenKeys(text) ? tree : undefined;
}

/** How many keys the objects of a tree have; NaN where it is deeper than that. */
function countKeys(node: unknown, depth: number): number {
  if (typeof node !== 'object' || node === null) return 0;
  if (depth === 0) return Number.NaN;
  let count = 0;
  if (Array.isArray(node)) {
    for (const item of node) if (typeof item === 'object') count += countKeys(item, depth - 1);
    return count;
  }
  const tree = node as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(tree)) {
    const value = tree[key];
    count += typeof value === 'object' ? 1 + countKeys(value, depth - 1) : 1;
  }
  return count;
}

/** How many keys stand in a valid JSON text: strings with a colon behind them. */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let after = end + 1;
    while (isSpace(text.charCodeAt(after))) after++;
    if (text.charCodeAt(after) === COLON) count++;
    start = text.indexOf('"', after);
  }
  return count;
}

const [BACKSLASH, COLON] = [0x5c, 0x3a];

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function parseYaml(text: string): unknown {
  const [document = text.trim() === '' ? undefined : null, ...others] = loadAll(text, { schema: SCHEMA });
  if (others.length > 0) throw new YAMLException('expected a single document in the stream, but found more');
  const problem = mayHaveAliases(text) ? aliasProblem(document) : undefined;
  if (problem !== undefined) throw new YAMLException(problem);
  return document;
}

/** Never wrong where it says no. Asked because most documents have none, and none of the walks that look for them is free. */
function mayHaveAliases(text: string): boolean {
  return /(?:^|[\s[{,:?-])&[^\s,[\]{}]/.test(text) && /(?:^|[\s[{,:?-])\*[^\s,[\]{}]/.test(text);
}
