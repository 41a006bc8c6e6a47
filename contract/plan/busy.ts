// Hides when an item says of itself that something is still under way with it: `status: creating`.
import { isObject, memberOf } from '../pointer.js';
import type { PlanContext } from './types.js';

/** Members in which items tell what state they are in. */
const STATES = [
  'status',
  'state',
  'phase',
  'provisioning_state',
  'provisioningState',
  'lifecycle_state',
  'lifecycleState',
];

/** Words in -ing that are no work in progress. */
const AT_REST: ReadonlySet<string> = new Set([
  ...['existing', 'failing', 'listening', 'living', 'missing', 'operating', 'outstanding', 'recurring'],
  ...['running', 'serving', 'sleeping', 'standing', 'trialing', 'warning', 'working'],
]);
const UNDER_WAY: ReadonlySet<string> = new Set([
  'queued',
  'in_progress',
  'in-progress',
  'inprogress',
  'accepted',
]);

/** What an item says of its state; undefined where it says nothing. */
export function stateOf(item: unknown): string | undefined {
  const name = stateNameOf(item);
  return name === undefined ? undefined : String(memberOf(item, name));
}

/** The member that says it. */
export function stateNameOf(item: unknown): string | undefined {
  return isObject(item) ? STATES.find((name) => typeof memberOf(item, name) === 'string') : undefined;
}

/** Whether its state is one that passes by itself. */
export function isBusy(item: unknown): boolean {
  const state = stateOf(item)?.toLowerCase();
  if (state === undefined || AT_REST.has(state)) return false;
  return UNDER_WAY.has(state) || /[a-z]ing(_|-|$)/.test(state);
}

/** Whether it says that it is deleted, or about to be: some keep the name of what is gone. */
export function isDeleted(item: unknown): boolean {
  if (!isObject(item)) return false;
  const state = stateOf(item)?.toLowerCase() ?? '';
  if (/^(delet|remov|destroy|terminat|purg|archiv|cancel)/.test(state)) return true;
  return Object.entries(item).some(
    ([name, value]) =>
      (/^(is_?)?(deleted|removed)$/i.test(name) && value === true) ||
      (/^(deleted|removed|deletion)(_?(at|on|date|time|timestamp))$/i.test(name) &&
        typeof value !== 'object'),
  );
}

/** Milliseconds that something under way is waited for. */
export function settleMs({ settings }: Pick<PlanContext, 'settings'>): number {
  return settings.settleMs ?? 10_000;
}
