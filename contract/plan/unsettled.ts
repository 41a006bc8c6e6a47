// Hides when an answer says nothing of what is tried: whoever asks was refused, no document shows the request to succeed, or it is too long
// for HTTP itself.
import type { ApiResponse } from '../../generator/model/types.js';
import type { SentRequest } from '../events.js';
import { shown } from '../show.js';
import type { Planned } from './types.js';

/** Refusals that are about the request as it is written, or about who asks; what was made up has no part in them. */
const OWN: ReadonlySet<number> = new Set([401, 405, 406, 407, 411, 415, 429]);

/** An answer, as far as it says whether anything can be said of it. */
export interface Unjudged {
  readonly status: number;
  /** What the document says of the status. */
  readonly response: ApiResponse | undefined;
  readonly sent: SentRequest;
  /** Lower-case names of headers and parameters that prove who sends a request. */
  readonly credentials: ReadonlySet<string>;
  /** The body; asked where it matters. */
  text(): string;
}

/** Why nothing can be said of an answer, or undefined. */
export function unsettledBy(planned: Planned, answer: Unjudged): string | undefined {
  return asStranger(planned, answer) ?? asOneTooMany(planned, answer) ?? asMadeUp(planned, answer);
}

/**
 * A server that is full takes no more, however right the request is: what it says with a status that it documents, and either by the
 * status alone (507, or 413 to a body that is none too large) or in so many words.
 */
function asOneTooMany(
  { request: { method }, expect }: Planned,
  { status, response, sent: { body = '' }, text }: Unjudged,
): string | undefined {
  if (method !== 'POST' || !response || expect.kind !== 'pair' || expect.refusal) return undefined;
  const isBySelf = status === 507 || (status === 413 && body.length <= LONG_BODY);
  if (!isBySelf && !MAY_BE_FULL.has(status)) return undefined;
  const [words] = FULL.exec(text()) ?? [];
  if (!isBySelf && words === undefined) return undefined;
  return `no room for another one: refused with ${status}${words === undefined ? '' : `, which says ${shown(words)}`}`;
}

const MAY_BE_FULL: ReadonlySet<number> = new Set([402, 403, 409, 422, 429]);
const FULL =
  /\b(over[_ -]?limit|quotas?\w*|limits? (is |was |has been |have been )?(exceeded|reached)|exceed(s|ed|ing)? \w*( \w+)? ?limit|too many|insufficient (capacity|storage|space)|out[_ -]of[_ -](stock|capacity|space)|no (more )?(space|capacity|room))/i;

/**
 * A refusal of whoever asks says nothing of what was asked, be it allowed or not; documented or not where nobody has given any credentials.
 * Documented pairs have a status of their own.
 */
function asStranger(
  { operation: { security }, request, expect }: Planned,
  { status, response, sent, credentials }: Unjudged,
): string | undefined {
  const isAboutElse =
    expect.kind === 'accepted' ||
    expect.kind === 'documented' ||
    (expect.kind === 'refused' && expect.check !== 'credentials');
  if (status !== 401 || request.unauthenticated || security.length === 0) return undefined;
  const isAnybodys = security.some((requirement) => Object.keys(requirement).length === 0);
  // Of a method that there is not, any refusal will do.
  const isAboutMethod = expect.kind === 'refused' && expect.check === 'allow';
  const isNobody = !isAnybodys && !isAboutMethod && !carries(sent, credentials);
  const isAboutPair = expect.kind === 'pair' && !expect.refusal;
  if (!(isAboutElse && (response || isNobody)) && !(isAboutPair && isNobody)) return undefined;
  const schemes = [...new Set(security.flatMap((requirement) => Object.keys(requirement)))];
  return `refused with 401, and the document asks for ${schemes.join(', ') || 'credentials'} (--header, or auth in --bindings)`;
}

/** Whether a request says who sends it. */
function carries({ url, headers }: SentRequest, credentials: ReadonlySet<string>): boolean {
  const names = [...headers.map(([name]) => name), ...new URL(url).searchParams.keys()];
  return names.some((name) => credentials.has(name.toLowerCase()));
}

/**
 * Of values that were made up:
 * – another documented success came than the one of an example, and which request gets which is not shown;
 * – the request was refused, and values that were made up may be the reason, a path that leads nowhere above all;
 * – it is longer than servers need to take.
 */
function asMadeUp(
  { expect, request: { madeUp = [] } }: Planned,
  { status, response, sent }: Unjudged,
): string | undefined {
  const { kind } = expect;
  if (kind === 'selection') return undefined;
  if (isTooLong(status, sent) && (!response || kind === 'accepted' || kind === 'documented'))
    return `answered with ${status} to a request that is longer than servers need to take`;
  const isRefused = status >= 400 && status < 500 && !OWN.has(status);
  if (kind === 'pair') {
    if (response === expect.response) return undefined;
    if (expect.unprompted && response && status < 400)
      return `${status} came, and which requests lead to the ${expect.status} of the example is not shown`;
    return isRefused && !expect.refusal ? blameless(status, madeUp) : undefined;
  }
  if ('usual' in expect && expect.usual?.includes(status)) return undefined;
  // What the schema of a body takes is valid, and its refusal documented.
  const places = madeUp.filter((each) => each !== BODY);
  return isRefused && !response ? blameless(status, places) : undefined;
}

/** Of what was made up, in PlannedRequest. */
export const BODY = 'the body';

function blameless(status: number, madeUp: readonly string[]): string | undefined {
  if (madeUp.length === 0) return undefined;
  const names = madeUp.filter((each) => each !== BODY).map((each) => `--set ${each.replace(/^\w+ /, '')}=…`);
  const help = names.length === 0 ? '' : `; variables would help (${names.join(' ')})`;
  return `refused with ${status}, and no example gives ${madeUp.join(' and ')}${help}`;
}

/** Characters of a URL and of headers that every server takes, and of a body; RFC 9110 §4.1 names 8,000 for URLs. */
const LONG = 8_000;
const LONG_BODY = 100_000;

function isTooLong(status: number, { url, headers, body = '' }: SentRequest): boolean {
  const fields = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (status === 413) return body.length > LONG_BODY;
  return (status === 414 && url.length > LONG) || (status === 431 && url.length + fields > LONG);
}
