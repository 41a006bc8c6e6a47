import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  anyTypes,
  badNames,
  codeAmongTypes,
  entangled,
  forbiddenImports,
  type Layer,
  lines,
  loadedPackages,
  median,
  strangersAtRoot,
  tooLong,
  undeclaredPackages,
} from './architecture/check.js';
import { importsOf, readTree, type Tree } from './architecture/tree.js';

/** Files without an opinion, which everything in the generator may import. */
const LEAVES = ['generator/diagnostics.ts', 'generator/source.ts', 'generator/package-root.ts'];

/** Who may import whom. Type-only imports count; a file may always import its own folder. */
const LAYERS: readonly Layer[] = [
  // Copied beside generated code, which needs no package when it runs, and runs where Node's modules do not.
  { files: 'runtime/', may: [], packages: [] },
  { files: 'generator/diagnostics.ts', may: [], packages: [] },
  { files: 'generator/package-root.ts', may: [] },
  { files: 'generator/source.ts', may: ['generator/diagnostics.ts', 'runtime/json-pointer.ts'] },
  { files: 'generator/config/', may: [...LEAVES, 'generator/family/'] },
  // A configuration may be a module of its owner's.
  { files: 'generator/config/module.ts', may: LEAVES, packages: ['node:fs', 'node:url', '?'] },
  { files: 'generator/family/', may: [...LEAVES, 'runtime/lifecycle.ts', 'runtime/discovery.ts'] },
  { files: 'generator/spec/', may: [...LEAVES, 'generator/family/'] },
  {
    files: 'generator/project/',
    may: [...LEAVES, 'generator/family/', 'generator/spec/', 'runtime/lifecycle.ts'],
  },
  {
    files: 'generator/versions/',
    may: [...LEAVES, 'generator/family/', 'runtime/lifecycle.ts', 'contract/markup/xml.ts'],
  },
  // The rules of the lifecycle and of formats are the runtime's, and the same for a document as for a server.
  {
    files: 'generator/lint/',
    may: [
      ...LEAVES,
      'generator/family/',
      'generator/project/',
      'generator/spec/',
      'runtime/lifecycle.ts',
      'runtime/formats.ts',
      'runtime/json-schema.ts',
      'runtime/media-type.ts',
      'runtime/pattern.ts',
      'runtime/selector.ts',
    ],
  },
  {
    files: 'generator/select/',
    may: [
      ...LEAVES,
      'generator/family/closest.ts',
      'generator/spec/',
      'generator/model/inheritance.ts',
      'type generator/model/types.ts',
    ],
  },
  {
    files: 'generator/model/',
    may: [
      ...LEAVES,
      'generator/family/',
      'generator/project/life.ts',
      'generator/spec/',
      'type runtime/',
      'runtime/json-schema.ts',
      'runtime/media-type.ts',
      'runtime/pattern.ts',
    ],
  },
  // Some of what generated code does when it runs is done while generating as well: the runtime's code, not a second one.
  {
    files: 'generator/emit/',
    may: [
      ...LEAVES,
      'generator/family/',
      'generator/model/',
      'type generator/diff/carry/types.ts',
      'type generator/spec/types.ts',
      'runtime/',
    ],
  },
  {
    files: 'generator/diff/',
    may: [
      ...LEAVES,
      'generator/family/',
      'generator/model/',
      'generator/project/life.ts',
      'generator/spec/references.ts',
      'type generator/spec/types.ts',
      'type runtime/',
      'runtime/json-schema.ts',
      'runtime/pattern.ts',
      'runtime/selector.ts',
      'runtime/status.ts',
    ],
  },
  // What differs is a fact; what of it was allowed is judged by what callers were told.
  {
    files: 'generator/policy/',
    may: [...LEAVES, 'type generator/diff/findings.ts', 'runtime/lifecycle.ts'],
  },
  {
    files: 'generator/report/',
    may: [...LEAVES, 'generator/diff/', 'generator/policy/changes.ts', 'contract/markup/'],
  },
  { files: 'generator/write/', may: [...LEAVES, 'type generator/emit/emitter.ts'] },
  { files: 'generator/init/', may: [...LEAVES, 'generator/emit/'] },
  { files: 'generator/pipeline.ts', may: ['generator/', 'runtime/', 'lazy contract/'] },
  { files: 'generator/cli/', may: ['generator/', 'runtime/', 'lazy contract/'] },
  // The package's public surface.
  { files: 'generator/index.ts', may: ['generator/', 'runtime/', 'contract/'] },
  { files: 'generator/vitest.ts', may: ['generator/', 'runtime/', 'contract/'] },
  { files: 'contract/', may: ['runtime/', 'type generator/model/types.ts'] },
  // A mock is what generated code would be: the same operations and validators, made without being written.
  {
    files: 'contract/mock/',
    may: ['contract/', 'runtime/', 'type generator/model/types.ts', 'generator/emit/routes.ts'],
  },
  // How foreign formats are written, whatever they say: reports of the generator use it, too.
  { files: 'contract/markup/', may: ['contract/show.ts'] },
  // Families stand alone: whoever copies one folder and the runtime has all of it. A framework is imported by its own file only.
  { files: 'generated/', each: true, may: ['generated/runtime/'], packages: ['express', 'fastify', 'hono'] },
  { files: 'generated/runtime/', may: [], packages: [] },
];

/** Files that hold a list, and what stands in it. */
const LISTS = {
  'generator/emit/list.ts': 'emitters',
  'generator/lint/plugin.ts': 'rules',
  'contract/checks/index.ts': 'checks',
  'contract/report/index.ts': 'reporters',
  'generator/report/index.ts': 'forms',
} as const;

const TYPE_FILES = [
  'generator/spec/types.ts',
  'generator/model/types.ts',
  'runtime/wire.ts',
  'runtime/schema.ts',
];

/** The contract kit is pointed at foreign servers from a shell loop: it starts without the compilers. */
const HEAVY = /^(typescript|handlebars|@redocly\/.*)$/;
/** Beside these, hand-written files of families are parsed by a package that a lone document needs not. */
const FOR_FAMILIES = /^(typescript|handlebars|yaml|@redocly\/.*)$/;

const AT_ROOT = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE'],
  ...['specs', 'templates', 'generator', 'runtime', 'contract', 'generated', 'test'],
];

const MAX_LINES = 400;
const MEDIAN_LINES = 120;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const present = (folders: readonly string[]) => folders.filter((folder) => existsSync(`${ROOT}/${folder}`));
const read = (...folders: string[]) => readTree(ROOT, present(folders), ['.ts', '.hbs']);
const sources = (tree: Tree) => new Map([...tree].filter(([file]) => file.endsWith('.ts')));

const WRITTEN = sources(read('runtime', 'generator', 'contract'));
const GENERATED = sources(read('generated'));
const TESTS = sources(read('test'));
const ALL = new Map([...WRITTEN, ...GENERATED]);

describe('the architecture', () => {
  it('there is something to look at', () => {
    expect(WRITTEN.size).toBeGreaterThan(50);
  });

  it('folders import only what the table allows', () => {
    expect(forbiddenImports(ALL, LAYERS)).toEqual([]);
  });

  it('emitters, rules, checks and reporters never import one another', () => {
    for (const list of Object.keys(LISTS)) {
      expect(importsOf(list, WRITTEN.get(list) ?? '').length, `${list} is a list`).toBeGreaterThan(0);
    }
    expect(entangled(WRITTEN, LISTS)).toEqual([]);
  });

  it('the contract kit starts without compilers', () => {
    expect(loadedPackages(WRITTEN, 'contract/', HEAVY)).toEqual([]);
  });

  it('a document is loaded and modelled without compilers, and generation starts without them', () => {
    for (const start of ['generator/spec/load.ts', 'generator/model/build.ts', 'generator/cli/bin.ts'])
      expect(loadedPackages(WRITTEN, start, FOR_FAMILIES), start).toEqual([]);
  });

  it('to see that nothing changed takes no package at all', () => {
    expect(loadedPackages(WRITTEN, 'generator/cli/generate.ts', /^(?!node:)/)).toEqual([]);
  });

  it('a framework is imported by the file of that name only', () => {
    const strays = [...GENERATED].filter(
      ([file, text]) =>
        !/\/hono\.ts$/.test(file) && importsOf(file, text).some(({ specifier }) => specifier === 'hono'),
    );
    expect(strays.map(([file]) => file)).toEqual([]);
  });

  it('package.json brings every package', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(`${ROOT}/package.json`, 'utf8'),
    ) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;
    const brought = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
    expect(undeclaredPackages(WRITTEN, brought)).toEqual([]);
  });

  it.each(TYPE_FILES)('%s holds types only', (file) => {
    expect(codeAmongTypes(file, WRITTEN.get(file) ?? '')).toEqual([]);
  });

  it('nothing is any', () => {
    // Not asked of tests: one of them must say `any` to prove that it would find it in generated code.
    expect(anyTypes(WRITTEN)).toEqual([]);
  });

  it('names are kebab-case and say something', () => {
    const files = [...read('runtime', 'generator', 'contract', 'templates', 'test').keys()];
    // A case is called by the id that it proves, and those have capitals.
    expect(badNames(files.filter((file) => !file.startsWith('test/cases/')))).toEqual([]);
  });

  it('files are short', () => {
    // One document of OpenAPI is data, and is not cut in two.
    const files = [...WRITTEN, ...TESTS].filter(([file]) => !/\/document-\d+\.ts$/.test(file));
    expect(tooLong(new Map(files), MAX_LINES)).toEqual([]);
    expect(median([...WRITTEN.values()].map(lines))).toBeLessThan(MEDIAN_LINES);
  });

  it('every file says first what it hides', () => {
    const silent = [...WRITTEN].filter(([, text]) => !/^(#!.*\n)?\/\/ \S/.test(text)).map(([file]) => file);
    expect(silent).toEqual([]);
  });

  it('the root holds nothing else', () => {
    const gitignore = readFileSync(`${ROOT}/.gitignore`, 'utf8');
    expect(strangersAtRoot(readdirSync(ROOT), AT_ROOT, gitignore)).toEqual([]);
  });
});

describe('the checks themselves can fail', () => {
  const tree = (files: Record<string, string>): Tree => new Map(Object.entries(files));
  const refused = (file: string, text: string) => forbiddenImports(tree({ [file]: text }), LAYERS);

  it.each([
    ['runtime/a.ts', "import x from '../generator/diagnostics.js';"],
    ['runtime/a.ts', "import type { X } from '../generator/model/types.js';"],
    ['runtime/a.ts', "export * from '../contract/index.js';"],
    ['runtime/a.ts', "const x = await import('../contract/index.js');"],
    ['runtime/a.ts', "type X = import('../contract/index.js').X;"],
    ['runtime/a.ts', "import x = require('../contract/index.js');"],
    ['runtime/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['runtime/a.ts', "import ajv from 'ajv';"],
    ['runtime/a.ts', "const x = require('ajv');"],
    ['generator/diagnostics.ts', "import type { X } from './model/types.js';"],
    ['generator/source.ts', "import { loadSpec } from './spec/load.js';"],
    ['generator/family/a.ts', "import { x } from '../spec/load.js';"],
    ['generator/spec/a.ts', "import type { X } from '../model/types.js';"],
    ['generator/lint/rules/a.ts', "import { x } from '../../model/build.js';"],
    ['generator/model/a.ts', "import { isDate } from '../../runtime/formats.js';"],
    ['generator/model/a.ts', "import { type X } from '../../runtime/wire.js';"],
    ['generator/emit/a.ts', "import { x } from '../spec/load.js';"],
    ['generator/diff/a.ts', "import type { X } from '../emit/emitter.js';"],
    ['generator/write/a.ts', "import { EMITTERS } from '../emit/emitter.js';"],
    ['generator/cli/a.ts', "import { run } from '../../contract/index.js';"],
    ['generator/cli/a.ts', "import { x } from '../../test/a.js';"],
    ['generator/pipeline.ts', "export { run } from '../contract/index.js';"],
    ['contract/a.ts', "import { x } from '../generator/model/types.js';"],
    ['contract/a.ts', "import type { X } from '../generator/model/walk.js';"],
    ['contract/plan/a.ts', "import { x } from '../../generator/pipeline.js';"],
    ['contract/a.ts', 'const x = await import(name);'],
    ['generated/a/1/client.ts', "import { x } from '../../../runtime/wire.js';"],
    ['generated/a/1/client.ts', "import { x } from '../../b/1/client.js';"],
    ['generated/a/1/client.ts', "import ajv from 'ajv';"],
    ['generated/runtime/a.ts', "import { x } from '../a/index.js';"],
  ])('%s: %s', (file, text) => {
    expect(refused(file, text)).toEqual([expect.stringMatching(`^${file}:1 imports `)]);
  });

  it.each([
    ['runtime/a.ts', "import { x } from './b.js';"],
    ['generator/spec/a.ts', "import { x } from '../family/manifest.js'; import { y } from '../source.js';"],
    ['generator/model/a.ts', "import type { X } from '../../runtime/wire.js';"],
    ['generator/write/a.ts', "import type { GeneratedFile } from '../emit/emitter.js';"],
    [
      'generator/cli/a.ts',
      "import type { X } from '../../contract/index.js'; await import('../../contract/index.js');",
    ],
    [
      'contract/plan/a.ts',
      "import type { X } from '../../generator/model/types.js'; import { y } from '../../runtime/wire.js';",
    ],
    [
      'generated/a/1/client.ts',
      "import { x } from '../../runtime/wire.js'; import { y } from '../2/client.js';",
    ],
  ])('%s may: %s', (file, text) => {
    expect(refused(file, text)).toEqual([]);
  });

  it('a folder that the table does not know', () => {
    expect(refused('generator/magic/a.ts', '')).toEqual([
      expect.stringMatching('generator/magic/a.ts stands in no layer'),
    ]);
  });

  it('the message names the file, the import and the rule', () => {
    expect(refused('generator/family/a.ts', "\nimport { x } from '../spec/load.js';")).toEqual([
      'generator/family/a.ts:2 imports generator/spec/load.ts, but generator/family/ may import only its own folder, ' +
        'generator/diagnostics.ts, generator/source.ts, generator/package-root.ts, runtime/lifecycle.ts, runtime/discovery.ts',
    ]);
  });

  it('a compiler behind an import of an import', () => {
    const files = tree({
      'contract/index.ts':
        "import './plan/a.js'; import type { X } from 'typescript'; await import('handlebars');",
      'contract/plan/a.ts': "import { x } from '../../runtime/b.js';",
      'runtime/b.ts': "import ts from 'typescript';",
    });
    expect(loadedPackages(files, 'contract/', HEAVY)).toEqual([
      'contract/ must start without typescript: contract/plan/a.ts → runtime/b.ts → typescript',
    ]);
  });

  it('entries of a list that know each other', () => {
    const files = tree({
      'contract/checks/index.ts':
        "import { a } from './a.js'; import { b } from './b.js'; import type { Check } from './check.js';",
      'contract/checks/a.ts': "import type { B } from './b.js'; import type { Check } from './check.js';",
    });
    expect(entangled(files, { 'contract/checks/index.ts': 'checks' })).toEqual([
      expect.stringMatching(
        '^contract/checks/a.ts:1 imports contract/checks/b.ts, but checks never import one another',
      ),
    ]);
  });

  it('the rest', () => {
    expect(
      undeclaredPackages(
        tree({ 'a.ts': "import '@x/y/z'; import 'node:fs'; import 'ok/sub';" }),
        new Set(['ok']),
      ),
    ).toHaveLength(1);
    expect(
      codeAmongTypes('a.ts', "import type { X } from './b.js'; export type Y = X; export const z = 1;"),
    ).toHaveLength(1);
    expect(
      anyTypes(tree({ 'a.ts': 'const a = 1 as any; // any\nfunction f(x: any[]): "any" {}' })),
    ).toHaveLength(2);
    expect(
      badNames(['generator/utils/a.ts', 'runtime/fooBar.ts', 'runtime/helpers.ts', 'contract/Foo/a.ts']),
    ).toHaveLength(4);
    expect(badNames(['test/a-b.test.ts', 'templates/model/types.ts.hbs'])).toEqual([]);
    expect(tooLong(tree({ 'a.ts': 'x\n'.repeat(401), 'b.ts': 'x\n'.repeat(400) }), 400)).toHaveLength(1);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(
      strangersAtRoot(['src', 'test', '.env', 'dist', 'a.tgz'], ['test'], 'dist/\n*.tgz\n'),
    ).toHaveLength(1);
  });
});
