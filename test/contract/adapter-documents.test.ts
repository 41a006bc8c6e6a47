// The vitest adapter, told by paths: a document, a family by name or by its file; and what it says where they cannot be read.
import { describe, expect, it } from 'vitest';
import { createMock } from '../../contract/mock/index.js';
import { loadDocument, loadFamily } from '../../generator/pipeline.js';
import { contractSuite } from '../../generator/vitest.js';
import { scratch } from '../generate/scratch.js';

const NOW = new Date('2026-04-15T00:00:00Z');
const SCALEWAY = 'specs/scaleway-instance/v1.yaml';
const SCP = 'specs/scp-virtualserver/family.yaml';
const loading = { cwd: process.cwd() };

const scaleway = await loadDocument(SCALEWAY, loading);
const scp = await loadFamily(SCP, loading);
if (!scaleway.value || !scp.value) throw new Error('the samples cannot be read');
const alone = createMock({ models: [scaleway.value.model], now: () => NOW });
const versions = createMock({
  models: scp.value.models,
  family: scp.value.manifest.family,
  now: () => NOW,
});

const phases = ['examples'] as const;
await contractSuite({ name: 'a document', document: SCALEWAY, handler: alone, phases });
await contractSuite({
  name: 'a family by name',
  family: 'scp-virtualserver',
  version: '1.3',
  handler: versions,
  phases,
});
await contractSuite({ family: SCP, handler: versions, phases: ['examples', 'lifecycle'], now: NOW });

describe('contractSuite by paths', () => {
  it.each([
    ['nothing', {}, 'contractSuite needs a model, or models.'],
    ['a document that is not there', { document: 'nope.yaml' }, /nope\.yaml.*file-unreadable/s],
    ['a family that is not there', { family: 'nope' }, /There is no family "?nope/],
    ['both', { document: SCALEWAY, family: SCP }, /one of them/],
    ['a version that is not there', { family: SCP, version: '9.9' }, /9\.9/],
  ])('refuses %s', async (_, named, message) => {
    await expect((async () => contractSuite({ ...named, handler: alone }))()).rejects.toThrow(message);
  });

  it('says all that is wrong with a document, and where', async () => {
    const cwd = scratch({
      'api.yaml':
        'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { parameters: [{}] } } }\n',
    });
    await expect(contractSuite({ document: 'api.yaml', cwd, handler: alone })).rejects.toThrow(
      /api\.yaml:3:\d+ {2}error/,
    );
  });
});
