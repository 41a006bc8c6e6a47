// The projection of one annotated document equals what was written by hand for each version.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFamily } from '../../generator/family/manifest.js';
import { projectTo } from '../../generator/project/documents.js';
import { loadSpec } from '../../generator/spec/load.js';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const SPECS = 'specs/scp-virtualserver';
const { value: manifest } = await readFamily(`${SPECS}/family.yaml`, cwd);
if (!manifest) throw new Error('no family');
const { family } = manifest;

const loaded = async (path: string, project?: ReturnType<typeof projectTo>) => {
  const { value, diagnostics } = await loadSpec(path, { cwd, root: cwd, ...(project && { project }) });
  expect(diagnostics).toEqual([]);
  return value?.document;
};

describe.each(family.versions)('$id', (entry) => {
  it('equals the hand-written document', async () => {
    const project = projectTo(entry.id, { family, entry });
    const projected = await loaded('test/project/scp-virtualserver.yaml', project);
    expect(projected).toEqual(await loaded(`${SPECS}/${entry.id}.yaml`));
  });
});

it('the hand-written documents differ, and the projections with them', async () => {
  const documents = await Promise.all(family.versions.map(({ id }) => loaded(`${SPECS}/${id}.yaml`)));
  expect(new Set(documents.map((each) => JSON.stringify(each))).size).toBe(family.versions.length);
});
