// Hides what only names a part that is gone: entries of `required`, mappings of discriminators, security requirements, links.
import type { Changes } from './changes.js';
import type { Fates } from './fates.js';
import { COMPOSING, type Part, type Parts } from './parts.js';

/** Takes out what names something that is not there any more. */
export function cutFollowers(parts: Parts, changes: Changes, fates: Fates): void {
  const gone = goneNames(parts, changes);
  for (const part of parts.all) {
    if (part.isGone || part.isNames || part.isList) continue;
    cutRequired(part, gone, parts, changes);
    cutMapping(part, parts, changes);
    cutRequirements(part, parts, changes);
  }
  cutLinks(parts, fates);
}

/** Names of properties that are gone somewhere: all others need not be looked for. */
export function goneNames(parts: Parts, changes: Changes): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of parts.all)
    if (part.isNames && part.isBelow('properties'))
      for (const key of changes.cutsOf(part.node)) names.add(key);
  return names;
}

function cutRequired(part: Part, gone: ReadonlySet<string>, parts: Parts, changes: Changes): void {
  const isGone = (name: unknown) =>
    typeof name === 'string' && gone.has(name) && fateOf(part, name, parts, changes) === 'gone';
  const cutEntries = (holder: object, key: string, list: unknown) => {
    if (!Array.isArray(list)) return;
    for (const [index, name] of list.entries()) if (isGone(name)) changes.cut(list, String(index));
    if (list.length > 0 && changes.isEmptied(list)) changes.cut(holder, key);
  };
  cutEntries(part.node, 'required', part.node['required']);
  const dependent = part.node['dependentRequired'];
  if (typeof dependent !== 'object' || dependent === null) return;
  for (const [name, list] of Object.entries(dependent)) {
    if (isGone(name)) changes.cut(dependent, name);
    else cutEntries(dependent, name, list);
  }
  if (changes.isEmptied(dependent)) changes.cut(part.node, 'dependentRequired');
}

type Fate = 'live' | 'gone' | 'unknown';

/** What has become of a property that a schema speaks of: it may be described there, or in what the schema is a part of. */
function fateOf(schema: Part, name: string, parts: Parts, changes: Changes): Fate {
  const asked = new Set<Part>();
  for (let around: readonly Part[] = [schema]; around.length > 0; ) {
    const fates = around.map((each) => fateWithin(each, name, parts, changes, asked));
    if (fates.includes('live')) return 'live';
    if (fates.includes('gone')) return 'gone';
    around = around.flatMap(surroundingsOf).filter((each) => !asked.has(each));
  }
  return 'unknown';
}

function fateWithin(schema: Part, name: string, parts: Parts, changes: Changes, asked: Set<Part>): Fate {
  let fate: Fate = 'unknown';
  const stack = [schema];
  for (let part = stack.pop(); part; part = stack.pop()) {
    if (asked.has(part)) continue;
    asked.add(part);
    const properties = part.child('properties')?.node;
    if (properties && Object.hasOwn(properties, name)) {
      if (!changes.isCut(properties, name)) return 'live';
      fate = 'gone';
    }
    stack.push(...parts.composedOf(part));
  }
  return fate;
}

const IN_PLACE: ReadonlySet<string> = new Set(['if', 'then', 'else', 'not']);

/** What a schema is a part of without being the schema of a member. */
function surroundingsOf(schema: Part): Part[] {
  return schema.edges.flatMap(({ from, key }) => {
    if (IN_PLACE.has(key) && !from.isNames) return [from];
    const isAmong = from.isList && from.edges.some((each) => COMPOSING.includes(each.key));
    const isDependent = from.isNames && from.edges.some((each) => each.key === 'dependentSchemas');
    return isAmong || isDependent ? from.edges.map((each) => each.from) : [];
  });
}

function cutMapping(part: Part, parts: Parts, changes: Changes): void {
  if (!part.edges.some(({ from, key }) => key === 'discriminator' && !from.isNames)) return;
  const isGone = (target: unknown) =>
    typeof target === 'string' && schemaOf(part, target, parts)?.isGone === true;
  const mapping = part.node['mapping'];
  if (typeof mapping === 'object' && mapping !== null) {
    for (const [value, target] of Object.entries(mapping)) if (isGone(target)) changes.cut(mapping, value);
    if (changes.isEmptied(mapping)) changes.cut(part.node, 'mapping');
  }
  if (isGone(part.node['defaultMapping'])) changes.cut(part.node, 'defaultMapping');
}

/** Values of a mapping are references, or names of component schemas. */
export function schemaOf(part: Part, target: string, parts: Parts): Part | undefined {
  const named = parts.root?.child('components')?.child('schemas')?.child(target);
  return named ?? parts.meantBy(part, target);
}

/** An alternative that names a scheme that is gone. Where all of them do they stay, for lint to report: nothing becomes public. */
function cutRequirements(part: Part, parts: Parts, changes: Changes): void {
  const list = part.node['security'];
  if (!Array.isArray(list)) return;
  const gone = list.flatMap((each: unknown, index) =>
    namesIn(each).some((name) => schemeOf(name, parts)?.isGone) ? [String(index)] : [],
  );
  if (gone.length < list.length) for (const index of gone) changes.cut(list, index);
}

export function namesIn(requirement: unknown): string[] {
  return typeof requirement === 'object' && requirement !== null ? Object.keys(requirement) : [];
}

export function schemeOf(name: string, { root }: Parts): Part | undefined {
  const schemes = root?.child('components')?.child('securitySchemes') ?? root?.child('securityDefinitions');
  return schemes?.child(name);
}

/** A link to an operation that is gone. */
function cutLinks(parts: Parts, fates: Fates): void {
  const live = new Set<unknown>();
  const gone = new Set<unknown>();
  for (const { node, isNames, isGone } of parts.all)
    if (!isNames && typeof node['operationId'] === 'string' && 'responses' in node)
      (isGone ? gone : live).add(node['operationId']);
  for (const part of parts.all) {
    if (part.isGone || part.isNames || !part.isBelow('links')) continue;
    const { operationId, operationRef } = part.node;
    const isLost =
      typeof operationRef === 'string'
        ? parts.meantBy(part, operationRef)?.isGone
        : gone.has(operationId) && !live.has(operationId);
    if (isLost) fates.kill(part);
  }
}
