// Hides what differs in the credentials that are asked for: whether callers who had enough still have.
import type { ApiModel, Operation, SecurityRequirement, SecurityScheme } from '../model/types.js';
import { pointerAt } from '../source.js';
import { nodeAt } from '../spec/references.js';
import { type Found, isCorrected } from './found.js';
import { canonical, isTree } from './json.js';
import type { CallPair, Sides } from './sides.js';

/** Schemes that both documents have, and that are sent in another way. One that is gone is missed where it was asked for. */
export function schemeDifferences({ older, newer, names }: Sides, found: Found): void {
  for (const from of older.securitySchemes) {
    const to = newer.securitySchemes.find(({ key }) => key === from.key);
    if (!to || formOf(from) === formOf(to)) continue;
    const nodes = [nodeAt(older.document, from.source), nodeAt(newer.document, to.source)];
    const part = `credentials ${from.key}`;
    found.add(
      { call: part, part, isBugfix: isCorrected([nodes[0]], [nodes[1]]) },
      {
        ...{ rule: 'security-scheme-changed', breaks: true, older: from.source, newer: to.source },
        why: `they are sent in another way in ${names.newer}`,
      },
    );
  }
}

function formOf({ type, name, in: where, scheme }: SecurityScheme): string {
  return canonical([type, where === 'header' ? name?.toLowerCase() : name, where, scheme]);
}

export function credentialDifferences(
  { older, newer, names }: Sides,
  found: Found,
  { older: from, newer: to, context, directions }: CallPair,
): void {
  const [before, now] = [alternativesOf(from), alternativesOf(to)];
  if (setOf(before) === setOf(now)) return;
  const [had, asked] = directions.asked === 'request' ? [before, now] : [now, before];
  const breaks = !had.every((one) => asked.some((other) => suffices(one, other)));
  const why = `${shown(now)} in ${names.newer}, ${shown(before)} in ${names.older}`;
  const at = { older: placeOf(older, from), newer: placeOf(newer, to) };
  // What the document says for all of its operations is said once.
  const around = at.newer === '/security' ? { call: 'all operations', part: 'all operations' } : {};
  found.add({ ...context, ...around }, { rule: 'security-changed', breaks, why, ...at });
}

/** No requirement is one that nothing satisfies too little. */
function alternativesOf({ security }: Operation): readonly SecurityRequirement[] {
  return security.length === 0 ? [{}] : security;
}

function setOf(alternatives: readonly SecurityRequirement[]): string {
  const sorted = alternatives.map((each) =>
    canonical(Object.fromEntries(Object.entries(each).map(([key, scopes]) => [key, [...scopes].sort()]))),
  );
  return canonical([...new Set(sorted)].sort());
}

function suffices(had: SecurityRequirement, asked: SecurityRequirement): boolean {
  return Object.entries(asked).every(([key, scopes]) => {
    const own = Object.hasOwn(had, key) ? had[key] : undefined;
    return own !== undefined && scopes.every((scope) => own.includes(scope));
  });
}

function shown(alternatives: readonly SecurityRequirement[]): string {
  const one = (each: SecurityRequirement) => {
    const parts = Object.entries(each).map(([key, scopes]) =>
      scopes.length > 0 ? `${key} (${scopes.join(', ')})` : key,
    );
    return parts.length === 0 ? 'no credentials' : parts.join(' and ');
  };
  return alternatives.map(one).join(', or ');
}

function placeOf({ document }: ApiModel, { source }: Operation): string {
  const node = nodeAt(document, source);
  return isTree(node) && Object.hasOwn(node, 'security') ? pointerAt(source, 'security') : '/security';
}
