// Hides the schemas that are made of themselves: where allOf leads back to it, a schema can neither be written out nor judged by.
import { localPointer, nodeAt } from './references.js';

/**
 * The pointer of one schema in each circle, in the order of the references.
 * @param refs the references of the document: a circle holds one at least
 */
export function endlessSchemas(root: unknown, refs: Iterable<string>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  for (const ref of refs) {
    const first = localPointer(ref);
    if (first === undefined || state.has(first)) continue;
    // By a stack of its own: documents chain more schemas than calls can be nested.
    const stack = [{ pointer: first, parts: partsOf(root, first) }];
    state.set(first, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.parts.pop();
      if (next === undefined) {
        state.set(top.pointer, 'done');
        stack.pop();
      } else if (state.get(next) === 'open') {
        if (!found.includes(next)) found.push(next);
      } else if (!state.has(next)) {
        state.set(next, 'open');
        stack.push({ pointer: next, parts: partsOf(root, next) });
      }
    }
  }
  return found;
}

/** The schemas that all hold wherever this one does. */
function partsOf(root: unknown, pointer: string): string[] {
  const parts: string[] = [];
  const inline: unknown[] = [nodeAt(root, pointer)];
  while (inline.length > 0) {
    const node = inline.pop();
    if (typeof node !== 'object' || node === null) continue;
    const { $ref, allOf } = node as { $ref?: unknown; allOf?: unknown };
    const part = typeof $ref === 'string' ? localPointer($ref) : undefined;
    if (part !== undefined) parts.push(part);
    if (Array.isArray(allOf)) inline.push(...(allOf as unknown[]));
  }
  return parts;
}
