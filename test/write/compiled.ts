// Hides how the writer runs in a process of its own: its sources as JavaScript, in a scratch folder.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { scratch } from '../generate/scratch.js';

const WRITE = fileURLToPath(new URL('../../generator/write', import.meta.url));

/** The path of a module that exports writeOutput. */
export function compiledWriter(): string {
  const out = scratch({ 'package.json': '{ "type": "module" }' });
  for (const name of readdirSync(WRITE)) {
    const { outputText } = ts.transpileModule(readFileSync(join(WRITE, name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    writeFileSync(join(out, name.replace(/\.ts$/, '.js')), outputText);
  }
  return join(out, 'output.js');
}
