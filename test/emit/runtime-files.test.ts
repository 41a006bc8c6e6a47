// The copy of the runtime: what emitted files import, what these import in turn, and nothing else.
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edit, FAMILIES } from '../generate/notes.js';
import { specpact } from '../generate/run.js';
import { scratch, snapshot } from '../generate/scratch.js';

const SCHEMAS = { Thing: { type: 'object', properties: { id: { type: 'integer' } } } };
const json = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
const links = { Self: { operationId: 'getThing', parameters: { id: '$response.body#/id' } } };
const get = (answer: object) => ({
  '/things/{id}': {
    get: {
      operationId: 'getThing',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      responses: { 200: { description: 'ok', content: json, ...answer } },
    },
  },
});
const document = (parts: object) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    components: { schemas: SCHEMAS },
    ...parts,
  });
const CALLS = { paths: get({}) };
const LINKS = { paths: get({ links }) };
const HOOKS = {
  webhooks: { made: { post: { requestBody: { content: json }, responses: { 200: { description: 'ok' } } } } },
};

async function made(parts: object, ...argv: string[]): Promise<Record<string, string>> {
  const folder = scratch({ 'api.json': document(parts) });
  const { code } = await specpact(['generate', 'api.json', '--output', 'out', '--quiet', ...argv], folder);
  expect(code).toBe(0);
  return snapshot(join(folder, 'out'));
}

const modulesOf = (files: object) =>
  Object.keys(files)
    .filter((path) => path.startsWith('runtime/'))
    .sort();

/** What calls name where they need it, and what callers import themselves. */
const CODECS = ['codecs', 'connection-codecs', 'retry', 'hooks'];

/** The runtime files that are reached from all the others. */
function reached(files: Readonly<Record<string, string>>): string[] {
  const seen = new Set<string>();
  const follow = (path: string): void => {
    for (const [, to = ''] of (files[path] ?? '').matchAll(/ from '(\.[^']*)\.js'/g)) {
      const file = `${posix.join(posix.dirname(path), to)}.ts`;
      if (seen.has(file)) continue;
      seen.add(file);
      follow(file);
    }
  };
  for (const path of Object.keys(files)) if (!path.startsWith('runtime/')) follow(path);
  // Which calls need them is not known of what is not made again.
  if ('client.ts' in files) for (const name of CODECS) follow(`runtime/${name}.ts`);
  const codecs = 'client.ts' in files ? CODECS.map((name) => `runtime/${name}.ts`) : [];
  return [...new Set([...seen, ...codecs])].filter((path) => path.startsWith('runtime/')).sort();
}

describe('the copy of the runtime', () => {
  const every = ['types,validators,client,server,hono,fastify,express,receiver,sender'];
  it.each([
    ['operations', CALLS, ['client', 'server', ...every]],
    ['links', LINKS, ['client', ...every]],
    ['webhooks', HOOKS, ['receiver', 'sender', ...every]],
    ['all of them', { ...LINKS, ...HOOKS }, ['client', 'sender', ...every]],
  ])('of a document with %s is what is imported', async (_, parts, wanted) => {
    for (const targets of wanted) {
      const files = await made(parts, '--targets', targets);
      expect(modulesOf(files).length).toBeGreaterThan(0);
      expect(modulesOf(files)).toEqual(reached(files));
    }
  });

  it('of a client alone judges nothing', async () => {
    const files = modulesOf(await made(CALLS, '--targets', 'client'));
    expect(files).toContain('runtime/client.ts');
    expect(files.filter((path) => /judge|pattern|format|validate\.|link\.|expression/.test(path))).toEqual(
      [],
    );
    expect(files.length).toBeLessThan(55);
  });

  it('of a document without operations calls and answers nothing', async () => {
    const files = modulesOf(await made({}));
    expect(files).toContain('runtime/validate.ts');
    expect(files.filter((path) => /client|server|receiver|sender|handling/.test(path))).toEqual([]);
  });

  it.each([
    ['an API key', { type: 'apiKey', in: 'header', name: 'K' }, ['api-key']],
    ['basic', { type: 'http', scheme: 'Basic' }, ['basic', 'bytes']],
    ['a token', { type: 'http', scheme: 'bearer' }, ['bearer']],
    ['another scheme of HTTP', { type: 'http', scheme: 'digest' }, []],
    ['a flow of people', { type: 'oauth2', flows: { implicit: {} } }, ['bearer']],
    [
      'a flow of machines',
      {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://a.example/token', scopes: {} } },
      },
      ['bearer', 'bytes', 'client-credentials', 'token-source'],
    ],
    ['a certificate', { type: 'mutualTLS' }, []],
    [
      'a signature that the document names',
      { type: 'apiKey', in: 'header', name: 'Scp-Signature', 'x-authenticate': 'scp-signature' },
      ['api-key', 'bytes', 'scp-signature'],
    ],
  ])('of a client with %s has what proves it, and nothing else', async (_, scheme, wanted) => {
    const parts = { ...CALLS, components: { schemas: SCHEMAS, securitySchemes: { s: scheme } } };
    const files = await made(parts, '--targets', 'client', '--lenient');
    const common = wanted.length > 0 ? ['authenticate', 'with-headers'] : [];
    expect(modulesOf(files).filter((path) => path.startsWith('runtime/auth/'))).toEqual(
      [...wanted, ...common].sort().map((name) => `runtime/auth/${name}.ts`),
    );
    expect(modulesOf(files)).toEqual(reached(files));
    expect('auth.ts' in files).toBe(wanted.length > 0);
    const without = await made(parts, '--targets', 'types,server', '--lenient');
    expect(Object.keys(without).filter((path) => path.includes('auth'))).toEqual(
      ['runtime/authorize.ts'].filter((path) => path in without),
    );
  });

  it('keeps what only a version needs that is not made again', async () => {
    const folder = scratch(FAMILIES);
    const document = join(folder, 'specs/memos/1.0.yaml');
    const webhook = 'webhooks:\n  gone: { post: { responses: { "200": { description: ok } } } }';
    const scheme = 'components: { securitySchemes: { b: { type: http, scheme: basic } } }';
    edit(document, /^paths:/m, `${webhook}\n${scheme}\npaths:`);
    const generate = (...argv: string[]) => specpact(['generate', ...argv], folder);
    expect((await generate()).code).toBe(0);
    edit(join(folder, 'specs/notes/1.0.yaml'), 'listNotes', 'getNotes');
    expect((await generate()).code).toBe(0);
    expect(modulesOf(snapshot(join(folder, 'generated')))).toContain('runtime/receiver.ts');
    expect(modulesOf(snapshot(join(folder, 'generated')))).toContain('runtime/auth/basic.ts');
    expect((await generate('--check')).code).toBe(0);
  });
});
