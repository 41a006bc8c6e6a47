// Hides many outputs side by side over one runtime: compiled as one program, run in one worker.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compile, ROOT } from '../compile/compile.js';
import { made, stripped } from './generate.js';

/** What running an output has shown. */
export interface Seen {
  readonly name: string;
  /** Traces of code that a document brought in; none where all is well. */
  readonly traces: readonly string[];
  /** Functions of the output that were called. */
  readonly called: number;
}

export class Shelf {
  readonly #folder: string;
  readonly #names: string[] = [];

  constructor() {
    // Below the root, so that Hono is found.
    mkdirSync(join(ROOT, '.tmp'), { recursive: true });
    this.#folder = mkdtempSync(join(ROOT, '.tmp/shelf-'));
    writeFileSync(join(this.#folder, 'package.json'), '{ "type": "module" }');
  }

  get size(): number {
    return this.#names.length;
  }

  add(name: string, files: ReadonlyMap<string, string>): void {
    this.#names.push(name);
    const shared = [...files].filter(([path]) => path.startsWith('runtime/'));
    for (const [path, text] of shared) this.#put(path, text);
    for (const [path, text] of made(files)) this.#put(join(name, path), text);
    mkdirSync(join(this.#folder, name), { recursive: true });
    symlinkSync(join(this.#folder, 'runtime'), join(this.#folder, name, 'runtime'), 'dir');
  }

  #put(path: string, text: string): void {
    const target = join(this.#folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    writeFileSync(target.replace(/\.ts$/, '.js'), stripped(text));
  }

  /** What a strict compiler says about all of them. */
  findings(names: readonly string[] = this.#names): readonly string[] {
    const files = names.flatMap((name) =>
      readdirSync(join(this.#folder, name))
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(this.#folder, name, path)),
    );
    return compile('tsconfig.bundler.json', files).findings;
  }

  /** Imports all of them in a worker and calls what can be called without a network. */
  run(): Promise<readonly Seen[]> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('canary.mjs', import.meta.url), {
        workerData: { folder: this.#folder, names: this.#names },
      });
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
