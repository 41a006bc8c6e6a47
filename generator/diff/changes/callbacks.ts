// Hides what differs in the requests that follow from an operation: the provider sends them, whoever calls answers.
import { compareCalls } from './calls.js';
import { type CallPair, type Comparison, only } from './comparison.js';
import { operationsIn } from './paths.js';
import type { Located, Reader } from './reader.js';

interface Callback extends Located {
  readonly item: Located;
  readonly label: string;
}

export function compareCallbacks(comparison: Comparison, pair: CallPair): void {
  // Callbacks of callbacks would have to be asked for by whoever is called back.
  if (pair.use.isCallback) return;
  const [from, to] = [
    callbacksOf(comparison.base, pair.base),
    callbacksOf(comparison.revision, pair.revision),
  ];
  const use = (label: string) => ({
    ...pair.use,
    call: `${pair.use.call}, callback ${label}`,
    isCallback: true,
  });
  for (const [label, older] of from) {
    const newer = to.get(label);
    if (newer)
      compareCalls(comparison, {
        ...{ base: older, revision: newer, baseItem: older.item, revisionItem: newer.item },
        ...{ use: use(label), renamed: new Map(), isReversed: !pair.isReversed },
      });
    else
      comparison.say(
        only('callback-removed', 'base', older.pointer, pair.revision.pointer, { name: label }),
        pair.use,
      );
  }
  for (const [label, newer] of to)
    if (!from.has(label))
      comparison.say(
        only('callback-added', 'revision', newer.pointer, pair.base.pointer, { name: label }),
        pair.use,
      );
}

/** By name, expression and method. */
function callbacksOf(reader: Reader, operation: Located): Map<string, Callback> {
  const found = new Map<string, Callback>();
  for (const [name, callback] of reader.map(operation, 'callbacks'))
    for (const [expression, item] of reader.map({ tree: { of: callback.tree }, pointer: '' }, 'of')) {
      const located = { tree: item.tree, pointer: item.pointer.replace(/^\/of/, callback.pointer) };
      for (const [method, each] of operationsIn(reader, located)) {
        const label = `${name} ${method} ${expression}`;
        found.set(label, { ...each, item: located, label });
      }
    }
  return found;
}
