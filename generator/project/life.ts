// Hides how a part of a document says in which versions it is there: x-added, x-removed, x-deprecated, x-enum-versions.

import { compareVersions, parseDate, parseVersionId } from '../../runtime/lifecycle.js';
import { isTree } from '../spec/forms.js';

/** Since when a part is there, from when on it is not, and since when it should not be used any more. */
export interface Life {
  readonly added?: string;
  readonly removed?: string;
  readonly deprecated?: Deprecated;
}

export interface Deprecated {
  readonly since: string;
  /** The first day on which it may stop working: YYYY-MM-DD. */
  readonly notBefore?: string;
}

/** The keys that leave a document when it is projected. */
export const LIFE_KEYS = ['x-added', 'x-removed', 'x-deprecated', 'x-enum-versions'] as const;

/** Whether a text may hold such a key: asked first, since most documents have none. */
export function mayHaveLife(text: string): boolean {
  return LIFE_KEYS.some((key) => text.includes(key));
}

/** What an object says of itself; what is not written as it should be says nothing (L-16 reports it). */
export function lifeOf(node: object): Life {
  const added = versionIn(own(node, 'x-added'));
  const removed = versionIn(own(node, 'x-removed'));
  const deprecated = deprecatedIn(own(node, 'x-deprecated'));
  return {
    ...(added !== undefined && { added }),
    ...(removed !== undefined && { removed }),
    ...(deprecated && { deprecated }),
  };
}

/** `x-enum-versions` maps values of the enum beside it, as texts, to objects with the keys of a life. */
export function enumLifeOf(node: object, value: unknown): Life {
  const map = own(node, 'x-enum-versions');
  const life = isTree(map) ? own(map, String(value)) : undefined;
  return isTree(life) ? lifeOf(life) : {};
}

/** Whether a part is there in a version. A version of another scheme says nothing about it. */
export function isLive({ added, removed }: Life, version: string): boolean {
  return !(isSince(version, removed) || (added !== undefined && isBefore(version, added)));
}

/** True from the other version on. */
export function isSince(version: string, other: string | undefined): boolean {
  return other !== undefined && isAlike(version, other) && compareVersions(version, other) >= 0;
}

/** Whether two versions are of one scheme: only these have an order. */
export function isAlike(a: string, b: string): boolean {
  return parseVersionId(a)?.scheme === parseVersionId(b)?.scheme;
}

function isBefore(version: string, other: string): boolean {
  return isAlike(version, other) && compareVersions(version, other) < 0;
}

function deprecatedIn(value: unknown): Deprecated | undefined {
  const since = versionIn(isTree(value) ? own(value, 'since') : value);
  if (since === undefined) return undefined;
  const written = isTree(value) ? own(value, 'notBefore') : undefined;
  // YAML reads YYYYMMDD as a number.
  const notBefore = written === undefined ? undefined : parseDate(String(written));
  return notBefore === undefined ? { since } : { since, notBefore };
}

function versionIn(value: unknown): string | undefined {
  return typeof value === 'string' && parseVersionId(value) ? value : undefined;
}

function own(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
}
