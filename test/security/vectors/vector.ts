// Hides how a vector is read and done to its base: a document with a payload at one place, and the same document with a harmless word there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { pointerAt, pointerTokens } from '../../../generator/source.js';
import { made } from './payload.js';

/** Not part of this repository. */
const FOLDER = fileURLToPath(new URL('../../../../shared/security/', import.meta.url));

export interface Vector {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly base: '3.0' | '3.1' | 'both';
  readonly op: 'set' | 'add' | 'rename-key' | 'raw-yaml' | 'generate' | 'environment' | `runtime-${string}`;
  readonly pos: string;
  readonly payload: unknown;
  readonly expect: readonly string[];
}

/** All vectors, or none where they are not at hand. */
export function vectors(): readonly Vector[] {
  const path = `${FOLDER}vectors.yaml`;
  return existsSync(path) ? (parse(readFileSync(path, 'utf8')) as { vectors: Vector[] }).vectors : [];
}

export function basesOf({ base }: Vector): readonly ('3.0' | '3.1')[] {
  return base === 'both' ? ['3.1', '3.0'] : [base];
}

export interface Applied {
  /** The whole document: a tree, or a text where the vector is about the text. */
  readonly document: unknown;
  /** The payload as it stands in the document. */
  readonly payload: unknown;
  /** Where it stands now. */
  readonly pointer: string;
}

/** Does a vector to one of its bases. @param instead put there in place of the payload */
export function applied(vector: Vector, base: '3.0' | '3.1', instead?: unknown): Applied {
  const { op, pos, payload } = vector;
  if (op === 'raw-yaml') return { document: made(payload, base), payload, pointer: '' };
  const document: unknown = parse(readFileSync(`${FOLDER}base-${base}.yaml`, 'utf8'));
  if (op === 'environment' || op.startsWith('runtime-')) return { document, payload, pointer: pos };
  const value = instead ?? made(payload, base);
  const tokens = pointerTokens(pos);
  const key = tokens.pop() ?? '';
  const parent = tokens.reduce<unknown>((node, token) => child(node, token), document);
  if (!isTree(parent) || (op !== 'add' && !Object.hasOwn(parent, key)))
    throw new Error(`${vector.id}: base ${base} has no ${pos}`);
  if (op === 'rename-key') {
    renameKey(document, tokens, key, String(value));
    return { document, payload: value, pointer: pointerAt(pointerAt('', ...tokens), String(value)) };
  }
  Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true });
  return { document, payload: value, pointer: pos };
}

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function child(node: unknown, token: string): unknown {
  return isTree(node) && Object.hasOwn(node, token) ? node[token] : undefined;
}

/** Renames a member in its place. References to a renamed component follow, and so does what requires a renamed property. */
function renameKey(document: unknown, path: readonly string[], from: string, to: string): void {
  const holder = path.slice(0, -1).reduce<unknown>((node, token) => child(node, token), document) as Tree;
  const last = path.at(-1) ?? '';
  const before = holder[last] as Tree;
  holder[last] = Object.fromEntries(
    Object.entries(before).map(([name, value]) => [name === from ? to : name, value]),
  );
  if (last === 'properties' && Array.isArray(holder['required']))
    holder['required'] = holder['required'].map((name) => (name === from ? to : name));
  if (path[0] !== 'components') return;
  const [old, now] = [`#${pointerAt('', ...path, from)}`, `#${pointerAt('', ...path, encoded(to))}`];
  const visit = (node: unknown): void => {
    if (!isTree(node)) return;
    for (const [name, value] of Object.entries(node)) {
      if (value === old) node[name] = now;
      else visit(value);
    }
  };
  visit(document);
}

function encoded(name: string): string {
  return /\p{Cs}/u.test(name) ? name : encodeURIComponent(name);
}
