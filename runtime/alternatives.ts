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

/**
 * The alternatives of `anyOf` or `oneOf`. Where a property tells them apart, because each allows only some values for it, those
 * that do not allow a value's are not tried: they cannot fit it. A discriminator changes no verdict, only what is told.
 */
export class Alternatives {
  readonly #all: readonly Alternative[];
  readonly #discriminator: SchemaObject['discriminator'];
  readonly #tag: string | undefined;
  readonly #byTag = new Map<unknown, readonly Alternative[]>();
  /** Those that allow any value for that property. */
  readonly #untagged: readonly Alternative[];

  constructor(
    schemas: readonly Schema[],
    discriminator: SchemaObject['discriminator'],
    same: (schema: Schema) => Judge,
  ) {
    this.#discriminator = discriminator;
    this.#all = schemas.map((schema) => ({ schema, judge: same(schema) }));
    const fixed = this.#all.map(({ schema }) => fixedProperties(schema));
    this.#tag = discriminator?.propertyName ?? tagOf(fixed);
    const values = fixed.map((each) => (this.#tag === undefined ? undefined : each.get(this.#tag)));
    this.#untagged = this.#all.filter((_, index) => values[index] === undefined);
    for (const value of new Set(values.flatMap((each) => [...(each ?? [])])))
      this.#byTag.set(
        value,
        this.#all.filter((_, index) => values[index]?.has(value) ?? true),
      );
  }

  /** Those that a value may fit. */
  possible(value: unknown): readonly Alternative[] {
    if (this.#tag === undefined || !isObject(value) || !has(value, this.#tag)) return this.#all;
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
