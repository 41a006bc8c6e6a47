// What compiler and editor say about the client of a family: each version refuses what only others have, and one that will end is struck through.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFamilies, loadFamily } from '../../generator/pipeline.js';
import { ROOT } from './compile.js';
import { SHELF } from './shelf.js';
import { PRELUDE, traitsOf } from './traits.js';

const TARGETS = ['types', 'client'];
/** Where the files of the made-up family, and the questions, seem to be. */
const FOLDER = join(ROOT, 'generated');
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  skipLibCheck: true,
};

const files = new Map<string, string>();
let service: ts.LanguageService;

/** Name → folder of its documents. */
const families = new Map<string, string>();

const shelf = mkdtempSync(join(tmpdir(), 'specpact-shelf-'));
afterAll(() => rmSync(shelf, { recursive: true, force: true }));

beforeAll(async () => {
  for (const [path, text] of Object.entries(SHELF)) writeFileSync(join(shelf, path), text);
  families.set('shelf', shelf);
  for (const entry of readdirSync(join(ROOT, 'specs'), { withFileTypes: true }))
    if (entry.isDirectory()) families.set(entry.name, join(ROOT, 'specs', entry.name));
  const manifests = [join(shelf, 'family.yaml')];
  const { value = [], diagnostics } = await generateFamilies(manifests, { cwd: ROOT, targets: TARGETS });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const { path, text } of value) if (path.startsWith('shelf/')) files.set(join(FOLDER, path), text);
  const read = (path: string) => files.get(path) ?? ts.sys.readFile(path);
  service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [...files.keys()].filter((path) => /\/asks-[^/]*$/.test(path)),
    getScriptVersion: (path) => String(files.get(path)?.length ?? 0),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (path) => files.has(path) || ts.sys.fileExists(path),
    readFile: read,
  });
});

interface Said {
  /** From 0. */
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

/** Compiles lines of code beside the generated ones. */
function ask(name: string, lines: readonly string[]) {
  const path = join(FOLDER, `asks-${name}.ts`);
  files.set(path, lines.join('\n'));
  const said = (found: readonly ts.Diagnostic[]): Said[] =>
    found.map(({ file, start = 0, code, messageText }) => ({
      line: file?.getLineAndCharacterOfPosition(start).line ?? -1,
      code,
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
  return {
    errors: said([...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)]),
    /** What an editor strikes through. */
    struck: said(service.getSuggestionDiagnostics(path).filter((each) => each.reportsDeprecated)),
    /** What it says of a name in a line. */
    hover: (line: number, text: string) => {
      const at = lines.slice(0, line).join('\n').length + 1 + (lines[line] ?? '').indexOf(text);
      return service.getQuickInfoAtPosition(path, at)?.tags ?? [];
    },
  };
}

/** Every trait of every version, and the lines in which one client of each version uses all that any of them has. */
async function apart(name: string) {
  const { value } = await loadFamily(join(families.get(name) ?? '', 'family.yaml'), { cwd: ROOT });
  const models = (value?.models ?? []).filter(
    ({ version }) => version.state !== 'PLANNED' && version.state !== 'RETIRED',
  );
  const traits = new Map(models.map((model) => [model.version.id, traitsOf(model)]));
  const all = new Map([...traits.values()].flat().map((trait) => [trait.name, trait]));
  const lines = [`import { createClient } from './${name}/index.js';`, ...PRELUDE.split('\n')];
  const uses: { line: number; what: string; isOwn: boolean }[] = [];
  for (const [at, [version, own]] of [...traits].entries()) {
    lines.push(`const client${at} = createClient({ version: '${version}', baseUrl: '' });`);
    const names = new Set(own.map((trait) => trait.name));
    for (const trait of all.values()) {
      uses.push({ line: lines.length, what: `${version} ${trait.name}`, isOwn: names.has(trait.name) });
      lines.push(trait.use(`client${at}`));
    }
  }
  const { errors } = ask(name, lines);
  const wrong = new Set(errors.map(({ line }) => line));
  return {
    /** Errors in lines that use nothing. */
    strange: errors.filter(({ line }) => !uses.some((use) => use.line === line)),
    versions: traits.size,
    refused: uses.filter(({ line }) => wrong.has(line)).map(({ what }) => what),
    foreign: uses.filter(({ isOwn }) => !isOwn).map(({ what }) => what),
    own: uses.filter(({ isOwn }) => isOwn).length,
  };
}

describe('the client of each version', () => {
  it('takes and gives all that the version has, and nothing that only others have: every family', async () => {
    for (const name of families.keys()) {
      const { strange, refused, foreign, own } = await apart(name);
      expect([name, strange]).toEqual([name, []]);
      expect([name, refused]).toEqual([name, foreign]);
      expect(own, name).toBeGreaterThan(5);
    }
  });

  it('of SCP: sorting is all', async () => {
    expect((await apart('scp-virtualserver')).refused).toEqual([
      '1.1 listSnapshots query.sort',
      '1.0 listSnapshots query.sort',
    ]);
  });

  it('of a family whose versions differ in everything', async () => {
    const { refused } = await apart('shelf');
    const old = [
      'addBook query.shelf',
      'addBook body.kind = "scroll"',
      'addBook body.writer',
      'addBook body.tags[].name',
      'addBook 201.writer',
      'addBook 201.place.shelf',
    ];
    const recent = [
      'addBook query.room',
      'addBook header.X-Dry-Run',
      'addBook body.kind = "disc"',
      'addBook body.author',
      'addBook body.tags[].label',
      'addBook 201.author',
      'addBook 201.place.room',
      'removeBook',
      'removeBook path.id',
    ];
    const year = 'addBook body.year';
    expect([...refused].sort()).toEqual(
      [
        ...[...old, year].map((trait) => `2.0 ${trait}`),
        ...recent.map((trait) => `1.1 ${trait}`),
        ...[...recent, year].map((trait) => `1.0 ${trait}`),
      ].sort(),
    );
  });
});

describe('in an editor', () => {
  const call = (version: string) => `createClient({ version: ${version}, baseUrl: '' });`;

  it('the call that makes a client of a deprecated version is struck through, and says until when and what comes after', () => {
    const { errors, struck, hover } = ask('editor', [
      "import { createClient, type ClientVersion } from './scp-virtualserver/index.js';",
      call("'1.3'"),
      call("'1.2'"),
      call("'1.1'"),
      call("'1.0'"),
      'declare const some: ClientVersion;',
      call('some'),
    ]);
    expect(errors).toEqual([]);
    expect(struck).toMatchObject([
      { line: 3, code: 6387 },
      { line: 4, code: 6387 },
    ]);
    expect(hover(3, 'createClient')).toMatchObject([
      {
        name: 'deprecated',
        text: [{ text: 'Version 1.1 is deprecated, guaranteed until 2026-05-31; use version 1.3.' }],
      },
    ]);
    expect(hover(1, 'createClient')).toEqual([]);
  });

  it('so are its operations', () => {
    const { struck } = ask('operations', [
      "import { createClient } from './scp-virtualserver/index.js';",
      "const [v1_3, v1_1] = [createClient({ version: '1.3', baseUrl: '' }), {} as ReturnType<typeof old>];",
      "const old = () => createClient({ version: '1.1', baseUrl: '' });",
      'v1_3.listSnapshots();',
      'v1_1.listSnapshots();',
    ]);
    expect(struck.map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('a version that is known when the program runs', () => {
  it('gives what all clients have in common, once it is known to be one of them', () => {
    const { errors } = ask('any', [
      "import { createClient, hasClient, type ClientVersion } from './scp-virtualserver/index.js';",
      'declare const text: string;',
      "if (hasClient(text)) createClient({ version: text, baseUrl: '' }).listSnapshots({ query: { limit: 1 } });",
      "const make = <V extends ClientVersion>(version: V) => createClient<V>({ version, baseUrl: '' } as never);",
      "make('1.3').listSnapshots({ query: { sort: 'name' } });",
      "make('1.1').listSnapshots({ query: { sort: 'name' } });",
      "createClient({ version: text, baseUrl: '' });",
      "createClient({ version: '9.9', baseUrl: '' });",
      "createClient({ baseUrl: '' });",
    ]);
    expect(errors.map(({ line }) => line)).toEqual([5, 6, 7, 8]);
  });

  it('neither planned nor retired ones are among them; planned ones are in a preview', async () => {
    const { errors } = ask('states', [
      "import { createClient } from './shelf/index.js';",
      "createClient({ version: '2.0', baseUrl: '' });",
      "createClient({ version: '2.1', baseUrl: '' });",
      "createClient({ version: '0.9', baseUrl: '' });",
    ]);
    expect(errors.map(({ line }) => line)).toEqual([2, 3]);
    const preview = { cwd: ROOT, targets: TARGETS, preview: true };
    const { value = [] } = await generateFamilies([join(shelf, 'family.yaml')], preview);
    const client = value.find(({ path }) => path === 'shelf/client.ts')?.text ?? '';
    expect(client).toContain('/** A client of version 2.1: PLANNED. */\nexport function createClient(');
    expect(client).not.toContain('0.9');
  });
});

describe('microversions', () => {
  it('are asked for where a version has them, in their form', () => {
    const { errors } = ask('microversions', [
      "import { createClient as cinder } from './openstack-cinder/index.js';",
      "import { createClient as scp } from './scp-virtualserver/index.js';",
      "cinder({ version: '3.70', microversion: '3.41', baseUrl: '' });",
      "cinder({ version: '3.70', microversion: '2.1', baseUrl: '' });",
      "cinder({ version: '3.41', baseUrl: '' });",
      "scp({ version: '1.3', microversion: '1.2', baseUrl: '' });",
    ]);
    expect(errors.map(({ line }) => line)).toEqual([3, 4, 5]);
  });
});
