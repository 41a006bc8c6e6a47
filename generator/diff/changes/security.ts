// Hides what differs in the credentials that are asked for: alternatives, of which each is a set of schemes with scopes.
import { pointerAt } from '../../source.js';
import { isTree, list, own } from '../json.js';
import type { Fact, Use } from './change.js';
import { type CallPair, type Comparison, DOCUMENT } from './comparison.js';
import type { Located } from './reader.js';

type Alternative = ReadonlyMap<string, readonly string[]>;

export function compareGlobalSecurity(comparison: Comparison): void {
  const [base, revision] = [comparison.base, comparison.revision].map(({ document }) => ({
    tree: document,
    pointer: '',
  }));
  if (base && revision) compareAlternatives(comparison, { base, revision }, 'global-', DOCUMENT);
}

/** Of one operation, where it says more than the document: what it does not say itself is said there. */
export function compareSecurity(comparison: Comparison, pair: CallPair): void {
  const { base, revision } = comparison;
  if ([pair.base, pair.revision].every(({ tree }) => own(tree, 'security') === undefined)) return;
  const asked = (reader: typeof base, call: Located): Located =>
    own(call.tree, 'security') === undefined && own(reader.document, 'security') !== undefined
      ? { tree: reader.document, pointer: '' }
      : call;
  const pairs = { base: asked(base, pair.base), revision: asked(revision, pair.revision) };
  compareAlternatives(comparison, pairs, '', pair.use);
}

function compareAlternatives(
  { say }: Comparison,
  { base, revision }: { readonly base: Located; readonly revision: Located },
  prefix: string,
  use: Use,
): void {
  let [from, to] = [alternativesOf(base), alternativesOf(revision)];
  const [before, now] = [from, to];
  const at = ({ tree, pointer }: Located) =>
    own(tree, 'security') === undefined ? pointer : pointerAt(pointer, 'security');
  const places = { base: at(base), revision: at(revision) };
  const tell = (kind: string, values: Pick<Fact, 'name' | 'from' | 'to'>) =>
    say({ kind: `${prefix}${kind}`, ...places, ...values }, use);
  const drop = (
    same: (a: Alternative, b: Alternative) => boolean,
    then?: (a: Alternative, b: Alternative) => void,
  ) => {
    for (const one of from) {
      const other = to.find((each) => same(one, each));
      if (!other) continue;
      then?.(one, other);
      [from, to] = [from.filter((each) => each !== one), to.filter((each) => each !== other)];
    }
  };
  drop((a, b) => text(a) === text(b));
  const isOnly = (all: readonly Alternative[], one: Alternative) =>
    all.filter((each) => names(each) === names(one)).length === 1;
  drop(
    (a, b) => names(a) === names(b) && isOnly(from, a) && isOnly(to, b),
    (a, b) => {
      for (const [scheme, scopes] of a) {
        const now = b.get(scheme) ?? [];
        for (const scope of now)
          if (!scopes.includes(scope)) tell('scope-added', { name: scheme, to: scope });
        for (const scope of scopes)
          if (!now.includes(scope)) tell('scope-removed', { name: scheme, from: scope });
      }
    },
  );
  for (const one of refused(before, now))
    tell('callers-refused', { name: one.size === 0 ? 'no credentials' : text(one) });
  for (const each of from)
    if (each.size > 0) tell('security-removed', { name: text(each), from: text(each) });
  for (const each of to) if (each.size > 0) tell('security-added', { name: text(each), to: text(each) });
}

/** Credentials that let callers in before, and do not any more: nothing that is asked for now is among them. */
function refused(before: readonly Alternative[], now: readonly Alternative[]): readonly Alternative[] {
  const anybody: Alternative = new Map();
  const has = (one: Alternative, asked: Alternative) =>
    [...asked].every(
      ([scheme, scopes]) => scopes.every((scope) => one.get(scheme)?.includes(scope)) && one.has(scheme),
    );
  const enough = now.length > 0 ? now : [anybody];
  return (before.length > 0 ? before : [anybody]).filter((one) => !enough.some((asked) => has(one, asked)));
}

function alternativesOf({ tree }: Located): Alternative[] {
  return list(own(tree, 'security'))
    .filter(isTree)
    .map((each) => new Map(Object.entries(each).map(([name, scopes]) => [name, list(scopes).map(String)])));
}

function names(alternative: Alternative): string {
  return [...alternative.keys()].sort().join(' and ');
}

function text(alternative: Alternative): string {
  return [...alternative]
    .map(([name, scopes]) => (scopes.length === 0 ? name : `${name} (${[...scopes].sort().join(', ')})`))
    .sort()
    .join(' and ');
}
