// Hides what differs in what a document says of itself: the number of its version.
import type { Comparison } from './comparison.js';
import { DOCUMENT } from './comparison.js';

/** Told always where both have one: whether it had to change is judged by what else did. */
export function compareInfo({ base, revision, say }: Comparison): void {
  const [from, to] = [base.document.info?.version, revision.document.info?.version];
  if (typeof from !== 'string' || typeof to !== 'string') return;
  say({ kind: 'version', base: '/info/version', revision: '/info/version', from, to }, DOCUMENT);
}
