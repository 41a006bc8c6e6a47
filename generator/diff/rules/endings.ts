// Hides what a deprecation, a sunset or a removal means on a given day, with the notice that was promised.
import type { Fact, Use } from '../changes/change.js';
import type { Ending } from '../changes/lives.js';

/** The day on which it is judged, and how many days there must be until something ends. */
export interface Notice {
  /** YYYY-MM-DD */
  readonly today: string;
  /** Of what is stable, or says nothing of it. */
  readonly days: number;
  /** Of what is `beta`. */
  readonly betaDays: number;
}

/** The kind that a fact has on that day; undefined where there is nothing to tell. Other facts keep their kind. */
export function endingKind({ kind, from, to }: Fact, use: Use, notice: Notice): string | undefined {
  const [prefix, what] = split(kind);
  const [was, is] = [from as Ending | undefined, to as Ending | undefined];
  switch (what) {
    case 'removed':
      return removedKind(prefix, was, notice);
    case 'deprecated':
      return prefix + deprecatedKind(is, use, notice);
    case 'sunset-changed':
      return prefix + movedKind(was, is, use, notice);
    case 'stability':
      return stabilityKind(prefix, was, is);
    default:
      return kind;
  }
}

const LIVES = /^(operation-|parameter-|)(removed|deprecated|sunset-changed|stability)$/;

function split(kind: string): readonly [string, string] {
  const [, prefix = '', what = ''] = LIVES.exec(kind) ?? [];
  return what === 'removed' && prefix === '' ? ['', ''] : [prefix, what];
}

function removedKind(prefix: string, was: Ending | undefined, { today }: Notice): string | undefined {
  if (prefix === 'operation-' && was?.stability !== undefined) {
    if (!LEVELS.includes(String(was.stability))) return 'operation-stability-invalid';
    if (was.stability === 'alpha' || was.stability === 'draft') return 'operation-removed-unsettled';
  }
  if (!was?.isDeprecated) return `${prefix}removed`;
  if (was.sunset === undefined) return `${prefix}removed-deprecated`;
  const day = dayOf(was.sunset);
  if (day === undefined) return `${prefix}removed-sunset-invalid`;
  return today < day ? `${prefix}removed-early` : `${prefix}removed-due`;
}

function deprecatedKind(is: Ending | undefined, use: Use, notice: Notice): string {
  const days = daysOf(use, notice);
  if (is?.sunset === undefined) return days > 0 ? 'deprecated-without-sunset' : 'deprecated';
  const day = dayOf(is.sunset);
  if (day === undefined) return 'deprecated-sunset-invalid';
  return daysUntil(day, notice.today) < days ? 'sunset-too-soon' : 'deprecated-with-sunset';
}

function movedKind(was: Ending | undefined, is: Ending | undefined, use: Use, notice: Notice): string {
  if (was?.sunset === undefined) {
    const kind = deprecatedKind(is, use, notice);
    return kind === 'deprecated-with-sunset' ? 'sunset-added' : kind;
  }
  const [before, now] = [dayOf(was.sunset), dayOf(is?.sunset)];
  if (before === undefined || now === undefined) return 'sunset-invalid';
  if (now >= before) return 'sunset-moved-later';
  return daysUntil(now, notice.today) < daysOf(use, notice)
    ? 'sunset-moved-too-soon'
    : 'sunset-moved-earlier';
}

/** Least settled first. */
const LEVELS: readonly string[] = ['draft', 'alpha', 'beta', 'stable'];

function stabilityKind(prefix: string, was: Ending | undefined, is: Ending | undefined): string | undefined {
  const [from, to] = [was?.stability ?? 'stable', is?.stability ?? 'stable'].map((each) =>
    LEVELS.indexOf(String(each)),
  );
  if (from === undefined || to === undefined || from === to) return undefined;
  if (from === -1 || to === -1) return `${prefix}stability-invalid`;
  // What was tried out only has promised nothing.
  if (from < LEVELS.indexOf('beta')) return undefined;
  return `${prefix}${to < from ? 'stability-lowered' : 'stability-raised'}`;
}

function daysOf({ stability }: Use, { days, betaDays }: Notice): number {
  if (stability === 'alpha' || stability === 'draft') return 0;
  return stability === 'beta' ? betaDays : days;
}

/** YYYY-MM-DD, of a day or of an instant (RFC 3339). */
function dayOf(value: unknown): string | undefined {
  const text = String(value);
  const [, day] =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
