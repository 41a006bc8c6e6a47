// Which servers are made where nobody asks for one: those of the frameworks that the project has.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { specpact } from './run.js';
import { scratch } from './scratch.js';

const DOCUMENT = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: { '/a': { get: { operationId: 'a', responses: { 204: { description: 'D' } } } } },
});
const has = (...names: string[]) =>
  JSON.stringify({ devDependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

it.each([
  ['none, without package.json', {}, []],
  ['those that it names', { 'at/package.json': has('express', 'hono', 'left-pad') }, ['express', 'hono']],
  [
    'those of the nearest, and no other',
    { 'at/package.json': has('hono'), 'at/src/package.json': has('fastify') },
    ['fastify'],
  ],
  ['none where it cannot be read', { 'at/package.json': '{' }, []],
  ['none where it is a list', { 'at/package.json': '["hono"]' }, []],
  ['none of a project above', { 'package.json': has('hono') }, []],
])('%s', async (_, files, expected) => {
  const folder = scratch({ ...files, 'at/api.json': DOCUMENT });
  const { code } = await specpact(
    ['generate', 'api.json', '--output', 'src/api', '--quiet'],
    join(folder, 'at'),
  );
  expect(code).toBe(0);
  const made = ['express', 'fastify', 'hono'].filter((name) =>
    existsSync(join(folder, 'at/src/api', `${name}.ts`)),
  );
  expect(made).toEqual(expected);
});
