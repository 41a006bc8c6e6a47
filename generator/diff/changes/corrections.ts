// Hides what the newer document flags as a correction of the older one (`x-bugfix`): a place, or whatever leads there.
import type { OpenApi31, Pointer } from '../../model/types.js';
import { pointerTokens } from '../../source.js';
import { canonical, isTree, own } from '../json.js';
import type { Fact, Use } from './change.js';

const FLAG = 'x-bugfix';

/**
 * Whether the newer side is flagged as a correction of the older. A flag that was there before was for an earlier correction: it covers no
 * other, unless it says something new.
 */
export function isCorrected(older: readonly unknown[], newer: readonly unknown[]): boolean {
  const now = flags(newer);
  if (now.length === 0) return false;
  const before = new Set(flags(older));
  return now.some((flag) => !before.has(flag));
}

/** The use with what its parts say: below what is corrected, all is. */
export function correctedIn(use: Use, older: unknown, newer: unknown): Use {
  if (use.isCorrected || !isTree(newer) || !Object.hasOwn(newer, FLAG)) return use;
  return isCorrected([older], [newer]) ? { ...use, isCorrected: true } : use;
}

/** Looks at everything that a fact stands in. */
export class Corrections {
  readonly #base: OpenApi31;
  readonly #revision: OpenApi31;

  constructor(base: OpenApi31, revision: OpenApi31) {
    this.#base = base;
    this.#revision = revision;
  }

  cover({ base, revision }: Fact): boolean {
    const now = around(this.#revision, revision);
    return flags(now).length > 0 && isCorrected(around(this.#base, base), now);
  }
}

function around(document: OpenApi31, pointer: Pointer): unknown[] {
  const found: unknown[] = [];
  let node: unknown = document;
  for (const token of pointerTokens(pointer)) {
    node = Array.isArray(node) ? node[Number(token)] : isTree(node) ? own(node, token) : undefined;
    found.push(node);
  }
  return found;
}

function flags(nodes: readonly unknown[]): string[] {
  return nodes.flatMap((node) => {
    const flag = isTree(node) ? own(node, FLAG) : undefined;
    return flag === undefined || flag === null || flag === false || flag === '' ? [] : [canonical(flag)];
  });
}
