// Hides the grammar of addresses: URIs and IRIs (RFC 3986, RFC 3987) and their templates (RFC 6570), in linear time.
import { isIpv6 } from './format-host.js';

const UNRESERVED = 'A-Za-z0-9\\-._~';
const SUB_DELIMS = "!$&'()*+,;=";
/** `ucschar` (RFC 3987 §2.2): what an IRI may hold beyond ASCII; not the last two code points of a plane. */
const BEYOND_ASCII = [
  '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}',
  ...Array.from(
    { length: 13 },
    (_, plane) => `\\u{${(plane + 1).toString(16)}0000}-\\u{${(plane + 1).toString(16)}fffd}`,
  ),
  '\\u{e1000}-\\u{efffd}',
].join('');
const PRIVATE = '\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}';

/**
 * For every part the pattern of what may not stand in it. Looking for one bad character cannot backtrack, whereas
 * matching `(char|%XX)*` from end to end keeps a state for every character.
 */
interface Grammar {
  readonly userinfo: RegExp;
  readonly name: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
  readonly fragment: RegExp;
}

const outside = (allowed: string) => new RegExp(`[^${allowed}%]|%(?![0-9A-Fa-f]{2})`, 'u');

function grammar(letters: string, inQuery: string): Grammar {
  const character = UNRESERVED + letters + SUB_DELIMS;
  return {
    userinfo: outside(`${character}:`),
    name: outside(character),
    path: outside(`${character}:@/`),
    query: outside(`${character}:@/?${inQuery}`),
    fragment: outside(`${character}:@/?`),
  };
}

const URI = grammar('', '');
const IRI = grammar(BEYOND_ASCII, PRIVATE);
const NOT_LITERAL = outside(`!#$&(-;=?-[\\]_a-z~${BEYOND_ASCII}${PRIVATE}`);

/** With a scheme: `URI` (RFC 3986 §3). */
export const isUri = (text: string): boolean => isReference(text, URI, true);
/** With or without a scheme: `URI-reference` (RFC 3986 §4.1). */
export const isUriReference = (text: string): boolean => isReference(text, URI, false);
/** `IRI` (RFC 3987 §2.2). */
export const isIri = (text: string): boolean => isReference(text, IRI, true);
/** `IRI-reference` (RFC 3987 §2.2). */
export const isIriReference = (text: string): boolean => isReference(text, IRI, false);

/** RFC 6570 §2: literals and expressions (`/users/{id}{?page,filter*}`). */
export function isUriTemplate(text: string): boolean {
  // What takes an expression's place must neither be a hexadecimal digit nor hide a brace that is left over.
  const literals = text.replace(/\{([^{}]*)\}/g, (_, inside: string) => (isExpression(inside) ? '-' : '{'));
  return !NOT_LITERAL.test(literals);
}

function isReference(text: string, parts: Grammar, needsScheme: boolean): boolean {
  const [beforeFragment, fragment] = cut(text, '#');
  const [hierarchy, query] = cut(beforeFragment, '?');
  // A colon before the first slash ends a scheme; without one, the first segment of a path may not hold it (§4.2).
  const colon = /^[^/]*?:/.exec(hierarchy)?.[0].length ?? 0;
  const scheme = hierarchy.slice(0, Math.max(colon - 1, 0));
  if (colon > 0 ? !/^[a-z][a-z0-9+.-]*$/i.test(scheme) : needsScheme) return false;
  let path = hierarchy.slice(colon);
  if (path.startsWith('//')) {
    const slash = path.indexOf('/', 2);
    const authority = slash < 0 ? path.slice(2) : path.slice(2, slash);
    if (!isAuthority(authority, parts)) return false;
    path = slash < 0 ? '' : path.slice(slash);
  }
  return !(parts.path.test(path) || parts.query.test(query) || parts.fragment.test(fragment));
}

/** `userinfo@host:port` (RFC 3986 §3.2). */
function isAuthority(text: string, parts: Grammar): boolean {
  const at = text.indexOf('@');
  if (at > 0 && parts.userinfo.test(text.slice(0, at))) return false;
  const address = text.slice(at + 1);
  const [host, port] = address.startsWith('[') ? cut(address, ']') : cut(address, ':');
  if (!address.startsWith('[')) return !parts.name.test(host) && /^\d*$/.test(port);
  if (!address.includes(']') || !/^(?::\d*)?$/.test(port)) return false;
  const literal = host.slice(1);
  return isIpv6(literal) || /^v[0-9a-f]+\.[a-z0-9._~!$&'()*+,;=:-]+$/i.test(literal);
}

/** `{+path,list*,prefix:3}` without its braces (RFC 6570 §2.2 to §2.4). */
function isExpression(text: string): boolean {
  return text
    .replace(/^[+#./;?&=,!@|]/, '')
    .split(',')
    .every((variable) => {
      const name = variable.replace(/(?:\*|:[1-9]\d{0,3})$/, '');
      return name !== '' && !/[^\w.%]|%(?![0-9A-Fa-f]{2})|^\.|\.(?![\w%])/.test(name);
    });
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
