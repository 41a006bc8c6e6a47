// What the compiler says of generated answers: what is documented compiles, what is not does not.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { generateDocument } from '../../generator/pipeline.js';
import { writeOutput } from '../../generator/write/output.js';
import { scratch } from '../generate/scratch.js';
import { ANSWERS } from '../roundtrip/answers.js';
import { compile, ROOT } from './compile.js';

mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('of the calls and handlers in answer-types.txt', async () => {
  const source = scratch({ 'openapi.json': JSON.stringify(ANSWERS) });
  const targets = ['client', 'server', 'validators'];
  const { value, diagnostics } = await generateDocument('openapi.json', { cwd: source, targets });
  expect(diagnostics).toEqual([]);
  writeOutput(folder, value ?? []);
  // A text beside this test: what it imports exists only here.
  const uses = readFileSync(fileURLToPath(new URL('answer-types.txt', import.meta.url)), 'utf8');
  expect(uses.match(/@ts-expect-error/g)?.length).toBeGreaterThan(15);
  const path = join(folder, 'uses.ts');
  writeFileSync(path, uses);
  expect(compile('tsconfig.node-next.json', [path], { noUnusedLocals: false }).findings).toEqual([]);
}, 90_000);
