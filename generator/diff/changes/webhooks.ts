// Hides what differs in the requests that a provider sends by itself.
import { compareCalls } from './calls.js';
import { type Comparison, DOCUMENT, only } from './comparison.js';
import { callUse, operationsIn } from './paths.js';
import type { Located, Reader } from './reader.js';

export function compareWebhooks(comparison: Comparison): void {
  const { base, revision, say } = comparison;
  const itemsOf = (reader: Reader) => reader.map({ tree: reader.document, pointer: '' }, 'webhooks');
  const [from, to] = [itemsOf(base), itemsOf(revision)];
  const holder = ({ document }: Reader) => (document['webhooks'] === undefined ? '' : '/webhooks');
  for (const [name, older] of from) {
    const newer = to.get(name);
    if (newer) compareItems(comparison, name, older, newer);
    else say(only('webhook-removed', 'base', older.pointer, holder(revision), { name }), DOCUMENT);
  }
  for (const [name, newer] of to)
    if (!from.has(name))
      say(only('webhook-added', 'revision', newer.pointer, holder(base), { name }), DOCUMENT);
}

function compareItems(comparison: Comparison, name: string, base: Located, revision: Located): void {
  if (comparison.unchanged.holds(base.tree, revision.tree)) return;
  const now = operationsIn(comparison.revision, revision);
  for (const [method, operation] of operationsIn(comparison.base, base)) {
    const use = callUse(`webhook ${name} ${method}`);
    const is = now.get(method);
    now.delete(method);
    if (is)
      compareCalls(comparison, {
        ...{ base: operation, revision: is, baseItem: base, revisionItem: revision },
        ...{ use, renamed: new Map(), isReversed: true },
      });
    else
      comparison.say(
        only('webhook-operation-removed', 'base', operation.pointer, revision.pointer, { name }),
        use,
      );
  }
  for (const [method, operation] of now)
    comparison.say(
      only('webhook-operation-added', 'revision', operation.pointer, base.pointer, { name }),
      callUse(`webhook ${name} ${method}`),
    );
}
