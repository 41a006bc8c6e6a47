// Hides what is looked at in a folder of generated code: its lines, and what the TypeScript compiler says under strict.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function linesOf(folder: string): number {
  return sources(folder).reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length - 1, 0);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `tsc --strict` over every file of a folder, in a process of its own. */
export function typeErrors(folder: string): string[] {
  const config = {
    compilerOptions: {
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
      ...{
        target: 'ES2022',
        module: 'ESNext',
        moduleResolution: 'Bundler',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      },
    },
    include: ['./**/*.ts'],
  };
  const path = join(folder, 'tsconfig.json');
  writeFileSync(path, JSON.stringify(config));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=8192',
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '-p',
      path,
      '--pretty',
      'false',
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const errors = stdout.split('\n').filter((line) => / error TS\d+: |^error /.test(line));
  // A compiler that fell over found nothing, and proved nothing.
  if (status !== 0 && errors.length === 0)
    throw new Error(`tsc ended with ${status}: ${stderr.slice(0, 2000)}`);
  return errors;
}
