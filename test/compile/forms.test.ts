// Types and validators say the same: what JSON Schema lets through is of the type, and where the type can say it all, nothing else is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { js } from '../../generator/emit/tokens.js';
import { generateDocument } from '../../generator/pipeline.js';
import { compile, ROOT } from './compile.js';
import { forms, SHARED } from './forms.js';

const FORMS = 220;
/** Tried on every form that types can say exactly. */
const STRANGERS: readonly unknown[] = [null, true, 1, 'a', [], [1], {}, { a: 1, b: 'a' }];

mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a schema of any form is a type of what is valid', async () => {
  const sample = forms(3).chain(({ schema, values, exact }) =>
    fc.record({
      schema: fc.constant(schema),
      values: fc.array(values, { minLength: 4, maxLength: 4 }),
      exact: fc.constant(exact),
    }),
  );
  const samples = fc.sample(sample, { seed: 7, numRuns: FORMS });
  const named = Object.fromEntries(samples.map(({ schema }, at) => [`Form${at}`, schema]));
  const document = {
    openapi: '3.1.1',
    info: { title: 'Forms', version: '1' },
    components: { schemas: { ...SHARED, ...named } },
  };
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
  const { value, diagnostics } = await generateDocument('openapi.json', { cwd: folder, targets: ['types'] });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);

  const ajv = new Ajv2020({ strict: false, ownProperties: true, validateSchema: false, logger: false });
  // Allowed, and met by nothing; ajv throws on it.
  ajv.addSchema(JSON.parse(JSON.stringify(document).replaceAll('{"enum":[]}', 'false')) as object, 'doc');
  const lines = [
    "import type * as types from './types.js';",
    'type Fits<V, T> = [V] extends [T] ? true : false;',
  ];
  const said: string[] = [];
  const counts = { fitting: 0, refused: 0 };
  for (const [at, { schema, values, exact }] of samples.entries()) {
    const judge = ajv.compile({ $ref: `doc#/components/schemas/Form${at}` });
    for (const each of exact ? [...values, ...STRANGERS] : values) {
      const fits = judge(each) === true;
      if (!fits && !exact) continue;
      counts[fits ? 'fitting' : 'refused']++;
      said[lines.length] = `${JSON.stringify(each)} ${fits ? 'is' : 'is not'} ${JSON.stringify(schema)}`;
      const text = js(each).replaceAll('\n', ' ');
      lines.push(`export const v${lines.length}: Fits<${text}, types.Form${at}> = ${fits};`);
    }
  }
  writeFileSync(join(folder, 'types.ts'), value?.find(({ path }) => path === 'types.ts')?.text ?? '');
  writeFileSync(join(folder, 'values.ts'), `${lines.join('\n')}\n`);
  const { findings } = compile('tsconfig.bundler.json', [join(folder, 'values.ts')]);
  const wrong = findings.map((each) => said[Number(/values\.ts:(\d+)/.exec(each)?.[1]) - 1] ?? each);
  expect(wrong).toEqual([]);
  // What is not tried proves nothing.
  expect(counts.fitting).toBeGreaterThan(500);
  expect(counts.refused).toBeGreaterThan(200);
});
