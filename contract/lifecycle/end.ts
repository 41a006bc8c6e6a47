// Hides what an answer of a version must say of its end at an instant: the table of answers, as a check reads it.
import {
  endOfGuarantee,
  type Family,
  type LinkRelation,
  phase,
  type Span,
  startOfDeprecation,
  startOfNotice,
  successorOf,
  type VersionEntry,
} from '../../runtime/lifecycle.js';

/** `never`: it would be untrue; `may`: nothing forbids it, and nobody can count on it. */
type Presence = 'must' | 'may' | 'never';

export interface End {
  readonly deprecation: Presence;
  /** When it is deprecated; any instant within is right. */
  readonly deprecatedAt?: Span;
  readonly sunset: Presence;
  readonly sunsetAt?: Span;
  /** Relations of links that must be there. */
  readonly links: readonly LinkRelation[];
  /** Relations that must not. */
  readonly foreign: readonly LinkRelation[];
}

const NONE = { links: [], foreign: [] };
const ENDING: readonly LinkRelation[] = ['deprecation', 'sunset'];

/**
 * What is due of a version. Where its state and its date disagree (SUPPORTED with fewer days left than its notice, DEPRECATED with
 * more), a server may go by either.
 */
export function endOf(entry: VersionEntry, family: Family, instant: Date | undefined): End {
  const [deprecatedAt, sunsetAt] = [startOfDeprecation(entry, family), endOfGuarantee(entry, family)];
  const dates = { ...(deprecatedAt && { deprecatedAt }), ...(sunsetAt && { sunsetAt }) };
  const successor: LinkRelation[] = successorOf(family, entry) === undefined ? [] : ['successor-version'];
  const whole: End = {
    ...dates,
    deprecation: 'must',
    sunset: 'must',
    links: [...ENDING, ...successor],
    foreign: [],
  };
  const open: End = { ...dates, ...NONE, deprecation: 'may', sunset: 'may' };
  switch (entry.state) {
    case 'PLANNED':
      return open;
    case 'CURRENT':
      return { ...NONE, deprecation: 'never', sunset: 'never', foreign: ENDING };
    case 'SUPPORTED': {
      const now = instant && phase(entry, family, instant);
      if (now === 'lapsed') return whole;
      const notice = startOfNotice(entry, family);
      if (!instant || now === 'indeterminate' || (notice && instant.getTime() >= notice.earliest))
        return open;
      return { ...open, deprecation: 'never', foreign: ['deprecation'] };
    }
    case 'DEPRECATED':
      return !deprecatedAt || !instant || instant.getTime() < deprecatedAt.latest ? open : whole;
    case 'RETIRED':
      return { ...open, deprecation: 'never', links: successor, ...(sunsetAt && { sunset: 'must' }) };
  }
}
