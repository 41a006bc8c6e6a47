// Hides what differs in the bounds of two schemas: of numbers, lengths, items and members.
import { own } from '../json.js';
import type { SchemaPair } from './pairs.js';
import { isWrapping } from './schema-types.js';

/** Keyword → its name in a kind. */
const BOUNDS = {
  maximum: 'maximum',
  minimum: 'minimum',
  exclusiveMaximum: 'exclusive-maximum',
  exclusiveMinimum: 'exclusive-minimum',
  maxLength: 'max-length',
  maxItems: 'max-items',
  maxProperties: 'max-properties',
  maxContains: 'max-contains',
} as const;

/** Without them the bound is nought, or one: there is nothing to set. */
const FLOORS = {
  minLength: ['min-length', 0],
  minItems: ['min-items', 0],
  minProperties: ['min-properties', 0],
  minContains: ['min-contains', 1],
} as const;

export function compareNumbers(pair: SchemaPair): void {
  if (isWrapping(pair)) return;
  const { base, revision, say } = pair;
  const of = (keyword: string) => [numberIn(base.tree, keyword), numberIn(revision.tree, keyword)] as const;
  for (const [keyword, name] of Object.entries(BOUNDS)) {
    const [from, to] = of(keyword);
    if (from === to) continue;
    if (from === undefined) say(`${name}-set`, keyword, { to });
    else if (to === undefined) say(`${name}-removed`, keyword, { from });
    else say(`${name}-${to > from ? 'raised' : 'lowered'}`, keyword, { from, to });
  }
  for (const [keyword, [name, floor]] of Object.entries(FLOORS)) {
    const [from = floor, to = floor] = of(keyword);
    if (from !== to) say(`${name}-${to > from ? 'raised' : 'lowered'}`, keyword, { from, to });
  }
  const [from, to] = of('multipleOf');
  if (from !== to) say(stepped(from, to), 'multipleOf', { from, to });
  const [wasUnique, isUnique] = [base, revision].map(({ tree }) => own(tree, 'uniqueItems') === true);
  if (wasUnique !== isUnique) say(isUnique ? 'unique-items-added' : 'unique-items-removed', 'uniqueItems');
}

/** Steps of 10 are steps of 5. */
function stepped(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return 'multiple-of-added';
  if (to === undefined) return 'multiple-of-removed';
  const isMultiple = (one: number, other: number) => other !== 0 && Number.isInteger(one / other);
  if (isMultiple(from, to)) return 'multiple-of-widened';
  return isMultiple(to, from) ? 'multiple-of-narrowed' : 'multiple-of-changed';
}

function numberIn(tree: SchemaPair['base']['tree'], keyword: string): number | undefined {
  const value = own(tree, keyword);
  return typeof value === 'number' ? value : undefined;
}
