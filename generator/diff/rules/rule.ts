// Hides what a rule is: what a kind of change means for callers, how it is told, and what oasdiff calls it.
import type { Side, Use } from '../changes/change.js';

/** `breaking`: somebody who did all right gets into trouble; `warning`: perhaps; `info`: nobody does. */
export type Level = 'breaking' | 'warning' | 'info';

/**
 * What becomes of the values that fit. Of what callers send fewer are a break, of what they get more are: who accepts less than before refuses
 * what was right, who gives more than before gives what nobody expects.
 */
export type Effect = 'narrows' | 'widens' | 'changes' | 'neutral';

/** Where a change is met, as finely as a level or an id of oasdiff depends on it. */
export type Site =
  | Side
  | 'request-body'
  | 'request-property'
  | 'request-hidden'
  | 'parameter-root'
  | 'parameter-property'
  | 'header-parameter'
  | 'response-body'
  | 'response-property'
  | 'response-hidden'
  | 'header-root'
  | 'path';

export interface Rule {
  readonly kind: string;
  readonly effect: Effect;
  /** What happened, after what it happened to: `{name}`, `{from}` and `{to}` are filled in. */
  readonly says: string;
  /** What somebody can do about it, where it breaks; without it, what follows from the effect. */
  readonly hint?: string;
  /** Where the effect says too much, or too little; the finest site counts. */
  readonly levels?: Partial<Record<Site, Level>>;
  /** Through what it is met, where that is part of the id: `request-maximum-lowered`. */
  readonly sides?: readonly Side[];
  /** Ids of oasdiff, `{a,b}` for several; `site=` before one that does not begin with its site. */
  readonly oasdiff?: string;
}

export const SCHEMA_SIDES: readonly Side[] = ['request', 'response', 'parameter', 'header'];

/** The sites of a use, the finest first. */
export function sitesOf({ side, isRoot, isHidden, location }: Use): readonly Site[] {
  switch (side) {
    case 'request':
      return [isHidden ? 'request-hidden' : isRoot ? 'request-body' : 'request-property', 'request'];
    case 'response':
      return [isHidden ? 'response-hidden' : isRoot ? 'response-body' : 'response-property', 'response'];
    case 'parameter': {
      const own: Site[] = [isRoot ? 'parameter-root' : 'parameter-property', 'parameter'];
      return location === 'header' ? [...own, 'header-parameter'] : own;
    }
    case 'header':
      return isRoot ? ['header-root', 'header'] : ['header'];
    case 'call':
      return isRoot ? ['path', 'call'] : ['call'];
    case 'document':
      return ['document'];
  }
}

export function levelOf({ effect, levels = {} }: Rule, use: Use): Level {
  // What does not travel this way cannot break anybody, but where that itself is told.
  if (use.isHidden) return levels[use.side === 'response' ? 'response-hidden' : 'request-hidden'] ?? 'info';
  const site = sitesOf(use).find((each) => levels[each] !== undefined);
  const given = site && levels[site];
  if (given && use.sense === 1) return given;
  if (effect === 'neutral') return 'info';
  if (effect === 'changes' || use.sense === 0) return 'breaking';
  const isFewer = (effect === 'narrows') === (use.sense === 1);
  const isSent = use.side === 'request' || use.side === 'parameter';
  return isFewer === isSent ? 'breaking' : 'info';
}

/** Prefix of an id of oasdiff → where it is meant; the longest that fits counts. */
const PREFIXES: readonly (readonly [string, Site])[] = [
  ['request-body-', 'request-body'],
  ['request-read-only-property-', 'request-hidden'],
  ['request-property-', 'request-property'],
  ['request-parameter-property-', 'parameter-property'],
  ['request-parameter-', 'parameter-root'],
  ['request-header-property-', 'header-parameter'],
  ['response-body-', 'response-body'],
  ['response-write-only-property-', 'response-hidden'],
  ['response-property-', 'response-property'],
  ['response-header-', 'header-root'],
];

/** The ids of oasdiff that a rule covers, and where; without a site everywhere. */
export function oasdiffIds({ oasdiff = '' }: Rule): readonly { readonly id: string; readonly site?: Site }[] {
  return [...new Set(oasdiff.split(' ').filter(Boolean).flatMap(expanded))].map((each) => {
    const [id = '', site] = each.split('=').reverse();
    if (site !== undefined) return { id, site: site as Site };
    const prefix = PREFIXES.find(([start]) => id.startsWith(start));
    return prefix ? { id, site: prefix[1] } : { id };
  });
}

/** `a-{b,c}` is `a-b` and `a-c`. */
function expanded(pattern: string): string[] {
  const [, before = '', inside, after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(pattern) ?? [];
  if (inside === undefined) return [pattern];
  return inside.split(',').flatMap((each) => expanded(`${before}${each}${after}`));
}
