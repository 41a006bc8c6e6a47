// Hides what differs in the types of two schemas: JSON types and formats, null, and types that are listed as alternatives.
import { pointerAt } from '../../source.js';
import { canonical, isTree, list, own } from '../json.js';
import type { SchemaPair } from './pairs.js';
import type { View } from './reader.js';

/** A type and its format, as a fact carries them. */
export interface Typed {
  readonly types: readonly string[];
  readonly format: string;
}

export function compareTypes(pair: SchemaPair): void {
  const { base, revision } = pair;
  compareNull(pair);
  if (compareListed(pair)) return;
  const [from, to] = [typed(base), typed(revision)];
  if (isWrapping(pair) || canonical(from) === canonical(to)) return;
  pair.say('type', Object.hasOwn(revision.tree, 'type') ? 'type' : 'format', { from, to });
}

function typed({ tree, types }: View): Typed {
  const format = own(tree, 'format');
  return { types: [...types].sort(), format: typeof format === 'string' ? format : '' };
}

/** Where any type will do null was among them: nothing is said. */
function compareNull({ base, revision, say }: SchemaPair): void {
  if (base.isNullable === revision.isNullable) return;
  const [less, more] = base.isNullable ? [revision, base] : [base, revision];
  if (less.types.length === 0 && !more.isWrapped) return;
  say(base.isNullable ? 'nullable-removed' : 'nullable-added', 'type');
}

/** `oneOf: [{ type: string }, { type: integer }]` is a list of types, and compared as such with another one, or with one type. */
function compareListed({ base, revision, say }: SchemaPair): boolean {
  const [from, to] = [listed(base), listed(revision)];
  if (!from || !to || !(from.isList || to.isList)) return false;
  const added = to.types.filter((each) => !from.types.includes(each));
  const removed = from.types.filter((each) => !to.types.includes(each));
  const keyword = (view: View) => ['oneOf', 'anyOf'].find((each) => Object.hasOwn(view.tree, each)) ?? 'type';
  const at = { base: base.at(keyword(base)), revision: revision.at(keyword(revision)) };
  const values = { from: from.types, to: to.types, ...at };
  if (removed.length > 0)
    say(added.length > 0 ? 'listed-types-changed' : 'listed-types-narrowed', 'type', values);
  else if (added.length > 0) say('listed-types-widened', 'type', values);
  return added.length + removed.length > 0;
}

/** True where the difference of two schemas is told as one of the types that they list: nobody else tells it again. */
export function isListedOtherwise(base: View, revision: View): boolean {
  const [from, to] = [listed(base), listed(revision)];
  return (
    from !== undefined &&
    to !== undefined &&
    (from.isList || to.isList) &&
    canonical([...from.types].sort()) !== canonical([...to.types].sort())
  );
}

function listed({
  tree,
  types,
}: View): { readonly types: readonly string[]; readonly isList: boolean } | undefined {
  const members = own(tree, 'properties');
  if (own(tree, 'not') !== undefined || list(own(tree, 'allOf')).length > 0) return undefined;
  if (isTree(members) && Object.keys(members).length > 0) return undefined;
  if (types.length > 0) return { types: types.slice(0, 1), isList: false };
  const choices = [own(tree, 'oneOf'), own(tree, 'anyOf')].map(list).find((each) => each.length > 0) ?? [];
  const each = choices.map((choice) => (isTree(choice) && isSimple(choice) ? choice['type'] : undefined));
  const isAll = each.every((type): type is string => typeof type === 'string');
  return isAll && each.length > 0 ? { types: each as string[], isList: true } : undefined;
}

function isSimple(tree: { readonly [key: string]: unknown }): boolean {
  const members = own(tree, 'properties');
  const isComposed = ['oneOf', 'anyOf', 'allOf'].some((key) => list(own(tree, key)).length > 0);
  return !isComposed && !(isTree(members) && Object.keys(members).length > 0);
}

/** Members that moved into alternatives: an object became `oneOf` several. */
export function movedInto({ base, revision, view }: SchemaPair): readonly string[] {
  const before = own(base.tree, 'properties');
  const now = own(revision.tree, 'properties');
  const choices = list(own(revision.tree, 'oneOf'));
  if (list(own(base.tree, 'oneOf')).length > 0 || !isTree(before)) return [];
  if (choices.length === 0 || (isTree(now) && Object.keys(now).length > 0) || revision.types.length > 0)
    return [];
  const members = choices.map((node, index) => {
    const choice = view('revision', { node, pointer: pointerAt(revision.at('oneOf'), index) });
    return choice && own(choice.tree, 'properties');
  });
  return Object.keys(before).filter((name) =>
    members.some((each) => isTree(each) && Object.hasOwn(each, name)),
  );
}

export function isWrapping(pair: SchemaPair): boolean {
  return movedInto(pair).length > 0;
}
