// How far our findings agree with those of oasdiff: its own cases, where they lie beside the project, through our rules and their mapping to its ids.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../generator/diff/changes/compare-documents.js';
import { findingsOf, oasdiffOf } from '../../generator/diff/findings.js';
import { type Level, oasdiffIds } from '../../generator/diff/rules/rule.js';
import { RULES } from '../../generator/diff/rules/table.js';
import { loadSpec } from '../../generator/spec/load.js';
import { ROOT } from '../compile/compile.js';

const CASES = join(ROOT, '../shared/diff-cases');
const LEVELS: Readonly<Record<Level, string>> = { breaking: 'ERR', warning: 'WARN', info: 'INFO' };
const ORDER = ['INFO', 'WARN', 'ERR'];

interface Case {
  readonly id: string;
  readonly base: string;
  readonly revision: string;
  readonly scope: { readonly type: 'checks' | 'all'; readonly rule_ids?: readonly string[] };
  readonly minLevel: string;
  readonly options: readonly { readonly WithDeprecation?: readonly [number, number] }[] | null;
  readonly expect: readonly { readonly id: string; readonly level: string }[];
}

const today = new Date().toISOString().slice(0, 10);
const folder = mkdtempSync(join(tmpdir(), 'oasdiff-'));

/** A document with the days that it is written for. */
async function documentOf(file: string) {
  const text = readFileSync(join(CASES, file), 'utf8').replace(/@@TODAY([+-]\d+)@@/g, (_, days: string) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + Number(days) * 86_400_000).toISOString().slice(0, 10),
  );
  const path = join(folder, basename(file));
  writeFileSync(path, text);
  const { value, diagnostics } = await loadSpec(path, { cwd: folder });
  if (!value) throw new Error(`${file}: ${JSON.stringify(diagnostics)}`);
  return value.document;
}

async function foundIn({ base, revision, scope, minLevel, options }: Case): Promise<string[]> {
  const [betaDays, days] = options?.[0]?.WithDeprecation ?? [0, 0];
  const changes = changesBetween(await documentOf(base), await documentOf(revision));
  const wanted = (id: string) => scope.type === 'all' || scope.rule_ids?.includes(id);
  return findingsOf(changes, { today, days, betaDays })
    .filter(({ level }) => ORDER.indexOf(LEVELS[level]) >= ORDER.indexOf(minLevel))
    .flatMap((finding) =>
      finding.uses
        .flatMap((use) => oasdiffOf(finding, use))
        .filter(wanted)
        .map((id) => `${LEVELS[finding.level]} ${id}`),
    )
    .sort();
}

const isThere = existsSync(join(CASES, 'cases.jsonl'));
if (!isThere) console.warn(`Skipped: there is no ${CASES}.`);

describe.skipIf(!isThere)('the cases of oasdiff', () => {
  it('agree, but for few, and these are given reasons', async () => {
    const cases = readFileSync(join(CASES, 'cases.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case);
    const listed = readFileSync(join(ROOT, 'test/cases/diff/README.md'), 'utf8').match(/\bTest\w+/g);
    const reasons = new Set(listed);
    const apart = new Set<string>();
    for (const each of cases) {
      const expected = each.expect.map(({ id, level }) => `${level} ${id}`).sort();
      const found = await foundIn(each);
      // As sets: what a reference leads to by two ways is told once.
      if (shown(expected) === shown(found)) continue;
      apart.add(each.id);
      const reason = reasons.has(each.id) ? 'for a reason' : 'unexplained';
      console.info(`${each.id} (${reason}): ${shown(expected)} there, ${shown(found)} here`);
    }
    const share = 1 - apart.size / cases.length;
    console.info(`${cases.length - apart.size} of ${cases.length} agree: ${(share * 100).toFixed(1)} %`);
    expect(share).toBeGreaterThanOrEqual(0.95);
    const explained = cases.filter(({ id }) => reasons.has(id)).map(({ id }) => id);
    expect(
      explained.filter((id) => !apart.has(id)),
      'explained, though they agree',
    ).toEqual([]);
  });

  it('are told in ids that each belong to a rule of ours', () => {
    const known = new Set(RULES.flatMap((rule) => oasdiffIds(rule).map(({ id }) => id)));
    const ids = readFileSync(join(CASES, 'oasdiff-ids.tsv'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t')[0] ?? '');
    expect(ids.filter((id) => !known.has(id))).toEqual(NEVER);
    expect([...known].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

/** What oasdiff has an id for and never says: without a bound it takes nought for one. */
const NEVER = [
  ...['request-parameter-min-items-set', 'request-body-min-items-set', 'request-property-min-items-set'],
  ...['response-body-min-items-unset', 'response-property-min-items-unset'],
];

function shown(lines: readonly string[]): string {
  return [...new Set(lines)].join(', ') || 'nothing';
}
