// What a bundler leaves of generated code: whoever calls one operation does not carry a server, validators or what is not called.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundled } from './bundler.js';
import { ROOT } from './compile.js';

const SCP = join(ROOT, 'generated/scp-virtualserver');
const CLOUD = join(ROOT, 'generated/scaleway-instance');

/** Bytes of constants that a bundler takes for something that happens. */
const SCRAP = 600;

const beyondScrap = (files: ReadonlyMap<string, number>) =>
  [...files].flatMap(([path, bytes]) => (bytes > SCRAP ? [path] : []));

const SERVER = /\/(server|handling|request|router|negotiate|judg\w*|valid\w*|schemas|format\w*|pattern)\b/;
const LIFECYCLE = /lifecycle|deprecation|link-header|version-|calendar|selector/;

/** What few operations need, and this one does not. */
const CODECS = /codecs|multipart|decode|shape|items|form\b|style|parameters|json-body/;

/** Bytes of one function, compressed, with all that it needs. */
const LARGEST = 4_450;

it('of one operation: neither other versions nor the lifecycle, nor what it does not need', async () => {
  const { files, size } = await bundled(
    `import { createConnection, listSnapshots } from './1.3/client.js';
    console.log(await listSnapshots(createConnection({ baseUrl: 'https://x' })));`,
    SCP,
  );
  const left = beyondScrap(files);
  expect(left.filter((file) => CODECS.test(file))).toEqual([]);
  expect(left.filter((file) => SERVER.test(file) || LIFECYCLE.test(file) || /1\.[012]\//.test(file))).toEqual(
    [],
  );
  expect(size).toBeLessThan(LARGEST);
});

it('of one operation with a path: not more', async () => {
  const { size } = await bundled(
    `import { createConnection, deleteSnapshot } from './v1/client.js';
    console.log(await deleteSnapshot(createConnection({ baseUrl: 'https://x' }), { path: { zone: 'fr-par-1', snapshot_id: 'a' } }));`,
    CLOUD,
  );
  expect(size).toBeLessThan(LARGEST);
});

it('of all functions under one name: only the one that is called', async () => {
  const call = (from: string) =>
    bundled(
      `${from}; console.log(await api.listSnapshots(api.createConnection({ baseUrl: 'https://x' })));`,
      SCP,
    );
  const { code, size } = await call("import * as api from './1.3/client.js'");
  expect(code).not.toContain('"createSnapshot"');
  expect(size).toBeLessThan(LARGEST);
  // What an index hands on as one name, esbuild keeps whole.
  expect((await call("import { v1_3 as api } from './index.js'")).code).toContain('"createSnapshot"');
});

it('of the client of a family: no server', async () => {
  const { files, size } = await bundled(
    `import { createClient } from './index.js';
    console.log(await createClient({ version: '1.3', baseUrl: 'https://x' }).listSnapshots());`,
    SCP,
  );
  const left = beyondScrap(files);
  expect(left.filter((file) => SERVER.test(file))).toEqual([]);
  expect(left.filter((file) => LIFECYCLE.test(file)).length).toBeGreaterThan(5);
  // 10 KB when this was written; 33 with the server.
  expect(size).toBeLessThan(12_000);
});
