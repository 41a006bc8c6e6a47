// Hides how a browser gets TypeScript: each generated file is stripped of its types on request, nothing is bundled.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const GENERATED = fileURLToPath(new URL('../../generated', import.meta.url));

/** Answers `/generated/…/x.js` with the compiled `generated/…/x.ts`; undefined for every other path. */
export function moduleAt(pathname: string): Response | undefined {
  const match = /^\/generated\/([\w./-]+)\.js$/.exec(pathname);
  if (!match || pathname.includes('..')) return undefined;
  const source = readFileSync(`${GENERATED}/${match[1]}.ts`, 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  return new Response(outputText, { headers: { 'content-type': 'text/javascript' } });
}
