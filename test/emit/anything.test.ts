// Whatever a document says anywhere: generating ends with code that parses, or with diagnostics, and never with an internal error.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { generateDocument } from '../../generator/pipeline.js';
import { scratch } from '../generate/scratch.js';
import { changes, DOCUMENT, replaced } from '../model/anything.js';

const TARGETS = ['types', 'validators', 'client', 'server', 'hono', 'examples'];

it('a document with anything anywhere is code or diagnostics', async () => {
  const folder = scratch();
  let [emitted, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(changes, async (replacements) => {
      const changed = replacements.reduce((node, [place, value]) => replaced(node, place, value), DOCUMENT);
      writeFileSync(join(folder, 'openapi.json'), JSON.stringify(changed));
      const { value, diagnostics } = await generateDocument('openapi.json', {
        cwd: folder,
        targets: TARGETS,
      });
      if (!value) {
        refused++;
        expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        return;
      }
      emitted++;
      for (const { path, text } of value.filter((file) => !file.path.startsWith('runtime/'))) {
        const { diagnostics: errors = [] } = ts.transpileModule(text, {
          fileName: path,
          reportDiagnostics: true,
        });
        expect([path, errors.map(({ messageText }) => messageText)]).toEqual([path, []]);
      }
    }),
    { seed: 5, numRuns: 60 },
  );
  expect(emitted).toBeGreaterThan(8);
  expect(refused).toBeGreaterThan(8);
});
