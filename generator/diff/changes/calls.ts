// Hides what differs in two operations: what they are called, how long they are there, what they ask and what they answer.
import { canonical, list, own } from '../json.js';
import { compareAnswers } from './answers.js';
import { compareBodies } from './bodies.js';
import { compareCallbacks } from './callbacks.js';
import type { CallPair, Comparison } from './comparison.js';
import { correctedIn } from './corrections.js';
import { compareEndings } from './lives.js';
import { compareParameters } from './parameters.js';
import { compareSecurity } from './security.js';
import { compareServers } from './servers.js';

export function compareCalls(comparison: Comparison, given: CallPair): void {
  const { base, revision } = given;
  const stability = own(revision.tree, 'x-stability-level');
  const held = correctedIn(given.use, given.baseItem.tree, given.revisionItem.tree);
  const called = correctedIn(held, base.tree, revision.tree);
  const use = { ...called, ...(stability !== undefined && { stability }) };
  const pair = { ...given, use };
  const { say, options } = comparison;
  const at = (kind: string, keyword: string, values: { name?: string; from?: unknown; to?: unknown }) =>
    say({ kind, base: keyAt(base, keyword), revision: keyAt(revision, keyword), ...values }, use);
  // What is still tried out promises nothing, but to become more settled.
  const isTriedOut = isUnsettled(stability);
  for (const { kind, keyword, ...values } of compareEndings(base.tree, revision.tree))
    if (kind === 'stability' || !isTriedOut) at(`operation-${kind}`, keyword, values);
  if (isTriedOut) return;
  const [from, to] = [own(base.tree, 'operationId'), own(revision.tree, 'operationId')];
  if (from !== to) {
    const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    at(`operation-id-${kind}`, 'operationId', { from, to });
  }
  const [tags, nowTags] = [base, revision].map(({ tree }) => list(own(tree, 'tags')).map(String));
  for (const tag of tags ?? [])
    if (!nowTags?.includes(tag)) at('tag-removed', 'tags', { name: tag, from: tag });
  for (const tag of nowTags ?? []) if (!tags?.includes(tag)) at('tag-added', 'tags', { name: tag, to: tag });
  for (const name of options.extensions ?? []) {
    const [was, is] = [own(base.tree, name), own(revision.tree, name)];
    if (canonical(was) !== canonical(is)) at('extension-changed', name, { name, from: was, to: is });
  }
  compareServers(comparison, pair, use);
  compareSecurity(comparison, pair);
  compareParameters(comparison, pair);
  compareBodies(comparison, pair);
  compareAnswers(comparison, pair);
  compareCallbacks(comparison, pair);
}

export function isUnsettled(stability: unknown): boolean {
  return stability === 'alpha' || stability === 'draft';
}

function keyAt({ tree, pointer }: CallPair['base'], keyword: string): string {
  return Object.hasOwn(tree, keyword) ? `${pointer}/${keyword}` : pointer;
}
