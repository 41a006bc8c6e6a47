// Hides which of several alternatives a value can fit, and of one that fits none, which it was meant for.
import type { Evaluated } from './evaluated.js';
import { has, isObject } from './json-value.js';
import type { Judge } from './judge.js';
import type { Violation } from './problem.js';
import { type Report, shown } from './report.js';
import type { Schema, SchemaObject } from './schema.js';
import { fixedProperties, mayBe } from './schema-facts.js';

export interface Alternative {
  readonly schema: Schema;
  readonly judge: Judge;
}

/** Alternatives that are tried whatever a value's tag is; where they are more, there is no use in one. */
const MAX_UNTAGGED = 50;

/**
 * The alternatives of `anyOf` or `oneOf`. Where a property tells them apart, because each allows only some values for it, those
 * that do not allow a value's are not tried: they cannot fit it. A discriminator changes no verdict, only what is told.
 */
export class Alternatives {
  readonly #all: readonly Alternative[];
  readonly #ofObjects: readonly Alternative[];
  readonly #discriminator: SchemaObject['discriminator'];
  readonly #tag: string | undefined;
  readonly #byTag = new Map<unknown, Alternative[]>();
  /** Those that allow any value for that property. */
  readonly #untagged: readonly Alternative[];

  constructor(
    schemas: readonly Schema[],
    discriminator: SchemaObject['discriminator'],
    same: (schema: Schema) => Judge,
  ) {
    this.#discriminator = discriminator;
    this.#all = schemas.map((schema) => ({ schema, judge: same(schema) }));
    this.#ofObjects = this.#all.filter(({ schema }) => mayBe(schema, {}));
    const fixed = this.#ofObjects.map(({ schema }) => fixedProperties(schema));
    const tag = discriminator?.propertyName ?? tagOf(fixed);
    const values = fixed.map((each) => (tag === undefined ? undefined : each.get(tag)));
    const untagged = this.#ofObjects.filter((_, index) => values[index] === undefined);
    this.#untagged = untagged;
    this.#tag = untagged.length > MAX_UNTAGGED ? undefined : tag;
    for (const [index, alternative] of this.#ofObjects.entries())
      for (const value of values[index] ?? []) {
        const known = this.#byTag.get(value);
        if (known) known.push(alternative);
        else this.#byTag.set(value, [...untagged, alternative]);
      }
  }

  /** Those that a value may fit. */
  possible(value: unknown): readonly Alternative[] {
    if (!isObject(value)) return this.#all;
    if (this.#tag === undefined || !has(value, this.#tag)) return this.#ofObjects;
    return this.#byTag.get(value[this.#tag]) ?? this.#untagged;
  }

  /** Of a value that fits none. */
  tell(rule: string, message: string, value: unknown, report: Report, seen: Evaluated | undefined): void {
    const likely = this.#likely(value);
    const [only] = likely;
    // The one that is meant says by itself what it misses.
    if (only && likely.length === 1) {
      only.judge.tell(value, report, seen);
      return;
    }
    // Of members that some alternative may have meant nothing more is to be said.
    seen?.everyName();
    seen?.everyItem();
    if (this.#isToldOfTag(rule, value, report, likely.length)) return;
    report.add(rule, message);
    const found = likely.map((each) => violationsOf(each, value, report));
    report.addAll(found.sort((a, b) => a.length - b.length)[0] ?? []);
  }

  /** Those that it may have been meant for: the one that its discriminator names, or those of its type. */
  #likely(value: unknown): readonly Alternative[] {
    if (this.#all.length === 1) return this.#all;
    const { propertyName = '', mapping = {} } = this.#discriminator ?? {};
    const named = isObject(value) && has(value, propertyName) ? value[propertyName] : undefined;
    if (typeof named === 'string') {
      const meant = Object.hasOwn(mapping, named) ? this.#all[mapping[named] ?? -1] : undefined;
      if (meant) return [meant];
      if (new Set(Object.values(mapping)).size === this.#all.length) return [];
    }
    return this.possible(value).filter(({ schema }) => mayBe(schema, value));
  }

  /** Whether all there is to say is that the property that tells them apart is missing, or is of none of them. */
  #isToldOfTag(rule: string, value: unknown, report: Report, likely: number): boolean {
    const tag = this.#tag;
    if (tag === undefined || !isObject(value)) return false;
    const isThere = has(value, tag);
    if (isThere && likely === 0) {
      const values = Object.keys(this.#discriminator?.mapping ?? {});
      report
        .at(tag)
        .add(rule, `must be one of ${shown(values.length > 0 ? values : [...this.#byTag.keys()])}`);
      return true;
    }
    if (!isThere && this.#discriminator) {
      report.at(tag).add('required', 'is required');
      return true;
    }
    return false;
  }
}

function violationsOf({ judge }: Alternative, value: unknown, report: Report): readonly Violation[] {
  const trial = report.trial();
  if (!trial) return [];
  judge.tell(value, trial);
  return trial.violations;
}

/** The first property that has other values in each of several alternatives. */
function tagOf(fixed: readonly ReadonlyMap<string, ReadonlySet<unknown>>[]): string | undefined {
  const [first, second] = fixed;
  if (first === undefined || second === undefined) return undefined;
  for (const name of first.keys()) {
    const sets = fixed.map((each) => each.get(name));
    const values = sets.flatMap((each) => [...(each ?? [])]);
    if (sets.every((each) => each) && new Set(values).size === values.length) return name;
  }
  return undefined;
}
