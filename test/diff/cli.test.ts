// `specpact diff` and `specpact changelog` as they are called: what they print, in which form, and how they end.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../compile/compile.js';
import { specpact } from '../generate/run.js';

const folder = mkdtempSync(join(tmpdir(), 'specpact-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const document = (limit: string, more = '') => `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      parameters:
        - name: limit
          in: query
          schema: { type: integer, maximum: ${limit} }
      responses:
        "200": { description: "<script>" }
${more}`;

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
write('old.yaml', document('100'));
write('new.yaml', document('50'));
const diff = (...more: string[]) => specpact(['diff', 'old.yaml', 'new.yaml', ...more], folder);

interface Json {
  readonly comparisons: readonly {
    readonly changes: readonly { readonly fingerprint: string; readonly id: string }[];
  }[];
}

describe('two documents', () => {
  it('are compared operation by operation, with the places in both', async () => {
    const { code, out } = await diff();
    expect(code).toBe(1);
    expect(out).toBe(`old.yaml → new.yaml
  all operations
    changes  callers break, and the version is 1.0.0 as before  version-not-raised
      old.yaml:2:22 → new.yaml:2:22  c0d3e4569de0
  GET /pets
    breaks  query parameter limit: the maximum is 50, was 100  parameter-maximum-lowered
      old.yaml:9:36 → new.yaml:9:36  74773e53a4d2
      Keep accepting what was accepted, or make it a part of a new version.

As of 2026-04-15T00:00:00.000Z: 2 changes: 1 breaking, 1 that break nobody.
`);
  });

  it('end as --fail-on says', async () => {
    const back = (what: string) => specpact(['diff', 'new.yaml', 'old.yaml', '--fail-on', what], folder);
    expect((await diff('--fail-on', 'never')).code).toBe(0);
    expect((await back('breaking')).code).toBe(0);
    expect((await back('any')).code).toBe(1);
    expect((await specpact(['diff', 'old.yaml', 'old.yaml', '--fail-on', 'any'], folder)).code).toBe(0);
  });

  it('that are missing, or asked for in another way, are refused', async () => {
    for (const argv of [
      ['diff', 'old.yaml'],
      ['diff', 'old.yaml', 'none.yaml'],
      ['diff', 'old.yaml', '.'],
      ['diff', 'old.yaml', 'new.yaml', '--reporter', 'xml'],
      ['diff', 'old.yaml', 'new.yaml', '--notice', 'soon'],
      ['diff', 'old.yaml', 'new.yaml', '--extension', 'tags'],
      ['diff', 'old.yaml', 'new.yaml', '--now', 'today'],
      ['diff', '--family', 'pets', '1', '2', '--against', 'git:main'],
    ]) {
      const { code, err } = await specpact(argv, folder);
      expect([code, err], argv.join(' ')).toEqual([2, expect.stringMatching(/^specpact diff: .+\.\n$/)]);
    }
  });

  it('are told in every form, to files', async () => {
    const forms = ['json', 'markdown', 'html', 'github', 'junit'];
    const { code } = await diff(...forms.flatMap((name) => ['--reporter', `${name}=report.${name}`]));
    expect(code).toBe(1);
    const [json, markdown, html, github, junit] = forms.map((name) =>
      readFileSync(join(folder, `report.${name}`), 'utf8'),
    );
    expect((JSON.parse(json ?? '') as Json).comparisons[0]?.changes.map(({ id }) => id)).toContain(
      'parameter-maximum-lowered',
    );
    expect(markdown).toContain('- **Breaking:** query parameter limit: the maximum is 50, was 100.');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<span class="breaking">Breaking</span>');
    expect(github).toContain(
      '::error file=new.yaml,line=9,col=36,title=parameter-maximum-lowered%3A GET /pets::',
    );
    expect(junit).toContain('<testcase name="GET /pets" classname="old.yaml → new.yaml">');
  });
});

describe('what somebody has accepted', () => {
  const accept = async (text: (fingerprint: string) => string) => {
    const { comparisons } = JSON.parse((await diff('--json')).out) as Json;
    const change = comparisons[0]?.changes.find(({ id }) => id === 'parameter-maximum-lowered');
    write('accepted.yaml', text(change?.fingerprint ?? ''));
    return diff('--accepted', 'accepted.yaml');
  };

  it('does not count until the day has come', async () => {
    const accepted = await accept((id) => `- { finding: "${id}", reason: API-17, expires: 2026-04-16 }`);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain('accepted until 2026-04-16: API-17');
    const expired = await accept((id) => `- { finding: "${id}", reason: API-17, expires: 2026-04-15 }`);
    expect(expired.code).toBe(1);
    expect(expired.err).toContain('accepted-expired');
  });

  it('is an error where it is no change, or none that can be read', async () => {
    const unmatched = await accept(
      () => '- { finding: "000000000000", reason: API-17, expires: 2026-12-31 }',
    );
    expect([unmatched.code, unmatched.err]).toEqual([1, expect.stringContaining('accepted-unmatched')]);
    for (const text of [
      'finding: 1',
      '- { finding: "x" }',
      '- { finding: "000000000000", reason: a, expires: 2026-02-30 }',
    ]) {
      const invalid = await accept(() => text);
      expect([invalid.code, invalid.err], text).toEqual([2, expect.stringContaining('accepted-invalid')]);
    }
  });
});

describe('versions of a family', () => {
  const family = (...argv: string[]) => specpact(['diff', '--family', 'scp-virtualserver', ...argv], ROOT);

  it.each([
    ['1.0', '1.1', []],
    ['1.1', '1.2', ['optional-parameter-added']],
    ['1.2', '1.3', []],
    ['1.0', '1.3', ['optional-parameter-added']],
  ])('SCP %s → %s', async (from, to, expected) => {
    const { code, out } = await family(from, to, '--json');
    const { comparisons } = JSON.parse(out) as Json;
    expect([code, comparisons.flatMap(({ changes }) => changes.map(({ id }) => id))]).toEqual([0, expected]);
  });

  it('say their states and dates', async () => {
    expect((await family('1.2', '1.3')).out).toContain(
      'scp-virtualserver: 1.2 (SUPPORTED, guaranteed until 2026-08-31) → 1.3 (CURRENT)\n  no changes\n',
    );
    expect((await family('1.2', '1.4')).err).toContain('There is no version "1.4"');
  });

  it('have a changelog, newest first', async () => {
    const { code, out } = await specpact(['changelog', '--family', 'scp-virtualserver'], ROOT);
    expect(code).toBe(0);
    expect(out.match(/^##.*|^- .*/gm)).toEqual([
      '## scp-virtualserver: 1.2 (SUPPORTED, guaranteed until 2026-08-31) → 1.3 (CURRENT)',
      '## scp-virtualserver: 1.1 (DEPRECATED, guaranteed until 2026-05-31) → 1.2 (SUPPORTED, guaranteed until 2026-08-31)',
      '### GET /v1/snapshots',
      '- query parameter sort: it is new.',
      '## scp-virtualserver: 1.0 (DEPRECATED, guaranteed until 2025-12-31) → 1.1 (DEPRECATED, guaranteed until 2026-05-31)',
    ]);
    const html = await specpact(['changelog', '--family', 'scp-virtualserver', '--reporter', 'html'], ROOT);
    expect(html.out).toMatch(/^<!doctype html>/);
    expect((await specpact(['changelog', '--family', 'none'], ROOT)).code).toBe(2);
  });

  it('have a changelog for programs, which are told as JSON too why there is none', async () => {
    const told = async (name: string) => {
      const { code, out } = await specpact(['changelog', '--family', name, '--json'], ROOT);
      return { code, ...(JSON.parse(out) as Partial<Json> & { error?: string }) };
    };
    expect((await told('scp-virtualserver')).comparisons?.map(({ changes }) => changes.length)).toEqual([
      0, 1, 0,
    ]);
    expect(await told('none')).toMatchObject({ code: 2, error: expect.stringContaining('"none"') });
  });
});

describe('what there was', () => {
  const project = join(folder, 'project');
  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@a.example', ...argv], {
      cwd: project,
      stdio: 'pipe',
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' },
    });
  const state = (of: string, notBefore = '') => `{ id: "1.0", spec: 1.0.yaml, state: ${of}${notBefore} }`;
  const manifest = (older: string) =>
    `family: pets\nselector: { in: header, name: Api-Version }\nnoticeDays: 90\nversions:\n  - { id: "1.1", spec: 1.1.yaml, state: CURRENT }\n  - ${older}\n`;
  const lay = (name: string, text: string) => writeFileSync(join(project, 'specs/pets', name), text);
  const until = ', notBefore: "2026-08-31"';
  mkdirSync(join(project, 'specs/pets'), { recursive: true });
  lay('family.yaml', manifest(state('SUPPORTED', until)));
  lay('1.0.yaml', document('100').replace('1.0.0', '"1.0"'));
  lay('1.1.yaml', document('100').replace('1.0.0', '"1.1"'));
  cpSync(join(folder, 'old.yaml'), join(project, 'api.yaml'));
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'first');

  const against = async (...argv: string[]) => {
    const { code, out } = await specpact(['diff', '--against', 'git:main', '--json', ...argv], project);
    const { comparisons } = JSON.parse(out) as {
      comparisons: { changes: { id: string; severity: string; rule?: string; base: { file: string } }[] }[];
    };
    const lines = comparisons.flatMap(({ changes }) =>
      changes.map(({ id, severity, rule, base }) =>
        [severity, rule, id, base.file].filter(Boolean).join(' '),
      ),
    );
    return [code, ...lines];
  };

  it('is compared with what there is, and nothing is found where nothing changed', async () => {
    expect(await against()).toEqual([0]);
    expect(await against('api.yaml')).toEqual([0]);
  });

  it('is what callers were told: a break in one version is an error, and what is frozen stays', async () => {
    lay('1.1.yaml', document('50').replace('1.0.0', '"1.1"'));
    lay('1.0.yaml', document('200').replace('1.0.0', '"1.0"'));
    const place = 'git:main:specs/pets/1.';
    expect(await against()).toEqual([
      1,
      `error L-14 parameter-maximum-lowered ${place}1.yaml`,
      `error L-13 parameter-maximum-raised ${place}0.yaml`,
    ]);
    lay(
      '1.1.yaml',
      document('50')
        .replace('1.0.0', '"1.1"')
        .replace('name: limit', 'name: limit\n          x-bugfix: "PETS-1"'),
    );
    lay('1.0.yaml', document('100').replace('1.0.0', '"1.0"'));
    expect(await against()).toEqual([0, `warning L-14 parameter-maximum-lowered ${place}1.yaml`]);
  });

  it('says nothing of what follows from the state of a version', async () => {
    const dated = document('100')
      .replace('1.0.0', '"1.0"')
      .replace('    get:', '    get:\n      deprecated: true')
      .replace('"<script>"', '"<script>", headers: { Sunset: { schema: { type: string } } }');
    lay('1.1.yaml', document('100').replace('1.0.0', '"1.1"'));
    lay('1.0.yaml', dated);
    lay('family.yaml', manifest(state('DEPRECATED', until)));
    expect(await against()).toEqual([0]);
    lay('family.yaml', manifest(state('SUPPORTED', until)));
  });

  it('may be taken away once its day has come', async () => {
    const bare = document('100').replace(/ {6}parameters:[\s\S]*?100 \}\n/, '');
    lay('1.1.yaml', document('100').replace('1.0.0', '"1.1"'));
    lay('1.0.yaml', bare.replace('1.0.0', '"1.0"'));
    const gone = 'parameter-removed git:main:specs/pets/1.0.yaml';
    expect(await against('--now', '2026-08-29')).toEqual([1, `error L-09 ${gone}`]);
    expect(await against('--now', '2026-09-02')).toEqual([0, `info L-09 ${gone}`]);
  });

  it('is what family.yaml promised, too: L-08 to L-11, by the day', async () => {
    lay('1.0.yaml', document('100').replace('1.0.0', '"1.0"'));
    const rules = async (older: string, now: string) => {
      lay('family.yaml', manifest(older).replace('  - GONE\n', ''));
      const { code, out } = await specpact(
        ['diff', '--against', 'git:main', '--json', '--now', now],
        project,
      );
      const { diagnostics } = JSON.parse(out) as { diagnostics: { id: string; severity: string }[] };
      return [code, ...diagnostics.map(({ id, severity }) => `${severity} ${id}`)];
    };
    const day = '2026-04-15';
    const supported = (notBefore: string) => state('SUPPORTED', `, notBefore: "${notBefore}"`);
    expect(await rules(supported('2026-08-31'), day)).toEqual([0]);
    expect(await rules(supported('2026-08-30'), day)).toEqual([1, 'error L-08']);
    expect(await rules(supported('2026-09-01'), day)).toEqual([0, 'info L-08']);
    // SUPPORTED can be DEPRECATED, and nothing else; what is RETIRED before its day is taken away.
    const retired = state('RETIRED', until);
    expect(await rules(retired, '2026-08-29')).toEqual([1, 'error L-10', 'error L-09']);
    expect(await rules(retired, '2026-09-02')).toEqual([1, 'error L-10', 'info L-09']);
    const gone = 'GONE';
    expect(await rules(gone, '2026-08-29')).toEqual([1, 'error L-09', 'error L-10']);
    // Without a zone, nobody can say on the day itself.
    expect(await rules(gone, '2026-08-31')).toEqual([1, 'info L-09', 'error L-10']);
    // What was CURRENT has 90 days from the day on which its end is told.
    const succeeded = (notBefore: string) =>
      `${state('SUPPORTED', until)}\n  - { id: "1.2", spec: 1.1.yaml, state: CURRENT }`.concat(
        `\n  - { id: "1.1", spec: 1.1.yaml, state: SUPPORTED, notBefore: "${notBefore}" }`,
      );
    const ended = async (notBefore: string) => {
      lay('family.yaml', manifest('').replace(/ {2}- [\s\S]*/, `  - ${succeeded(notBefore)}\n`));
      const argv = ['diff', '--against', 'git:main', '--json', '--now', day];
      const { out } = await specpact(argv, project);
      const { diagnostics } = JSON.parse(out) as { diagnostics: { id: string; severity: string }[] };
      return diagnostics.map(({ id, severity }) => `${severity} ${id}`);
    };
    expect(await ended('2026-07-13')).toContain('error L-11');
    expect(await ended('2026-07-16')).not.toContain('error L-11');
    lay('family.yaml', manifest(state('SUPPORTED', until)));
  });

  it('is a document too', async () => {
    writeFileSync(join(project, 'api.yaml'), document('50'));
    expect((await against('api.yaml'))[1]).toBe('error parameter-maximum-lowered git:main:api.yaml');
    expect((await specpact(['diff', '--against', 'git:none', 'api.yaml'], project)).code).toBe(2);
  });
});
