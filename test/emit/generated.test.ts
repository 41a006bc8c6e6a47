// generated/: current, the same on every machine, and free of whatever would make it depend on one or run what it should not.
import { readdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS } from '../../generator/emit/framework-names.js';
import { specpact } from '../generate/run.js';
import { scratch, snapshot } from '../generate/scratch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GENERATED = snapshot(join(ROOT, 'generated'));
const FILES = Object.entries(GENERATED).filter(([path]) => path.endsWith('.ts'));

/** Set for one test: folders are listed the other way round, as another file system may. */
const disk = vi.hoisted(() => ({ reversed: false }));

vi.mock('node:fs', async (original) => {
  const real = await original<{ readdirSync: (...given: unknown[]) => unknown[] }>();
  const listed = (...given: unknown[]) =>
    disk.reversed ? real.readdirSync(...given).reverse() : real.readdirSync(...given);
  return { ...real, readdirSync: listed, default: { ...real, readdirSync: listed } };
});

afterEach(() => {
  disk.reversed = false;
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('the committed files', () => {
  it('are what the documents say now', async () => {
    expect(await specpact(['generate', '--check', '--quiet'], ROOT)).toEqual({ code: 0, out: '', err: '' });
  });

  it('come out the same elsewhere: another folder, order of files, zone, language and year', async () => {
    // Which frameworks a project has is said by its package.json.
    const elsewhere = scratch({ 'package.json': readFileSync(join(ROOT, 'package.json'), 'utf8') });
    disk.reversed = true;
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    vi.stubEnv('LANG', 'tr_TR.UTF-8');
    vi.stubEnv('LC_ALL', 'tr_TR.UTF-8');
    vi.useFakeTimers({ now: new Date('2041-12-31T23:59:59Z'), toFake: ['Date'] });
    expect(new Date().getFullYear()).toBe(2042);
    const { code, err } = await specpact(['generate', '--quiet', '--specs', join(ROOT, 'specs')], elsewhere);
    expect([code, err]).toEqual([0, '']);
    disk.reversed = false;
    const made = snapshot(join(elsewhere, 'generated'));
    expect(Object.keys(made)).toEqual(Object.keys(GENERATED));
    expect(Object.keys(made).filter((path) => same(made, path) !== same(GENERATED, path))).toEqual([]);
  });
});

/** A file, and of the manifest all but which tool wrote it: here it is the sources, there it was what is built of them. */
function same(files: Readonly<Record<string, string>>, path: string): string | undefined {
  if (path !== '.specpact.json') return files[path];
  const { tool: _tool, seal: _seal, ...rest } = JSON.parse(files[path] ?? '{}') as Record<string, unknown>;
  return JSON.stringify(rest);
}

describe('what generates', () => {
  it.each(['spec', 'model', 'emit', 'write'])(
    'asks neither clock nor chance nor language nor environment (generator/%s)',
    (folder) => {
      const sources = readdirSync(join(ROOT, 'generator', folder)).map((name) =>
        join(ROOT, 'generator', folder, name),
      );
      expect(sources.length).toBeGreaterThan(1);
      for (const path of sources) {
        const found =
          /\b(localeCompare|toLocale\w+|Intl\.|Date\.now|new Date\(|Math\.random|randomUUID|performance\.|process\.env)/.exec(
            readFileSync(path, 'utf8'),
          );
        expect([basename(path), found?.[0]]).toEqual([basename(path), undefined]);
      }
    },
  );
});

describe.each(FILES)('generated/%s', (path, text) => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const nodes: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    nodes.push(node);
    node.forEachChild(collect);
  };
  collect(source);

  it('imports what lies beside it, and nothing else but the framework that it is called by', () => {
    const modules = nodes.flatMap((node) => {
      const specifier =
        ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
          ? node.moduleSpecifier
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
              ? node.arguments[0]
              : undefined;
      return specifier && ts.isStringLiteral(specifier) ? [specifier.text] : specifier ? ['?'] : [];
    });
    const foreign = modules.filter((name) => !/^\.\.?\/[\w./-]+\.js$/.test(name));
    expect(foreign).toEqual(FRAMEWORKS.filter((name) => basename(path) === `${name}.ts`));
    for (const name of modules.filter((each) => each.startsWith('.')))
      expect(Object.keys(GENERATED)).toContain(join(path, '..', name.replace(/\.js$/, '.ts')));
  });

  it('turns no text into code, and loads nothing at run time', () => {
    const NAMES = new Set([
      'require',
      'eval',
      'Function',
      'importScripts',
      'WebAssembly',
      'createRequire',
      'module',
      'process',
      '__dirname',
    ]);
    const used = nodes.filter(
      (node): node is ts.Identifier =>
        ts.isIdentifier(node) &&
        NAMES.has(node.text) &&
        !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
        !(ts.isPropertyAssignment(node.parent) && node.parent.name === node) &&
        !(ts.isPropertySignature(node.parent) && node.parent.name === node),
    );
    expect(used.map((node) => `${node.text} at ${node.getStart()}`)).toEqual([]);
  });

  it('names no place and nothing of this machine', () => {
    for (const place of [ROOT, homedir(), tmpdir(), 'file://', 'node_modules'])
      expect(text).not.toContain(place);
    expect(text).not.toMatch(/["'`(\s](\/(home|root|tmp|usr|var|work|Users)\/|[A-Za-z]:\\)/);
  });

  it('begins by saying where it comes from, ends with one line end, and holds nothing invisible', () => {
    if (!path.startsWith('runtime/'))
      expect(text).toMatch(
        /^\/\/ Generated by specpact from [\w.-]+\/[\w.-]+\.yaml\. Do not edit: change the document, then run `specpact generate`\.\n/,
      );
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });
});

it('there are generated files of every kind', () => {
  const names = new Set(FILES.map(([path]) => basename(path)));
  for (const name of [
    'types.ts',
    'operations.ts',
    'validators.ts',
    'schemas.ts',
    'client.ts',
    'server.ts',
    ...FRAMEWORKS.map((name) => `${name}.ts`),
    'examples.ts',
    'index.ts',
  ])
    expect([...names]).toContain(name);
});
