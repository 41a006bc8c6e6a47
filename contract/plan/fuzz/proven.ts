// Hides how drawn values are kept to what a validator takes: others are drawn again, and at last what is usual stands in.
import fc from 'fast-check';

const STANDS_IN: unique symbol = Symbol('stands in');

/** Draws, and shrinks to, only what is proven. */
export class Proven extends fc.Arbitrary<unknown> {
  readonly #drawn: fc.Arbitrary<unknown>;
  readonly #takes: (value: unknown) => boolean;
  readonly #usual: () => unknown;
  readonly #tries: number;

  /**
   * @param usual what stands in where nothing that was drawn is taken
   * @param tries how often it is drawn at most; what holds others multiplies theirs
   */
  constructor(
    drawn: fc.Arbitrary<unknown>,
    takes: (value: unknown) => boolean,
    usual: () => unknown,
    tries: number,
  ) {
    super();
    this.#drawn = drawn;
    this.#takes = takes;
    this.#usual = usual;
    this.#tries = tries;
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<unknown> {
    for (let attempt = 0; attempt < this.#tries; attempt++) {
      const drawn = this.#drawn.generate(random, bias);
      if (this.#takes(drawn.value_)) return drawn;
    }
    return new fc.Value(this.#usual(), STANDS_IN);
  }

  canShrinkWithoutContext(_: unknown): _ is unknown {
    return false;
  }

  shrink(value: unknown, context: unknown): fc.Stream<fc.Value<unknown>> {
    if (context === STANDS_IN) return fc.Stream.nil();
    return this.#drawn.shrink(value, context).filter(({ value_ }) => this.#takes(value_));
  }
}

/** Draws a value together with what it shrinks to. */
export class Whole<T> extends fc.Arbitrary<fc.Value<T>> {
  readonly #drawn: fc.Arbitrary<T>;

  constructor(drawn: fc.Arbitrary<T>) {
    super();
    this.#drawn = drawn;
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<fc.Value<T>> {
    return new fc.Value(this.#drawn.generate(random, bias), undefined);
  }

  canShrinkWithoutContext(_: unknown): _ is fc.Value<T> {
    return false;
  }

  shrink(): fc.Stream<fc.Value<fc.Value<T>>> {
    return fc.Stream.nil();
  }
}
