// Hides what differs in media types: which there are, what they hold, and how the fields of a form are written.
import { pointerAt } from '../../source.js';
import { canonical, own } from '../json.js';
import type { Use } from './change.js';
import { type Comparison, only } from './comparison.js';
import { correctedIn } from './corrections.js';
import type { Located } from './reader.js';

/** The media types of two bodies, answers, parameters or headers. */
export function compareContent(comparison: Comparison, base: Located, revision: Located, use: Use): void {
  const { say } = comparison;
  const from = comparison.base.map(base, 'content');
  const to = comparison.revision.map(revision, 'content');
  const gone = [...from.keys()].filter((each) => !to.has(each));
  const fresh = [...to.keys()].filter((each) => !from.has(each));
  // `application/json` and `application/problem+json` are kin, as `text/html` with another charset is.
  const pairs = [...from.keys()].filter((each) => to.has(each)).map((each) => [each, each] as const);
  const kin = fresh.flatMap((name) => {
    const older = gone.find((each) => isKin(each, name) || isKin(name, each));
    if (older === undefined) return [];
    gone.splice(gone.indexOf(older), 1);
    return [[older, name] as const];
  });
  for (const [older, newer] of [...pairs, ...kin]) {
    const [was, is] = [from.get(older), to.get(newer)];
    if (!was || !is) continue;
    const held = correctedIn(use, was.tree, is.tree);
    const met = { ...held, part: part(use, newer), isTyped: isTyped(newer) };
    if (older !== newer) {
      const kind =
        parse(older).rest !== parse(newer).rest ? 'changed' : isKin(older, newer) ? 'narrowed' : 'widened';
      say(
        {
          kind: `media-type-${kind}`,
          base: was.pointer,
          revision: is.pointer,
          name: newer,
          from: older,
          to: newer,
        },
        met,
      );
    }
    compareMedia(comparison, was, is, met);
  }
  const places = { base: keyOf(base, 'content'), revision: keyOf(revision, 'content') };
  for (const name of gone)
    say(only('media-type-removed', 'base', from.get(name)?.pointer ?? '', places.revision, { name }), use);
  for (const name of fresh)
    if (!kin.some(([, newer]) => newer === name))
      say(only('media-type-added', 'revision', to.get(name)?.pointer ?? '', places.base, { name }), use);
}

function compareMedia({ schemas, say }: Comparison, base: Located, revision: Located, use: Use): void {
  for (const keyword of ['schema', 'itemSchema'] as const) {
    const [from, to] = [base, revision].map(({ tree, pointer }) => ({
      node: own(tree, keyword),
      pointer: pointerAt(pointer, keyword),
    }));
    if (!from || !to) continue;
    const path = keyword === 'itemSchema' ? '[]' : '';
    if (from.node !== undefined && to.node !== undefined)
      schemas.meet(from, to, { ...use, path, isRoot: path === '' }, say);
    else if (to.node !== undefined) say(only('schema-added', 'revision', to.pointer, base.pointer), use);
    else if (from.node !== undefined)
      say(only('schema-removed', 'base', from.pointer, revision.pointer), use);
  }
  for (const keyword of ['encoding', 'prefixEncoding', 'itemEncoding']) {
    const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
    if (canonical(from) !== canonical(to))
      say({ kind: 'encoding-changed', base: base.pointer, revision: revision.pointer, from, to }, use);
  }
}

function part({ part: holder }: Use, mediaType: string): string {
  return `${holder} (${mediaType})`;
}

/** In JSON a number is no text. */
function isTyped(mediaType: string): boolean {
  const { name } = parse(mediaType);
  return name === 'application/json' || name.endsWith('+json');
}

function parse(mediaType: string): { name: string; type: string; sub: string; suffix: string; rest: string } {
  const [whole = '', ...rest] = mediaType.split(';').map((each) => each.trim().toLowerCase());
  const [type = '', subtype = ''] = whole.split('/');
  const [sub = '', suffix = ''] = subtype.split('+');
  return { name: whole, type, sub, suffix, rest: rest.sort().join(';') };
}

/** Whether who understands the first understands the other too. */
function isKin(first: string, other: string): boolean {
  const [a, b] = [parse(first), parse(other)];
  if (a.type !== b.type) return false;
  if (a.suffix === '' && b.suffix !== '' && b.suffix === a.sub) return true;
  return a.sub === b.sub && a.suffix === b.suffix;
}

function keyOf({ tree, pointer }: Located, keyword: string): string {
  return Object.hasOwn(tree, keyword) ? pointerAt(pointer, keyword) : pointer;
}
