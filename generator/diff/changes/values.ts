// Hides what differs in which values two schemas name: enum, const, default, pattern, and what a text holds.
import { canonical, own } from '../json.js';
import type { SchemaPair } from './pairs.js';
import { isWrapping } from './schema-types.js';

export function compareValues(pair: SchemaPair): void {
  if (isWrapping(pair)) return;
  // One value that is listed is the one that it must be.
  if (onlyValue(pair.base) === undefined || onlyValue(pair.base) !== onlyValue(pair.revision)) {
    compareEnums(pair);
    compareOne(pair, 'const');
  }
  compareExtensible(pair);
  comparePatterns(pair);
  compareOne(pair, 'default');
  for (const [keyword, kind] of CONTENT) {
    const [from, to] = [own(pair.base.tree, keyword), own(pair.revision.tree, keyword)];
    if (canonical(from) !== canonical(to)) pair.say(kind, keyword, { from, to });
  }
}

function onlyValue({ tree }: SchemaPair['base']): string | undefined {
  const values = own(tree, 'enum');
  if (Object.hasOwn(tree, 'const')) return canonical(tree['const']);
  return Array.isArray(values) && values.length === 1 ? canonical(values[0]) : undefined;
}

const CONTENT = [
  ['contentMediaType', 'content-media-type-changed'],
  ['contentEncoding', 'content-encoding-changed'],
  ['xml', 'xml-changed'],
] as const;

function compareEnums({ base, revision, say }: SchemaPair): void {
  // Whether null is one of them is said by the type.
  const listOf = ({ tree }: typeof base) => {
    const values = own(tree, 'enum');
    return Array.isArray(values) ? values.filter((value) => value !== null) : undefined;
  };
  const [from, to] = [listOf(base), listOf(revision)];
  if (!from && !to) return;
  if (!from || !to) {
    say(to ? 'enum-added' : 'enum-removed', 'enum', { ...(from && { from }), ...(to && { to }) });
    return;
  }
  const [before, now] = [new Set(from.map(canonical)), new Set(to.map(canonical))];
  for (const value of from)
    if (!now.has(canonical(value))) say('enum-value-removed', 'enum', { name: shown(value), from: value });
  for (const value of to)
    if (!before.has(canonical(value))) say('enum-value-added', 'enum', { name: shown(value), to: value });
}

function compareExtensible({ base, revision, say }: SchemaPair): void {
  const keyword = 'x-extensible-enum';
  const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
  if (!Array.isArray(from) || !Array.isArray(to)) return;
  const [before, now] = [new Set(from.map(canonical)), new Set(to.map(canonical))];
  for (const value of from)
    if (!now.has(canonical(value)))
      say('extensible-value-removed', keyword, { name: shown(value), from: value });
  for (const value of to)
    if (!before.has(canonical(value)))
      say('extensible-value-added', keyword, { name: shown(value), to: value });
}

function comparePatterns({ base, revision, say }: SchemaPair): void {
  const of = ({ tree }: typeof base) => {
    const pattern = own(tree, 'pattern');
    return typeof pattern === 'string' ? pattern : '';
  };
  const [from, to] = [of(base), of(revision)];
  if (from === to) return;
  if (from === '') say('pattern-added', 'pattern', { to });
  else if (to === '') say('pattern-removed', 'pattern', { from });
  else say(ANYTHING.has(to) ? 'pattern-generalized' : 'pattern-changed', 'pattern', { from, to });
}

/** Patterns that every text without line breaks fits. */
const ANYTHING: ReadonlySet<string> = new Set(['.*', '^.*$', '.*$', '^.*']);

function compareOne({ base, revision, say }: SchemaPair, keyword: 'const' | 'default'): void {
  const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
  if (canonical(from) === canonical(to)) return;
  if (from === undefined) say(`${keyword}-added`, keyword, { to });
  else if (to === undefined) say(`${keyword}-removed`, keyword, { from });
  else say(`${keyword}-changed`, keyword, { from, to });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value);
}
