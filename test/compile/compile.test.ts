// Generated code under the strictest settings that users have: Node with its types, and a browser bundler that knows of no Node.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `tsc -p test/compile/<name>` says, one line a finding, and the files that it looked at. */
function compile(name: string): { findings: string[]; files: string[] } {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const parsed = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  if (!parsed) throw new Error(`${name} cannot be read.`);
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  const findings = [...parsed.errors, ...ts.getPreEmitDiagnostics(program)].map(
    ({ file, start, messageText }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${relative(ROOT, file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    },
  );
  return { findings, files: program.getSourceFiles().map(({ fileName }) => relative(ROOT, fileName)) };
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

describe('generated code compiles without a finding', () => {
  it('for Node (module NodeNext)', () => {
    const { findings, files } = compile('tsconfig.node-next.json');
    expect(findings).toEqual([]);
    expect(
      files.filter((file) =>
        /^generated\/.+\/(client|server|hono|types|validators|operations|examples)\.ts$/.test(file),
      ).length,
    ).toBeGreaterThan(40);
    expect(files.some((file) => file.includes('@types/node'))).toBe(true);
  });

  it('for browsers (module resolution Bundler, lib DOM, no types of Node)', () => {
    const { findings, files } = compile('tsconfig.bundler.json');
    expect(findings).toEqual([]);
    expect(files.filter((file) => file.startsWith('generated/runtime/')).length).toBeGreaterThan(15);
    expect(files.filter((file) => file.includes('@types/'))).toEqual([]);
  });
});
