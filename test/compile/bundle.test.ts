// What a bundler leaves of generated code: whoever calls one operation does not carry a server, validators or what is not called.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ROOT } from './compile.js';

/** As much of esbuild as is asked of it. It comes with tsx. */
interface Bundler {
  build(options: object): Promise<{
    readonly outputFiles: readonly { readonly contents: Uint8Array }[];
    readonly metafile: {
      readonly outputs: Readonly<
        Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
      >;
    };
  }>;
}
const esbuild = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild') as Bundler;

/** Bytes of constants that a bundler takes for something that happens. */
const SCRAP = 600;

async function bundled(code: string): Promise<{ files: string[]; size: number }> {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: join(ROOT, 'generated', 'scp-virtualserver'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    absWorkingDir: ROOT,
    outfile: 'out.js',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    files: inputs.flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > SCRAP ? [path.replace('generated/', '')] : [],
    ),
    size: gzipSync(outputFiles[0]?.contents ?? '').byteLength,
  };
}

const SERVER = /\/(server|handling|request|router|negotiate|judg\w*|valid\w*|schemas|format\w*|pattern)\b/;
const LIFECYCLE = /lifecycle|deprecation|link-header|version-|calendar|selector/;

it('of one operation: neither other versions nor the lifecycle', async () => {
  const { files, size } = await bundled(`
    import { v1_3 } from './index.js';
    console.log(await v1_3.listSnapshots(v1_3.createConnection({ baseUrl: 'https://x' })));`);
  expect(
    files.filter((file) => SERVER.test(file) || LIFECYCLE.test(file) || /1\.[012]\//.test(file)),
  ).toEqual([]);
  // 16 KB when this was written.
  expect(size).toBeLessThan(18_000);
});

it('of the client of a family: no server', async () => {
  const { files, size } = await bundled(`
    import { createClient } from './index.js';
    console.log(await createClient({ version: '1.3', baseUrl: 'https://x' }).listSnapshots());`);
  expect(files.filter((file) => SERVER.test(file))).toEqual([]);
  expect(files.filter((file) => LIFECYCLE.test(file)).length).toBeGreaterThan(5);
  // 21 KB when this was written; 33 with the server.
  expect(size).toBeLessThan(25_000);
});
