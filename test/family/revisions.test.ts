// A directory under test/cases/revisions is a case: what its family.yaml does to what before/family.yaml promised stands in expected.txt.
// Comments at its head say at which instant, and when which version was first given a date. Where documents lie beside both, these are compared too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAgainst } from '../../generator/cli/against.js';
import type { Diagnostic } from '../../generator/diagnostics.js';
import { type FamilyManifest, readFamily, revisionOf } from '../../generator/family/manifest.js';
import { checkRevisions } from '../../generator/family/revisions.js';
import { readSource } from '../../generator/family/source-text.js';
import type { Family, State, VersionEntry } from '../../runtime/lifecycle.js';
import { EVERY_STATE } from './families.js';

const ROOT = fileURLToPath(new URL('../cases/revisions', import.meta.url));

function setting(text: string) {
  const published = new Map(
    [...text.matchAll(/^# published: (\S+) (\S+)$/gm)].map(([, id = '', day = '']) => [id, new Date(day)]),
  );
  const now = /^# now: (\S+)$/m.exec(text)?.[1] ?? '';
  return { instant: new Date(now), firstDated: (id: string) => published.get(id) };
}

async function documentsCompared(after: FamilyManifest, cwd: string): Promise<readonly Diagnostic[]> {
  const { instant } = setting(readFileSync(after.path, 'utf8'));
  const { signal } = new AbortController();
  const compared = await compareAgainst('before', [after], { io: { cwd, signal }, instant, allowHosts: [] });
  if (typeof compared === 'string') throw new Error(compared);
  expect(compared.unloaded).toEqual([]);
  return compared.diagnostics;
}

describe('checkRevisions', () => {
  it.each(readdirSync(ROOT).sort())('%s', async (name) => {
    const folder = join(ROOT, name);
    const { value: before } = revisionOf(readSource('before/family.yaml', folder));
    const { value: after, diagnostics } = await readFamily('family.yaml', folder);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (!before || !after) throw new Error('the case is no family');
    const hasDocuments = existsSync(join(folder, 'before/api.yaml'));
    const found = hasDocuments
      ? await documentsCompared(after, folder)
      : checkRevisions({ before, after, ...setting(readFileSync(after.path, 'utf8')) });
    const lines = found.map(
      ({ id, severity, message, position, hint }) =>
        `${hasDocuments ? `${position?.file}:` : ''}${position?.line}:${position?.column} ${severity} ${id} ${message} | ${hint}\n`,
    );
    await expect(lines.join('')).toMatchFileSnapshot(join(folder, 'expected.txt'));
  });
});

describe('of any two revisions', () => {
  const STATES: readonly State[] = ['PLANNED', 'CURRENT', 'SUPPORTED', 'DEPRECATED', 'RETIRED'];
  const date = fc.option(fc.constantFrom('2026-03-01', '2026-05-31', '2026-09-01', '2027-01-01'), {
    nil: undefined,
  });
  const versions = fc.uniqueArray(
    fc.record({ minor: fc.integer({ min: 0, max: 9 }), state: fc.constantFrom(...STATES), notBefore: date }),
    { selector: ({ minor }) => minor, maxLength: 6 },
  );
  const family = versions.map(
    (list): Family => ({
      ...EVERY_STATE,
      versions: list.map(
        ({ minor, state, notBefore }): VersionEntry => ({
          id: `1.${minor}`,
          state,
          ...(notBefore !== undefined && { notBefore }),
        }),
      ),
    }),
  );
  const position = { file: 'family.yaml', line: 1, column: 1 };
  const ids = (before: Family, after: Family) =>
    checkRevisions({
      before,
      after: { family: after, locate: () => position, pointerOf: (id) => `/${id}` },
      instant: new Date('2026-04-15T00:00:00Z'),
    }).map(({ id, message }) => `${id} ${message}`);

  it('the same one breaks nothing', () => {
    fc.assert(
      fc.property(family, (one) => {
        expect(ids(one, one)).toEqual([]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('a rule is broken for a version by what is said of that version alone', () => {
    const property = fc.property(family, family, (before, after) => {
      const of = (one: Family, id: string): Family => ({
        ...one,
        versions: one.versions.filter((each) => each.id === id),
      });
      const all = new Set([...before.versions, ...after.versions].map(({ id }) => id));
      const alone = [...all].flatMap((id) => ids(of(before, id), of(after, id)));
      expect(ids(before, after).sort()).toEqual(alone.sort());
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
