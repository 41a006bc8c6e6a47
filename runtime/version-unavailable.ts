// Hides how a client knows that its version is not available: what refusals say of versions, and when a status alone says it.
import type { VersionLink } from './deprecation-headers.js';
import { parsedJson } from './json.js';
import { isObject } from './json-value.js';
import { compareVersions, type Family, parseVersionId } from './lifecycle.js';
import { essence } from './media-type.js';
import { shown, UnexpectedAnswer } from './unexpected.js';
import type { WireOperation } from './wire.js';

/** What a refusal says of the versions that would not be refused. */
export interface Offered {
  /** Newest first; empty where the answer does not list any. */
  readonly supported: readonly string[];
  readonly minimum?: string;
  readonly maximum?: string;
}

export interface UnavailableFacts extends Offered {
  /** As the request named it: an id, but for what a call's own headers made of it. */
  readonly asked: string;
  readonly status: number;
  /** When it ended: as the answer says, else as the family's dates do. */
  readonly sunsetAt?: Date;
  /** The version to move to: as the answer says, else as the family does. The client never goes there by itself. */
  readonly successor?: string;
  readonly links: readonly VersionLink[];
  /** The documented value, or else JSON, or else text; undefined where there is none. It comes from the server as it is. */
  readonly body: unknown;
  readonly response: Response;
}

/** The server does not answer the version that was asked for. Nothing was done with the request. */
export class VersionUnavailable extends Error implements UnavailableFacts {
  override readonly name: string = 'VersionUnavailable';
  readonly operation: string;
  readonly asked: string;
  readonly status: number;
  readonly supported: readonly string[];
  readonly minimum?: string;
  readonly maximum?: string;
  readonly sunsetAt?: Date;
  readonly successor?: string;
  readonly links: readonly VersionLink[];
  readonly body: unknown;
  readonly response: Response;

  /** @param cause why the answer could not be read, where it is not documented */
  constructor(operation: string, facts: UnavailableFacts, cause?: UnexpectedAnswer) {
    super(`${operation}: version ${shown(facts.asked)} is not available (${facts.status})${told(facts)}`);
    if (cause) this.cause = cause;
    this.operation = operation;
    this.asked = facts.asked;
    this.status = facts.status;
    this.supported = facts.supported;
    this.links = facts.links;
    this.body = facts.body;
    this.response = facts.response;
    if (facts.minimum !== undefined) this.minimum = facts.minimum;
    if (facts.maximum !== undefined) this.maximum = facts.maximum;
    if (facts.sunsetAt) this.sunsetAt = facts.sunsetAt;
    if (facts.successor !== undefined) this.successor = facts.successor;
  }
}

/** Versions that a message names; a server may list any number. */
const SHOWN = 10;

function told({ supported, minimum, maximum }: Offered): string {
  if (minimum !== undefined && maximum !== undefined) return `, those from ${minimum} to ${maximum} are`;
  const more = supported.length > SHOWN ? ', and more' : '';
  return supported.length > 0 ? `, available: ${supported.slice(0, SHOWN).join(', ')}${more}` : '';
}

/** A refusal as far as it may tell of versions. */
export interface Refusal {
  readonly operation: WireOperation;
  readonly request: Pick<Request, 'headers'>;
  readonly response: Response;
  readonly asked: string;
  /** Whether the request says so, beside its path. */
  readonly isNamed: boolean;
  readonly body: unknown;
}

/**
 * What a refusal offers instead, where it says that the version is not available; undefined where it does not, or where what it offers
 * holds the version that was asked for. It says so by
 * - `supported`, a list of version ids in problem details, which generated servers send;
 * - the range that it names, with 406 or a status that the family has for versions: `min_version` and `max_version` (OpenStack's
 *   errors), or "Version 3.99 is not supported by the API. Minimum is 3.0 and maximum is 3.70." Other refusals have ranges of other things;
 * - its status alone, where that is 406 or 410, the family answers unavailable versions by it, and nothing else explains it.
 *   Explained is a 410 that the operation documents, a 406 to an Accept of the caller's own, and what is problem details: whoever
 *   writes these says why. A path that leads nowhere may be wrong for any reason.
 */
export function offeredIn(family: Family, refusal: Refusal): Offered | undefined {
  const { response, asked, body } = refusal;
  if (response.status < 400 || response.status > 499) return undefined;
  const isId = idsOf(family);
  const listed = isProblem(response) ? supportedIn(body, isId) : undefined;
  const supported = listed?.length === 0 && !isOwnStatus(family, response) ? undefined : listed;
  const isOfVersions = response.status === 406 || isOwnStatus(family, response) || supported !== undefined;
  const range = isOfVersions ? rangeIn(body, isId) : undefined;
  if (supported) return supported.includes(asked) ? undefined : { supported, ...range };
  if (range) return isId(asked) && isWithin(range, asked) ? undefined : { supported: [], ...range };
  return isByStatus(family, refusal) ? { supported: [] } : undefined;
}

/** The value that a refusal carries, as it was read or as the error that reading it gave knows it. */
export function bodyOf(error: unknown): unknown {
  if (!(error instanceof UnexpectedAnswer)) return undefined;
  if (error.problem) return error.problem;
  try {
    return parsedJson(error.body);
  } catch {
    return error.body === '' ? undefined : error.body;
  }
}

function idsOf({ versions }: Family): (text: unknown) => text is string {
  const scheme = parseVersionId(versions[0]?.id ?? '')?.scheme;
  return (text): text is string =>
    typeof text === 'string' && scheme !== undefined && parseVersionId(text)?.scheme === scheme;
}

function isProblem({ headers }: Response): boolean {
  return essence(headers.get('content-type') ?? '') === 'application/problem+json';
}

function supportedIn(body: unknown, isId: (text: unknown) => text is string): string[] | undefined {
  const { supported: listed } = isObject(body) ? body : {};
  return Array.isArray(listed) && listed.every(isId) ? listed : undefined;
}

function isWithin({ minimum, maximum }: Range, id: string): boolean {
  return compareVersions(minimum, id) <= 0 && compareVersions(id, maximum) <= 0;
}

type Range = Required<Pick<Offered, 'minimum' | 'maximum'>>;

const RANGE = /\bminimum is ([\w-]+(?:\.[\w-]+)*)(?:,| and) maximum is ([\w-]+(?:\.[\w-]+)*)/i;
/** How deep a range is looked for (`{ computeFault: { message } }`, `{ errors: [{ min_version }] }`), and among how many members of each. */
const [DEEP, WIDE] = [3, 16];
/** Characters of a message that are looked through. */
const LONG = 2000;

function rangeIn(value: unknown, isId: (text: unknown) => text is string, depth = 0): Range | undefined {
  if (typeof value === 'string') {
    const text = value.slice(0, LONG);
    const [, minimum, maximum] = (/\bversion\b/i.test(text) && RANGE.exec(text)) || [];
    return isId(minimum) && isId(maximum) ? { minimum, maximum } : undefined;
  }
  if (typeof value !== 'object' || value === null || depth === DEEP) return undefined;
  const { min_version: minimum, max_version: maximum } = isObject(value) ? value : {};
  if (isId(minimum) && isId(maximum)) return { minimum, maximum };
  for (const each of Object.values(value).slice(0, WIDE)) {
    const found = rangeIn(each, isId, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isOwnStatus({ unavailable }: Family, { status }: Response): boolean {
  return status === unavailable.retired || status === unavailable.unknown;
}

function isByStatus(family: Family, { operation, request, response, isNamed }: Refusal): boolean {
  const { status } = response;
  if (!isNamed || !isOwnStatus(family, response) || isProblem(response)) return false;
  if (status === 410) return !Object.hasOwn(operation.answers, '410');
  const accepted = request.headers.get('accept') ?? '';
  const documented = Object.values(operation.answers).flatMap((media) => Object.keys(media));
  return status === 406 && documented.every((mediaType) => accepted.includes(mediaType));
}
