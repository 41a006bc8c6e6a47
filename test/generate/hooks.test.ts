// Webhooks and callbacks on the way through a whole run: selected, made of what is whole in them, also where 3.0 has no name for them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const NONE = 'responses: { "204": { description: D } }';
const body = (name: string) =>
  `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } } }`;
const DOCUMENT = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    post: { operationId: a, ${NONE}, callbacks: { on: { "{$url}": { post: { ${body('OfCallback')}, ${NONE} } } } } }
  /b: { post: { operationId: b, ${NONE} } }
x-webhooks:
  made: { post: { ${body('OfWebhook')}, ${NONE} } }
  gone: { post: { ${body('Other')}, ${NONE} } }
components:
  schemas:
    OfWebhook: { type: string, nullable: true }
    OfCallback: { type: integer }
    Other: { type: boolean }
`;

async function generated(text: string, ...argv: string[]) {
  const cwd = scratch({ 'a.yaml': text });
  const ran = await specpact(['generate', 'a.yaml', '--output', 'out', ...argv], cwd);
  const isMade = existsSync(join(cwd, 'out'));
  const files = Object.keys(isMade ? snapshot(join(cwd, 'out')) : {}).filter(
    (path) => !path.startsWith('runtime/'),
  );
  return { ...ran, files, read: (name: string) => readFileSync(join(cwd, 'out', name), 'utf8') };
}

function hooksIn(code: string): (string | undefined)[] {
  return [...code.matchAll(/^export const (?!securitySchemes)(\w+)/gm)].map(([, name]) => name);
}

it('all are made, x-webhooks of 3.0 too', async () => {
  const { code, err, files, read } = await generated(DOCUMENT);
  expect([code, err.match(/warning|error/g)]).toEqual([0, null]);
  expect(files).toEqual(expect.arrayContaining(['webhooks.ts', 'callbacks.ts', 'receiver.ts', 'sender.ts']));
  expect(hooksIn(read('webhooks.ts'))).toEqual(['made', 'gone']);
  expect(read('types.ts')).toContain('export type OfWebhook = string | null;');
});

it('of which those that are selected are, with what they need', async () => {
  const webhook = await generated(DOCUMENT, '--include', 'webhook:made');
  expect([webhook.code, webhook.files.includes('callbacks.ts'), webhook.files.includes('client.ts')]).toEqual(
    [...[0, false, false]],
  );
  expect(webhook.read('receiver.ts')).not.toContain('gone');
  expect(webhook.read('types.ts').match(/^export type Of?\w+/gm)).toEqual(['export type OfWebhook']);

  const callback = await generated(DOCUMENT, '--include', 'id:a');
  expect([callback.code, callback.files.includes('webhooks.ts')]).toEqual([0, false]);
  expect(callback.read('sender.ts')).toContain('aOn(handled: Handled<operations.AInput, operations.AAnswer>');
  expect(callback.read('types.ts').match(/^export type O\w+/gm)).toEqual(['export type OfCallback']);

  expect((await generated(DOCUMENT, '--include', 'id:b')).files).not.toContain('sender.ts');
});

it('with a fault in one, the others are', async () => {
  const wrong = DOCUMENT.replace(
    '  gone:',
    '  odd: { post: { responses: { "299x": { description: D } } } }\n  gone:',
  )
    .replace(
      '"{$url}": { post: {',
      '"{$url}": { post: { parameters: [{ name: "a b", in: header, schema: {} }],',
    )
    .replace('#/components/schemas/Other', '#/components/schemas/Nobody');
  const strict = await generated(wrong);
  expect([strict.code, strict.files]).toEqual([1, []]);
  const { code, err, read } = await generated(wrong, '--lenient');
  expect([code, err.match(/[a-z]+-[a-z]+(-[a-z]+)?$/gm)?.sort()]).toEqual([
    0,
    ['header-name-invalid', 'ref-unresolved', 'status-key-invalid'],
  ]);
  expect(hooksIn(read('webhooks.ts'))).toEqual(['made', 'odd', 'gone']);
  expect(read('callbacks.ts')).toContain('export const aOn = {');
  expect(read('callbacks.ts')).not.toContain('a b');
});
