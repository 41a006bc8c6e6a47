// Hides esbuild from the tests: what it leaves of code that imports generated code, minified and compressed.
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { ROOT } from './compile.js';

/** As much of esbuild as is asked of it. It comes with tsx. */
interface Bundler {
  build(options: object): Promise<{
    readonly outputFiles: readonly { readonly contents: Uint8Array; readonly text: string }[];
    readonly metafile: {
      readonly outputs: Readonly<
        Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
      >;
    };
  }>;
}
const esbuild = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild') as Bundler;

export interface Bundle {
  readonly code: string;
  /** Bytes, compressed by gzip. */
  readonly size: number;
  /** What each file has left in it, in bytes. */
  readonly files: ReadonlyMap<string, number>;
}

/** @param code that imports from below `folder` */
export async function bundled(code: string, folder: string, more: object = {}): Promise<Bundle> {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    absWorkingDir: ROOT,
    outfile: 'out.js',
    ...more,
  });
  const [output] = outputFiles;
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return {
    code: output?.text ?? '',
    size: gzipSync(output?.contents ?? '').byteLength,
    files: new Map(
      inputs.map(([path, { bytesInOutput }]) => [path.replace('generated/', ''), bytesInOutput]),
    ),
  };
}
