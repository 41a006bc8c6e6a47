// Hides which paths and operations of two documents are the same ones, whatever their variables are called, and what there is of the others.
import { pointerAt } from '../../source.js';
import { isTree, own } from '../json.js';
import { compareCalls } from './calls.js';
import type { Use } from './change.js';
import { type Comparison, DOCUMENT, only } from './comparison.js';
import { endingOf } from './lives.js';
import type { Located, Reader } from './reader.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** The operations of a path item, by what is sent: `GET`, `COPY`. */
export function operationsIn(reader: Reader, item: Located): Map<string, Located> {
  const found = new Map<string, Located>();
  for (const method of METHODS) {
    const tree = own(item.tree, method);
    if (isTree(tree)) found.set(method.toUpperCase(), { tree, pointer: pointerAt(item.pointer, method) });
  }
  for (const [name, each] of reader.map(item, 'additionalOperations')) found.set(name, each);
  return found;
}

export function comparePaths(comparison: Comparison): void {
  const { base, revision } = comparison;
  const itemsOf = (reader: Reader) => [...reader.map({ tree: reader.document, pointer: '' }, 'paths')];
  const [from, to] = [itemsOf(base), itemsOf(revision)];
  const exact = new Map(to);
  const byShape = new Map(to.map(([path, item]) => [shapeOf(path), [path, item] as const]));
  const taken = new Set<string>();
  for (const [path, item] of from) {
    const same = exact.get(path);
    const [name, other] = same ? [path, same] : (byShape.get(shapeOf(path)) ?? [path, undefined]);
    if (other) taken.add(name);
    const renamed = new Map(variablesOf(path).map((each, index) => [each, variablesOf(name)[index] ?? each]));
    compareItems(comparison, { path: name, before: path, item, other, renamed });
  }
  for (const [path, item] of to) {
    if (taken.has(path)) continue;
    for (const [method, operation] of operationsIn(revision, item))
      comparison.say(
        only('operation-added', 'revision', operation.pointer, '/paths', { name: path }),
        callUse(`${method} ${path}`),
      );
  }
}

interface ItemPair {
  readonly path: string;
  readonly before: string;
  readonly item: Located;
  readonly other: Located | undefined;
  readonly renamed: ReadonlyMap<string, string>;
}

function compareItems(comparison: Comparison, { path, before, item, other, renamed }: ItemPair): void {
  const { base, revision, say, unchanged } = comparison;
  if (path === before && other && unchanged.holds(item.tree, other.tree)) return;
  const now = other ? operationsIn(revision, other) : new Map<string, Located>();
  for (const [method, operation] of operationsIn(base, item)) {
    const use = callUse(`${method} ${path}`);
    const is = now.get(method);
    now.delete(method);
    if (!is || !other) {
      const values = { name: before, from: endingOf(operation.tree) };
      const fact = only('operation-removed', 'base', operation.pointer, other?.pointer ?? '/paths', values);
      // Of a path that is gone as a whole, or of one that has lost this operation.
      say(fact, { ...use, isRoot: !other });
      continue;
    }
    compareCalls(comparison, {
      ...{ base: operation, revision: is, baseItem: item, revisionItem: other },
      ...{ use, renamed, isReversed: false },
    });
  }
  for (const [method, operation] of now)
    say(
      only('operation-added', 'revision', operation.pointer, item.pointer, { name: path }),
      callUse(`${method} ${path}`),
    );
}

export function callUse(call: string): Use {
  return { ...DOCUMENT, call, side: 'call' };
}

/** What variables are called is of no interest to a caller. */
function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

function variablesOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}
