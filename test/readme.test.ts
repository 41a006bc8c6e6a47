// The README is the door: what it names exists, what it shows is what the program prints, its code compiles.
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { specpact } from './generate/run.js';
import { createServer } from './replay/servers/scp.js';
import { forgetful } from './tour/broken.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const FOLDER_READMES = ['specs', 'generator', 'templates', 'runtime', 'contract', 'test'].map(
  (folder) => `${folder}/README.md`,
);

function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

it('stays short', () => {
  expect(README.split('\n').length).toBeLessThan(250);
});

it('gives the two commands, each on a line of its own', () => {
  expect(blocks('sh')).toEqual(['npm ci && npm run generate\n', 'npm ci && npm test\n']);
});

it.each(['README.md', ...FOLDER_READMES])('%s names only what exists', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => join(dirname(file), match[1] ?? ''));
  const named = [...text.matchAll(/`((?:specs|generator|templates|runtime|contract|test)\/[\w./-]+)`/g)].map(
    (match) => match[1] ?? '',
  );
  const missing = [...links, ...named].filter((path) => !path.includes('<') && !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});

it('names every npm script that exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...README.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  expect(named.length).toBeGreaterThan(3);
});

it('shows code that compiles', () => {
  const codes = blocks('ts');
  expect(codes.length).toBe(2);
  const files = new Map(codes.map((code, at) => [join(ROOT, `readme-${at}.ts`), code]));
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, noUnusedLocals: false },
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, code, ts.ScriptTarget.ES2023, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  // What they import is compiled elsewhere.
  const problems = [...files.keys()]
    .map((name) => program.getSourceFile(name))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
  expect(problems).toEqual([]);
});

describe('shows what the program prints', () => {
  const shown = blocks('console').map((block) => {
    const lines = block.trimEnd().split('\n');
    const command = lines.findLast((line) => line.startsWith('$ npx specpact ')) ?? '';
    return {
      command: command.slice('$ npx specpact '.length),
      lines: lines.filter((line) => !line.startsWith('$ ') && line !== '…'),
    };
  });

  it('has blocks to compare', () => {
    expect(shown.map(({ command }) => command.split(' ')[0])).toEqual([
      'generate',
      'contract',
      'diff',
      'versions',
    ]);
  });

  it.each(shown)('$command', async ({ command, lines }) => {
    const server = command.startsWith('contract') ? await broken() : undefined;
    const port = server ? (server.address() as AddressInfo).port : 8080;
    const argv = command.replaceAll('8080', String(port)).split(' ');
    const { out, err } = await specpact(command.startsWith('generate') ? [...argv, '--check'] : argv, ROOT);
    if (server) await new Promise((resolve) => server.close(resolve));
    const printed = `${err}${out}`.replaceAll(String(port), '8080').split('\n');
    let at = -1;
    for (const line of lines) {
      const start = line.endsWith('…') ? line.slice(0, -1) : undefined;
      const next = printed.findIndex(
        (each, index) => index > at && (start === undefined ? each === line : each.startsWith(start)),
      );
      expect(next, `not printed, or not in this order: ${line}`).toBeGreaterThan(at);
      at = next;
    }
  });
});

/** The server that `test/tour/serve.ts --broken` starts. */
function broken(): Promise<ServerType> {
  const fetch = forgetful(createServer({ now: () => new Date('2026-04-15T00:00:00Z') }));
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server));
  });
}
