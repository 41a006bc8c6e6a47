// Hides how one draw is made, and found again from its number.
import fc from 'fast-check';
import type { Operation } from '../../../generator/model/types.js';
import { formOf } from '../../../runtime/media-type.js';
import { memberOf } from '../../pointer.js';
import { isFormSayable } from '../fields.js';
import { hashOf } from '../hash.js';
import { canBeSent, isSayable } from '../readings.js';
import { sourceOf } from '../trials.js';
import type { PlanContext, PlannedRequest } from '../types.js';
import { ABSENT } from '../values/edit.js';
import { arbitraryOf, MOST_PLACES } from './arbitrary.js';
import { type Drawable, type Drawables, keyOf, put } from './drawables.js';
import { Proven, Whole } from './proven.js';

/** A request, and the requests that have one thing less, or something simpler, in one place. */
export interface Draw {
  readonly request: PlannedRequest;
  /** The smallest first; made one by one. */
  smaller(): Iterable<Draw>;
}

/** Octets of one parameter, at most. */
const LONGEST_TEXT = 600;

type Drawn = Readonly<Record<string, unknown>>;

/** How the n-th request of an operation is drawn: what comes out follows from the seed, the operation and n alone. */
export function drawsOf(
  context: PlanContext,
  operation: Operation,
  { request, drawables }: Drawables,
): (n: number) => Draw {
  const values = valuesOf(context, request, drawables);
  return (n) => {
    const seed = hashOf(`${n} ${context.settings.seed ?? 0} ${operation.id}`) | 0;
    const [first] = fc.sample(new Whole(values), { seed, numRuns: 1 });
    if (!first) throw new Error('fast-check drew nothing.');
    return drawOf(request, drawables, values, first);
  };
}

function drawOf(
  base: PlannedRequest,
  drawables: readonly Drawable[],
  values: fc.Arbitrary<Drawn>,
  { value_, context }: fc.Value<Drawn>,
): Draw {
  return {
    request: drawables.reduce(
      (request, each) => put(request, each, memberOf(value_, keyOf(each)) ?? ABSENT),
      base,
    ),
    *smaller() {
      for (const each of values.shrink(value_, context)) yield drawOf(base, drawables, values, each);
    },
  };
}

function valuesOf(
  context: PlanContext,
  request: PlannedRequest,
  drawables: readonly Drawable[],
): fc.Arbitrary<Drawn> {
  const source = sourceOf(context);
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const each of drawables) {
    const { where, name, schema, usual } = each;
    const at = {
      name: where === 'body' ? 'body' : `${where}.${name}`,
      usual,
      depth: 0,
      budget: { left: MOST_PLACES },
    };
    const form = request.body && formOf(request.body.media).kind !== 'json' ? request.body : undefined;
    const isSent = (value: unknown) =>
      where === 'body'
        ? !form || isFormSayable(form, value)
        : isSayable(value) && isPlain(where, value) && canBeSent(put(request, each, value)) && isShort(value);
    const values = arbitraryOf(source, [schema], at) ?? fc.constant(usual);
    const takes = (value: unknown) => isSent(value) && context.schemas.accepts(schema, value) === true;
    members[keyOf(each)] = new Proven(values, takes, () => usual, 5);
  }
  const requiredKeys = drawables.filter(({ required }) => required).map(keyOf);
  return fc.record(members, { requiredKeys, noNullPrototype: true });
}

/** Servers read URLs and headers up to a bound (RFC 9110 §4.1), and repeat them in links. */
function isShort(value: unknown): boolean {
  return typeof value === 'object' || encodeURIComponent(String(value)).length <= LONGEST_TEXT;
}

/** What a header can say without being read otherwise (RFC 9110 §5.5), and what is not taken for nothing in a query. */
function isPlain(where: Drawable['where'], value: unknown): boolean {
  if (value === '') return false;
  return where !== 'header' || (typeof value !== 'object' && /^[!-~]([ -~]*[!-~])?$/.test(String(value)));
}
