// Hides how what is wrong with a value is gathered: where it stands, how much of it is kept, and how values are shown in messages.
import { pointerAt } from './json-pointer.js';
import type { Violation } from './problem.js';

/** A body of a megabyte can break its schema a million times over. */
const MAX_VIOLATIONS = 100;
/** And say the same a million times over. */
const MAX_SAID = 10_000;
/** Characters of a value in a message. */
const MAX_SHOWN = 300;
/** Alternatives within alternatives are gone through only so far, for the ways through them double with every level. */
const MAX_TRIALS = 3;

/** What the reports of all places of a value share. */
interface Gathered {
  readonly violations: Violation[];
  /** How often something was said, also of what had been said before. */
  said: number;
  /** How many reports are open around, of alternatives. */
  readonly trials: number;
}

/** What is wrong at one place of a value, and below. */
export class Report {
  readonly #gathered: Gathered;
  readonly #parent: Report | string;
  readonly #name: string | number;

  private constructor(parent: Report | string, name: string | number, gathered: Gathered) {
    this.#parent = parent;
    this.#name = name;
    this.#gathered = gathered;
  }

  /** @param at the pointer of the whole value */
  static of(at: string): Report {
    return new Report(at, '', { violations: [], said: 0, trials: 0 });
  }

  /** Of a member or an item. */
  at(name: string | number): Report {
    return new Report(this, name, this.#gathered);
  }

  /** Of the same place, but gathered apart: of an alternative that may not be meant. Undefined where too many are open. */
  trial(): Report | undefined {
    const trials = this.#gathered.trials + 1;
    return trials > MAX_TRIALS
      ? undefined
      : new Report(this.#parent, this.#name, { violations: [], said: 0, trials });
  }

  get violations(): readonly Violation[] {
    return this.#gathered.violations;
  }

  /** No more is kept: whoever looks for mistakes may stop. */
  get isFull(): boolean {
    return this.violations.length >= MAX_VIOLATIONS || this.#gathered.said >= MAX_SAID;
  }

  add(rule: string, message: string): void {
    this.addAll([{ pointer: this.#pointer(), rule, message }]);
  }

  addAll(violations: readonly Violation[]): void {
    for (const violation of violations) {
      if (this.isFull) return;
      this.#gathered.said++;
      // Schemas that meet again say the same again.
      if (!this.violations.some((known) => isSame(known, violation)))
        this.#gathered.violations.push(violation);
    }
  }

  #pointer(): string {
    let pointer = '';
    let place: Report = this;
    while (typeof place.#parent !== 'string') {
      pointer = pointerAt('', place.#name) + pointer;
      place = place.#parent;
    }
    return place.#parent + pointer;
  }
}

function isSame(a: Violation, b: Violation): boolean {
  return a.pointer === b.pointer && a.rule === b.rule && a.message === b.message;
}

/** A value in a message, cut where it is long. */
export function shown(value: unknown): string {
  if (!Array.isArray(value)) return (JSON.stringify(value) ?? String(value)).slice(0, MAX_SHOWN);
  // Item by item: of 50,000 only the first are written out.
  let text = '[';
  for (const [index, item] of value.entries()) {
    text += `${index > 0 ? ',' : ''}${shown(item)}`;
    if (text.length > MAX_SHOWN) return text.slice(0, MAX_SHOWN);
  }
  return `${text}]`;
}

/** `1 item`, `2 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
