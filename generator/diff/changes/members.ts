// Hides what differs in the members of two objects: which there are, which are required, which way they travel, and what holds of all others.
import { pointerAt } from '../../source.js';
import { canonical, isTree, list, own, type Tree } from '../json.js';
import { endingOf } from './lives.js';
import type { SchemaPair, Ways } from './pairs.js';
import type { View } from './reader.js';
import { movedInto } from './schema-types.js';

export function compareMembers(pair: SchemaPair): void {
  const { base, revision } = pair;
  const [before, now] = [membersOf(base), membersOf(revision)];
  const [needed, needs] = [requiredOf(base), requiredOf(revision)];
  const moved = new Set(movedInto(pair));
  if (moved.size > 0) pair.say('wrapped-in-one-of', 'oneOf');
  for (const [name, node] of before) {
    const is = now.get(name);
    if (is !== undefined) compareMember(pair, name, { needed: needed.has(name), needs: needs.has(name) });
    else if (!moved.has(name)) {
      const kind = needed.has(name) ? 'required-property-removed' : 'optional-property-removed';
      const place = { node, pointer: memberAt(base, name) };
      const view = pair.view('base', place);
      const ending = endingOf(view?.tree ?? {});
      pair.say(kind, 'properties', {
        name,
        step: `.${name}`,
        base: place.pointer,
        keptOut: keptOut(view),
        ...(ending.sunset !== undefined && { from: ending }),
      });
    }
  }
  for (const [name, node] of now) {
    if (before.has(name)) continue;
    const place = { node, pointer: memberAt(revision, name) };
    const view = pair.view('revision', place);
    const added = { name, step: `.${name}`, revision: place.pointer, keptOut: keptOut(view) };
    const hasDefault = view !== undefined && own(view.tree, 'default') !== undefined;
    const required = hasDefault ? 'required-property-added-with-default' : 'required-property-added';
    pair.say(needs.has(name) ? required : 'optional-property-added', 'properties', added);
  }
  compareRest(pair);
  compareNames(pair, 'patternProperties', 'pattern-property');
  compareNames(pair, 'dependentSchemas', 'dependent-schema');
  compareDependents(pair);
}

function compareMember(
  pair: SchemaPair,
  name: string,
  { needed, needs }: { needed: boolean; needs: boolean },
): void {
  const { base, revision } = pair;
  const [from, to] = [base, revision].map((view) => ({
    node: membersOf(view).get(name),
    pointer: memberAt(view, name),
  }));
  if (!from || !to) return;
  const [was, is] = [pair.view('base', from), pair.view('revision', to)];
  const at = { name, step: `.${name}`, keptOut: keptOut(is) };
  if (needed !== needs) {
    const hasDefault = is !== undefined && own(is.tree, 'default') !== undefined;
    const kind = needs
      ? hasDefault
        ? 'property-required-with-default'
        : 'property-required'
      : 'property-optional';
    pair.say(kind, 'required', at);
  }
  if (was && is)
    for (const [keyword, word] of WAYS) {
      const [before, now] = [own(was.tree, keyword) === true, own(is.tree, keyword) === true];
      if (before === now) continue;
      const kind = `${needed ? 'required' : 'optional'}-property-${word}-${now ? 'added' : 'removed'}`;
      pair.say(kind, 'properties', {
        name,
        step: `.${name}`,
        base: was.at(keyword),
        revision: is.at(keyword),
      });
    }
  pair.lead(`.${name}`, from, to);
}

const WAYS = [
  ['readOnly', 'read-only'],
  ['writeOnly', 'write-only'],
] as const;

/** `additionalProperties`, `propertyNames` and `unevaluatedProperties`. */
function compareRest(pair: SchemaPair): void {
  const { base, revision } = pair;
  const [from, to] = [base, revision].map(({ tree }) => own(tree, 'additionalProperties') ?? true);
  const isOpen = (node: unknown) => node === true || (isTree(node) && Object.keys(node).length === 0);
  const at = (view: View) => ({
    node: own(view.tree, 'additionalProperties') ?? true,
    pointer: view.at('additionalProperties'),
  });
  if ((from === false) !== (to === false))
    pair.say(to === false ? 'other-properties-refused' : 'other-properties-allowed', 'additionalProperties');
  else if (isOpen(from) !== isOpen(to))
    pair.say(isOpen(to) ? 'other-properties-freed' : 'other-properties-bound', 'additionalProperties');
  else if (!isOpen(from)) pair.lead('.*', at(base), at(revision));
}

function compareNames(pair: SchemaPair, keyword: string, word: string): void {
  const [from, to] = [mapIn(pair.base, keyword), mapIn(pair.revision, keyword)];
  for (const [name, node] of from) {
    const is = to.get(name);
    const older = pointerAt(pair.base.at(keyword), name);
    const newer = pointerAt(pair.revision.at(keyword), name);
    if (is === undefined) pair.say(`${word}-removed`, keyword, { name, base: older });
    else pair.lead(`.<${name}>`, { node, pointer: older }, { node: is, pointer: newer });
  }
  for (const name of to.keys())
    if (!from.has(name))
      pair.say(`${word}-added`, keyword, { name, revision: pointerAt(pair.revision.at(keyword), name) });
}

function compareDependents({ base, revision, say }: SchemaPair): void {
  const keyword = 'dependentRequired';
  const [from, to] = [mapIn(base, keyword), mapIn(revision, keyword)];
  const set = (value: unknown) => canonical([...list(value).map(String)].sort());
  for (const [name, was] of from) {
    const is = to.get(name);
    if (is === undefined) say('dependent-required-removed', keyword, { name, from: was });
    else if (set(was) !== set(is)) say('dependent-required-changed', keyword, { name, from: was, to: is });
  }
  for (const [name, is] of to)
    if (!from.has(name)) say('dependent-required-added', keyword, { name, to: is });
}

/** A member that is mixed in beside references is one of the schema all the same: they are read as one. */
function membersOf(view: View): ReadonlyMap<string, unknown> {
  return mapIn(view, 'properties');
}

function mapIn({ tree }: { readonly tree: Tree }, keyword: string): ReadonlyMap<string, unknown> {
  const map = own(tree, keyword);
  return new Map(isTree(map) ? Object.entries(map) : []);
}

function requiredOf({ tree }: View): ReadonlySet<string> {
  return new Set(list(own(tree, 'required')).filter((name): name is string => typeof name === 'string'));
}

function memberAt(view: View, name: string): string {
  return pointerAt(view.at('properties'), name);
}

function keptOut(view: View | undefined): Ways {
  return [
    ...(view?.tree['readOnly'] === true ? (['request'] as const) : []),
    ...(view?.tree['writeOnly'] === true ? (['response'] as const) : []),
  ];
}
