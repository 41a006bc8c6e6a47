// `specpact lint --against`: families compared with what they were, in git or elsewhere.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { specpact } from '../generate/run.js';

const root = mkdtempSync(join(tmpdir(), 'specpact-against-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function family(...versions: string[]): string {
  const entries = versions.map((each) => `  - { spec: ${idOf(each)}.yaml, ${each} }\n`).join('');
  return `family: things\nselector: { in: none }\ntimezone: UTC\nversions:\n${entries}`;
}

function idOf(version: string): string {
  return /id: "([^"]+)"/.exec(version)?.[1] ?? '';
}

function write(folder: string, ...versions: string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'family.yaml'), family(...versions));
  for (const id of versions.map(idOf)) {
    const info = `info: { title: Things, version: "${id}" }`;
    writeFileSync(
      join(folder, `${id}.yaml`),
      `openapi: 3.1.0\n${info}\nservers: [{ url: "https://a.example" }]\npaths: {}\n`,
    );
  }
}

/** Only what stands there because of `--against`. */
async function against(
  cwd: string,
  revision: string,
  now = '2026-04-15',
): Promise<{ code: number; found: string[]; err: string }> {
  const { code, out, err } = await specpact(['lint', 'specs', '--now', now, '--against', revision], cwd);
  const lines = out.split('\n').map((line) => line.replace(/ +/g, ' '));
  const found = lines.filter((line) => /L-(08|09|10|11)|family-new/.test(line));
  return { code, found, err };
}

describe('in git', () => {
  const repository = join(root, 'repository');
  const specs = join(repository, 'project/specs/things');
  const cwd = join(repository, 'project');
  const git = (args: readonly string[], date = '2026-01-01T00:00:00Z') =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: repository,
      env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
      stdio: 'pipe',
    });
  const commit = (date: string, ...versions: string[]) => {
    write(specs, ...versions);
    git(['add', '-A'], date);
    git(['commit', '-q', '-m', date], date);
  };

  beforeAll(() => {
    mkdirSync(repository);
    git(['init', '-q', '-b', 'main']);
    commit('2026-01-01T00:00:00Z', 'id: "1.2", state: CURRENT');
    commit(
      '2026-02-01T00:00:00Z',
      'id: "1.3", state: CURRENT',
      'id: "1.2", state: SUPPORTED, notBefore: 2026-06-01',
    );
    git(['tag', 'released']);
    commit(
      '2026-03-01T00:00:00Z',
      'id: "1.3", state: CURRENT',
      'id: "1.2", state: SUPPORTED, notBefore: 2026-07-01',
    );
  });

  it('finds what breaks a promise, without touching the working tree', async () => {
    write(specs, 'id: "1.3", state: CURRENT', 'id: "1.2", state: SUPPORTED, notBefore: 2026-05-15');
    const { code, found } = await against(cwd, 'git:released');
    expect(code).toBe(1);
    expect(found).toEqual([
      'specs/things/family.yaml:6:52 error The guarantee of 1.2 ends on 2026-05-15, earlier than was promised (2026-06-01). L-08',
    ]);
    expect(git(['status', '--porcelain']).toString()).toMatch(/^ M project\/specs\/things\/family\.yaml\n/);
  });

  it('counts the notice from the commit that first gave a date, whatever that was', async () => {
    write(specs, 'id: "1.3", state: CURRENT', 'id: "1.2", state: SUPPORTED, notBefore: 2026-05-01');
    const { found } = await against(cwd, 'git:main');
    expect(found.join('\n')).toMatch(
      /published at 2026-02-01T00:00:00\.000Z: fewer than 90 days before\. L-11/,
    );
    write(specs, 'id: "1.3", state: CURRENT', 'id: "1.2", state: SUPPORTED, notBefore: 2026-05-02');
    expect((await against(cwd, 'git:main')).found.join('\n')).not.toContain('L-11');
  });

  it('knows nothing of dates that a shallow clone began with', async () => {
    const clone = join(root, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository}`, clone], { stdio: 'pipe' });
    write(
      join(clone, 'project/specs/things'),
      'id: "1.3", state: CURRENT',
      'id: "1.2", state: SUPPORTED, notBefore: 2026-05-01',
    );
    const { code, found } = await against(join(clone, 'project'), 'git:HEAD');
    expect(code).toBe(1);
    expect(found.join('\n')).toMatch(/L-08/);
    expect(found.join('\n')).not.toMatch(/L-11/);
  });

  it('says that a family is new', async () => {
    write(specs, 'id: "1.3", state: CURRENT');
    write(join(cwd, 'specs/more'), 'id: "1.0", state: CURRENT');
    const more = family('id: "1.0", state: CURRENT').replace('things', 'more');
    writeFileSync(join(cwd, 'specs/more/family.yaml'), more);
    const { found } = await against(cwd, 'git:main');
    expect(found.filter((line) => line.includes('family-new'))).toEqual([
      'specs/more/family.yaml:1:1 info The family "more" is not in git:main: there is nothing to compare it with. family-new',
    ]);
    rmSync(join(cwd, 'specs/more'), { recursive: true });
  });

  it('is not misled by what git tells a hook', async () => {
    vi.stubEnv('GIT_DIR', '.git');
    vi.stubEnv('GIT_INDEX_FILE', '.git/index');
    write(specs, 'id: "1.3", state: CURRENT');
    expect((await against(cwd, 'git:main')).found.join()).toContain(
      '1.2 is taken away, but guaranteed until 2026-07-01',
    );
    vi.unstubAllEnvs();
  });

  it.each(['nowhere', '--version', 'main:project', '\u001b[31m', 'main..main'])(
    'says that there is no revision %j',
    async (ref) => {
      const { code, err } = await against(cwd, `git:${ref}`);
      expect(code).toBe(2);
      expect(err).toMatch(/^specpact lint: There is no revision ".*" in this repository; .*\n$/);
      expect(err).not.toContain('\u001b');
    },
  );

  it('says that there is no git, no repository, no name', async () => {
    expect((await against(cwd, 'git:')).err).toBe(
      'specpact lint: --against git: names no revision; write git:main.\n',
    );
    const outside = join(root, 'outside');
    write(join(outside, 'specs'), 'id: "1.2", state: CURRENT');
    expect(await against(outside, 'git:main')).toEqual({
      code: 2,
      found: [],
      err: 'specpact lint: The family lies in no git repository that can be read.\n',
    });
    vi.stubEnv('PATH', root);
    expect((await against(cwd, 'git:main')).err).toBe('specpact lint: git is not installed.\n');
    vi.unstubAllEnvs();
  });

  it('says where an earlier revision cannot be read', async () => {
    writeFileSync(join(specs, 'family.yaml'), 'family: [\n');
    git(['commit', '-q', '-a', '-m', 'broken']);
    write(specs, 'id: "1.3", state: CURRENT');
    const { code, err } = await against(cwd, 'git:main');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^specpact lint: git:main:project\/specs\/things\/family\.yaml:2:1 cannot be compared with: Not valid YAML/,
    );
    git(['reset', '-q', '--hard', 'HEAD~1']);
  });
});

describe('in files', () => {
  const cwd = join(root, 'files');
  beforeAll(() => {
    write(join(cwd, 'specs/things'), 'id: "1.3", state: CURRENT');
    write(
      join(cwd, 'old/elsewhere'),
      'id: "1.3", state: CURRENT',
      'id: "1.2", state: DEPRECATED, notBefore: 2026-05-31',
    );
  });
  const expected =
    'specs/things/family.yaml:4:1 error 1.2 is taken away, but guaranteed until 2026-05-31. L-09';

  it.each(['old', 'old/elsewhere', 'old/elsewhere/family.yaml', join(cwd, 'old')])('%s', async (path) => {
    expect(await against(cwd, path)).toEqual({ code: 1, found: [expected], err: '' });
  });

  it('judges as of --now', async () => {
    const { code, found } = await against(cwd, 'old', '2026-05-31');
    expect([code, found]).toEqual([
      0,
      [expect.stringMatching(/info .* its guarantee ended on 2026-05-31\. L-09$/)],
    ]);
  });

  it('says what there is not', async () => {
    expect(await against(cwd, 'nowhere')).toEqual({
      code: 2,
      found: [],
      err: 'specpact lint: There is no folder nowhere.\n',
    });
    mkdirSync(join(cwd, 'empty'));
    const alone = await specpact(['lint', 'specs/things/1.3.yaml', '--against', 'old'], cwd);
    expect([alone.code, alone.err]).toEqual([
      2,
      'specpact lint: --against compares families, and none is named.\n',
    ]);
    expect((await against(cwd, 'empty')).err).toBe('specpact lint: There is no family.yaml below empty.\n');
    writeFileSync(join(cwd, 'empty/family.yaml'), 'family: 1\n');
    expect((await against(cwd, 'empty')).err).toMatch(
      /^specpact lint: empty\/family\.yaml:1:1 cannot be compared with: /,
    );
    const json = await specpact(['lint', '--json', '--against', 'nowhere'], cwd);
    expect([json.code, JSON.parse(json.out)]).toMatchObject([2, { error: 'There is no folder nowhere.' }]);
  });
});
