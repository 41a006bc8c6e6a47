// Hides how values of one version's schemas become values of the other's: what is done by itself, and what somebody must say.
import { componentKey } from '../../model/inheritance.js';
import { canonicalRef } from '../../model/references.js';
import { pointerAt } from '../../source.js';
import { isTree, list, own } from '../json.js';
import type { Sameness } from '../sameness.js';
import { relateChoices } from './choices.js';
import type { FactReader, Facts, Place } from './facts.js';
import { relateObjects } from './objects.js';
import { scalarFindings } from './scalars.js';
import type { Finding, Related, Step, Way } from './types.js';

const NOTHING: Related = { findings: [] };

/** Schemas within one another that are compared; what is nested deeper differs, where it is not the same. */
const MAX_DEPTH = 60;

/** A pair of components of one name, and what was found of it. */
export interface Named {
  readonly key: string;
  readonly related: Related;
  readonly source: Facts;
  readonly target: Facts;
}

export interface Sides {
  readonly source: FactReader;
  readonly target: FactReader;
  /** What the version is called that values come from, and the one that they go to. */
  readonly from: string;
  readonly to: string;
}

/**
 * One direction of two versions. What two components of one name differ in is theirs: wherever else they are referred to, they count as equal,
 * and are carried over by a step of their name. Every other pair of references is assumed to fit until it is refuted.
 */
export class Relation {
  readonly way: Way;
  readonly source: FactReader;
  readonly target: FactReader;
  readonly from: string;
  readonly to: string;
  /** Steps by name. */
  readonly steps = new Map<string, Step | undefined>();
  readonly named = new Map<string, Named>();
  readonly #sameness: Sameness;
  readonly #waiting: string[] = [];
  readonly #met = new Set<string>();
  readonly #refuted = new Map<string, readonly Finding[]>();
  readonly #open = new Set<string>();
  readonly #assumed = new Set<string>();
  #isRefutedLate = false;
  #isStrict = false;

  constructor(way: Way, { source, target, from, to }: Sides, sameness: Sameness) {
    this.way = way;
    this.source = source;
    this.target = target;
    this.from = from;
    this.to = to;
    this.#sameness = sameness;
  }

  /** Forgets what was found, but not what was refuted. @param isStrict takes nothing for true any more */
  begin(isStrict: boolean): void {
    this.#isStrict = isStrict;
    this.steps.clear();
    this.named.clear();
    this.#met.clear();
    this.#assumed.clear();
    this.#isRefutedLate = false;
  }

  /** Looks at all components that were met. @returns false where something was taken for true on the way that is not */
  settle(): boolean {
    for (let key = this.#waiting.pop(); key !== undefined; key = this.#waiting.pop()) {
      const ref = pointerAt('#/components/schemas', key);
      const [source, target] = [this.source.target(ref), this.target.target(ref)];
      if (!source || !target) continue;
      const facts = { source: this.source.of(source), target: this.target.of(target) };
      const related = this.#relateFacts(source, target, facts.source, facts.target, 0);
      const isWhole = related.findings.some(({ member }) => member === undefined);
      const offers = isWhole ? this.offersOf(target) : [];
      const findings = related.findings.map((each, at) => (at === 0 && isWhole ? { ...each, offers } : each));
      this.steps.set(key, related.step);
      this.named.set(key, { key, related: { ...related, findings }, ...facts });
    }
    return !this.#isRefutedLate;
  }

  /** What becomes of a value of `source` where one of `target` is wanted. */
  relate(source: Place, target: Place, depth = 0): Related {
    if (target.schema === true) return NOTHING;
    if (this.isSame(source, target)) return NOTHING;
    const [from, to] = [refOf(source), refOf(target)];
    const key = from !== undefined && from === to ? componentKey(from) : undefined;
    if (key !== undefined && this.source.target(from ?? '') && this.target.target(to ?? ''))
      return this.#use(key);
    if (depth > MAX_DEPTH) return this.unproven(source, target, 'is nested too deeply to be compared');
    const facts = [this.source.of(source), this.target.of(target)] as const;
    if (from === undefined && to === undefined) return this.#relateFacts(source, target, ...facts, depth);
    return this.#relateOthers(source, target, facts, depth);
  }

  /** True where two schemas say the same, all the way. */
  isSame(source: Place, target: Place): boolean {
    const [older, newer] = this.way === 'up' ? [source, target] : [target, source];
    return this.#sameness.holds(older.schema, newer.schema);
  }

  unproven(source: Pick<Place, 'pointer'>, target: Pick<Place, 'pointer'>, why: string): Related {
    return { findings: [{ why, ...this.at(source, target) }] };
  }

  /** Where the two versions speak of something. */
  at(source?: Pick<Place, 'pointer'>, target?: Pick<Place, 'pointer'>): Pick<Finding, 'older' | 'newer'> {
    const [older, newer] = this.way === 'up' ? [source, target] : [target, source];
    return { ...(older && { older: older.pointer }), ...(newer && { newer: newer.pointer }) };
  }

  /** The components that a value which is asked for is made of: whoever gives it may have them carried over. */
  offersOf({ schema }: Place): readonly string[] {
    const keys = new Set<string>();
    const waiting: unknown[] = [schema];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (Array.isArray(next)) waiting.push(...next);
      if (!isTree(next)) continue;
      const ref = own(next, '$ref');
      if (typeof ref !== 'string') waiting.push(...Object.values(next));
      else if (this.#isCarried(canonicalRef(ref))) keys.add(componentKey(ref) ?? '');
    }
    for (const key of keys) this.#use(key);
    return [...keys].sort();
  }

  #isCarried(ref: string): boolean {
    return (
      componentKey(ref) !== undefined &&
      this.source.target(ref) !== undefined &&
      this.target.target(ref) !== undefined &&
      !this.#sameness.of(ref)
    );
  }

  #use(key: string): Related {
    if (!this.#met.has(key)) {
      this.#met.add(key);
      this.#waiting.push(key);
    }
    return { step: { use: key }, findings: [] };
  }

  /** A pair that at least one reference leads to, and that has no name in common. */
  #relateOthers(source: Place, target: Place, facts: readonly [Facts, Facts], depth: number): Related {
    // No component has a space in its name.
    const name = `${refOf(source) ?? source.pointer} ${refOf(target) ?? target.pointer}`;
    const refuted = this.#refuted.get(name);
    if (refuted) return { findings: refuted };
    if (this.#isStrict) return this.unproven(source, target, 'refers to something else');
    if (this.#open.has(name)) this.#assumed.add(name);
    if (this.#open.has(name) || this.steps.has(name)) return { step: { use: name }, findings: [] };
    this.#open.add(name);
    const related = this.#relateFacts(source, target, ...facts, depth);
    this.#open.delete(name);
    if (related.findings.length > 0) {
      this.#refuted.set(name, related.findings);
      this.#isRefutedLate ||= this.#assumed.has(name);
      return related;
    }
    this.steps.set(name, related.step);
    return { step: { use: name }, findings: [] };
  }

  #relateFacts(from: Place, to: Place, source: Facts, target: Facts, depth: number): Related {
    if (source.never) return NOTHING;
    if (target.never) return this.unproven(from, to, `nothing is allowed in ${this.to}`);
    if (target.incomplete)
      return this.unproven(from, to, `what ${this.to} allows is put together in a way that is not compared`);
    const byBranch = this.#relateBranches(source, to, depth);
    if (byBranch) return byBranch;
    const findings: Finding[] = scalarFindings(source, target, this.from, this.to).map((why) => ({
      why,
      ...this.at(from, to),
    }));
    findings.push(...this.#wholeFindings(source, target));
    const steps: Step[] = [];
    const take = ({ step, findings: found }: Related) => {
      if (step) steps.push(step);
      findings.push(...found);
    };
    if (source.types.has('object')) take(relateObjects(this, source, target, depth));
    if (source.types.has('array')) take(this.#relateArrays(source, target, depth));
    for (const choice of target.choices)
      take(relateChoices(this, { place: from, facts: source }, { facts: target, choice }, depth));
    const [step] = steps.length > 1 ? [{ all: steps }] : steps;
    if (step && findings.length === 0 && isFragile(target))
      findings.push({
        why: `${this.to} judges the value as a whole, and parts of it change`,
        ...this.at(from, to),
      });
    return step ? { step, findings } : { findings };
  }

  /** A value that is nothing but one of several alternatives fits where each of them does. */
  #relateBranches(source: Facts, target: Place, depth: number): Related | undefined {
    const [choice, ...more] = source.choices;
    if (!choice || more.length > 0 || !isBare(source) || this.target.of(target).choices.length > 0)
      return undefined;
    const related = choice.branches.map((branch) => this.relate(branch, target, depth + 1));
    const isWhole = related.every(({ step, findings }) => !step && findings.length === 0);
    return isWhole ? NOTHING : undefined;
  }

  /** What judges values as a whole is the same, or nothing is known. */
  #wholeFindings(source: Facts, target: Facts): Finding[] {
    const strange = target.whole.filter(
      (schema) =>
        !source.whole.some((each) => this.isSame({ ...source, schema: each }, { ...target, schema })),
    );
    return strange.length > 0
      ? [{ why: `${this.to} asks for something that is not compared`, ...this.at(source, target) }]
      : [];
  }

  #relateArrays(source: Facts, target: Facts, depth: number): Related {
    if (source.first.length !== target.first.length)
      return this.unproven(source, target, 'the first items are others');
    const first = source.first.map((each, at) => this.relate(each, target.first[at] ?? each, depth + 1));
    const anything: Place = { schema: true, pointer: source.pointer };
    const items = target.items ? this.relate(source.items ?? anything, target.items, depth + 1) : NOTHING;
    const findings = [...first, items].flatMap((each) => each.findings);
    const hasFirst = first.some(({ step }) => step);
    if (!hasFirst && !items.step) return { findings };
    const step: Step = {
      ...(hasFirst && { first: first.map((each) => each.step ?? {}) }),
      ...(items.step && { items: items.step, from: source.first.length }),
    };
    return { step, findings };
  }
}

/** True where nothing is said beside the alternatives. */
function isBare(facts: Facts): boolean {
  const { members, values, texts, counts, whole, first, items, rest, patterns, types, low, high } = facts;
  const sizes = [members, texts, counts, patterns].every(({ size }) => size === 0);
  const isUnbound = !Number.isFinite(low.value) && !Number.isFinite(high.value);
  return (
    sizes &&
    !values &&
    whole.length === 0 &&
    first.length === 0 &&
    !items &&
    rest === 'open' &&
    types.size === 7 &&
    isUnbound
  );
}

/** True where changing a part of a value may change the verdict on the whole. */
function isFragile({ whole, values, counts, texts }: Facts): boolean {
  const about = ['uniqueItems=', 'dependentRequired='];
  return (
    whole.length > 0 ||
    values !== undefined ||
    counts.has('minProperties') ||
    [...texts].some((text) => about.some((each) => text.startsWith(each)))
  );
}

/** What a schema that is only a reference refers to. What stands beside a reference narrows it, but where it only explains. */
export function refOf({ schema }: Pick<Place, 'schema'>): string | undefined {
  if (!isTree(schema)) return undefined;
  const isPure = Object.keys(schema).every((key) => EXPLAINS.has(key) || key.startsWith('x-'));
  if (!isPure) return undefined;
  const ref = own(schema, '$ref');
  const [only, ...more] = list(own(schema, 'allOf'));
  if (typeof ref === 'string') return only === undefined ? canonicalRef(ref) : undefined;
  // Before 3.1 nothing could stand beside a reference but around it.
  const isAround = more.length === 0 && isTree(only) && Object.keys(only).length === 1;
  return isAround ? refOf({ schema: only }) : undefined;
}

const EXPLAINS: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'description', 'summary', 'title', 'example', 'examples', 'default', 'deprecated'],
]);
