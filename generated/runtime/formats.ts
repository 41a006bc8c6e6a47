// Hides how the formats of JSON Schema 2020-12 (§7.3) and OpenAPI (§4.4) are checked. Own code in linear time, so that
// generated validators need no package when they run, and no text from outside can stall them.
import { isEmail, isHostname, isIdnEmail, isIdnHostname, isIpv4, isIpv6 } from './format-host.js';
import { isDate, isDateTime, isDuration, isIsoDateTime, isIsoTime, isTime } from './format-time.js';
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './format-uri.js';

export type TextFormat = (text: string) => boolean;

/** What ajv needs to know, when it compiles, to look at numbers: a bare function it takes for a format of texts. */
export interface NumberFormat {
  readonly type: 'number';
  readonly validate: (value: number) => boolean;
}

/** Format → whether a text has it, or a number for the numeric ones. A format that is not listed is not checked. */
export const formats = {
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  'iso-time': isIsoTime,
  'iso-date-time': isIsoDateTime,
  duration: isDuration,
  uri: isUri,
  'uri-reference': isUriReference,
  'uri-template': isUriTemplate,
  iri: isIri,
  'iri-reference': isIriReference,
  email: isEmail,
  'idn-email': isIdnEmail,
  hostname: isHostname,
  'idn-hostname': isIdnHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  /** RFC 9562 §4: the text alone, without `urn:uuid:`. */
  uuid: (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  'json-pointer': isPointer,
  'json-pointer-uri-fragment': isPointerFragment,
  'relative-json-pointer': isRelativePointer,
  regex: isRegex,
  /** Base64 (RFC 4648 §4) with its padding, in one line. */
  byte: (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  int32: /* @__PURE__ */ numeric(
    (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  ),
  /** Up to 2^63, for that is what a JSON parser makes of the greatest, 2^63 − 1. */
  int64: /* @__PURE__ */ numeric((value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63),
  /** A number that single precision holds, rounded; 1e39 is none. */
  float: /* @__PURE__ */ numeric((value) => Number.isFinite(Math.fround(value))),
  double: /* @__PURE__ */ numeric((value) => Number.isFinite(value)),
  password: (_text: string): boolean => true,
  binary: (_text: string): boolean => true,
} satisfies Readonly<Record<string, TextFormat | NumberFormat>>;

export type Format = keyof typeof formats;

function numeric(validate: (value: number) => boolean): NumberFormat {
  return { type: 'number', validate };
}

/** RFC 6901 §3. */
function isPointer(text: string): boolean {
  return (text === '' || text.startsWith('/')) && !/~(?![01])/.test(text);
}

/** RFC 6901 §6: a pointer in UTF-8, percent-encoded where a fragment asks for it. */
function isPointerFragment(text: string): boolean {
  if (!text.startsWith('#') || text.includes('#', 1) || !isUriReference(text)) return false;
  try {
    return isPointer(decodeURIComponent(text.slice(1)));
  } catch {
    return false;
  }
}

/** draft-bhutton-relative-json-pointer-00 §3: steps up, an index moved, then `#` or a pointer down. */
function isRelativePointer(text: string): boolean {
  const [start] = /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?/.exec(text) ?? [];
  if (start === undefined) return false;
  const rest = text.slice(start.length);
  return rest === '#' || isPointer(rest);
}

/** ECMA-262, with Unicode rules or without. `\Z` compiles without, but as the letter Z: who writes it means another dialect. */
function isRegex(text: string): boolean {
  if (text.replace(/\\[^Z]/gs, '').includes('\\Z')) return false;
  return compiles(text, 'u') || compiles(text, '');
}

function compiles(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
