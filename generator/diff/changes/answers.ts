// Hides what differs in what two operations answer: statuses, headers, bodies and links.
import { pointerAt } from '../../source.js';
import { canonical, own } from '../json.js';
import type { Use } from './change.js';
import { type CallPair, type Comparison, only } from './comparison.js';
import { compareContent } from './content.js';
import { correctedIn } from './corrections.js';
import type { Located } from './reader.js';

export function compareAnswers(comparison: Comparison, pair: CallPair): void {
  const { say, unchanged } = comparison;
  const from = comparison.base.map(pair.base, 'responses');
  const to = comparison.revision.map(pair.revision, 'responses');
  const use = (status: string): Use => ({
    ...pair.use,
    side: pair.isReversed ? 'request' : 'response',
    part: `${status} answer`,
  });
  const holder = ({ pointer }: Located) => pointerAt(pointer, 'responses');
  for (const [status, older] of from) {
    const newer = to.get(status);
    if (newer && !unchanged.holds(older.tree, newer.tree))
      compareAnswer(comparison, older, newer, correctedIn(use(status), older.tree, newer.tree));
    if (!newer)
      say(
        only(`${kindOf(status)}-removed`, 'base', older.pointer, holder(pair.revision), { name: status }),
        use(status),
      );
  }
  for (const [status, newer] of to)
    if (!from.has(status))
      say(
        only(`${kindOf(status)}-added`, 'revision', newer.pointer, holder(pair.base), { name: status }),
        use(status),
      );
}

function kindOf(status: string): string {
  if (!/^\d+$/.test(status)) return /^2/.test(status) ? 'success-range' : 'status-range';
  return /^2\d\d$/.test(status) ? 'success-status' : 'other-status';
}

function compareAnswer(comparison: Comparison, base: Located, revision: Located, use: Use): void {
  compareHeaders(comparison, base, revision, use);
  compareContent(comparison, base, revision, use);
  compareLinks(comparison, base, revision, use);
}

function compareHeaders(comparison: Comparison, base: Located, revision: Located, use: Use): void {
  const { say, schemas } = comparison;
  // Names of headers are the same in any case (RFC 9110 §5.1); `Content-Type` is not described here (OpenAPI 3.1 §4.8.17).
  const headersOf = (map: Map<string, Located>) =>
    new Map([...map].map(([name, each]) => [name.toLowerCase(), { ...each, name }]));
  const from = headersOf(comparison.base.map(base, 'headers'));
  const to = headersOf(comparison.revision.map(revision, 'headers'));
  for (const [key, older] of from) {
    const newer = to.get(key);
    const met: Use = {
      ...use,
      side: use.side === 'request' ? 'parameter' : 'header',
      part: `${use.part}, header ${older.name}`,
      isTyped: false,
    };
    const needed = own(older.tree, 'required') === true;
    if (!newer) {
      say(
        only(`${needed ? 'required' : 'optional'}-header-removed`, 'base', older.pointer, revision.pointer, {
          name: older.name,
        }),
        met,
      );
      continue;
    }
    const needs = own(newer.tree, 'required') === true;
    const at = { base: older.pointer, revision: newer.pointer, name: newer.name };
    if (needed !== needs) say({ kind: needs ? 'header-required' : 'header-optional', ...at }, met);
    const inside = correctedIn(met, older.tree, newer.tree);
    const [was, is] = [older, newer].map(({ tree, pointer }) => ({
      node: own(tree, 'schema'),
      pointer: pointerAt(pointer, 'schema'),
    }));
    if (was?.node !== undefined && is?.node !== undefined) schemas.meet(was, is, inside, say);
    compareContent(comparison, older, newer, { ...inside, isTyped: true });
  }
  for (const [key, newer] of to)
    if (!from.has(key)) {
      const met: Use = {
        ...use,
        side: use.side === 'request' ? 'parameter' : 'header',
        part: `${use.part}, header ${newer.name}`,
      };
      say(only('header-added', 'revision', newer.pointer, base.pointer, { name: newer.name }), met);
    }
}

function compareLinks(comparison: Comparison, base: Located, revision: Located, use: Use): void {
  const { say } = comparison;
  const [from, to] = [comparison.base.map(base, 'links'), comparison.revision.map(revision, 'links')];
  const said = ({ tree }: Located) => {
    const { description: _, ...rest } = tree;
    return canonical(rest);
  };
  for (const [name, older] of from) {
    const newer = to.get(name);
    if (!newer) say(only('link-removed', 'base', older.pointer, revision.pointer, { name }), use);
    else if (said(older) !== said(newer))
      say({ kind: 'link-changed', base: older.pointer, revision: newer.pointer, name }, use);
  }
  for (const [name, newer] of to)
    if (!from.has(name)) say(only('link-added', 'revision', newer.pointer, base.pointer, { name }), use);
}
