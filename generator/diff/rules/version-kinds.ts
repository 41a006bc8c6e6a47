// Hides whether the number of a version tells callers that they break, where it is a semantic version (semver.org 2.0.0).
import type { Fact } from '../changes/change.js';

const SEMVER = /^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:[-+][0-9A-Za-z.+-]+)?$/;

/** Undefined where the number says it, or is none of which that can be told. */
export function versionKind({ from, to }: Fact): string | undefined {
  const [was, is] = [parse(from), parse(to)];
  if (!was || !is) return undefined;
  if (from === to) return 'version-not-raised';
  const step = was.findIndex((part, index) => part !== is[index]);
  if (step === -1 || (is[step] ?? 0) < (was[step] ?? 0)) return 'version-lowered';
  // Before 1.0.0 the second number is what the first one is later.
  const major = was[0] === 0 && is[0] === 0 ? 1 : 0;
  return step <= major ? undefined : 'major-version-not-raised';
}

function parse(version: unknown): readonly number[] | undefined {
  const match = SEMVER.exec(String(version));
  return match?.slice(1).map(Number);
}
