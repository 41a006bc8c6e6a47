// Hides discriminators from the types: which values of their property stand for a component, where it does not say so itself.
import type { Directions } from '../model/directions.js';
import type { Inheritance, Pin } from '../model/inheritance.js';
import type { Direction } from '../model/types.js';
import { membersOf, valuesOf } from './schema-site.js';
import { js, key as keyToken } from './tokens.js';
import type { TypeNames } from './type-names.js';
import { intersection, type TypeText, type, UNKNOWN } from './type-text.js';

export class Pins {
  readonly #inheritance: Inheritance;
  readonly #directions: Directions;
  readonly #names: TypeNames;

  constructor(inheritance: Inheritance, directions: Directions, names: TypeNames) {
    this.#inheritance = inheritance;
    this.#directions = directions;
    this.#names = names;
  }

  /** Of a component where a discriminator chooses between it and others. */
  chosen(discriminator: unknown, key: string, direction: Direction): TypeText {
    const pin = this.#inheritance.pinOf(discriminator, key);
    return pin ? this.#typeOf(pin, key, direction, this.#inheritance.pinsOf(key)) : UNKNOWN;
  }

  /** Of a component wherever it stands: what the discriminators of its parents say of it. */
  inherited(key: string, direction: Direction): TypeText {
    const pins = this.#inheritance.pinsOf(key);
    return intersection(pins.map((pin) => this.#typeOf(pin, key, direction, [])));
  }

  #typeOf({ property, values }: Pin, key: string, direction: Direction, others: readonly Pin[]): TypeText {
    const target = (ref: string) => this.#names.target(ref);
    const members = membersOf(this.#names.schemaOf(key), property, target);
    if (members.length === 0) return UNKNOWN;
    if (members.some((member) => this.#directions.keepsOut(member, direction))) return UNKNOWN;
    const said = [
      ...members.map(valuesOf).filter((each) => each !== undefined),
      ...others.filter((other) => other.property === property).map((other) => other.values),
    ];
    const meant = values.filter((value) => said.every((each) => each.includes(value)));
    // Where nothing else is possible, nothing is to be added; where nothing is left, the document contradicts itself.
    const isSaid = said.some((each) => each.every((value) => meant.includes(value as string)));
    if (meant.length === 0 || isSaid) return UNKNOWN;
    return type(`{ ${keyToken(property)}: ${meant.map((value) => js(value)).join(' | ')} }`);
  }
}
