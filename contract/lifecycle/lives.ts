// Hides since when the parts of a document are there, where it describes a range of microversions (`x-added`, `x-removed`).
import { compareVersions, parseVersionId } from '../../runtime/lifecycle.js';
import { memberOf } from '../pointer.js';
import { targetOf } from '../schema/view.js';

/** The version that brought a part, or took it away, where that leaves it out of this version; undefined where it is there. */
export function absentSince(node: unknown, version: string, document: unknown): string | undefined {
  let at = node;
  for (let hops = 0; hops < 100; hops++) {
    const [added, removed] = [versionIn(at, 'x-added'), versionIn(at, 'x-removed')];
    if (added !== undefined && compareVersions(version, added) < 0) return `since ${added}`;
    if (removed !== undefined && compareVersions(version, removed) >= 0) return `until ${removed}`;
    const ref = memberOf(at, '$ref');
    if (typeof ref !== 'string') return undefined;
    at = targetOf(ref, document);
  }
  return undefined;
}

/** All versions in which something of a document changes, lowest first. */
export function changesIn(document: unknown): string[] {
  const found = new Set<string>();
  const seen = new Set<object>();
  const waiting: unknown[] = [document];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const key of ['x-added', 'x-removed']) {
      const version = versionIn(next, key);
      if (version !== undefined) found.add(version);
    }
    waiting.push(...Object.values(next));
  }
  return [...found].sort(compareVersions);
}

function versionIn(node: unknown, key: string): string | undefined {
  const value = memberOf(node, key);
  return typeof value === 'string' && parseVersionId(value) ? value : undefined;
}
