// Hides secrets: which names carry credentials, and how they are kept out of everything that is printed or written.
import type { ApiModel } from '../generator/model/types.js';
import type { Outgoing } from './execute/transport.js';
import { memo } from './memo.js';

const REDACTED = '[redacted]';
/** Names that carry credentials whether or not the document says so. */
const SUSPECT =
  /auth(?!or)|token|secret|signature|password|passwd|credential|cookie|session|api[-_]?key|access[-_]?key|private[-_]?key/i;
/** A challenge (RFC 9110 §11.6.1) says what is asked for, not what was given. */
const HARMLESS: ReadonlySet<string> = new Set(['www-authenticate', 'proxy-authenticate']);
/** Shorter values would blot out half a report and protect nothing. */
const SHORTEST_SECRET = 4;
const SHORTEST_PART = 8;

/** Names (lower case) of headers, query parameters and cookies by which a request of this API proves who sent it. */
export function credentialNames(model: ApiModel): ReadonlySet<string> {
  const names = new Set(['authorization', 'proxy-authorization', 'cookie']);
  for (const scheme of model.securitySchemes)
    if (scheme.name !== undefined) names.add(scheme.name.toLowerCase());
  for (const { parameters } of model.operations) {
    for (const each of parameters) if (each.role === 'credential') names.add(each.name.toLowerCase());
  }
  return names;
}

export interface Redactor {
  headers(headers: Iterable<readonly [string, string]>): (readonly [string, string])[];
  url(url: string): string;
  /** Blots out every credential of the request, wherever a server repeats it. */
  text(text: string): string;
}

/**
 * Redacts one exchange.
 * @param credentials of credentialNames
 * @param known values that are secret wherever they stand
 */
export function redactorOf(
  request: Pick<Outgoing, 'url' | 'headers'>,
  credentials: ReadonlySet<string>,
  known: readonly string[] = NONE,
): Redactor {
  const hides = hidersOf(credentials);
  const secrets = secretsOf(request, hides, known);
  const text = (plain: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), plain);
  return {
    headers: (headers) =>
      [...headers].map(([name, value]) => [name, hides(name) ? hidden(name, value) : text(value)] as const),
    url: (url) => text(hideQuery(url, hides)),
    text,
  };
}

/** Whether a header or parameter of a name is hidden. Nearly all requests and answers have the same few names. */
const hidersOf = memo((credentials: ReadonlySet<string>) => {
  const known = new Map<string, boolean>();
  return (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const lower = name.toLowerCase();
    const isHidden = credentials.has(lower) || (SUSPECT.test(name) && !HARMLESS.has(lower));
    if (known.size < MOST_KNOWN) known.set(name, isHidden);
    return isHidden;
  };
});

const NONE: readonly string[] = [];

/** A server may make up names without end, and a signature is another each time. */
const MOST_KNOWN = 500;

/** Of cookies the names are left: which of them were sent is no secret. */
function hidden(name: string, value: string): string {
  if (name.toLowerCase() !== 'cookie') return REDACTED;
  const pairs = value.split(';').map((pair) => splitOnce(pair.trim(), '='));
  return pairs.map(([key, secret]) => (secret === undefined ? REDACTED : `${key}=${REDACTED}`)).join('; ');
}

function secretsOf(
  request: Pick<Outgoing, 'url' | 'headers'>,
  hides: (name: string) => boolean,
  known: readonly string[],
): readonly string[] {
  const given: string[] = [];
  for (const [name, value] of request.headers) if (hides(name)) given.push(value);
  if (request.url.includes('?'))
    for (const [name, value] of new URL(request.url).searchParams) if (hides(name)) given.push(value);
  const told = toldBy(known);
  const key = given.join('\n');
  const spelled = told.get(key) ?? spellingsOf(given, known);
  if (told.size < MOST_KNOWN) told.set(key, spelled);
  return spelled;
}

/** Most requests carry the same credentials as the one before. */
const toldBy = memo((_: readonly string[]) => new Map<string, readonly string[]>());

/** What must not be shown, in every way in which it may come back. */
function spellingsOf(given: readonly string[], known: readonly string[]): string[] {
  const found = new Set(known.filter((secret) => secret.length >= SHORTEST_SECRET));
  for (const value of given) {
    if (value.length >= SHORTEST_SECRET) found.add(value);
    // A server may repeat a part alone: what follows `Bearer `, or one `name=value` of a cookie or a signature.
    const parts = [
      value.replace(/^\S+\s+/, ''),
      ...[...value.matchAll(/=("?)([^\s;,"]+)\1/g)].map((match) => match[2] ?? ''),
    ];
    for (const part of parts) if (part.length >= SHORTEST_PART) found.add(part);
  }
  // As a URL and as a JSON text would repeat them, too; the longest first, so that none hides a part of another.
  const spelled = [...found].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [...new Set(spelled)].sort((a, b) => b.length - a.length);
}

function hideQuery(url: string, hides: (name: string) => boolean): string {
  const [before, query] = splitOnce(url, '?');
  if (query === undefined) return url;
  const shown = query.split('&').map((pair) => {
    const [name] = splitOnce(pair, '=');
    return hides(decoded(name)) ? `${name}=${REDACTED}` : pair;
  });
  return `${before}?${shown.join('&')}`;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
