// Hides how a tree of sources is judged: findings as sentences that name the file, the import and the rule.
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { type Import, importsOf, lineOf, parse, type Tree, visit } from './tree.js';

/** What the files of a folder, or one file, may import besides their own folder. */
export interface Layer {
  /** A folder with its slash, or a file. The longest that fits a path counts. */
  readonly files: string;
  /** Folders and files; behind `type ` only where the import is erased, behind `lazy ` only by `import()` or erased. */
  readonly may: readonly string[];
  /** Packages that may be imported; without it, all that package.json brings. Node's own modules are packages, too; `?` is whatever is asked for. */
  readonly packages?: readonly string[];
  /** Every folder below is closed against its neighbours. */
  readonly each?: true;
}

const isRelative = (specifier: string) => /^\.{1,2}(\/|$)/.test(specifier);
const packageOf = (specifier: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;

/** The file that a relative import means. */
function target(file: string, specifier: string): string {
  return join(dirname(file), specifier).replace(/\.js$/, '.ts');
}

export function forbiddenImports(tree: Tree, layers: readonly Layer[]): string[] {
  return [...tree].flatMap(([file, text]) => {
    const layer = layerOf(file, layers);
    if (!layer) return [`${file} stands in no layer: add its folder to the table, with what it may import`];
    return importsOf(file, text).flatMap((each) => {
      const allowed = isRelative(each.specifier)
        ? mayImport(layer, file, target(file, each.specifier), each.kind)
        : (layer.packages?.includes(packageOf(each.specifier)) ?? each.specifier !== '?');
      return allowed ? [] : [refusal(layer, file, each)];
    });
  });
}

function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  const fitting = layers.filter(({ files }) => fits(file, files));
  return fitting.sort((a, b) => b.files.length - a.files.length)[0];
}

function fits(file: string, pattern: string): boolean {
  return pattern.endsWith('/') ? file.startsWith(pattern) : file === pattern;
}

function mayImport(layer: Layer, file: string, wanted: string, kind: Import['kind']): boolean {
  const depth = layer.files.split('/').length;
  const own = layer.each ? `${file.split('/').slice(0, depth).join('/')}/` : layer.files;
  if (own.endsWith('/') && wanted.startsWith(own)) return true;
  return layer.may.some((entry) => {
    const [, only, pattern = ''] = /^(type |lazy )?(.*)$/.exec(entry) ?? [];
    if (only === 'type ' && kind !== 'type') return false;
    if (only === 'lazy ' && kind === 'value') return false;
    return fits(wanted, pattern);
  });
}

function refusal(layer: Layer, file: string, found: Import): string {
  const wanted = isRelative(found.specifier)
    ? target(file, found.specifier)
    : `the package ${found.specifier}`;
  const kind = { value: '', type: ' as types', lazy: ' lazily' }[found.kind];
  const own = layer.files.endsWith('/') ? `only its own ${layer.each ? 'sub-folder' : 'folder'}` : 'nothing';
  const may = [own, ...layer.may, ...(layer.packages ?? []).map((each) => `the package ${each}`)].join(', ');
  return `${file}:${found.line} imports ${wanted}${kind}, but ${layer.files} may import ${may}`;
}

/** Packages that a program loads before its first line, though it must start without them: with the way there. */
export function loadedPackages(tree: Tree, folder: string, unwanted: RegExp): string[] {
  const findings: string[] = [];
  const ways = new Map(
    [...tree.keys()].filter((file) => file.startsWith(folder)).map((file) => [file, file]),
  );
  for (const [file, way] of ways) {
    for (const { specifier, kind } of importsOf(file, tree.get(file) ?? '')) {
      if (kind !== 'value') continue;
      const next = isRelative(specifier) ? target(file, specifier) : undefined;
      if (next !== undefined && tree.has(next) && !ways.has(next)) ways.set(next, `${way} → ${next}`);
      if (next === undefined && unwanted.test(packageOf(specifier)))
        findings.push(`${folder} must start without ${specifier}: ${way} → ${specifier}`);
    }
  }
  return findings;
}

/** Entries of one list that import one another. What is in the list is what the file that holds it imports from below its folder. */
export function entangled(tree: Tree, lists: Readonly<Record<string, string>>): string[] {
  return Object.entries(lists).flatMap(([list, noun]) => {
    const peers = importsOf(list, tree.get(list) ?? '')
      .filter(({ kind, specifier }) => kind === 'value' && specifier.startsWith('./'))
      .map(({ specifier }) => target(list, specifier));
    return peers.flatMap((file) =>
      importsOf(file, tree.get(file) ?? '')
        .filter(({ specifier }) => isRelative(specifier) && peers.includes(target(file, specifier)))
        .map(({ specifier, line }) => {
          const other = target(file, specifier);
          return `${file}:${line} imports ${other}, but ${noun} never import one another: what both need is a file of its own`;
        }),
    );
  });
}

/** Packages that are imported, yet would be missing on a bare machine. */
export function undeclaredPackages(tree: Tree, declared: ReadonlySet<string>): string[] {
  return [...tree].flatMap(([file, text]) =>
    importsOf(file, text)
      .filter(({ specifier }) => !isRelative(specifier) && !/^(node:|\?$)/.test(specifier))
      .filter(({ specifier }) => !declared.has(packageOf(specifier)))
      .map(
        ({ specifier, line }) => `${file}:${line} imports ${specifier}, but package.json does not bring it`,
      ),
  );
}

/** Code in a file that is to hold types only. */
export function codeAmongTypes(file: string, text: string): string[] {
  const source = parse(file, text);
  const isType = (node: ts.Statement) =>
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true) ||
    (ts.isExportDeclaration(node) && node.isTypeOnly);
  return source.statements
    .filter((node) => !isType(node))
    .map((node) => `${file}:${lineOf(source, node)} holds code, but the file is for types only`);
}

export function anyTypes(tree: Tree): string[] {
  return [...tree].flatMap(([file, text]) => {
    const source = parse(file, text);
    const findings: string[] = [];
    visit(source, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword)
        findings.push(`${file}:${lineOf(source, node)} says any: say unknown, or what it is`);
    });
    return findings;
  });
}

const VAGUE = /^(utils?|helpers?|common|misc)$/;

export function badNames(files: Iterable<string>): string[] {
  const findings = new Set<string>();
  for (const file of files) {
    for (const part of file.split('/')) {
      const name = part.replace(/(\.[a-z-]+)+$/, '');
      if (VAGUE.test(name)) findings.add(`${file}: "${name}" says nothing; name what it holds`);
      if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)) findings.add(`${file}: "${part}" is not kebab-case`);
    }
  }
  return [...findings];
}

export const lines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export function tooLong(tree: Tree, limit: number): string[] {
  return [...tree]
    .filter(([, text]) => lines(text) > limit)
    .map(
      ([file, text]) => `${file} has ${lines(text)} lines, more than ${limit}: it holds more than one thing`,
    );
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** What stands at the root and does not belong there; what git ignores by name is not looked at. */
export function strangersAtRoot(
  entries: readonly string[],
  known: readonly string[],
  gitignore: string,
): string[] {
  const ignored = gitignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const isIgnored = (name: string) =>
    ignored.some((line) => {
      const pattern = line.replace(/^\/|\/$/g, '');
      return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern;
    });
  return entries
    .filter((name) => !name.startsWith('.') && !known.includes(name) && !isIgnored(name))
    .map((name) => `${name} stands at the root, where only these belong: ${known.join(', ')}, dotfiles`);
}
