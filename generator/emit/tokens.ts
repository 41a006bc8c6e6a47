// Hides how spec text becomes code. A security boundary: one function per token class, and no other way from a document into a file.
import { isPlainKey } from '../model/names.js';

/** A literal of any JSON value: string, number, array, object. Safe in every position where an expression or a literal type may stand. */
export function js(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : String(value)) : 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || value === null) return 'null';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const flat = `[${value.map((item) => js(item, inner)).join(', ')}]`;
    return fits(flat, indent)
      ? flat
      : `[\n${value.map((item) => `${inner}${js(item, inner)},\n`).join('')}${indent}]`;
  }
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (members.length === 0) return '{}';
  const flat = `{ ${members.map(([name, item]) => `${key(name)}: ${js(item, inner)}`).join(', ')} }`;
  return fits(flat, indent)
    ? flat
    : `{\n${members.map(([name, item]) => `${inner}${key(name)}: ${js(item, inner)},\n`).join('')}${indent}}`;
}

/** A property key of an object literal or a type. `__proto__` is computed: written plainly it would set the prototype. */
export function key(text: string): string {
  if (isPlainKey(text)) return text;
  return text === '__proto__' ? '["__proto__"]' : quoted(text);
}

/** An index into a type: `['name']`. */
export function index(...keys: readonly (string | number)[]): string {
  return keys.map((each) => `[${typeof each === 'number' ? String(each) : quoted(each)}]`).join('');
}

/** A doc comment over the given lines, or nothing where there are none. Tags are only those passed as `tags`. */
export function comment(
  texts: readonly (string | undefined)[],
  indent = '',
  tags: readonly string[] = [],
): string {
  const lines = texts.flatMap((text) => (text ? harmless(text).split('\n') : []));
  const all = [...lines, ...tags.map((tag) => `@${harmless(tag).replaceAll('\n', ' ')}`)];
  if (all.length === 0) return '';
  if (all.length === 1) return `${indent}/** ${all[0]} */\n`;
  return `${indent}/**\n${all.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** One line of plain text for a `//` comment. */
export function line(text: string): string {
  return harmless(text).replaceAll('\n', ' ');
}

const WIDTH = 110;

function fits(text: string, indent: string): boolean {
  return !text.includes('\n') && text.length + indent.length < WIDTH;
}

function quoted(text: string): string {
  // JSON's quotes are JavaScript's; what JSON leaves alone but line scanners, editors and HTML trip over is escaped.
  return JSON.stringify(text).replace(
    /[\u2028\u2029\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|<\/|<!--/g,
    (found) =>
      found.startsWith('<')
        ? `\\u003c${found.slice(1)}`
        : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that can neither end a comment nor be a tag, a directive or a bidirectional trick; line ends are normalised. */
function harmless(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
      .replaceAll('*/', '*\\/')
      .replaceAll('/*', '/\\*')
      .replace(/(?<!\w)@|@(?!\w)|@(?=ts-|__)/g, '\\@')
      .replace(/#(?=__|\s*source(Mapping)?URL)/gi, '\\#')
      .split('\n')
      .map((each) => each.trimEnd())
      .join('\n')
      .trim()
  );
}
