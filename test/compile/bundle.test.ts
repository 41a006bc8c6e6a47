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

/** What few operations need, and this one does not. */
const CODECS = /codecs|multipart|decode|shape|items|form\b|style|parameters|json-body/;

it('of one operation: neither other versions nor the lifecycle, nor what it does not need', async () => {
  const { files, size } = await bundled(`
    import { createConnection, listSnapshots } from './1.3/client.js';
    console.log(await listSnapshots(createConnection({ baseUrl: 'https://x' })));`);
  expect(files.filter((file) => CODECS.test(file))).toEqual([]);
  expect(
    files.filter((file) => SERVER.test(file) || LIFECYCLE.test(file) || /1\.[012]\//.test(file)),
  ).toEqual([]);
  // 4.6 KB when this was written, 0.4 of them for the echo of the version; 15 KB where every call carried all codecs.
  expect(size).toBeLessThan(4_800);
});

it('of the client of a family: no server', async () => {
  const { files, size } = await bundled(`
    import { createClient } from './index.js';
    console.log(await createClient({ version: '1.3', baseUrl: 'https://x' }).listSnapshots());`);
  expect(files.filter((file) => SERVER.test(file))).toEqual([]);
  expect(files.filter((file) => LIFECYCLE.test(file)).length).toBeGreaterThan(5);
  // 10 KB when this was written; 33 with the server.
  expect(size).toBeLessThan(12_000);
});
