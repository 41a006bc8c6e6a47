// Hides the checks of what is around a document: links in the output folder, configurations beside it, the machine; and versions, which families have.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as scp from '../../../generated/scp-virtualserver/index.js';
import { specpact } from '../../generate/run.js';
import { snapshot } from '../../generate/scratch.js';
import * as scpServer from '../../replay/servers/scp.js';
import { watchedRun } from '../confinement/watched-process.js';
import type { Vector } from './vector.js';

export type SurroundingsJudge = (document: unknown, vector: Vector) => Promise<string | undefined>;

const GENERATE = ['generate', 'openapi.json', '--output', 'out'];

/** By check; those of vectors that set something up around a document. */
export const ENVIRONMENTS: Readonly<Record<string, SurroundingsJudge>> = {
  'files-confined': (document) =>
    among(document, async (outer) => {
      const [root, out] = [join(outer, 'root'), join(outer, 'root/out')];
      writeFileSync(join(outer, 'victim'), 'untouched');
      mkdirSync(join(outer, 'victims'));
      await specpact(GENERATE, root);
      const made = Object.keys(snapshot(out));
      rmSync(out, { recursive: true });
      mkdirSync(out);
      for (const path of made) if (!path.includes('/')) symlinkSync(join(outer, 'victim'), join(out, path));
      symlinkSync(join(outer, 'victims'), join(out, 'runtime'));
      const { code } = await specpact(GENERATE, root);
      const files = snapshot(outer);
      const strange = Object.keys(files).filter(
        (path) => !/^root\/(openapi\.json$|out\/)|^victim$/.test(path),
      );
      if (files['victim'] !== 'untouched') return 'a file that a link leads to is changed';
      return strange.length > 0 || code > 2 ? `exit ${code}, written: ${strange}` : undefined;
    }),

  'no-canary': (document) =>
    among(document, async (outer) => {
      const root = join(outer, 'root');
      const code = `require('fs').writeFileSync(${JSON.stringify(join(outer, 'executed'))}, '');`;
      for (const folder of [outer, root]) {
        mkdirSync(join(folder, '@theme'));
        for (const name of ['specpact.config', 'redocly.config', '@theme/plugin'])
          for (const kind of ['js', 'cjs', 'mjs', 'ts']) writeFileSync(join(folder, `${name}.${kind}`), code);
        writeFileSync(join(folder, 'redocly.yaml'), 'plugins: [./@theme/plugin.cjs]\n');
      }
      // Beside the document and above the working folder. In that itself it is its owner's, who may have written code.
      const cwd = join(outer, 'work');
      mkdirSync(cwd);
      for (const argv of [
        ['generate', '../root/openapi.json', '--output', 'out'],
        ['lint', '../root/openapi.json'],
      ])
        await watchedRun(argv, { cwd });
      return existsSync(join(outer, 'executed')) ? 'a configuration beside the document is run' : undefined;
    }),

  deterministic: (document) =>
    among(document, async (outer) => {
      const root = join(outer, 'root');
      const made: Record<string, string>[] = [];
      const ways = [
        { cwd: root, env: { LC_ALL: 'C', TZ: 'UTC' }, document: 'openapi.json' },
        { cwd: outer, env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' }, document: 'root/openapi.json' },
      ];
      for (const [turn, { document: path, ...options }] of ways.entries()) {
        const { code, err } = await watchedRun(
          ['generate', path, '--output', join(outer, `out${turn}`)],
          options,
        );
        if (code !== 0) return `exit ${code}: ${err.slice(0, 300)}`;
        const { '.specpact.json': _, ...files } = snapshot(join(outer, `out${turn}`));
        made.push(files);
      }
      return isDeepStrictEqual(made[0], made[1]) ? undefined : 'the outputs differ';
    }),
};

/** By check; of vectors about versions, tried on a generated family. */
export const VERSIONS: Readonly<Record<string, (vector: Vector) => Promise<string | undefined>>> = {
  'typed-error': async ({ payload }) => {
    const fetch = async () =>
      Response.json(
        { count: 0, snapshots: [] },
        { headers: { 'scp-api-version': `virtualserver ${String(payload)}` } },
      );
    const credentials = { Accesskey: 'a', Signature: 'b', Timestamp: '1' };
    const client = scp.v1_3.createClient({ baseUrl: 'http://localhost', fetch, credentials });
    const error = await client.listSnapshots().then(
      () => undefined,
      (cause: Error) => cause,
    );
    return error?.name === 'VersionMismatch' && /^[ -~]+$/.test(error.message)
      ? undefined
      : `it fails as ${error}`;
  },
  'status:400': async ({ payload }) => {
    const handle = scpServer.createServer({ now: () => new Date('2026-04-01T00:00:00Z') });
    const headers = payload as Record<string, string>;
    const { status } = await handle(new Request('http://localhost/v1/snapshots', { headers }));
    return status === 400 ? undefined : `answered ${status}`;
  },
};

/** A document in a folder of its own, `root`, in a folder of a stranger. */
async function among<T>(document: unknown, work: (outer: string) => Promise<T>): Promise<T> {
  const outer = mkdtempSync(join(tmpdir(), 'specpact-around-'));
  try {
    mkdirSync(join(outer, 'root'));
    writeFileSync(join(outer, 'root/openapi.json'), JSON.stringify(document));
    return await work(outer);
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}
