// Hides the comparison of two documents, as facts: everything that differs, once for each place and each way in which somebody meets it.
import type { OpenApi31 } from '../../model/types.js';
import { own } from '../json.js';
import type { Change } from './change.js';
import type { Comparison, Options } from './comparison.js';
import { compareComponents } from './components.js';
import { Corrections } from './corrections.js';
import { compareInfo } from './info.js';
import { SchemaPairs } from './pairs.js';
import { comparePaths } from './paths.js';
import { Reader } from './reader.js';
import { compareGlobalSecurity } from './security.js';
import { compareServers } from './servers.js';
import { Unchanged } from './unchanged.js';
import { compareWebhooks } from './webhooks.js';

/** Two documents of one API, bundled and normalised. Pure; in the order of the documents. */
export function changesBetween(
  base: OpenApi31,
  revision: OpenApi31,
  options: Options = {},
): readonly Change[] {
  const changes: Change[] = [];
  const corrections = new Corrections(base, revision);
  const unchanged = new Unchanged(base, revision);
  const readers = { base: new Reader(base), revision: new Reader(revision) };
  const comparison: Comparison = {
    ...readers,
    schemas: new SchemaPairs(readers.base, readers.revision, unchanged, options.extensions),
    unchanged,
    options,
    say: (fact, use) => {
      const isCorrected = !use.isCorrected && corrections.cover(fact);
      changes.push({ fact, use: isCorrected ? { ...use, isCorrected } : use });
    },
  };
  compareInfo(comparison);
  compareServers(comparison, { base: root(base), revision: root(revision) }, undefined);
  compareGlobalSecurity(comparison);
  comparePaths(comparison);
  compareWebhooks(comparison);
  compareComponents(comparison);
  return changes;
}

function root(document: OpenApi31) {
  return { tree: document, pointer: own(document, 'servers') === undefined ? '' : '' };
}
