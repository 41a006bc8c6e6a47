// Hides styles: how a value becomes separated items, pairs or steps (OpenAPI 3.2 §4.12.4 to 6, RFC 6570), and what none of them can carry.
import {
  encode,
  isObject,
  itemText,
  ONE_EMPTY,
  type Refusing,
  scalarText,
  solid,
  whole,
} from './value-text.js';
import type { WireEncoding, WireParameter } from './wire.js';

/** How one place writes texts. */
export interface Pen extends Refusing {
  /** A text that stands between such separators, encoded so that it holds none of them; refused where that cannot be. */
  readonly write: (text: string, separators: string) => string;
  /** The same for the name of a member. */
  readonly key: (text: string, separators: string) => string;
  /** Nothing is encoded, separators neither. */
  readonly raw: boolean;
}

/** Separators of styles whose name says them; those of OpenAPI 2.0 that 3.x has no style for, too. All others take a comma. */
const SEPARATORS: Readonly<Record<string, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

export function separatorOf(style: WireParameter['style']): string {
  return SEPARATORS[style ?? ''] ?? ',';
}

/** Items by a separator; an object as `k,v` pairs or, exploded, as `k=v`; a scalar as it is. Undefined: there is nothing to write. */
export function joined(value: unknown, explode: boolean, separator: string, pen: Pen): string | undefined {
  const written = pen.raw || !' |\t'.includes(separator) ? separator : encode(separator);
  if (Array.isArray(value)) {
    const items = value.map((item) => pen.write(itemText(item, pen), separator));
    if (items.length === 1 && items[0] === '') pen.refuse(ONE_EMPTY);
    return items.length > 0 ? items.join(written) : undefined;
  }
  if (!isObject(value)) return pen.write(scalarText(value, pen), '');
  const [between, apart] = explode ? ['=', `${separator}=`] : [written, separator];
  const members = present(value).map(
    ([key, item]) => pen.key(whole(key, pen), apart) + between + pen.write(scalarText(item, pen), separator),
  );
  return members.length > 0 ? members.join(written) : undefined;
}

/**
 * A value as `name=value` pairs, names not yet encoded: of a query, a cookie header, a form. Empty: there is nothing to write.
 * Lists in a deepObject go by index, which most servers read (OpenAPI leaves nesting open).
 */
export function pairsOf(
  { name, style, explode = style === undefined || style === 'form' || style === 'cookie' }: StyledAs,
  value: unknown,
  pen: Pen,
): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (style === 'deepObject') return steps(name, value, pen, 0);
  if (explode && Array.isArray(value)) return value.map((item) => [name, pen.write(itemText(item, pen), '')]);
  if (explode && isObject(value))
    return present(value).map(([key, item]) => [whole(key, pen), pen.write(scalarText(item, pen), '')]);
  const text = joined(value, false, separatorOf(style), pen);
  return text === undefined ? [] : [[name, text]];
}

/** One of the three says it: an Encoding Object with none of them describes a document (OpenAPI 3.2 §4.15.1.2). */
export function isStyled({ style, explode, allowReserved }: WireEncoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

type StyledAs = Pick<WireParameter, 'name' | 'style' | 'explode'>;

/** Steps below one deepObject parameter that are written and read. */
export const MAX_STEPS = 20;

function steps(path: string, value: unknown, pen: Pen, depth: number): [string, string][] {
  if (!Array.isArray(value) && !isObject(value)) return [[path, pen.write(scalarText(value, pen), '')]];
  if (depth === MAX_STEPS) pen.refuse(`is nested deeper than ${MAX_STEPS} levels`);
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), solid(item, pen)] as const)
    : present(value);
  return entries.flatMap(([key, item]) => {
    // Encoded or not, readers take a bracket for a step, and nothing between two for the next item of a list.
    if (key === '' || /[[\]]/.test(key)) pen.refuse('has a member whose name is empty or holds a bracket');
    return steps(`${path}[${whole(key, pen)}]`, item, pen, depth + 1);
  });
}

/**
 * `allowReserved`: keeps the reserved characters that may stand, and what is percent-encoded already (RFC 6570 §3.2.3): a caller who writes
 * `%26` means `&`.
 */
export function encodeReserved(text: string, kept: string): string {
  return text
    .split(/((?:%[0-9A-Fa-f]{2})+)/)
    .map((piece, index) =>
      index % 2 === 1 && isUtf8(piece)
        ? piece
        : encode(piece).replace(/%(?:2[1-9A-F]|3[A-F]|40|5B|5D)/g, (triple) => {
            const char = decodeURIComponent(triple);
            return kept.includes(char) ? char : triple;
          }),
    )
    .join('');
}

function isUtf8(triples: string): boolean {
  try {
    return decodeURIComponent(triples) !== '';
  } catch {
    return false;
  }
}

/** Members that say something: `undefined` and `null` are left out (RFC 6570 §2.3). */
export function present(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
}
