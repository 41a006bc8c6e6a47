// Hides where source files come from and what they import: the real checkout, or a tree made up by a test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Path from the root, with slashes → text. */
export type Tree = ReadonlyMap<string, string>;

export interface Import {
  readonly specifier: string;
  /** `type`: erased by the compiler; `lazy`: `import()`, run when it is reached; `value`: run before the file itself. */
  readonly kind: 'value' | 'type' | 'lazy';
  readonly line: number;
}

/** All files below the folders whose name ends like one of the endings. */
export function readTree(root: string, folders: readonly string[], endings: readonly string[]): Tree {
  const tree = new Map<string, string>();
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(below);
      else if (endings.some((ending) => entry.name.endsWith(ending)))
        tree.set(below, readFileSync(join(root, below), 'utf8'));
    }
  };
  for (const folder of folders) walk(folder);
  return tree;
}

export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
}

/** Calls back for every node of a file, the file itself first. */
export function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  ts.forEachChild(node, (child) => visit(child, each));
}

export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Several tests ask for the same text, and parsing is all the time they take. */
const seen = new Map<string, readonly Import[]>();

/**
 * Every import of a file, in all its forms. `import { type A }` counts as a value: under verbatimModuleSyntax the
 * statement stays. What `import()` is given that is no literal cannot be judged and is told as the specifier `?`.
 */
export function importsOf(file: string, text: string): readonly Import[] {
  const known = seen.get(text);
  if (known) return known;
  const source = parse(file, text);
  const imports: Import[] = [];
  visit(source, (node) => {
    const found = importIn(node);
    if (found) imports.push({ ...found, line: lineOf(source, node) });
  });
  seen.set(text, imports);
  return imports;
}

function importIn(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node))
    return told(node.moduleSpecifier, node.importClause?.isTypeOnly ? 'type' : 'value');
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return told(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
  if (ts.isExternalModuleReference(node)) return told(node.expression, 'value');
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return told(node.argument.literal, 'type');
  if (!ts.isCallExpression(node)) return undefined;
  const [argument] = node.arguments;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return told(argument, 'lazy');
  const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return required && argument && ts.isStringLiteralLike(argument) ? told(argument, 'value') : undefined;
}

function told(specifier: ts.Node | undefined, kind: Import['kind']): Omit<Import, 'line'> {
  return { specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '?', kind };
}
