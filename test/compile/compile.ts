// Hides the TypeScript compiler from the tests: the settings of a tsconfig here, the findings of the files given.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Compiled {
  readonly program: ts.Program;
  /** One line a finding. */
  readonly findings: readonly string[];
  /** Relative to the root. */
  readonly files: readonly string[];
}

/** What `tsc -p test/compile/<name>` says. @param files looked at instead of generated/  @param more settings beside those of the file */
export function compile(name: string, files?: readonly string[], more: ts.CompilerOptions = {}): Compiled {
  const { program, errors } = programOf(name, files, more);
  return {
    program,
    findings: [...errors, ...ts.getPreEmitDiagnostics(program)].map(told),
    files: program.getSourceFiles().map(({ fileName }) => relative(ROOT, fileName)),
  };
}

/** The same of the files given alone: what they import is looked at as far as it matters to them, which is a fifth of the work. */
export function compileAlone(
  name: string,
  files: readonly string[],
  more: ts.CompilerOptions = {},
): readonly string[] {
  const { program, errors } = programOf(name, files, more);
  const sources = files.map((file) => program.getSourceFile(file));
  const found = sources.flatMap((source) => [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]);
  return [...errors, ...found].map(told);
}

function programOf(name: string, files: readonly string[] | undefined, more: ts.CompilerOptions) {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const parsed = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  if (!parsed) throw new Error(`${name} cannot be read.`);
  const options = { ...parsed.options, ...more };
  const program = ts.createProgram(files ?? parsed.fileNames, options, hostOf(options));
  return { program, errors: parsed.errors };
}

/** What no test writes is read and parsed once for all programs that read it alike. */
const LASTING = [join(ROOT, 'node_modules/'), join(ROOT, 'generated/')];
const parsedFiles = new Map<string, ts.SourceFile | undefined>();

function hostOf(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { target, module, moduleResolution, verbatimModuleSyntax } = options;
  const way = [target, module, moduleResolution, verbatimModuleSyntax].join();
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (!LASTING.some((folder) => name.startsWith(folder))) return parse(name, ...rest);
    const key = `${way} ${name}`;
    if (!parsedFiles.has(key)) parsedFiles.set(key, parse(name, ...rest));
    return parsedFiles.get(key);
  };
  return host;
}

function told({ file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${relative(ROOT, file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}
