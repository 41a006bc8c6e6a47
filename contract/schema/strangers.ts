// Hides which members of a value no schema knows, though it would not refuse them.
import type { Pointer } from '../../generator/model/types.js';
import { isObject, pointerAt } from '../pointer.js';
import { itemPointers, memberPointers, type Part, partsOf, type Source } from './parts.js';

export interface Stranger {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
  /** The schema that does not know it. */
  readonly source: Pointer;
}

/** What one value is asked about: places visited, members told, and how deep. */
const MOST_PLACES = 5_000;
const MOST_TOLD = 20;
const DEEPEST = 32;

/** Members that no `properties` and no `patternProperties` name, where nothing says that there may be others. */
export function strangersIn(source: Source, schema: Pointer, value: unknown): Stranger[] {
  const found: Stranger[] = [];
  let places = 0;
  const visit = (pointers: readonly Pointer[], node: unknown, at: string, depth: number): void => {
    if (typeof node !== 'object' || node === null || pointers.length === 0) return;
    places += 1;
    if (places > MOST_PLACES || found.length >= MOST_TOLD || depth > DEEPEST) return;
    const parts = partsOf(source, pointers, { taking: node });
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries())
        visit(itemPointers(parts, index), item, pointerAt(at, index), depth + 1);
      return;
    }
    const closed = knowsItsMembers(parts);
    for (const [name, member] of Object.entries(node)) {
      const below = memberPointers(parts, name);
      const named = below.length > 0 || isNamed(parts, name);
      if (closed && !named)
        found.push({ pointer: pointerAt(at, name), value: member, source: parts[0]?.pointer ?? '' });
      else visit(below, member, pointerAt(at, name), depth + 1);
    }
  };
  visit([schema], value, '', 0);
  return found.slice(0, MOST_TOLD);
}

const OTHERS = ['additionalProperties', 'unevaluatedProperties'];

/** Whether the schemas list members at all, and say nothing of others: `true` and a schema are said on purpose, `false` is judged already. */
function knowsItsMembers(parts: readonly Part[]): boolean {
  const lists = parts.some(({ keywords }) => isObject(keywords['properties']));
  return lists && !parts.some(({ keywords }) => OTHERS.some((each) => Object.hasOwn(keywords, each)));
}

function isNamed(parts: readonly Part[], name: string): boolean {
  return parts.some(
    ({ keywords }) => isObject(keywords['properties']) && Object.hasOwn(keywords['properties'], name),
  );
}
