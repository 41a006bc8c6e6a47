// Hides how spec text becomes code. A security boundary: one function per token class, and no other way from a document into a file.
import { isPlainKey } from '../model/names.js';

/** A literal of any JSON value: string, number, array, object. Safe in every position where an expression or a literal type may stand. */
export function js(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : String(value)) : 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || value === null) return 'null';
  // Each member is written once, for one line or many: written twice, depth would cost twice as much with every level.
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return list(
      value.map((item) => js(item, inner)),
      indent,
    );
  const members = Object.entries(value).flatMap(([name, item]) =>
    item === undefined ? [] : [`${key(name)}: ${js(item, inner)}`],
  );
  return object(members, indent);
}

/** A literal of an array, of items that are code and were written for two spaces more. */
export function list(items: readonly string[], indent: string): string {
  return laidOut('[', '', ']', items, indent);
}

/** A literal of an object, of members that are code and were written for two spaces more. */
export function object(members: readonly string[], indent: string): string {
  return laidOut('{', ' ', '}', members, indent);
}

function laidOut(
  open: string,
  space: string,
  close: string,
  members: readonly string[],
  indent: string,
): string {
  if (members.length === 0) return open + close;
  return fitsFlat(members, indent.length + 2 * (1 + space.length))
    ? open + space + members.join(', ') + space + close
    : `${open}\n${members.map((member) => `${indent}  ${member},\n`).join('')}${indent}${close}`;
}

/** A property key of an object literal or a type. `__proto__` is computed: written plainly it would set the prototype. */
export function key(text: string): string {
  if (isPlainKey(text)) return text;
  return text === '__proto__' ? '["__proto__"]' : quoted(text);
}

/** The type of the texts that a pattern of the form `^x-` fits; undefined where it is of another form. */
export function startingWith(pattern: string): string | undefined {
  const start = /^\^([A-Za-z0-9_-]+)$/.exec(pattern)?.[1];
  return start === undefined ? undefined : `\`${start}\${string}\``;
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
  const noted = texts.map((text) => (text === undefined ? '' : note(text))).filter((text) => text !== '');
  noted.push(...tags.map((tag) => `@${line(tag)}`));
  if (noted.length === 0) return '';
  const all = noted.join('\n');
  if (!all.includes('\n')) return `${indent}/** ${all} */\n`;
  const lines = all.split('\n').map((each) => (each === '' ? `${indent} *\n` : `${indent} * ${each}\n`));
  return `${indent}/**\n${lines.join('')}${indent} */\n`;
}

/** One line of plain text for a `//` comment. */
export function line(text: string): string {
  return note(text).replaceAll('\n', ' ');
}

const WIDTH = 110;

/** Whether members stand in one line. @param around characters before and behind them */
function fitsFlat(members: readonly string[], around: number): boolean {
  let width = around - 2;
  for (const member of members) {
    width += member.length + 2;
    // Asked first: only what is short is looked through.
    if (width >= WIDTH || member.includes('\n')) return false;
  }
  return true;
}

/**
 * What nobody sees, or sees in another order than it stands: controls, joiners, bidirectional marks, tag characters. Both halves of
 * a tag character are matched, one by one.
 */
const INVISIBLE =
  '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb';
const TAG = '\\udb40[\\udc00-\\udc7f]';
const HALF_PAIR = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';

const UNSEEN = new RegExp(`[${INVISIBLE}]|${TAG}`, 'g');
const UNSEEN_OR_HALF = new RegExp(`[${INVISIBLE}]|${TAG}|${HALF_PAIR}`, 'g');

/** Finished code with escapes for everything that cannot be seen: where its comments are `note`s, only string literals hold any. */
export function visible(code: string): string {
  return code.replace(UNSEEN, escaped);
}

function quoted(text: string): string {
  // JSON's quotes are JavaScript's; what JSON leaves alone but line scanners, editors and HTML trip over is escaped.
  return visible(JSON.stringify(text)).replace(/<\/|<!--/g, (found) => `\\u003c${found.slice(1)}`);
}

function escaped(found: string): string {
  return found
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Characters of a text in a comment. Nobody reads as many, but a parameter that many operations share would repeat them. */
const LONGEST_NOTE = 20_000;

/** What linters, formatters, coverage tools and debuggers obey where it stands in a comment. */
const ORDERS =
  /(eslint|tslint|oxlint|jshint|jslint|stylelint|biome|rome|prettier|dprint|deno(?:-lint|-fmt)?|istanbul|c8|v8|vitest|node:coverage)([-:\s]+(?:disable|enable|ignore|env|globals?|exported)\b)/gi;

/** What may not stand in a comment and what stands there instead, one after the other; first what each cannot do without. */
const DISARMED: readonly (readonly [needs: string, found: RegExp, instead: string])[] = [
  ['/', /\*\//g, '*\\/'],
  ['/', /\/\*/g, '/\\*'],
  ['/', /\/(?=\/\/)/g, '/\\'],
  ['<', /<(?=\/script|!--)/gi, '<\\'],
  ['@', /(?<!\w)@|@(?!\w)|@(?=ts-|__)/g, '\\@'],
  ['@', /@ts(?=-)/gi, '$&\\'],
  ['@', /@(?=jsx|(?:jest|vitest)-|license|preserve)/gi, '@\\'],
  ['__', /(?<=[@#])__/g, '_\\_'],
  ['#', /#(?=_\\_|\s*source(Mapping)?URL)/gi, '\\#'],
  ['=', /(source)((?:Mapping)?URL\s*=)/gi, '$1\\$2'],
  ['', ORDERS, '$1\\$2'],
];

/**
 * Text for a comment: it can neither end one nor be a tag, a directive or a bidirectional trick. Line ends are normalised, and
 * half a surrogate pair, which no file can hold, is replaced.
 */
export function note(text: string): string {
  let noted = text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE)}…` : text;
  // Most texts are plain words: each of the passes over them is spared.
  if (/[^\n -~]/.test(noted)) {
    noted = noted
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      .replace(UNSEEN_OR_HALF, (found) => (/^[\ud800-\udfff]$/.test(found) ? '\ufffd' : ' '));
  }
  for (const [needs, found, instead] of DISARMED)
    if (noted.includes(needs)) noted = noted.replace(found, instead);
  if (/\s\n/.test(noted)) noted = noted.replace(/[^\S\n]+$/gm, '');
  return noted.trim();
}
