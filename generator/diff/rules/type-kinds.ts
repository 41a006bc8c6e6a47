// Hides which changes of a type take more, which take less, and which are none where everything is sent as text.
import type { Fact, Use } from '../changes/change.js';
import type { Typed } from '../changes/schema-types.js';

/** The kind of a change of type or format, which depends on where it is met. */
export function typeKind({ kind, from, to }: Fact, use: Use): string {
  const [base, revision] = [from as Typed, to as Typed];
  if (use.side === 'parameter') {
    if (use.isRoot)
      return kind === 'type-spread' || !isRefused(base, revision, false) ? 'type-widened' : 'type-changed';
    const [typed, untyped] = [isRefused(base, revision, true), isRefused(base, revision, false)];
    // Nobody knows how the members of such an object are written.
    if (typed !== untyped) return 'type-changed';
    return typed ? 'type-narrowed' : 'type-widened';
  }
  const isSent = use.side === 'request';
  const [less, more] = isSent ? [base, revision] : [revision, base];
  if (isRefused(less, more, use.isTyped)) {
    if (!isSent && changes(base, revision) && isWithin(base.types, revision.types)) return 'type-widened';
    return 'type-changed';
  }
  const isSwap = changes(base, revision) && base.types.length > 0 && revision.types.length > 0;
  if (isSwap && !isWithin(less.types, more.types)) return 'type-compatible';
  return isSent ? 'type-widened' : 'type-narrowed';
}

/** Whether something that fits the one does not fit the other. */
function isRefused(one: Typed, other: Typed, isTyped: boolean): boolean {
  if (changes(one, other) && other.types.length === 0) return false;
  const isWider = changes(one, other) && isWithin(one.types, other.types);
  return (!isWider && !isTypeTaken(one, other, isTyped)) || !isFormatTaken(one, other);
}

function changes(one: Typed, other: Typed): boolean {
  return one.types.join() !== other.types.join();
}

function isTypeTaken(one: Typed, other: Typed, isTyped: boolean): boolean {
  if (!changes(one, other)) return true;
  const added = other.types.filter((type) => !one.types.includes(type));
  const [only] = added;
  // Where everything is sent as text, everything is a text.
  return !isTyped && (only === undefined || (added.length === 1 && only === 'string'));
}

/** None of no types is within others: any type was allowed. */
function isWithin(types: readonly string[], others: readonly string[]): boolean {
  return (
    types.length > 0 &&
    types.every((type) => others.includes(type) || (type === 'integer' && others.includes('number')))
  );
}

function isFormatTaken(one: Typed, other: Typed): boolean {
  if (one.format === other.format || other.format === '') return true;
  if (other.types.length !== 1) return false;
  return WIDER[`${other.types[0]} ${one.format}`]?.includes(other.format) ?? false;
}

/** Type and format → formats of the same type that take all of it. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  'number float': ['double'],
  'integer int32': ['int64', 'bigint'],
  'integer int64': ['bigint'],
};
