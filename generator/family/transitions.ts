// Hides rule L-10: which states may follow one another between two revisions of a family.
import type { State, VersionEntry } from '../../runtime/lifecycle.js';
import type { Finding } from './finding.js';

/** What may follow a state, beside the state itself. `gone`: the version is no longer listed. */
const FOLLOWERS: Readonly<Record<State | 'new', readonly (State | 'gone')[]>> = {
  new: ['PLANNED', 'CURRENT'],
  PLANNED: ['CURRENT', 'gone'],
  CURRENT: ['SUPPORTED'],
  SUPPORTED: ['DEPRECATED'],
  DEPRECATED: ['RETIRED', 'gone'],
  RETIRED: ['gone'],
};

/**
 * What is wrong with the way of one version from a revision to the next.
 * @param before undefined where the version is new
 * @param after undefined where it is gone
 * @param pointer where the later revision speaks of it
 */
export function checkTransition(
  before: VersionEntry | undefined,
  after: VersionEntry | undefined,
  pointer: string,
): Finding[] {
  const [from, to] = [before?.state ?? 'new', after?.state ?? 'gone'] as const;
  const id = after?.id ?? before?.id ?? '';
  if (from === to || FOLLOWERS[from].includes(to)) return [];
  const rule = { id: 'L-10', pointer } as const;
  if (from === 'DEPRECATED' && to === 'SUPPORTED' && isLater(after?.notBefore, before?.notBefore)) {
    const message = `${id} was DEPRECATED and is SUPPORTED again, until ${after?.notBefore}.`;
    const hint = 'Tell callers: who moved away did so for nothing.';
    return [{ ...rule, severity: 'warning', message, hint }];
  }
  const message =
    from === 'new' ? `${id} is new, and ${to}.` : `${id} was ${from} and is ${to === 'gone' ? 'gone' : to}.`;
  return [{ ...rule, severity: 'error', message, hint: hintFor(from, to) }];
}

function hintFor(from: State | 'new', to: State | 'gone'): string {
  if (from === 'DEPRECATED' && to === 'SUPPORTED')
    return 'A DEPRECATED version is SUPPORTED again only with a later notBefore.';
  const followers = FOLLOWERS[from].map((each) => (each === 'gone' ? 'taken out' : each)).join(' or ');
  return from === 'new' ? `A new version is ${followers}.` : `After ${from} it can be ${followers}.`;
}

function isLater(date: string | undefined, than: string | undefined): boolean {
  return date !== undefined && (than === undefined || date > than);
}
