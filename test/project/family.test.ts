// Versions of a family that share one document are made from what it is at each of them.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type FamilyModels, loadDocument, loadFamily } from '../../generator/pipeline.js';

const cwd = fileURLToPath(new URL('../cases/lint/family-one-document', import.meta.url));
const { value } = await loadFamily('family.yaml', { cwd });
const { models, specs } = value as FamilyModels;
const [newest, middle, oldest] = models;

describe('versions that share one document', () => {
  it('have the parts of their time', () => {
    const types = models.map(
      ({ operations }) => operations[0]?.parameters.find(({ name }) => name === 'sort')?.schema,
    );
    expect(types).toEqual([
      { type: 'integer' },
      { type: 'integer' },
      { type: 'string', enum: ['up', 'down'] },
    ]);
    const things = models.map(({ schemas }) => schemas.find(({ key }) => key === 'Thing')?.schema);
    expect(things.map((each) => Object.keys(Object(each).properties))).toEqual([
      ['name', 'label'],
      ['name', 'title'],
      ['name', 'title'],
    ]);
    expect(things.map((each) => Object(each).required)).toEqual([['name', 'label'], ['name'], ['name']]);
  });

  it('say that they are that version, and show it', () => {
    expect(specs.map(({ document }) => document.info.version)).toEqual(['1.10', '1.9', '1.1']);
    const shown = models.map(({ operations }) => operations[0]?.parameters[0]?.example?.value);
    expect(shown).toEqual(['things 1.10', 'things 1.9', 'things 1.1']);
  });

  it('mark the operations of a DEPRECATED version, and of no other', () => {
    expect(models.map(({ operations }) => operations[0]?.deprecated)).toEqual([false, false, true]);
  });

  it('stand in the one file as it is written', () => {
    const at = (model: typeof newest, spec: number) => {
      const sort = model?.operations[0]?.parameters.find(({ name }) => name === 'sort');
      return specs[spec]?.locate(`${sort?.source}`).line;
    };
    expect([at(newest, 0), at(middle, 1), at(oldest, 2)]).toEqual([23, 23, 17]);
  });
});

it('a lone document is what it is at its own version', async () => {
  const { value: loaded } = await loadDocument('api.yaml', { cwd });
  const thing = loaded?.model.schemas.find(({ key }) => key === 'Thing')?.schema;
  expect(Object.keys(Object(thing).properties)).toEqual(['name', 'label']);
});
