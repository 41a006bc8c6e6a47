// Generated code under the strictest settings that users have: Node with its types, and a browser bundler that knows of no Node.
import { relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile, ROOT } from './compile.js';

describe('generated code compiles without a finding', () => {
  const forNode = compile('tsconfig.node-next.json', undefined, {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  });

  it('for Node (module NodeNext)', () => {
    const { findings, files } = forNode;
    expect(findings).toEqual([]);
    const kinds =
      /^generated\/.+\/(client|server|hono|fastify|express|types|validators|schemas|operations|examples)\.ts$/;
    expect(files.filter((file) => kinds.test(file)).length).toBeGreaterThan(40);
    expect(files.some((file) => file.includes('@types/node'))).toBe(true);
  });

  it('and declares no any to those who use it', () => {
    const found: string[] = [];
    let declared = 0;
    forNode.program.emit(undefined, (path, text) => {
      declared++;
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      const look = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword)
          found.push(`${relative(ROOT, path)}: ${node.parent.getText().slice(0, 100)}`);
        node.forEachChild(look);
      };
      look(source);
    });
    expect(declared).toBeGreaterThan(60);
    expect(found).toEqual([]);
  });

  it('for Node alone (lib ES2022, no types of browsers)', () => {
    const { findings, files } = compile('tsconfig.node-only.json');
    expect(findings).toEqual([]);
    expect(files.filter((file) => /typescript\/lib\/lib\.dom/.test(file))).toEqual([]);
    expect(files.some((file) => file.includes('@types/node'))).toBe(true);
  });

  it('for projects that are strict and no more', () => {
    // Stricter is not harder in every place: where an index is said never to miss, what may miss must say so itself.
    const plain = {
      noUncheckedIndexedAccess: false,
      exactOptionalPropertyTypes: false,
      verbatimModuleSyntax: false,
    };
    expect(compile('tsconfig.bundler.json', undefined, plain).findings).toEqual([]);
  });

  it('for browsers (module resolution Bundler, lib DOM, no types of Node)', () => {
    const { findings, files } = compile('tsconfig.bundler.json');
    expect(findings).toEqual([]);
    expect(files.filter((file) => file.startsWith('generated/runtime/')).length).toBeGreaterThan(15);
    expect(files.filter((file) => file.includes('@types/'))).toEqual([]);
  });
});
