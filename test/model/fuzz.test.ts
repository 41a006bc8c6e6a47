// Whatever stands where in a document: building the model gives a value or diagnostics at real places, and never throws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../generator/model/build.js';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { makeLocate } from '../../generator/spec/locate.js';
import { Origins } from '../../generator/spec/origins.js';
import { references } from '../../generator/spec/references.js';
import { anything, changes, DOCUMENT, replaced, TEXT } from './anything.js';
import { FAMILY, specOf } from './modelled.js';

describe('the model of a document', () => {
  it('that this test changes is without fault to begin with', () => {
    const { value, diagnostics } = buildModel(specOf(DOCUMENT as never, TEXT), { id: '1' }, FAMILY);
    expect(diagnostics).toEqual([]);
    expect(value?.operations).toHaveLength(2);
    expect(value?.operations[0]?.examples).toHaveLength(2);
  });

  it('with anything anywhere is a value or diagnostics, each at a place of the text', () => {
    const lines = TEXT.split('\n');
    let [built, refused] = [0, 0];
    fc.assert(
      fc.property(changes, (replacements) => {
        const changed = replacements.reduce((node, [place, value]) => replaced(node, place, value), DOCUMENT);
        const locate = makeLocate(changed, [{ file: 'openapi.yaml', text: TEXT, parsed: changed }]);
        const { document, faults } = toOpenApi31(changed, new Origins());
        const spec = document && { ...specOf(document, TEXT), locate };
        const outcome = spec ? buildModel(spec, { id: '1' }, FAMILY) : undefined;
        const said = faults.map((fault) => ({ ...fault, position: locate(fault.pointer) }));
        const diagnostics = [...said, ...(outcome?.diagnostics ?? [])];
        if (outcome?.value) built++;
        else refused++;
        expect(outcome?.value !== undefined || diagnostics.length > 0).toBe(true);
        for (const { position, message, hint } of diagnostics) {
          expect(message).toMatch(/\S/);
          expect(hint).toMatch(/\S/);
          expect(position?.line).toBeLessThanOrEqual(lines.length);
          expect(position?.column).toBeLessThanOrEqual((lines[(position?.line ?? 1) - 1]?.length ?? 0) + 1);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
    expect(built).toBeGreaterThan(25);
    expect(refused).toBeGreaterThan(25);
  });

  it('is the same for the same document, and leaves it as it was', () => {
    fc.assert(
      fc.property(changes, (replacements) => {
        const changed = replacements.reduce((node, [place, value]) => replaced(node, place, value), DOCUMENT);
        const before = JSON.stringify(changed);
        const build = () => JSON.stringify(buildModel(specOf(changed as never, TEXT), { id: '1' }, FAMILY));
        if (toOpenApi31(changed, new Origins()).document === undefined) return;
        expect(build()).toBe(build());
        expect(JSON.stringify(changed)).toBe(before);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('and its references are looked at without fear of what holds them', () => {
    fc.assert(
      fc.property(anything, (value) => {
        for (const { ref, pointer } of references(value))
          expect([typeof ref, typeof pointer]).toEqual(['string', 'string']);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
