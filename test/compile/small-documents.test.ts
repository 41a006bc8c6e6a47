// Documents that have next to nothing: what is emitted for them compiles as strictly, and imports nothing that it does not use.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateDocument, generateFamilies } from '../../generator/pipeline.js';
import { writeOutput } from '../../generator/write/output.js';
import { scratch } from '../generate/scratch.js';
import { compile, ROOT } from './compile.js';

const HEAD = 'openapi: 3.1.1\ninfo: { title: Test, version: "1.0" }\n';
const FAMILY = `family: small
selector: { in: header, name: Api-Version, format: "{version}", whenAbsent: current }
versions:
  - { id: "1.0", spec: 1.0.yaml, state: CURRENT }
`;
const ALL = ['types', 'validators', 'client', 'server', 'hono', 'examples'];
const NONE = 'responses: { "204": { description: None } }';
const VERSION = 'parameters: [{ name: Api-Version, in: header, schema: { type: string }, example: "1.0" }]';

const DOCUMENTS: Readonly<Record<string, string>> = {
  'no paths': 'paths: {}\n',
  'one schema': 'components: { schemas: { A: {} } }\n',
  'one security scheme': 'components: { securitySchemes: { k: { type: apiKey, in: header, name: X } } }\n',
  'one operation': `paths: { /a: { get: { ${NONE} } } }\n`,
  'one without answers': 'paths: { /a: { get: { responses: {} } } }\n',
  'one with a range': 'paths: { /a: { get: { responses: { 4XX: { description: Refused } } } } }\n',
  'one with a parameter': `paths: { /a: { get: { parameters: [{ name: q, in: query, schema: { type: string } }], ${NONE} } } }\n`,
  'one without schemas':
    'paths: { /a: { post: { requestBody: { content: { text/plain: {} } }, responses: { "200": { description: D, content: { a/b: {} } } } } } }\n',
  'one that is secured': `security: [{ k: [] }]\npaths: { /a: { get: { ${NONE} } } }\ncomponents: { securitySchemes: { k: { type: http, scheme: bearer } } }\n`,
};

// Below the root, so that Hono is found.
mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/small-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('all compile without a finding', async () => {
  for (const [name, rest] of Object.entries(DOCUMENTS)) {
    const source = scratch({
      'openapi.yaml': HEAD + rest,
      'family.yaml': FAMILY,
      '1.0.yaml':
        HEAD + rest.replace(/(get|post): \{/, `$1: { ${rest.includes('parameters') ? '' : `${VERSION}, `}`),
    });
    const single = name === 'one operation' ? [['types'], ['validators'], ['client'], ['server']] : [];
    for (const targets of [ALL, ...single]) {
      const options = { cwd: source, targets };
      const alone = await generateDocument('openapi.yaml', options);
      expect([name, alone.diagnostics]).toEqual([name, []]);
      writeOutput(join(folder, `${name} ${targets.join()}`.replace(/\W/g, '-')), alone.value ?? []);
      if (targets !== ALL || name === 'one with a parameter') continue;
      const family = await generateFamilies(['family.yaml'], options);
      expect([name, family.diagnostics]).toEqual([name, []]);
      writeOutput(join(folder, `family ${name}`.replace(/\W/g, '-')), family.value ?? []);
    }
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(100);
  const { findings } = compile(
    'tsconfig.bundler.json',
    files.map((path) => join(folder, path)),
    { skipLibCheck: true },
  );
  expect(findings).toEqual([]);
});
