// The layout of types.ts is that of openapi-typescript, so that what people know of it, and what works on it, holds here: each of the two is as good as the other.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileAlone, ROOT } from './compile.js';

/** Inside the project: what is compiled there finds the same libraries. */
const SCRATCH = join(ROOT, '.tmp/openapi-typescript');

interface Versions {
  readonly family: string;
  /** Newest first. */
  readonly versions: readonly [{ readonly id: string; readonly spec: string }];
}

/** The newest version of each family. */
const documents = readdirSync(join(ROOT, 'specs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const { family, versions } = parse(
      readFileSync(join(ROOT, 'specs', name, 'family.yaml'), 'utf8'),
    ) as Versions;
    const [newest] = versions;
    return { generated: `${family}/${newest.id}`, spec: join('specs', name, newest.spec) };
  });

/** What is most often put on such types. */
const FETCHED = `import createClient from 'openapi-fetch';
import type { ErrorResponse, paths, SnapshotListResponse } from '../../generated/scp-virtualserver/1.3/types.js';
const client = createClient<paths>({ baseUrl: 'http://localhost' });
const header = { 'Scp-Accesskey': 'a', 'Scp-Signature': 'b', 'Scp-Timestamp': '1' };
const { data, error } = await client.GET('/v1/snapshots', { params: { header } });
export const page: SnapshotListResponse | undefined = data;
export const count: number = page?.snapshots.length ?? 0;
export const wrong: ErrorResponse | undefined = error;
// @ts-expect-error an undefined alone would fit this, too
export const nothing: undefined = data;
`;

describe('types.ts and what openapi-typescript makes of the same document', async () => {
  mkdirSync(SCRATCH, { recursive: true });
  const files = await Promise.all(
    documents.map(async ({ generated, spec }) => {
      const name = generated.replace(/\W/g, '-');
      // Of theirs only what ours does not follow: a default makes nothing required.
      const theirs = await openapiTS(pathToFileURL(join(ROOT, spec)), {
        defaultNonNullable: false,
        silent: true,
      });
      writeFileSync(join(SCRATCH, `${name}.theirs.ts`), astToString(theirs));
      const path = join(SCRATCH, `${name}.ts`);
      writeFileSync(path, comparison(`./${name}.theirs.js`, `../../generated/${generated}/types.js`));
      return path;
    }),
  );
  writeFileSync(join(SCRATCH, 'fetched.ts'), FETCHED);
  const findings = compileAlone('tsconfig.node-next.json', [...files, join(SCRATCH, 'fetched.ts')], {
    noUnusedLocals: false,
  });

  it('there is something to compare', () => {
    expect(files.map((file) => basename(file))).toContain('scp-virtualserver-1-3.ts');
  });

  it('each can be used as the other', () => {
    // A header that is written once and referred to is always there for openapi-typescript, required or not.
    const different = findings.filter((finding) => !/\.headers(\[|')/.test(finding));
    expect(different.map((finding) => relative(SCRATCH, join(ROOT, finding)))).toEqual([]);
  });
});

function comparison(theirs: string, ours: string): string {
  const names = ['paths', 'operations', 'components'];
  return [
    `import type * as theirs from '${theirs}';`,
    `import type * as ours from '${ours}';`,
    ...names.map((name) => `export const from_${name} = (given: theirs.${name}): ours.${name} => given;`),
    // `200` and `"200"` are one property and two keys, and what works on such types goes by keys.
    'type Statuses<T extends Record<keyof T, { responses: unknown }>> = { [Id in keyof T]: keyof T[Id]["responses"] };',
    'export const from_statuses = (given: Statuses<theirs.operations>): Statuses<ours.operations> => given;',
    'export const to_statuses = (given: Statuses<ours.operations>): Statuses<theirs.operations> => given;',
    ...names.map((name) => `export const to_${name} = (given: ours.${name}): theirs.${name} => given;`),
    '',
  ].join('\n');
}
