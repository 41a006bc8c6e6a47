// Hides how a document says that a list has pages (`x-pagination`), and that work takes its time (`x-poll`).
import type { Paging } from '../../runtime/paging.js';
import type { Polling } from '../../runtime/polling.js';
import { leaveOut } from './extensions.js';
import type { Parameter } from './types.js';
import { own, type Place, type Walk } from './walk.js';

/** What is wrong with a value; undefined where it is as it should be. */
type Test = (value: unknown) => string | undefined;

const WAYS: readonly Paging['by'][] = ['offset', 'page', 'marker', 'cursor', 'link'];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const text: Test = (value) => (isText(value) ? undefined : 'is no text');
const pointer: Test = (value) =>
  typeof value === 'string' && /^(\/.*)?$/s.test(value) ? undefined : 'is no JSON pointer, such as /items';
const texts: Test = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(isText) ? undefined : 'is no list of texts';
const seconds: Test = (value) =>
  typeof value === 'number' && value > 0 && value <= 86_400 ? undefined : 'is no number of seconds';
const way: Test = (value) =>
  WAYS.some((each) => each === value) ? undefined : `is none of ${WAYS.join(', ')}`;

const PAGING: Readonly<Record<keyof Paging, Test>> = {
  by: way,
  parameter: text,
  items: pointer,
  next: text,
  total: text,
};
const POLLING: Readonly<Record<keyof Polling, Test>> = {
  state: pointer,
  pending: texts,
  failed: texts,
  interval: seconds,
};

/** Other tools write other things under the same name: what is not ours is told and left out. */
export function pagingOf(walk: Walk, place: Place, parameters: readonly Parameter[]): Paging | undefined {
  const given = read(walk, place, 'x-pagination', PAGING, ['by']);
  if (!given) return undefined;
  const { by, parameter, next } = given as Partial<Paging>;
  const isQuery = parameters.some(({ name, in: where }) => where === 'query' && name === parameter);
  if (by !== 'link' && !isQuery)
    return leaveOut(
      walk,
      place,
      'x-pagination',
      `parameter ${JSON.stringify(parameter ?? '')} is no query parameter of the operation`,
    );
  if ((by === 'marker' || by === 'cursor') && next === undefined)
    return leaveOut(walk, place, 'x-pagination', `next is missing: it says where the ${by} stands`);
  return given as unknown as Paging;
}

export function pollingOf(walk: Walk, place: Place): Polling | undefined {
  return read(walk, place, 'x-poll', POLLING, ['state', 'pending']) as Polling | undefined;
}

function read(
  walk: Walk,
  place: Place,
  key: string,
  tests: Readonly<Record<string, Test>>,
  required: readonly string[],
): object | undefined {
  const value = own(place.node, key);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return leaveOut(walk, place, key, 'it is no object');
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return leaveOut(walk, place, key, `${missing} is missing`);
  for (const [name, member] of Object.entries(value)) {
    const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
    const fault = test ? test(member) : `is none of ${Object.keys(tests).join(', ')}`;
    if (fault !== undefined) return leaveOut(walk, place, key, `${name} ${fault}`);
  }
  return value;
}
