// Hides when the times that an item tells of itself contradict what has happened: it is created once, and changed later than before.
import { isObject, memberOf, pointerAt } from '../../pointer.js';
import { shown } from '../../show.js';
import type { Problem } from '../types.js';

const CREATED_AT = /^(created|creation)[_-]?(at|on|date|time)$/i;
const CHANGED_AT = /^(last[_-]?)?(updated|modified|modification)[_-]?(at|on|date|time)$/i;

/** Milliseconds by which times may be rounded; and by which the answer to a creation may be ahead of what it made. */
const ROUNDED = 1_000;
const AHEAD = 60_000;

export function tellsOfChange(name: string): boolean {
  return CHANGED_AT.test(name);
}

/** When it was created is what the answer to its creation says, or nearly. */
export function createdElse(said: unknown, after: unknown, sent: unknown, source: string): Problem[] {
  return createdAnew(said, after, sent, source, AHEAD);
}

/** When it was created stays, from one reading to the next; only what was sent for it is as right. */
export function createdAnew(
  before: unknown,
  after: unknown,
  sent: unknown,
  source: string,
  within = 0,
): Problem[] {
  return namesIn(before, CREATED_AT).flatMap((name) => {
    const [was, is] = [memberOf(before, name), memberOf(after, name)];
    const [then, now, asked] = [was, is, memberOf(sent, name)].map(instantOf);
    if (now === undefined || then === undefined || Math.abs(then - now) <= within) return [];
    if (asked !== undefined && Math.abs(asked - now) <= ROUNDED) return [];
    const message = `The ${name} has changed: nothing is created twice.`;
    return [{ pointer: pointerAt('/body', name), message, expected: shown(was), actual: shown(is), source }];
  });
}

/** When it was changed last does not go back by a change. */
export function changedEarlier(before: unknown, after: unknown, sent: unknown, source: string): Problem[] {
  return namesIn(before, CHANGED_AT).flatMap((name) => {
    const [was, is] = [memberOf(before, name), memberOf(after, name)];
    const [then, now] = [was, is].map(instantOf);
    if (then === undefined || now === undefined || now >= then - ROUNDED) return [];
    if (instantOf(memberOf(sent, name)) === now) return [];
    const message = `The ${name} is earlier after a change than before it.`;
    return [
      {
        pointer: pointerAt('/body', name),
        message,
        expected: `${shown(was)} or later`,
        actual: shown(is),
        source,
      },
    ];
  });
}

function namesIn(item: unknown, pattern: RegExp): string[] {
  return isObject(item) ? Object.keys(item).filter((name) => pattern.test(name)) : [];
}

/** Milliseconds since 1970 of a date and time; what has no zone is taken for UTC. Nothing else is a time for certain. */
function instantOf(value: unknown): number | undefined {
  const [, at, zone] =
    /^(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/i.exec(
      typeof value === 'string' ? value : '',
    ) ?? [];
  const instant = at === undefined ? Number.NaN : Date.parse(`${at.replace(' ', 'T')}${zone ?? 'Z'}`);
  return Number.isNaN(instant) ? undefined : instant;
}
