// Hides how the worked example comes to life: its family generated, its one set of handlers beside it, compiled and imported.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ApiModel } from '../../generator/model/types.js';
import { generateFamilies, loadFamily } from '../../generator/pipeline.js';
import { ROOT } from '../compile/compile.js';
import { stripped } from '../security/generate.js';

export type Server = (request: Request) => Promise<Response>;

export interface Worked {
  /** Where the sources are. */
  readonly folder: string;
  /** Newest first. */
  readonly models: readonly ApiModel[];
  readonly createServer: (more?: object, seen?: (input: unknown) => void) => Server;
  remove(): void;
}

const NOTES = fileURLToPath(new URL('notes', import.meta.url));

/** The one set of handlers, as text. */
export const SERVER = readFileSync(join(NOTES, 'server.ts'), 'utf8');

/** The worked example, as sources and at work. */
export async function worked(): Promise<Worked> {
  const manifest = join(NOTES, 'family.yaml');
  const { value: files, diagnostics } = await generateFamilies([manifest], {
    cwd: ROOT,
    targets: ['server'],
  });
  const { value: family } = await loadFamily(manifest, { cwd: ROOT });
  if (!files || !family) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  mkdirSync(join(ROOT, '.tmp'), { recursive: true });
  // Below the project, whose packages the code imports.
  const folder = mkdtempSync(join(ROOT, '.tmp/worked-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const sources = [...files, { path: 'server.ts', text: SERVER }];
  for (const { path, text } of sources) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    writeFileSync(target.replace(/\.ts$/, '.js'), stripped(text));
  }
  const made = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server.js')).href)) as Pick<
    Worked,
    'createServer'
  >;
  return {
    folder,
    models: family.models,
    createServer: made.createServer,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
