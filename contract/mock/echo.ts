// Hides what an answer repeats of its request: where the documented answer repeats the documented request, a real one does so too.

import type { ExamplePair } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { deriveRelations, type Relation, type Step } from '../plan/relations.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf, valueAt } from '../pointer.js';
import type { Template } from './template.js';

/** The body of a template with what it repeats of the request put in. */
export function repeated({ pair, body }: Template, sent: SentValues): unknown {
  if (!pair || pair.response.body?.value !== body) return body;
  return relationsOf(pair).reduce((value, { sent: pointers, answer, by }) => {
    const given = pointers.map((pointer) => valueAt(sent, pointer)).find((each) => each !== undefined);
    const [root, ...steps] = answer;
    // What a list shows is the state's to say.
    if (given === undefined || root !== 'body' || by === 'contains' || steps.includes(null)) return value;
    return set(value, steps, given);
  }, body);
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

function set(value: unknown, [step, ...rest]: readonly Step[], next: unknown): unknown {
  if (step === undefined) return next;
  if (step === null) return value;
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
