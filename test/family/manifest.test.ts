// A directory under test/cases/family is a case: its family.yaml gives exactly the findings of its expected.txt.
// Reading a family opens no document, so most cases name family.yaml itself as the document of a version.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIAGNOSTICS, type Diagnostic } from '../../generator/diagnostics.js';
import { readFamily } from '../../generator/family/manifest.js';
import { OWN_DISCOVERY } from '../../runtime/discovery.js';

const ROOT = fileURLToPath(new URL('../cases/family', import.meta.url));
const CASES = readdirSync(ROOT).sort();

/** `2:14 error L-02 message | hint`, a line each. */
function listed(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ id, severity, message, position, hint }) => {
      expect(position?.file).toBe('family.yaml');
      return `${position?.line}:${position?.column} ${severity} ${id} ${message} | ${hint}\n`;
    })
    .join('');
}

describe('readFamily', () => {
  it.each(CASES)('%s', async (name) => {
    const { value, diagnostics } = await readFamily('family.yaml', join(ROOT, name));
    await expect(listed(diagnostics)).toMatchFileSnapshot(join(ROOT, name, 'expected.txt'));
    expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  });

  it('raises each of its ids in some case', async () => {
    const raised = new Set<string>();
    for (const name of CASES) {
      const { diagnostics } = await readFamily('family.yaml', join(ROOT, name));
      for (const { id } of diagnostics) raised.add(id);
    }
    const byInstant = ['L-04', 'L-05', 'L-06', 'L-07']; // see dates.test.ts
    const own = Object.keys(DIAGNOSTICS).filter((id) =>
      /^(family-(?!name-duplicate|new$)|L-0[1-7]$|L-18$)/.test(id),
    );
    expect(own.filter((id) => !raised.has(id))).toEqual(byInstant);
  });

  it('fills in the defaults', async () => {
    const { value } = await readFamily('family.yaml', join(ROOT, 'good-minimal'));
    expect(value?.family).toEqual({
      family: 'acme-storage',
      selector: { in: 'header', name: 'Acme-Version', format: '{version}', whenAbsent: 'current' },
      noticeDays: 90,
      unavailable: { retired: 410, unknown: 406, malformed: 400 },
      afterNotBefore: 'serve',
      versions: [{ id: '1.3', state: 'CURRENT' }],
    });
  });

  it('reads every key, puts dates into one notation and versions newest first', async () => {
    const dir = join(ROOT, 'good-every-key');
    const { value } = await readFamily('good-every-key/family.yaml', ROOT);
    expect(value?.family).toEqual({
      family: 'acme-storage',
      selector: { in: 'header', name: 'Acme-Version', format: 'storage {version}', whenAbsent: 'minimum' },
      timezone: 'America/Sao_Paulo',
      noticeDays: 30,
      unavailable: { retired: 404, unknown: 406, malformed: 422 },
      afterNotBefore: 'gone',
      links: {
        deprecation: 'https://docs.acme.example/{version}',
        sunset: '/sunset',
        'successor-version': '/api/{version}',
      },
      discovery: {
        path: '/versions',
        status: 200,
        retired: true,
        answer: [
          {
            id: 'v{version}',
            until: '{notBefore}',
            'last/~one': [1, 2.5, true, null, '{minimum} to {maximum}'],
          },
        ],
      },
      versions: [
        { id: '1.11', state: 'PLANNED' },
        { id: '1.10', state: 'CURRENT' },
        { id: '1.9', state: 'SUPPORTED', notBefore: '2027-01-31', from: '1.5' },
        {
          id: '1.4',
          state: 'DEPRECATED',
          notBefore: '2026-12-31',
          deprecatedAt: '2026-11-01',
          successor: '1.10',
        },
        { id: '1.3', state: 'RETIRED', notBefore: '2026-06-30' },
      ],
    });
    expect(value).toMatchObject({ path: join(dir, 'family.yaml'), file: 'good-every-key/family.yaml', dir });
    const path = join(dir, 'family.yaml');
    expect(value?.specs).toEqual(['1.11', '1.10', '1.9', '1.4'].map((id) => ({ id, path })));
    expect(value?.pointerOf('1.10')).toBe('/versions/2');
    expect(value?.locate('/versions/2')).toEqual({ file: 'good-every-key/family.yaml', line: 13, column: 5 });
    expect(value?.pointerOf('9.9')).toBe('/versions');
  });

  it.each([
    ['discovery: true', { path: '/', status: 200, retired: false, answer: OWN_DISCOVERY.answer }],
    ['discovery: {}', { path: '/', status: 200, retired: false, answer: OWN_DISCOVERY.answer }],
    ['discovery: { path: /v }', { path: '/v', status: 200, retired: false, answer: OWN_DISCOVERY.answer }],
    ['discovery: false', false],
    ['', undefined],
  ])('%s', async (line, expected) => {
    const dir = mkdtempSync(join(tmpdir(), 'family-'));
    const text = readFileSync(join(ROOT, 'good-minimal/family.yaml'), 'utf8');
    writeFileSync(join(dir, 'family.yaml'), `${text}\n${line}\n`);
    const { value, diagnostics } = await readFamily('family.yaml', dir);
    rmSync(dir, { recursive: true });
    expect(diagnostics).toEqual([]);
    expect(value?.family.discovery).toEqual(expected);
  });

  it('reads dates of YAML 1.1, which are timestamps', async () => {
    const { value } = await readFamily('family.yaml', join(ROOT, 'yaml-1.1-timestamps'));
    expect(value?.family.versions[1]?.notBefore).toBe('2026-12-31');
  });

  it('says that a file is missing', async () => {
    const { value, diagnostics } = await readFamily('nowhere/family.yaml', ROOT);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ id: 'file-unreadable', position: { file: 'nowhere/family.yaml' } }]);
  });
});

describe('a family.yaml that is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'specpact-none-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const said = async () => (await readFamily('family.yaml', folder)).diagnostics;
  const path = join(folder, 'family.yaml');
  afterEach(() => rmSync(path, { force: true }));

  it.runIf(process.platform === 'linux')('is no pipe and no device, which may have no end', async () => {
    execFileSync('mkfifo', [path]);
    expect(await said()).toEqual([expect.objectContaining({ id: 'file-unreadable' })]);
    rmSync(path);
    symlinkSync('/dev/zero', path);
    const [problem] = await said();
    expect(problem?.message).toBe('Cannot read family.yaml: it is no regular file.');
  });

  it('is larger than any', async () => {
    writeFileSync(path, '');
    truncateSync(path, 20e9);
    const [problem] = await said();
    expect(problem?.message).toBe('This is not read: it is larger than 1048576 bytes.');
  });

  it('is nested deeper than any', async () => {
    writeFileSync(path, `family: f\nversions: ${'[{a: '.repeat(100_000)}`);
    expect(await said()).toEqual([
      expect.objectContaining({
        id: 'nesting-limit',
        position: { file: 'family.yaml', line: 2, column: 11 + 50 * 5 },
      }),
    ]);
  });
});

describe('documents behind symbolic links', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'family-'));
    mkdirSync(join(dir, 'family/docs'), { recursive: true });
    writeFileSync(join(dir, 'outside.yaml'), 'openapi: 3.1.0\n');
    writeFileSync(join(dir, 'family/docs/inside.yaml'), 'openapi: 3.1.0\n');
    const versions = '- { id: "1.3", spec: link.yaml, state: CURRENT }';
    const text = `family: acme\nselector: { in: none }\nversions:\n  ${versions}\n`;
    writeFileSync(join(dir, 'family/family.yaml'), text);
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('may be linked inside the folder', async () => {
    symlinkSync('docs/inside.yaml', join(dir, 'family/link.yaml'));
    const { value, diagnostics } = await readFamily('family/family.yaml', dir);
    expect(diagnostics).toEqual([]);
    expect(value?.specs).toEqual([{ id: '1.3', path: join(dir, 'family/link.yaml') }]);
  });

  it.each([
    ['a file outside', '../outside.yaml', 'family-spec-outside'],
    ['the folder above', '..', 'family-spec-outside'],
    ['nothing', 'docs/nothing.yaml', 'family-spec-missing'],
    ['itself', 'link.yaml', 'family-spec-missing'],
    ['a folder', 'docs', 'family-spec-missing'],
    ['the folder itself', '.', 'family-spec-missing'],
  ])('may not lead to %s', async (_, target, id) => {
    symlinkSync(target, join(dir, 'family/link.yaml'));
    const { value, diagnostics } = await readFamily('family/family.yaml', dir);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { id, position: { file: 'family/family.yaml', line: 4, column: 18 } },
    ]);
  });

  it('may lie in a folder that is itself reached by a link', async () => {
    writeFileSync(join(dir, 'family/link.yaml'), 'openapi: 3.1.0\n');
    symlinkSync('family', join(dir, 'alias'));
    const { value } = await readFamily('alias/family.yaml', dir);
    expect(value?.specs).toEqual([{ id: '1.3', path: join(dir, 'alias/link.yaml') }]);
  });
});
