// Hides how a schema becomes a judge: what each of its keywords asks for, put together so that the cheap is asked first.
import { ANYTHING, all, type Judge, NOTHING } from './judge.js';
import { judgeOfAny, judgeOfOne } from './judge-alternatives.js';
import { judgeOfArrays } from './judge-arrays.js';
import { judgeInPlace } from './judge-in-place.js';
import { judgeOfNumbers } from './judge-numbers.js';
import { judgeOfObjects } from './judge-objects.js';
import { type Effort, judgeOfReference } from './judge-references.js';
import { judgeOfStrings } from './judge-strings.js';
import { judgeByType, judgeOfType } from './judge-types.js';
import { judgeWithUnevaluated } from './judge-unevaluated.js';
import { judgeOfValues } from './judge-values.js';
import type { Direction, Reference, Schema, SchemaObject } from './schema.js';
import { isOneWay } from './schema-facts.js';

type Anchors = Readonly<Record<string, Reference>>;

/** Makes the judges of schemas: each once, and what it refers to when that is needed first. */
export class Judging {
  readonly #effort: Effort;
  readonly #direction: Direction | undefined;
  /** What dynamic anchors mean: what the outermost schema says that has them (JSON Schema 2020-12, core §8.2.3.2). */
  readonly #anchors: Anchors;
  readonly #known = new WeakMap<SchemaObject, Judge>();
  readonly #inside = new WeakMap<SchemaObject, Judging>();
  #undirected: Judging | undefined;

  constructor(effort: Effort, direction?: Direction, anchors: Anchors = {}) {
    this.#effort = effort;
    this.#direction = direction;
    this.#anchors = anchors;
  }

  /** The judge of a schema by itself. */
  of(schema: Schema): Judge {
    if (typeof schema === 'boolean') return schema ? ANYTHING : NOTHING;
    const judge = this.#known.get(schema) ?? this.#make(schema, []);
    this.#known.set(schema, judge);
    return judge;
  }

  /** @param around the schemas that the schema stands in and that judge the same value */
  #make(schema: Schema, around: readonly SchemaObject[]): Judge {
    if (typeof schema === 'boolean') return schema ? ANYTHING : NOTHING;
    if (schema.$dynamicAnchors) return this.#entering(schema, schema.$dynamicAnchors).#madeOf(schema, around);
    return this.#madeOf(schema, around);
  }

  #madeOf(schema: SchemaObject, around: readonly SchemaObject[]): Judge {
    const { type, unevaluatedItems, unevaluatedProperties, anyOf, oneOf, discriminator } = schema;
    const together = [schema, ...around];
    const part = (each: Schema) => this.#make(each, []);
    const same = (each: Schema) => this.#make(each, together);
    // What is only asked whether it fits is taken as it stands: asking less under `not` would refuse more.
    const asked = (each: Schema) => this.#withoutDirection().#make(each, []);
    const others = all([
      judgeOfValues(schema),
      judgeByType({
        string: judgeOfStrings(schema),
        number: judgeOfNumbers(schema),
        array: judgeOfArrays(schema, part),
        object: judgeOfObjects(schema, this.#required(schema, together), part),
      }),
      judgeInPlace(schema, { same, asked }),
      anyOf && judgeOfAny(anyOf, discriminator, same),
      oneOf && judgeOfOne(oneOf, discriminator, same),
      ...this.#references(schema),
    ]);
    const hasUnevaluated = unevaluatedItems !== undefined || unevaluatedProperties !== undefined;
    const whole = hasUnevaluated
      ? judgeWithUnevaluated(
          others ?? ANYTHING,
          unevaluatedItems === undefined ? undefined : part(unevaluatedItems),
          unevaluatedProperties === undefined ? undefined : part(unevaluatedProperties),
        )
      : others;
    return gated(type === undefined ? undefined : judgeOfType(type), whole) ?? ANYTHING;
  }

  #references({ $ref, $dynamicRef }: SchemaObject): Judge[] {
    const judges: Judge[] = [];
    if ($ref) judges.push(judgeOfReference(() => this.of($ref()), this.#effort));
    if ($dynamicRef) {
      const [anchor, otherwise] = $dynamicRef;
      const target = (Object.hasOwn(this.#anchors, anchor) ? this.#anchors[anchor] : undefined) ?? otherwise;
      judges.push(judgeOfReference(() => this.of(target()), this.#effort));
    }
    return judges;
  }

  /** The names that must be there: of what only the other side sends none (OpenAPI 3.1 §4.8.24). */
  #required({ required = [] }: SchemaObject, together: readonly SchemaObject[]): readonly string[] {
    const direction = this.#direction;
    if (direction === undefined) return required;
    return required.filter(
      (name) => !isOneWay(together, name, direction === 'request' ? 'response' : 'request'),
    );
  }

  #entering(schema: SchemaObject, own: Anchors): Judging {
    const anchors = { ...own, ...this.#anchors };
    if (Object.keys(anchors).length === Object.keys(this.#anchors).length) return this;
    const inside = this.#inside.get(schema) ?? new Judging(this.#effort, this.#direction, anchors);
    this.#inside.set(schema, inside);
    return inside;
  }

  #withoutDirection(): Judging {
    if (this.#direction === undefined) return this;
    this.#undirected ??= new Judging(this.#effort, undefined, this.#anchors);
    return this.#undirected;
  }
}

/** A value of another type is told of that and of nothing else. */
function gated(type: Judge | undefined, others: Judge | undefined): Judge | undefined {
  if (type === undefined || others === undefined) return type ?? others;
  return {
    test: (value, seen) => type.test(value) && others.test(value, seen),
    tell: (value, report, seen) => (type.test(value) ? others : type).tell(value, report, seen),
  };
}
