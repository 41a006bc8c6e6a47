// Hides how texts are made: of a length, of a format, of a pattern. What comes out is proven by a validator, not here.
import { type Tree, treeOf } from '../../../runtime/pattern-syntax.js';
import { bound, type Part, stated } from '../../schema/parts.js';

/** A text of each format; the first is the plainest, the others are written otherwise and just as right. */
export const FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: ['2026-01-15', '2024-02-29'],
  time: ['10:20:30Z', '10:20:30.123456+09:00'],
  'date-time': ['2026-01-15T10:20:30Z', '2026-01-15T19:20:30+09:00', '2026-01-15T10:20:30.123456Z'],
  duration: ['P1D'],
  uuid: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'],
  uri: ['https://example.com/a'],
  'uri-reference': ['/a'],
  iri: ['https://example.com/a'],
  'iri-reference': ['/a'],
  'uri-template': ['/a/{b}'],
  email: ['someone@example.com'],
  'idn-email': ['someone@example.com'],
  hostname: ['host.example.com'],
  'idn-hostname': ['host.example.com'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  'json-pointer': ['/a'],
  'relative-json-pointer': ['0'],
  regex: ['^a+$'],
  byte: ['dGV4dA=='],
};

/** What looks like a format and is none; each is proven before it is used. */
export const BROKEN_FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: ['not a date', '2026-02-30'],
  time: ['not a time', '25:61:00Z'],
  'date-time': ['not a date-time', '2026-13-45T10:20:30Z'],
  uuid: ['not-a-uuid', '3fa85f64-5717-4562-b3fc-2c963f66afa'],
  uri: ['not a uri'],
  email: ['not an email'],
  hostname: ['not a host'],
  ipv4: ['not-an-address', '256.0.2.1'],
  ipv6: ['not-an-address', '2001:db8::g'],
  byte: ['not base64!'],
};

/** One character of each width that servers count wrongly: in bytes, in UTF-16 units. */
export const ALPHABETS = { ascii: 'a', accented: 'é', astral: '𝄞' } as const;

/** Longer texts are not made. */
const LONGEST = 100_000;

/**
 * A text for these parts; undefined where none is known.
 * @param length in characters; without it, the shortest that has one at least
 */
export function textFor(
  parts: readonly Part[],
  length?: number,
  letter: string = ALPHABETS.ascii,
): string | undefined {
  const least = bound(parts, 'minLength')?.value ?? 0;
  const most = bound(parts, 'maxLength')?.value ?? Number.POSITIVE_INFINITY;
  const wanted = length ?? Math.max(least, Math.min(1, most));
  if (wanted > LONGEST) return undefined;
  const [pattern] = stated(parts, 'pattern');
  if (typeof pattern?.value === 'string') {
    const tree = treeOf(pattern.value, 'u') ?? treeOf(pattern.value, '');
    return tree && (length === undefined ? writtenAs(tree, wanted) : ofLength(tree, wanted));
  }
  const [format] = stated(parts, 'format');
  const [known] = FORMATS[String(format?.value)] ?? [];
  if (known !== undefined) return length === undefined || length === known.length ? known : undefined;
  return letter.repeat(wanted);
}

function ofLength(tree: Tree, length: number): string | undefined {
  const text = writtenAs(tree, length);
  return characters(text) === length ? text : undefined;
}

/** Unicode characters, as schemas count them (RFC 8259 §8.2, JSON Schema validation §6.3.1). */
export function characters(text: string): number {
  return [...text].length;
}

/** The shortest text of a pattern, its first loops run until it has a length. */
function writtenAs(tree: Tree, length: number): string {
  const shortest = written(tree, { left: 0 });
  return written(tree, { left: Math.max(0, length - characters(shortest)) });
}

function written(tree: Tree, more: { left: number }): string {
  switch (tree.kind) {
    case 'char':
      return LIKELY.find((each) => tree.char.matches(each)) ?? '';
    case 'all':
      return tree.parts.map((part) => written(part, more)).join('');
    case 'any':
      return tree.options[0] ? written(tree.options[0], more) : '';
    case 'repeat': {
      const once = written(tree.body, { left: 0 });
      const size = characters(once);
      const added = size === 0 ? 0 : Math.min(Math.floor(more.left / size), tree.max - tree.min);
      more.left -= added * size;
      return once.repeat(Math.min(tree.min + added, LONGEST));
    }
    default:
      return '';
  }
}

/** In the order in which a character class is offered them. */
const LIKELY: readonly string[] = [
  ...'aA01-_./:@ ',
  ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)),
  ...'é中\n\t',
];
