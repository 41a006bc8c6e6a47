// Hides how changes become findings: what each means on a given day, once for its place, with all operations in which it is met.
import type { Change, Fact, Side, Use } from './changes/change.js';
import { endingKind, type Notice } from './rules/endings.js';
import { type Level, levelOf, oasdiffIds, type Rule, sitesOf } from './rules/rule.js';
import { ruleOf } from './rules/table.js';
import { typeKind } from './rules/type-kinds.js';
import { versionKind } from './rules/version-kinds.js';

/** What is judged of one fact. */
export interface Finding {
  /** `request-maximum-lowered`. */
  readonly id: string;
  readonly level: Level;
  readonly rule: Rule;
  readonly fact: Fact;
  /** Where it is met, in the order of the documents. */
  readonly uses: readonly Use[];
}

/** Judges what differs. Pure: the day is an argument. */
export function findingsOf(changes: readonly Change[], notice: Notice): readonly Finding[] {
  const found = new Map<string, { -readonly [K in keyof Finding]: Finding[K] } & { uses: Use[] }>();
  const add = (fact: Fact, use: Use) => {
    const rule = ruleOf(fact.kind);
    const level = levelOf(rule, use);
    const id = idOf(rule, use.side);
    const { base, revision, name, from, to } = fact;
    const key = JSON.stringify([id, level, base, revision, name, from, to]);
    const known = found.get(key);
    if (known) known.uses.push(use);
    else found.set(key, { id, level, rule, fact, uses: [use] });
  };
  for (const { fact, use } of changes) {
    if (fact.kind === 'version') continue;
    const kind = kindOf(fact, use, notice);
    if (kind !== undefined) add({ ...shownIn(fact), kind }, use);
  }
  const isBroken = [...found.values()].some(({ level }) => level === 'breaking');
  for (const { fact, use } of changes) {
    const kind = fact.kind === 'version' && isBroken ? versionKind(fact) : undefined;
    if (kind !== undefined) add({ ...fact, kind }, use);
  }
  return [...found.values()];
}

/** Facts that mean one thing here and another there. */
function kindOf(fact: Fact, use: Use, notice: Notice): string | undefined {
  if (fact.kind === 'type' || fact.kind === 'type-spread') return typeKind(fact, use);
  if (fact.kind.startsWith('default-') && use.side === 'parameter' && use.isRoot && use.isRequired)
    return undefined;
  return endingKind(fact, use, notice);
}

/** What is said of a fact is what was written, and no record of it. */
function shownIn(fact: Fact): Fact {
  const shown = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('types' in value && 'format' in value && Array.isArray(value.types))
      return [value.types.join(' or ') || 'any', value.format].filter((each) => each !== '').join(' as ');
    if ('isDeprecated' in value && 'sunset' in value && 'stability' in value)
      return fact.kind.endsWith('stability') ? (value.stability ?? 'stable') : value.sunset;
    return value;
  };
  const { from, to } = fact;
  return {
    ...fact,
    ...(from !== undefined && { from: shown(from) }),
    ...(to !== undefined && { to: shown(to) }),
  };
}

export function idOf({ kind, sides }: Rule, side: Side): string {
  return sides ? `${side}-${kind}` : kind;
}

/** What oasdiff calls a finding where it is met so; several where it tells it twice, none where it does not tell it. */
export function oasdiffOf({ rule }: Pick<Finding, 'rule'>, use: Use): readonly string[] {
  if (use.isCallback) return [];
  const sites = new Set(sitesOf(use));
  return oasdiffIds(rule).flatMap(({ id, site }) => {
    if (site === undefined) return [id];
    // `path` is finer than `call`: what is told of a path that is gone is not told of its operations.
    if (site === 'call' && sites.has('path')) return [];
    return sites.has(site) ? [id] : [];
  });
}
