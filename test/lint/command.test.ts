// `specpact lint` as it is called: paths, instants, exit codes, and what reaches a terminal.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type LintOptions, runLint } from '../../generator/cli/lint.js';
import { hintFor } from '../../generator/lint/hints.js';
import { LEVELS, printedId } from '../../generator/lint/ruleset.js';
import { scripted } from '../generate/run.js';
import { stopwatch } from '../stopwatch.js';

const CASES = fileURLToPath(new URL('../cases/lint/', import.meta.url));
/** Controls, format characters and line ends. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

async function lint(cwd: string, options: LintOptions, env: Record<string, string> = {}) {
  const { io, printed } = scripted(cwd, { env, now: () => new Date('2026-01-01T00:00:00Z') });
  return { code: await runLint(options, io), ...printed };
}

describe('specpact lint', () => {
  it('takes families, documents and folders, and fails for errors only', async () => {
    expect(await lint(CASES, { paths: ['conforming-family', 'conforming-document/openapi.yaml'] })).toEqual({
      code: 0,
      out: '1 family, 1 document as of 2026-01-01T00:00:00.000Z: no findings.\n',
      err: '',
    });
    const warned = await lint(CASES, { paths: ['family-dates/family.yaml'] });
    expect([warned.code, warned.err]).toEqual([0, '']);
    expect(warned.out).toMatch(/\n1 family as of 2026-01-01T00:00:00.000Z: 2 warnings\.\n$/);
    const failed = await lint(CASES, { paths: ['violation-unreal/openapi.yaml'] });
    expect([failed.code, failed.err]).toEqual([1, '']);
    expect(failed.out).toMatch(
      /^violation-unreal\/openapi\.yaml:\d+:\d+ {2}error {2}\S.* {2}specpact\/violation-is-real\n {4}Point /,
    );
  });

  it('asks of a family what it only advises elsewhere', async () => {
    const { code, out } = await lint(CASES, { paths: ['error-undocumented/openapi.yaml'] });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^error-undocumented\/openapi\.yaml:11:7 {2}warning {2}GET \/things documents no error answer.* {2}specpact\/error-documented\n {4}Document /,
    );
    const held = await lint(CASES, { paths: ['family-undocumented'] });
    expect(held.code).toBe(1);
    expect(held.out).toMatch(
      /^family-undocumented\/1\.0\.yaml:11:7 {2}error .* {2}specpact\/error-documented$/m,
    );
  });

  it('judges dates as of --now, then SOURCE_DATE_EPOCH, then the clock', async () => {
    const paths = ['family-dates'];
    const early = await lint(CASES, { paths, now: '2025-06-01' });
    expect(early.out).toContain('1.1 is DEPRECATED with more than 90 days');
    expect(await lint(CASES, { paths }, { SOURCE_DATE_EPOCH: '1748736000' })).toEqual(early);
    expect((await lint(CASES, { paths, now: '2026-01-15T00:00:00+09:00' })).out).toContain(
      '2026-01-14T15:00:00.000Z',
    );
  });

  it('finds two families of one name', async () => {
    const { code, out } = await lint(CASES, { paths: ['conforming-family', 'family-undocumented'] });
    expect(code).toBe(1);
    expect(out).toContain(
      'family-undocumented/family.yaml:1:1  error  The family "things" is described twice: conforming-family/family.yaml has the same name.  family-name-duplicate\n',
    );
  });

  it('refuses paths and instants that make no sense', async () => {
    for (const options of [
      { paths: ['nowhere.yaml'] },
      { paths: ['ref-circle'] },
      { paths: ['.'], now: 'soon' },
      { paths: ['.'], now: '2026-02-30' },
      { paths: ['.'], now: '2026-02-03T10:00' },
    ]) {
      const { code, out, err } = await lint(CASES, options);
      expect([code, out], JSON.stringify(options)).toEqual([2, '']);
      expect(err).toMatch(/^specpact lint: .+\n$/);
    }
    expect((await lint(CASES, { paths: ['.'] }, { SOURCE_DATE_EPOCH: 'x' })).code).toBe(2);
  });

  it('lets a lone document refer to what lies below --root', async () => {
    const paths = ['ref-external-refused/openapi.yaml'];
    const ids = async (more: Partial<LintOptions>) =>
      (await lint(CASES, { paths, ...more })).out.match(/\bref-external-refused\n/g)?.length;
    expect(await ids({})).toBe(4);
    expect(await ids({ root: '.' })).toBe(3);
  });

  it('prints one JSON document with --json', async () => {
    const { code, out, err } = await lint(CASES, { paths: ['error-undocumented/openapi.yaml'], json: true });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      now: '2026-01-01T00:00:00.000Z',
      linted: ['error-undocumented/openapi.yaml'],
      diagnostics: [{ id: 'specpact/error-documented', position: { line: 11, column: 7 } }],
    });
  });

  it('says the same whatever the order of the paths, and names no absolute path', async () => {
    const paths = [
      'family-disagrees',
      'syntax-error/openapi.yaml',
      'ref-external-refused/openapi.yaml',
      'missing-file/../ref-nowhere/openapi.yaml',
    ];
    const forwards = await lint(CASES, { paths });
    const backwards = await lint(CASES, { paths: paths.toReversed() });
    expect(forwards.out).toBe(backwards.out);
    expect(forwards.out).not.toContain(dirname(CASES));
  });

  it('finds nothing to complain of in the specs of this project, and soon', async () => {
    // On this day 1.1 is on notice, and 1.0 may be removed, which is a note.
    const spent = stopwatch();
    const { code, out } = await lint(PROJECT, { paths: ['specs'], now: '2026-03-15' });
    expect(code).toBe(0);
    expect(out).not.toMatch(/ (error|warning) /);
    expect(spent()).toBeLessThan(2000);
  });
});

describe('a document of a stranger', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'specpact-lint-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes no control characters to the terminal', async () => {
    const document = readFileSync(join(CASES, 'conforming-document/openapi.yaml'), 'utf8')
      .replace('operationId: createThing', 'operationId: "create\\e[2JThing\\u202e\\u061c\\U000e0041\\u00ad"')
      .replace('/things:', '"/thi\\e]0;ngs\\a\\u061c\\U000e0041":')
      .replace('shared/schemas.yaml#/Problem', 'gone\\e[31m\\u061c\\U000e0041.yaml')
      .replace('description: Refused', 'description: 7');
    writeFileSync(join(folder, 'openapi.yaml'), document);
    const { code, out } = await lint(folder, { paths: ['openapi.yaml'] });
    expect(code).toBe(1);
    expect(out).toContain('\\u061c');
    expect(out.replaceAll('\n', '')).not.toMatch(UNSEEN);
    const asJson = await lint(folder, { paths: ['openapi.yaml'], json: true });
    expect(asJson.out.replaceAll('\n', '')).not.toMatch(UNSEEN);
    expect(JSON.stringify(JSON.parse(asJson.out))).toContain('\u061c');
  });

  it('runs no plugin that lies in the working folder', async () => {
    mkdirSync(join(folder, '@theme'));
    const mark = join(folder, 'ran');
    const plugin = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); module.exports = () => ({ id: 'x' });`;
    writeFileSync(join(folder, '@theme/plugin.cjs'), plugin);
    writeFileSync(
      join(folder, 'openapi.yaml'),
      'openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths: {}\n',
    );
    const before = process.cwd();
    process.chdir(folder);
    try {
      await lint(folder, { paths: ['openapi.yaml'] });
    } finally {
      process.chdir(before);
    }
    expect(() => readFileSync(mark)).toThrow('ENOENT');
  });
});

it('every rule that runs says what to do', () => {
  expect(
    Object.keys(LEVELS).filter((rule) => rule !== 'specpact/ref-resolves' && !hintFor(printedId(rule))),
  ).toEqual([]);
});

it('every rule of ours is raised by a case', () => {
  const raised = new Set(
    readdirSync(CASES).flatMap((name) => {
      const expected: unknown = parse(readFileSync(join(CASES, name, 'expect.yaml'), 'utf8'));
      return (expected as readonly { id: string }[]).map(({ id }) => id);
    }),
  );
  // ref-resolves reports under the ids that loading uses.
  const ours = Object.keys(LEVELS)
    .filter((id) => id.startsWith('specpact/') && id !== 'specpact/ref-resolves')
    .map(printedId);
  const loading = [
    'ref-unresolved',
    'ref-external-refused',
    'syntax-invalid',
    'document-invalid',
    'file-unreadable',
  ];
  for (const id of [...ours, ...loading, 'operation-id-duplicate']) expect(raised).toContain(id);
});
