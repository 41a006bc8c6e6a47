// Hides which documented exchange a request is like: the very same, or the one that shows most of what it sends.
import type { ExamplePair, Operation } from '../../generator/model/types.js';
import { essence } from '../../runtime/media-type.js';
import { isRefusal, isSuccess, isUsual } from '../plan/expectation.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf, sameJson } from '../pointer.js';

const PLACES = ['path', 'query', 'header', 'cookie', 'querystring'] as const;

/** What a request sends, as texts say it too: a path knows no numbers. */
function isSame(sent: unknown, shown: unknown): boolean {
  if (isObject(shown) || Array.isArray(shown)) return sameJson(sent, shown);
  return sent === shown || (sent !== undefined && sent !== null && String(sent) === String(shown));
}

/**
 * The documented refusal that a request asks for: it sends all that tells that refusal's request from the one that succeeds.
 * @param credentials names of parameters, in lower case, that are judged elsewhere
 */
export function refusalFor(
  { examples }: Operation,
  sent: SentValues,
  credentials: ReadonlySet<string>,
): ExamplePair | undefined {
  const [usual] = examples.filter(isSuccess);
  return examples.find((pair) => {
    if (!isRefusal(pair) || pair.violates !== undefined || pair.withoutCredentials || pair.unprompted)
      return false;
    return isAskedFor(pair, usual, sent, credentials);
  });
}

function isAskedFor(
  { request }: ExamplePair,
  usual: ExamplePair | undefined,
  sent: SentValues,
  credentials: ReadonlySet<string>,
): boolean {
  let tells = false;
  for (const place of PLACES) {
    for (const [name, value] of Object.entries(request[place])) {
      if (credentials.has(name.toLowerCase())) continue;
      if (isSame(memberOf(usual?.request[place], name), value)) continue;
      tells = true;
      if (!isSame(memberIn(sent[place], name, place), value)) return false;
    }
  }
  if (request.body && !sameJson(request.body.value, usual?.request.body?.value)) {
    tells = true;
    if (!sameJson(request.body.value, sent.body)) return false;
  }
  return tells;
}

/** Names of headers have no case. */
function memberIn(values: Readonly<Record<string, unknown>>, name: string, place: string): unknown {
  if (place !== 'header') return memberOf(values, name);
  return Object.entries(values).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

/**
 * The documented success that shows most of what a request sends, and least of what it does not.
 * @param accept the header of the request: the earlier it names a media type, the more that one is wanted
 */
export function successFor(operation: Operation, sent: SentValues, accept = ''): ExamplePair | undefined {
  const wanted = accept.split(',', MOST_WANTED).map(essence);
  let best: ExamplePair | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const pair of operation.examples) {
    if (!isUsual(operation, pair)) continue;
    const at = wanted.indexOf(essence(pair.response.body?.mediaType ?? ''));
    const score = likeness(pair, sent) + (at < 0 ? 0 : 1 / (at + 1));
    if (score > most) [best, most] = [pair, score];
  }
  return best;
}

/** Media types of a request that are looked at. */
const MOST_WANTED = 50;

function likeness({ request }: ExamplePair, sent: SentValues): number {
  let score = 0;
  for (const place of PLACES)
    for (const [name, value] of Object.entries(request[place])) {
      const given = memberIn(sent[place], name, place);
      score += isSame(given, value) ? 2 : given === undefined && value !== undefined ? -1 : 0;
    }
  const [shown, given] = [request.body?.value, sent.body];
  if (shown === undefined) return score;
  if (sameJson(shown, given)) return score + 1000;
  return score + membersAlike(shown, given, 0);
}

function membersAlike(shown: unknown, given: unknown, depth: number): number {
  if (!isObject(shown) || !isObject(given) || depth > 3) return isSame(given, shown) ? 1 : 0;
  let score = 0;
  for (const [name, value] of Object.entries(shown))
    score += Object.hasOwn(given, name) ? 2 + membersAlike(value, given[name], depth + 1) : -2;
  for (const name of Object.keys(given)) if (!Object.hasOwn(shown, name)) score -= 2;
  return score;
}
