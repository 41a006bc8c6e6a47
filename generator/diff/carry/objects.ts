// Hides how objects of one version become objects of the other, member by member.
import { pattern } from '../../../runtime/pattern.js';
import type { Facts, Place } from './facts.js';
import type { Relation } from './relation.js';
import type { Finding, Related, Step } from './types.js';

const ANYTHING = { schema: true } as const;

/** Findings about members that the target lists carry their name: only these can be given one by one. */
export function relateObjects(relation: Relation, source: Facts, target: Facts, depth: number): Related {
  const findings: Finding[] = [];
  const members: [string, Step][] = [];
  const drop: string[] = [];
  const [inSource, inTarget] = [branchNames(relation.source, source), branchNames(relation.target, target)];
  for (const name of new Set([...target.members.keys(), ...source.members.keys()])) {
    const [from, to] = [memberOf(source, name), memberOf(target, name)];
    const listed = target.members.has(name) ? { member: name } : {};
    const found = (why: string) => {
      const offers = to ? relation.offersOf(to) : [];
      findings.push({
        ...listed,
        why: `\`${name}\`: ${why}`,
        ...relation.at(from, to),
        ...(offers.length > 0 && { offers }),
      });
    };
    if (from && to) {
      const related = relation.relate(from, to, depth + 1);
      for (const each of related.findings)
        findings.push({ ...each, ...listed, why: `\`${name}\`: ${each.why}`, offers: relation.offersOf(to) });
      if (related.findings.length > 0 && listed.member !== undefined) drop.push(name);
      else if (related.step) members.push([name, related.step]);
      if (target.required.has(name) && !source.required.has(name))
        found(`required in ${relation.to}, optional in ${relation.from}`);
    } else if (to) {
      if (inSource.has(name)) found(`some alternatives of ${relation.from} have it`);
      else if (source.rest !== 'closed') drop.push(name);
      if (target.required.has(name))
        found(`required in ${relation.to}, which ${relation.from} does not have`);
      else if (relation.way === 'down') found(`the answers of ${relation.from} do not have it`);
    } else {
      if (inTarget.has(name)) found(`some alternatives of ${relation.to} have it`);
      drop.push(name);
      if (relation.way === 'up')
        findings.push({
          member: name,
          why: `\`${name}\`: ${relation.to} does not have it`,
          ...relation.at(from, to),
        });
    }
  }
  // What only the target has may be given too, once something is asked.
  const others = [...target.members].filter(([name]) => !source.members.has(name));
  const offers = findings.length > 0 ? others.flatMap(([, place]) => relation.offersOf(place)) : [];
  if (findings[0] && offers.length > 0)
    findings[0] = { ...findings[0], offers: [...(findings[0].offers ?? []), ...offers] };
  const rest = relateRest(relation, source, target, depth);
  findings.push(...rest.findings, ...patternFindings(relation, source, target, depth));
  const only = rest.isCut
    ? [...new Set([...source.members.keys(), ...target.members.keys()])].filter(
        (name) => !drop.includes(name),
      )
    : undefined;
  const step: Step = {
    ...(members.length > 0 && { members: Object.fromEntries(members) }),
    ...(only ? { only } : drop.length > 0 && { drop }),
    ...(rest.step && { rest: rest.step, listed: [...source.members.keys()] }),
  };
  return Object.keys(step).length > 0 ? { step, findings } : { findings };
}

/** What a schema says of a member; undefined where it says nothing of it. */
export function memberOf(facts: Facts, name: string): Place | undefined {
  const listed = facts.members.get(name);
  const fitting = [...facts.patterns].filter(([source]) => fits(source, name)).map(([, place]) => place);
  if (fitting.length > 0) {
    const all = listed ? [listed, ...fitting] : fitting;
    const [first] = all;
    return all.length === 1
      ? first
      : { schema: { allOf: all.map(({ schema }) => schema) }, pointer: first?.pointer ?? '' };
  }
  if (listed) return listed;
  return typeof facts.rest === 'object' && facts.rest.schema !== false ? facts.rest : undefined;
}

function fits(source: string, name: string): boolean {
  try {
    return pattern(source).test(name);
  } catch {
    return true;
  }
}

/** Members that neither side lists. What nobody has described may be dropped; what a version says it takes may not. */
function relateRest(
  relation: Relation,
  source: Facts,
  target: Facts,
  depth: number,
): { readonly step?: Step; readonly findings: readonly Finding[]; readonly isCut: boolean } {
  const kept = { findings: [], isCut: false };
  const cut = { findings: [], isCut: true };
  if (source.rest === 'closed' || target.rest === 'open') return kept;
  if (target.rest === 'closed') {
    if (source.rest === 'open' || relation.way === 'down') return cut;
    const why = `members of any name are taken by ${relation.from}, none by ${relation.to}`;
    return { ...relation.unproven(source, target, why), isCut: false };
  }
  if (source.rest === 'open') {
    const anything: Place = { ...ANYTHING, pointer: source.pointer };
    const { step, findings } = relation.relate(anything, target.rest, depth + 1);
    return findings.length > 0 || step ? cut : kept;
  }
  return { ...relation.relate(source.rest, target.rest, depth + 1), isCut: false };
}

/** Members by patterns are compared, but not changed: a step would have to tell them from all others. */
function patternFindings(relation: Relation, source: Facts, target: Facts, depth: number): Finding[] {
  if (target.patterns.size === 0 && (source.patterns.size === 0 || target.rest === 'open')) return [];
  const isSame =
    source.patterns.size === target.patterns.size &&
    target.rest === 'open' &&
    [...target.patterns].every(([key, to]) => {
      const from = source.patterns.get(key);
      const related = from && relation.relate(from, to, depth + 1);
      return related && related.findings.length === 0 && !related.step;
    });
  return isSame || samePatterns(relation, source, target)
    ? []
    : [{ why: 'members whose names fit a pattern are others', ...relation.at(source, target) }];
}

function samePatterns(relation: Relation, source: Facts, target: Facts): boolean {
  return (
    source.patterns.size === target.patterns.size &&
    source.rest === 'closed' &&
    [...target.patterns].every(([key, to]) => {
      const from = source.patterns.get(key);
      return from !== undefined && relation.isSame(from, to);
    })
  );
}

/** Names of members that only alternatives list. */
function branchNames(reader: Relation['source'], facts: Facts): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { branches } of facts.choices)
    for (const branch of branches) for (const name of reader.of(branch).members.keys()) names.add(name);
  return names;
}
