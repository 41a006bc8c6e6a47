// Hides how findings become what people read: sentences, places in both documents, and a name that stays the same from run to run.
import { createHash } from 'node:crypto';
import type { Diagnostic, Position, Severity } from '../diagnostics.js';
import type { Use } from '../diff/changes/change.js';
import { type Finding, oasdiffOf } from '../diff/findings.js';
import { canonical } from '../diff/json.js';
import type { Level } from '../diff/rules/rule.js';
import { type Relation, verdictOn } from '../policy/changes.js';

/** What `specpact diff` found. */
export interface DiffReport {
  /** The instant by which dates were judged, RFC 3339. */
  readonly now: string;
  readonly comparisons: readonly DiffComparison[];
  /** What is said of the families themselves, and of what could not be read. */
  readonly notes: readonly Diagnostic[];
}

/** Two documents. */
export interface DiffComparison {
  /** `scp-virtualserver: 1.2 (SUPPORTED, not before 2026-08-31) → 1.3 (CURRENT)` */
  readonly title: string;
  readonly changes: readonly ReportedChange[];
  /** Versions of one family, where they are; the same one of two revisions. */
  readonly versions?: { readonly from: string; readonly to: string };
}

export interface ReportedChange {
  readonly id: string;
  /** What it means for callers, whoever allowed it. */
  readonly level: Level;
  /** What it means here: a break between versions is none. */
  readonly severity: Severity;
  /** `L-14`, where a rule of the lifecycle decided. */
  readonly rule?: string;
  readonly why?: string;
  /** The operation in which it is met first; empty of the document as a whole. */
  readonly call: string;
  /** All of them. */
  readonly calls: readonly string[];
  /** `200 answer (application/json), owner.name`, where it is met first. */
  readonly where: string;
  /** All ways in which it is met. */
  readonly uses: readonly { readonly call: string; readonly where: string }[];
  readonly message: string;
  readonly hint?: string;
  readonly base: Position;
  readonly revision: Position;
  /** The same in every run as long as the change is, wherever it moves in its file. */
  readonly fingerprint: string;
  readonly accepted?: { readonly reason: string; readonly expires: string };
  /** What oasdiff calls it. */
  readonly oasdiff: readonly string[];
}

/** How the places of two documents are found. */
export interface Places {
  base(pointer: string): Position;
  revision(pointer: string): Position;
}

const HINTS = {
  sent: 'Keep accepting what was accepted, or make it a part of a new version.',
  got: 'Keep giving what was given, or make it a part of a new version.',
} as const;

export function reported(finding: Finding, relation: Relation, places: Places): ReportedChange {
  const { id, level, rule, fact, uses } = finding;
  const [first] = uses;
  const verdict = verdictOn(finding, relation);
  const calls = [...new Set(uses.map(({ call }) => call))];
  const isSent = first?.side === 'request' || first?.side === 'parameter';
  const hint = verdict.hint ?? rule.hint ?? (isSent ? HINTS.sent : HINTS.got);
  return {
    ...{ id, level, severity: verdict.severity },
    ...(verdict.rule !== undefined && { rule: verdict.rule }),
    ...(verdict.why !== undefined && { why: verdict.why }),
    ...{ call: first?.call ?? '', calls, where: first ? whereOf(first) : '', uses: met(uses) },
    message: rule.says.replace(/\{(name|from|to)\}/g, (_, key: 'name' | 'from' | 'to') => shown(fact[key])),
    ...((level !== 'info' || verdict.hint !== undefined) && { hint }),
    ...{ base: places.base(fact.base), revision: places.revision(fact.revision) },
    fingerprint: fingerprintOf(finding),
    oasdiff: [...new Set(uses.flatMap((use) => oasdiffOf(finding, use)))],
  };
}

function met(uses: readonly Use[]): ReportedChange['uses'] {
  const each = uses.map((use) => ({ call: use.call, where: whereOf(use) }));
  return [...new Map(each.map((use) => [JSON.stringify(use), use])).values()];
}

function whereOf({ part, path }: Use): string {
  return [part, path].filter((each) => each !== '').join(', ');
}

/** Characters of a value. */
const LONGEST = 120;

function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value
      : Array.isArray(value)
        ? value.map((each) => (typeof each === 'string' ? each : canonical(each))).join(', ')
        : value === undefined
          ? 'none'
          : canonical(value);
  return text.length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}…` : text;
}

/** Of a component it is the same wherever that is used; of anything else it is where it is met. */
function fingerprintOf({ id, fact, uses: [use] }: Finding): string {
  const { base, revision, name, from, to } = fact;
  const component = [revision, base].find((pointer) => pointer.startsWith('/components/'));
  const anchor = component ?? [use?.call, use?.part, use?.path].join('\n');
  return createHash('sha256')
    .update(canonical([id, anchor, name, from, to]))
    .digest('hex')
    .slice(0, 12);
}

/** `2 breaking, 1 warning, 3 others`; what is accepted is counted by itself. */
export function summaryOf(report: DiffReport): string {
  const all = report.comparisons.flatMap(({ changes }) => changes);
  const open = all.filter(({ accepted }) => accepted === undefined);
  const count = (severity: Severity, word: string) => {
    const number = open.filter((each) => each.severity === severity).length;
    return number === 0 ? [] : [`${number} ${word}`];
  };
  const parts = [
    ...count('error', 'breaking'),
    ...count('warning', 'to look at'),
    ...count('info', 'that break nobody'),
    ...(open.length < all.length ? [`${all.length - open.length} accepted`] : []),
  ];
  return all.length === 0
    ? 'no changes'
    : `${all.length} ${all.length === 1 ? 'change' : 'changes'}: ${parts.join(', ')}`;
}

/** The changes of one comparison by operation, in the order in which they were found; those of the whole document first. */
export function byCall(changes: readonly ReportedChange[]): ReadonlyMap<string, readonly ReportedChange[]> {
  const groups = new Map<string, ReportedChange[]>(changes.some(({ call }) => call === '') ? [['', []]] : []);
  for (const each of changes) {
    const group = groups.get(each.call) ?? [];
    groups.set(each.call, group);
    group.push(each);
  }
  return groups;
}

/** `api.yaml:12:5` */
export function placeOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** What it happened to, and what happened. */
export function sentence({ where, message, calls }: ReportedChange): string {
  const more = calls.length > 1 ? ` (and in ${calls.length - 1} more)` : '';
  return `${where === '' ? '' : `${where}: `}${message}${more}`;
}
