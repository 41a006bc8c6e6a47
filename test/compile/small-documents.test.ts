// Documents that have next to nothing, and one of a thousand operations: what is emitted for them compiles as strictly, and imports nothing that it does not use.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Outcome } from '../../generator/diagnostics.js';
import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { EMITTERS } from '../../generator/emit/list.js';
import { generateDocument, generateFamilies } from '../../generator/pipeline.js';
import { writeOutput } from '../../generator/write/output.js';
import { damage, wholeDocument } from '../generate/damaged.js';
import { scratch } from '../generate/scratch.js';
import { THOROUGH } from '../security/effort.js';
import { compileAlone, ROOT } from './compile.js';

const HEAD = 'openapi: 3.1.1\ninfo: { title: Test, version: "1.0" }\n';
const family = (name: string) => `family: ${name}
selector: { in: none, whenAbsent: current }
versions:
  - { id: "1.0", spec: 1.0.yaml, state: CURRENT }
`;
const ALL = EMITTERS.map(({ name }) => name);
const NONE = 'responses: { "204": { description: None } }';

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
  'one that is secured in every way': `paths: { /a: { get: { ${NONE} } } }
components:
  securitySchemes:
    "*/ key": { type: apiKey, in: query, name: "*/ k", x-authenticate: [scp-signature, huawei-signature, openstack-token] }
    cookie: { type: apiKey, in: cookie, name: c }
    basic: { type: http, scheme: basic }
    digest: { type: http, scheme: digest }
    machine: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://a.example/*/", scopes: {} } } }
    person: { type: openIdConnect, openIdConnectUrl: "https://a.example/" }
    tls: { type: mutualTLS }
`,
  'nothing but a webhook': `webhooks: { a: { post: { ${NONE} } } }\n`,
  'a webhook of a schema':
    'webhooks: { a: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/A" } } } }, responses: { 2XX: { description: D, content: { a/b: {} } } } } } }\ncomponents: { schemas: { A: { type: object } } }\n',
  'a webhook that is secured': `webhooks: { a: { post: { security: [{ k: [] }], ${NONE} } } }\ncomponents: { securitySchemes: { k: { type: http, scheme: bearer } } }\n`,
  'a callback': `paths: { /a: { post: { callbacks: { c: { "{$url}": { post: { ${NONE} } } } }, ${NONE} } } }\n`,
  // The compiler does not compare more than so many types with one another.
  ...(THOROUGH && {
    'very many operations': `paths: { ${Array.from({ length: 1010 }, (_, at) => `/a${at}: { get: { operationId: get${at}, ${NONE} } }`).join(', ')} }\n`,
  }),
};

const GET = '/paths/~1a~1{id}/get';
const DAMAGE: readonly (readonly [where: string, value: unknown])[] = [
  ['/paths/~1a~1{id}/parameters', 7],
  ['/security/0', { nobody: [] }],
  [`${GET}/operationId`, 'ok'],
  [`${GET}/parameters/0/schema`, 'text'],
  [`${GET}/parameters/1/name`, 'a b'],
  [`${GET}/parameters/2/$ref`, '#/components/parameters/No'],
  [`${GET}/responses/2000`, {}],
  [`${GET}/responses/default`, 7],
  [`${GET}/responses/200/headers/X-R`, []],
  ['/paths/~1a~1{id}/post/requestBody/content/no', 7],
  ['/paths/~1a~1{id}/post/callbacks/done', 'done'],
  ['/components/schemas/A/properties/id/type', 'strng'],
  ['/components/schemas/A/properties/l/items', { $ref: '#/components/schemas/No' }],
  ['/components/schemas/B/allOf', {}],
  ['/components/schemas/C', { allOf: [{ $ref: '#/components/schemas/C' }] }],
  ['/components/schemas/U/discriminator/mapping/c', '#/no'],
];
/** Has one of everything that a file is emitted for. */
const SAMPLE = `paths: { /a: { post: { operationId: a, parameters: [{ name: q, in: query, schema: { $ref: "#/components/schemas/A" } }], requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { "200": { description: D, headers: { H: { schema: { type: integer } } }, content: { a/b: {} }, links: { l: { operationId: a } } }, default: { description: D, content: { text/event-stream: {} } } }, callbacks: { c: { "{$url}": { post: { ${NONE} } } } } } } }
webhooks: { a: { post: { ${NONE} } } }
components: { schemas: { A: { type: object } } }
`;

/** A document in which everything is called by a word that code is made of, and by those that look like one to some. */
function wordy(words: readonly string[]): string {
  const named = (one: (name: string, at: number) => string) =>
    words.map((name, at) => one(JSON.stringify(name), at)).join(', ');
  const schema = (name: string) => `schema: { $ref: ${JSON.stringify(`#/components/schemas/${name}`)} }`;
  const [first = ''] = words;
  const post = `parameters: [{ name: q, in: query, ${schema(first)} }], ${NONE}`;
  return `paths: { ${named((name, at) => `/a${at}: { post: { operationId: ${name}, ${post} } }`)} }
webhooks: { ${named((name) => `${name}: { post: { ${post} } }`)} }
components: { schemas: { ${named((name) => `${name}: { type: object }`)} } }
`;
}

// Below the root, so that Hono is found.
mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/small-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is emitted where everything is called by such words. */
async function wordyOutput(): Promise<readonly GeneratedFile[]> {
  const source = scratch({ 'sample.yaml': HEAD + SAMPLE });
  const { value = [] } = await generateDocument('sample.yaml', { cwd: source, targets: ALL });
  const code = value.filter(({ path }) => !path.startsWith('runtime/')).map(({ text }) => text);
  const words = new Set(code.join('\n').match(/[A-Za-z_]\w*/g));
  const known = ['WireOperation', 'filenameOf', 'deliver', 'securitySchemes', 'bind', 'a'];
  expect(known.filter((each) => !words.has(each))).toEqual([]);
  for (const each of [
    'wire',
    '\u4f8b',
    '\u0138',
    '1',
    'a-b',
    'a_b',
    'isPrototypeOf',
    '__proto__',
    'globalThis',
  ])
    words.add(each);
  const folder = scratch({ 'words.yaml': HEAD + wordy([...words]) });
  const output = await generateDocument('words.yaml', { cwd: folder, targets: ALL });
  expect(new Set(output.diagnostics.map(({ id }) => id))).toEqual(new Set(['names-alike']));
  return output.value ?? [];
}

it('all compile without a finding', async () => {
  const names = Object.keys(DOCUMENTS).map((name) => name.replaceAll(' ', '-'));
  const source = scratch(
    Object.fromEntries(
      Object.values(DOCUMENTS).flatMap((rest, at) => [
        [`${names[at]}/family.yaml`, family(names[at] ?? '')],
        [`${names[at]}/1.0.yaml`, HEAD + rest],
      ]),
    ),
  );
  const write = (name: string, { value, diagnostics }: Outcome<GeneratedFile[]>) => {
    const said = diagnostics.filter(({ id }) => id !== 'operations-none');
    expect([name, said]).toEqual([name, []]);
    writeOutput(join(folder, name), value ?? []);
  };
  // As families, which share one runtime; and one of them alone, with every target by itself.
  const manifests = names.map((name) => `${name}/family.yaml`);
  write('families', await generateFamilies(manifests, { cwd: source, targets: ALL }));
  for (const targets of [ALL, ['types'], ['client'], ['server']]) {
    const output = await generateDocument('one-operation/1.0.yaml', { cwd: source, targets });
    write(`alone-${targets.join('-')}`, output);
  }
  // What is left of one that is wrong in many places, each in another way.
  const damaged = wholeDocument('3.1.1');
  for (const [where, value] of DAMAGE) damage(damaged, where, { value });
  const broken = scratch({ 'damaged.json': JSON.stringify(damaged) });
  const left = await generateDocument('damaged.json', { cwd: broken, targets: ALL, lenient: true });
  expect(left.diagnostics.length).toBeGreaterThan(DAMAGE.length);
  write('damaged', { ...left, diagnostics: [] });
  if (THOROUGH) writeOutput(join(folder, 'words'), await wordyOutput());
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  expect(files.filter((path) => path.startsWith('families/')).length).toBeGreaterThan(60);
  // The runtime beside each is the same everywhere, and compiled by compile.test.ts.
  const paths = files.filter((path) => !path.includes('/runtime/')).map((path) => join(folder, path));
  expect(compileAlone('tsconfig.bundler.json', paths)).toEqual([]);
}, 120_000);
