// Hides what callers meet who go from one version of a family to the next: rule L-15, the migration guide, once for each operation or schema.
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Difference } from '../diff/found.js';
import { pointerTokens } from '../source.js';

/** Two versions that callers go between, and what differs. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly differences: readonly Difference[];
  /** The place of a pointer into the document of the newer version. */
  locate(pointer: string): Position;
}

/** Parts of an operation, or of a schema, that are told; of more, how many there are. */
const MOST_TOLD = 5;

export function migrationGuide({ from, to, differences, locate }: Migration): Diagnostic[] {
  const groups = new Map<string, Difference[]>();
  for (const each of differences) {
    if (!each.breaks) continue;
    const key = groupOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].flatMap(([group, [first, ...others]]): Diagnostic[] => {
    if (!first) return [];
    const told = [first, ...others].slice(0, MOST_TOLD).map(({ where, why }) => {
      const part = where.startsWith(group) ? where.slice(group.length).replace(/^[,:] /, '') : where;
      return part === '' ? why : `${part}: ${why}`;
    });
    const more = others.length + 1 - told.length;
    const rest = more > 0 ? `; and ${more} more` : '';
    const message = `From ${from} to ${to}, ${group}: ${told.join('; ')}${rest}.`;
    const hint = `Nothing: versions may differ. Tell callers what to do when they go to ${to}.`;
    return [{ id: 'L-15', severity: 'info', message, position: locate(first.newer), hint }];
  });
}

/** What several operations share is told of itself. */
function groupOf({ call, newer }: Difference): string {
  const [components, kind, name] = pointerTokens(newer);
  return components === 'components' && kind === 'schemas' && name !== undefined ? `schema ${name}` : call;
}
