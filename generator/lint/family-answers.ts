// Hides where a document says other things of its version's answers than they will carry: `deprecated`, and headers it documents (rule L-17).
import type { UserContext } from '@redocly/openapi-core';
import { answerFor, type VersionEntry } from '../../runtime/lifecycle.js';
import { selectorValue } from '../../runtime/selector.js';
import type { Disagreement } from './disagreement.js';
import { keyOf, type OperationView } from './operations.js';
import type { Membership } from './scope.js';
import { shownBy } from './shown.js';
import { entries, type ObjectSpot, own } from './tree.js';

/** `deprecated: true` stands on every operation of a DEPRECATED version; where it stands on all of them, the version is DEPRECATED. */
export function deprecationDisagreements(
  operations: readonly OperationView[],
  { id, state }: VersionEntry,
): Disagreement[] {
  const isDeprecated = (operation: OperationView) => own(operation.spot.node, 'deprecated') === true;
  if (state === 'DEPRECATED') {
    return operations
      .filter((operation) => !isDeprecated(operation))
      .map((operation) => ({
        message: `Version ${id} is DEPRECATED, but ${operation.label} is not marked deprecated: true.`,
        location: keyOf(operation.spot),
      }));
  }
  const [first] = operations;
  if ((state !== 'CURRENT' && state !== 'SUPPORTED') || !first || !operations.every(isDeprecated)) return [];
  const message = `Version ${id} is ${state}, but every operation of the document is marked deprecated: true.`;
  return [{ message, location: keyOf({ location: first.spot.location.child(['deprecated']) }) }];
}

/**
 * What answers are documented to carry against the answers table: no Deprecation or Sunset is promised where none is due, and a value that is
 * shown is the one that will be sent. An operation that is deprecated by itself has dates of its own.
 */
export function headerDisagreements(
  operations: readonly OperationView[],
  { manifest: { family }, entry }: Membership,
  ctx: UserContext,
): Disagreement[] {
  if (entry.state === 'PLANNED' || entry.state === 'RETIRED') return [];
  // Those of a DEPRECATED version are the same at every instant, and those of others not due as long as their promise holds.
  const due = new Map(lowered(answerFor(family, entry, new Date(0)).headers));
  const { selector } = family;
  if (selector.in === 'header' && selector.name !== undefined)
    due.set(selector.name.toLowerCase(), selectorValue(selector, entry.id));
  const checked = new Set<unknown>();
  return operations.flatMap((operation) => {
    const isOwn = entry.state !== 'DEPRECATED' && own(operation.spot.node, 'deprecated') === true;
    return operation.responses.flatMap(({ spot }) =>
      entries(ctx, spot, 'headers').flatMap(([name, header]) => {
        const lower = name.toLowerCase();
        if (checked.has(header.node) || (isOwn && isDate(lower))) return [];
        checked.add(header.node);
        return isDate(lower) || due.has(lower) ? judged(name, header, due.get(lower), entry, ctx) : [];
      }),
    );
  });
}

function judged(
  name: string,
  header: ObjectSpot,
  expected: string | undefined,
  { id, from, state }: VersionEntry,
  ctx: UserContext,
): Disagreement[] {
  if (expected === undefined) {
    if (own(header.node, 'required') !== true) return [];
    const message = `${name} is required, but version ${id} is ${state}: its answers carry none.`;
    return [{ message, location: header.location }];
  }
  // Of microversions each is echoed as it was asked for.
  if (from !== undefined) return [];
  return shownBy(header, ctx)
    .filter(({ value, alone }) => alone && value !== expected)
    .map(({ value, location }) => ({
      message: `${name} shows ${JSON.stringify(value)}, but answers of version ${id} carry ${JSON.stringify(expected)}.`,
      location,
    }));
}

function isDate(header: string): boolean {
  return header === 'deprecation' || header === 'sunset';
}

function lowered(headers: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => isDate(name));
}
