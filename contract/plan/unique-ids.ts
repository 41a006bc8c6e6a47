// Hides how two examples of one name under two media types get ids of their own.
import type { PlanEntry } from './types.js';

/** Later namesakes get `~2`, `~3`, … */
export function* uniqueIds<Entry extends PlanEntry>(entries: Iterable<Entry>): Generator<Entry> {
  const seen = new Map<string, number>();
  for (const entry of entries) {
    const count = (seen.get(entry.ref.id) ?? 0) + 1;
    seen.set(entry.ref.id, count);
    yield count === 1 ? entry : { ...entry, ref: { ...entry.ref, id: `${entry.ref.id}~${count}` } };
  }
}
