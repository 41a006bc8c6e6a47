// Hides when a value that fits one of several alternatives fits one of those of the other version, and which one it is.
import { componentKey } from '../../model/inheritance.js';
import type { Choice, FactReader, Facts, Place } from './facts.js';
import { type Relation, refOf } from './relation.js';
import type { Alternative, Related } from './types.js';

/** Pairs of alternatives that are tried. */
const MAX_TRIED = 400;
/** Alternatives of which each is held against each other. */
const MAX_TOLD_APART = 60;

/** @param to a choice among those of the target's facts */
export function relateChoices(
  relation: Relation,
  from: { readonly place: Place; readonly facts: Facts },
  to: { readonly facts: Facts; readonly choice: Choice },
  depth: number,
): Related {
  const { choice } = to;
  const isTold = choice.keyword === 'anyOf' || isToldApart(choice, relation.target);
  for (const own of from.facts.choices) {
    // The same components in both: which one a value is does not change, unless they are relaxed until they overlap.
    if (isSameChoice(relation, own, choice)) return { findings: [] };
    const related =
      isTold || isSameComponents(own, choice) ? relateBranches(relation, own, choice, depth) : undefined;
    const isAlone = from.facts.members.size === 0 && to.facts.members.size === 0;
    if (related && (isAlone || !related.step)) return related;
  }
  if (isTold && from.facts.choices.length === 0) {
    for (const branch of choice.branches) {
      const related = relation.relate(from.place, branch, depth + 1);
      if (related.findings.length === 0) return related;
    }
  }
  return relation.unproven(from.place, to.facts, `the alternatives of ${relation.to} may not hold it`);
}

function isSameChoice(relation: Relation, own: Choice, wanted: Choice): boolean {
  return (
    own.keyword === wanted.keyword &&
    own.branches.length === wanted.branches.length &&
    own.branches.every((branch, at) => {
      const other = wanted.branches[at];
      return other !== undefined && relation.isSame(branch, other);
    })
  );
}

function isSameComponents(own: Choice, wanted: Choice): boolean {
  const refs = own.branches.map((each) => refOf(each));
  return (
    own.branches.length === wanted.branches.length &&
    wanted.branches.every((each, at) => refs[at] !== undefined && refOf(each) === refs[at])
  );
}

/** Each alternative of the one choice has its place in the other. */
function relateBranches(relation: Relation, own: Choice, wanted: Choice, depth: number): Related | undefined {
  const isMany = own.branches.length * wanted.branches.length > MAX_TRIED;
  const choose: Alternative[] = [];
  for (const branch of own.branches) {
    const ref = refOf(branch);
    const named = wanted.branches.filter((each) => ref !== undefined && refOf(each) === ref);
    const tried = named.length > 0 ? named : isMany ? [] : wanted.branches;
    const fitting = tried
      .map((each) => relation.relate(branch, each, depth + 1))
      .find(({ findings }) => findings.length === 0);
    if (!fitting) return undefined;
    if (!fitting.step) continue;
    // What chooses among components itself needs no guard before it.
    if (fitting.step.choose && Object.keys(fitting.step).length === 1) {
      // What tells them from one another does not tell them from objects of other alternatives.
      const isOnly = isOnlyObject(branch, own, relation.source);
      choose.push(
        ...fitting.step.choose.map(({ told, ...each }) => (told && isOnly ? { ...each, told } : each)),
      );
      continue;
    }
    const key = ref === undefined ? undefined : componentKey(ref);
    // Only a component has a guard that tells whether a value is of it.
    if (key === undefined) return undefined;
    const told = toldApart(branch, own, relation.source);
    choose.push({ when: key, ...(told && { told }), step: fitting.step });
  }
  return choose.length > 0 ? { step: { choose }, findings: [] } : { findings: [] };
}

/** True where no other alternative is an object. */
function isOnlyObject(branch: Place, { branches }: Choice, reader: FactReader): boolean {
  return branches.every((each) => each === branch || isNoObject(reader.of(each), reader));
}

function isNoObject({ types, choices }: Facts, reader: FactReader): boolean {
  return (
    !types.has('object') ||
    choices.some(({ branches }) => branches.every((each) => !reader.of(each).types.has('object')))
  );
}

/** Alternatives of alternatives that are looked through for their types. */
const MAX_NESTED = 4;

function isObject({ types, choices }: Facts, reader: FactReader, depth = 0): boolean {
  if (types.size === 1 && types.has('object')) return true;
  const areObjects = ({ branches }: Choice) =>
    branches.every((each) => isObject(reader.of(each), reader, depth + 1));
  return depth < MAX_NESTED && choices.some(areObjects);
}

/** What tells an object of one alternative from those of all others without a look at the rest of it. */
function toldApart(branch: Place, choice: Choice, reader: FactReader): Alternative['told'] {
  const facts = reader.of(branch);
  if (!isObject(facts, reader)) return undefined;
  if (isOnlyObject(branch, choice, reader)) return {};
  const others = choice.branches.filter((each) => each !== branch).map((each) => reader.of(each));
  const valuesOf = ({ members }: Facts, name: string) => {
    const member = members.get(name);
    return member && reader.of(member).values;
  };
  const by = [...facts.required].find((name) => {
    const own = valuesOf(facts, name);
    return others.every((each) => isNoObject(each, reader) || areApart(own, valuesOf(each, name)));
  });
  if (by === undefined) return undefined;
  const values = [...(valuesOf(facts, by) ?? [])].map((each): unknown => JSON.parse(each));
  return values.some((each) => typeof each === 'object' && each !== null) ? undefined : { by, values };
}

/** True where no value fits two of them: by type, by a member that must be there, or because the document says that a discriminator tells. */
function isToldApart({ branches, hasDiscriminator }: Choice, reader: FactReader): boolean {
  if (hasDiscriminator || branches.length < 2) return true;
  if (branches.length > MAX_TOLD_APART) return false;
  const facts = branches.map((branch) => reader.of(branch));
  return facts.every((one, at) => facts.slice(at + 1).every((other) => isApart(one, other, reader)));
}

function isApart(one: Facts, other: Facts, reader: FactReader): boolean {
  const common = [...one.types].filter((type) => other.types.has(type));
  if (common.length === 0) return true;
  if (common.some((type) => type !== 'object'))
    return one.values !== undefined && areApart(one.values, other.values);
  return [...one.required].some((name) => {
    const [a, b] = [one.members.get(name), other.members.get(name)];
    return a && b && other.required.has(name) && areApart(reader.of(a).values, reader.of(b).values);
  });
}

function areApart(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  return one !== undefined && other !== undefined && ![...one].some((value) => other.has(value));
}
