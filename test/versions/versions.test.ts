// `specpact versions` over the four families: what somebody reads, and what programs do.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../generator/versions/overview.js';
import { specpact } from '../generate/run.js';
import { all, readXml } from './xml.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
const versions = (...argv: string[]) => specpact(['versions', ...argv], ROOT);
const folder = mkdtempSync(join(tmpdir(), 'specpact-versions-'));
cpSync(join(ROOT, 'specs'), join(folder, 'specs'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const there = (...argv: string[]) => specpact(['versions', ...argv], folder);

/** How long the lines of the timeline are. */
const barsOf = (out: string) =>
  out.split('\n').flatMap((line) => (/^ .*(█|·)/.test(line) ? [line.length] : []));

describe('on a terminal', () => {
  it.each(['2026-04-15', '2026-11-20'])('as of %s', async (now) => {
    const { code, out, err } = await versions('--now', now, '--within', '90d');
    expect({ code, out, err }).toEqual({ code: 0, out: golden(`${now}.txt`), err: '' });
    expect(Math.max(...barsOf(out))).toBe(80);
  });

  it('as wide as it is, up to 120', async () => {
    const widest = async (columns: number) => {
      const { out } = await specpact(['versions', '--now', '2026-04-15'], ROOT, { columns });
      return Math.max(...barsOf(out));
    };
    expect([await widest(20), await widest(100), await widest(500)]).toEqual([80, 100, 120]);
  });

  it('in colour only where that is wanted; without it, the same text', async () => {
    const argv = ['versions', '--now', '2026-11-20', '--within', '90d'];
    const { out } = await specpact(argv, ROOT, { colourOut: true });
    expect(out).toContain('\u001b[1mscp-virtualserver\u001b[0m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(out.replace(/\u001b\[\d+m/g, '')).toBe(golden('2026-11-20.txt'));
  });
});

it('as Markdown', async () => {
  const { out } = await versions('--now', '2026-11-20', '--within', '12w', '--markdown');
  expect(out).toBe(golden('2026-11-20.md'));
});

describe('as JSON', () => {
  it('says all of every version, and the instant', async () => {
    const { out } = await versions(
      'specs/scp-virtualserver',
      '--now',
      '2026-04-15',
      '--within',
      '90d',
      '--json',
    );
    const said = JSON.parse(out);
    expect(said.now).toBe('2026-04-15T00:00:00.000Z');
    expect(said.families[0].versions[2]).toEqual({
      id: '1.1',
      state: 'DEPRECATED',
      notBefore: '2026-05-31',
      noticeFrom: '2026-03-02',
      phase: 'guaranteed',
      daysLeft: 46,
      successor: '1.3',
      document: '1.1.yaml',
    });
    expect(said.within).toEqual({
      days: 90,
      until: '2026-07-14',
      versions: [{ family: 'scp-virtualserver', version: '1.1', notBefore: '2026-05-31', daysLeft: 46 }],
    });
    expect(said.diagnostics.map(({ id }: { id: string }) => id)).toEqual(['L-06']);
  });

  it('counts the days of the zone of the family', async () => {
    const left = async (now: string) => {
      const { out } = await versions('specs/scp-virtualserver', '--now', now, '--json');
      const { daysLeft, phase } = JSON.parse(out).families[0].versions[2];
      return [daysLeft, phase];
    };
    // Midnight in Seoul is at 15:00 UTC.
    expect(await left('2026-05-30T14:59:59Z')).toEqual([1, 'guaranteed']);
    expect(await left('2026-05-30T15:00:00Z')).toEqual([0, 'lapsed']);
    expect(await left('2026-05-31T15:00:00Z')).toEqual([-1, 'lapsed']);
  });
});

it.each([
  ['2026-04-15T14:59:59Z', 'Asia/Seoul', '2026-04-15'],
  ['2026-04-15T15:00:00Z', 'Asia/Seoul', '2026-04-16'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
  ['2026-07-01T23:59:59Z', undefined, '2026-07-01'],
])('the day of %s in %s', (instant, zone, day) => {
  expect(dayOf(new Date(instant), zone)).toBe(day);
});

describe('as a picture', () => {
  it('is the one of the README of specs, made by this command', async () => {
    const { code } = await there('specs/scp-virtualserver', '--now', '2026-04-15', '--svg', 'out.svg');
    expect(code).toBe(0);
    const made = readFileSync(join(folder, 'out.svg'), 'utf8');
    expect(made).toBe(readFileSync(join(ROOT, 'specs/scp-virtualserver/timeline.svg'), 'utf8'));
  });

  it('is XML that says in words what it shows, and stays within its frame', async () => {
    await there('--now', '2026-04-15', '--svg', 'all.svg');
    const root = readXml(readFileSync(join(folder, 'all.svg'), 'utf8'));
    const [title, description] = root.children;
    expect([root.name, root.attributes['role'], title?.name, title?.text]).toEqual([
      ...['svg', 'img', 'title', 'Versions as of 2026-04-15T00:00:00.000Z'],
    ]);
    expect(description?.text).toContain(
      'scp-virtualserver: 1.3 CURRENT; 1.2 SUPPORTED, guaranteed until 2026-08-31',
    );
    const [width, height] = [Number(root.attributes['width']), Number(root.attributes['height'])];
    const parts = all(root).filter(({ attributes }) => attributes['x'] !== undefined);
    expect(parts.length).toBeGreaterThan(30);
    for (const { attributes } of parts) {
      const [x, y] = [Number(attributes['x']), Number(attributes['y'])];
      expect(x >= 0 && x + Number(attributes['width'] ?? 0) <= width && y >= 0 && y <= height).toBe(true);
    }
    const style = all(root).find(({ name }) => name === 'style')?.text;
    expect(style).toContain('@media (prefers-color-scheme: dark)');
    const marks = all(root).filter(
      ({ name, attributes }) => name === 'line' && attributes['class'] === 'now',
    );
    expect(marks).toHaveLength(1);
  });
});

describe('what cannot be', () => {
  it.each([
    [['nope'], 'There is no nope. Name family.yaml files or folders of families.'],
    [['specs/huawei-evs/v5.yaml'], /^specs\/huawei-evs\/v5\.yaml is no family\.yaml: /],
    [['specs/huawei-evs/shared'], 'There is no family.yaml below specs/huawei-evs/shared.'],
    [['--now', 'today'], '--now today is no instant; write 2026-04-15 or 2026-04-15T12:00:00Z.'],
    ...['90', '0d', '3m', '90 d', '-1d', '9999d', '1.5w', '90dd', ''].map((span): [string[], RegExp] => [
      ['--within', span],
      /^--within .*is no span of days; write 90d or 12w, 3660d at most\.$/,
    ]),
    [
      ['--json', '--markdown'].slice(1).concat('--svg', 'no/such/file.svg'),
      /^Cannot write no\/such\/file\.svg: its folder does not exist; make it first\.$/,
    ],
    [['--svg', 'a', '--ics', 'a'], '--svg and --ics name one file: name two.'],
    [['--ics', 'no/such/file.ics'], /^Cannot write no\/such\/file\.ics: its folder does not exist/],
    [['--svg', 'specs'], 'Cannot write specs: it is a folder, not a file.'],
    [['--svg', 'pipe'], 'Cannot write pipe: it is no regular file.'],
  ])('%j: one clear line, exit code 2', async (argv, message) => {
    rmSync(join(folder, 'pipe'), { force: true });
    symlinkSync('/dev/null', join(folder, 'pipe'));
    const { code, out, err } = await there(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [, said = ''] = /^specpact versions: (.*)\n$/.exec(err) ?? [];
    expect(said).toMatch(
      typeof message === 'string' ? new RegExp(`^${message.replace(/[.]/g, '\\.')}$`) : message,
    );
  });

  it('two forms at once; with --json the reason is JSON too', async () => {
    const { code, out } = await there('--json', '--markdown');
    expect([code, JSON.parse(out)]).toEqual([
      2,
      { error: '--json and --markdown are two forms: name one.', diagnostics: [] },
    ]);
  });

  it('a broken rule: the table of the others, the finding, exit code 1', async () => {
    mkdirSync(join(folder, 'broken/bad'), { recursive: true });
    cpSync(join(ROOT, 'specs/huawei-evs'), join(folder, 'broken/good'), { recursive: true });
    writeFileSync(
      join(folder, 'broken/bad/family.yaml'),
      'family: bad\nselector: { in: none, whenAbsent: current }\nversions:\n  - { id: "1.0", spec: a.yaml, state: CURRENT }\n  - { id: "0.9", spec: a.yaml, state: CURRENT }\n',
    );
    writeFileSync(join(folder, 'broken/bad/a.yaml'), '');
    const { code, out } = await there('broken', '--now', '2026-04-15');
    expect(code).toBe(1);
    expect(out).toContain('broken/bad/family.yaml:5:32  error  0.9 is CURRENT, and so is 1.0.  L-01');
    expect(out).toContain('v5       CURRENT');
    expect(out).toMatch(/1 family as of 2026-04-15T00:00:00\.000Z: 1 error\.\n$/);
  });

  it('leaves no file behind but those that were named', () => {
    const left = readdirSync(folder).filter((name) => !['specs', 'broken', 'pipe'].includes(name));
    expect(left.sort()).toEqual(['all.svg', 'out.svg']);
  });
});
