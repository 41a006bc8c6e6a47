// Hides what an answer repeats of its request: where the documented answer repeats the documented request, a real one does so too.

import type { ExamplePair } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { deriveRelations, type Relation } from '../plan/relations.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf, valueAt } from '../pointer.js';
import type { Repeat } from './items/changed.js';
import type { Template } from './template.js';

/** The body of a template with what it repeats of the request put in. */
export function repeated(template: Template, sent: SentValues): unknown {
  return repeatsOf(template, sent, '').reduce(
    (value, each) => set(value, each.place, each.value),
    template.body,
  );
}

/**
 * What the item of an answer repeats of the body of its request, by its place in the item.
 * @param wrapper the member of the answer in which the item stands
 */
export function bodyRepeats(template: Template, sent: SentValues, wrapper: readonly string[]): Repeat[] {
  return repeatsOf(template, sent, '/body/').flatMap(({ place, value }) =>
    wrapper.every((name, at) => place[at] === name) && place.length > wrapper.length
      ? [{ place: place.slice(wrapper.length), value }]
      : [],
  );
}

/** @param from beginning of the pointers to what is repeated */
function repeatsOf({ pair, body }: Template, sent: SentValues, from: string): Repeat[] {
  if (!pair || pair.response.body?.value !== body) return [];
  return relationsOf(pair).flatMap(({ sent: pointers, answer: [root, ...steps], by }) => {
    const value = pointers
      .filter((pointer) => pointer.startsWith(from))
      .map((pointer) => valueAt(sent, pointer))
      .find((each) => each !== undefined);
    const place = steps.filter((step) => step !== null);
    // What a list shows is the state's to say.
    const isOne = root === 'body' && by === 'equal' && place.length === steps.length;
    return value !== undefined && isOne ? [{ place, value }] : [];
  });
}

/** Whether the answer repeats something of its request at a place of its body. */
export function repeatsAt({ pair }: Template, place: readonly string[]): boolean {
  if (!pair) return false;
  return relationsOf(pair).some(
    ({ answer: [root, ...steps] }) => root === 'body' && steps.join('/') === place.join('/'),
  );
}

const relationsOf = memo(({ request, response }: ExamplePair): readonly Relation[] => {
  const { body: documented, ...places } = request;
  const asked: SentValues = { ...places, ...(documented && { body: documented.value }) };
  return deriveRelations(asked, { header: {}, body: response.body?.value });
});

function set(value: unknown, [step, ...rest]: readonly string[], next: unknown): unknown {
  if (step === undefined) return next;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === step ? set(item, rest, next) : item));
  if (!isObject(value) || !Object.hasOwn(value, step)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === step ? set(member, rest, next) : member]),
  );
}

/** Shorter texts may mean something else. */
const DISTINCTIVE = 6;

/** A value in which an id stands for another one, also within texts (`/snapshots/…`). */
export function substituted(value: unknown, old: unknown, next: string): unknown {
  if (typeof old !== 'string' || old.length < DISTINCTIVE) return value;
  if (typeof value === 'string') return value.replaceAll(old, () => next);
  if (Array.isArray(value)) return value.map((item) => substituted(item, old, next));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, substituted(member, old, next)]),
  );
}

/** The same where documented values of a request's path stand in a text of the answer: `resource_id` of what is not found. */
export function withPathOf(value: unknown, shown: SentValues['path'], sent: SentValues['path']): unknown {
  return Object.entries(shown).reduce((each, [name, old]) => {
    const given = memberOf(sent, name);
    return given === undefined ? each : substituted(each, old, String(given));
  }, value);
}
