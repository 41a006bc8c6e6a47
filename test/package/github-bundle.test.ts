// What a bundler leaves of the client of GitHub's 1,200 operations where one of them is called: that one, and nothing of the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateDocument } from '../../generator/pipeline.js';
import { writeOutput } from '../../generator/write/output.js';
import { GITHUB } from '../bench/documents.js';
import { bundled } from '../compile/bundler.js';

const folder = mkdtempSync(join(tmpdir(), 'specpact-github-'));
const sizes: string[] = [];
let ids: string[] = [];

beforeAll(async () => {
  const { value = [] } = await generateDocument(GITHUB.path, { cwd: folder, targets: ['client'] });
  writeOutput(folder, value);
  const { text = '' } = value.find(({ path }) => path === 'operations.ts') ?? {};
  ids = [...text.matchAll(/^ {2}id: "([^"]+)",$/gm)].map(([, id = '']) => id);
  expect(ids.length).toBeGreaterThan(1_000);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  console.log(`\nGitHub, bundled, minified, compressed: ${sizes.join('; ')}\n`);
});

it.each([
  ['metaGetZen', 'meta/get-zen', 'api.metaGetZen(connection)'],
  ['reposGet', 'repos/get', "api.reposGet(connection, { path: { owner: 'o', repo: 'r' } })"],
  [
    'issuesCreate',
    'issues/create',
    "api.issuesCreate(connection, { path: { owner: 'o', repo: 'r' }, body: { title: 't' } })",
  ],
])('%s alone', async (name, id, call) => {
  for (const from of [
    `import * as api from './client.js'`,
    `import { createConnection, ${name} } from './client.js'; const api = { createConnection, ${name} }`,
  ]) {
    const code = `${from}; const connection = api.createConnection({ baseUrl: 'https://api.github.com' }); console.log(await ${call});`;
    const { code: left, size, files } = await bundled(code, folder);
    sizes.push(`${name} ${size} bytes`);
    expect(ids.filter((each) => left.includes(`id:"${each}"`))).toEqual([id]);
    expect(
      [...files.keys()].filter(
        (path) => /schemas|validators|server/.test(path) && (files.get(path) ?? 0) > 0,
      ),
    ).toEqual([]);
    expect(size).toBeLessThan(4_800);
  }
});
