// Names that HTTP and references cannot carry are refused at their place; names that nobody sees are warned of.
import { describe, expect, it } from 'vitest';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';

interface Names {
  readonly header?: string;
  readonly mediaType?: string;
  readonly component?: string;
  readonly property?: string;
}

async function generated({
  header = 'X-A',
  mediaType = 'application/json',
  component = 'Note',
  property = 'text',
}: Names) {
  const schema = { type: 'object', properties: { [property]: { type: 'string' } } };
  const answer = {
    description: 'D',
    headers: { [header]: { schema: { type: 'string' } } },
    content: { [mediaType]: { schema } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/notes': { get: { operationId: 'listNotes', responses: { 200: answer } } } },
    components: { schemas: { [component]: schema } },
  };
  return specpact(
    ['generate', 'a.json', '--output', 'out'],
    scratch({ 'a.json': JSON.stringify(document, null, 2) }),
  );
}

describe('a name that cannot travel', () => {
  it('does not stand in the way of the others', async () => {
    expect(await generated({})).toMatchObject({ code: 0, err: '' });
  });

  it.each<[Names, string]>([
    [{ header: 'X A' }, 'header-name-invalid'],
    [{ header: 'X-A:\r\nX-B' }, 'header-name-invalid'],
    [{ mediaType: 'application/json\n' }, 'media-type-invalid'],
    [{ component: 'a"b' }, 'component-name-invalid'],
  ])('%j is refused as %s', async (names, id) => {
    const { code, err } = await generated(names);
    expect(code).toBe(1);
    expect(err).toMatch(/^a\.json:\d+:\d+ {2}error {2}/);
    expect(err).toContain(id);
    expect(err).toContain('Nothing was written.');
  });

  it.each([
    ['{"uniqueItems":true,"items":{"type":"object"}}', 1],
    ['{"uniqueItems":true}', 1],
    ['{"uniqueItems":true,"items":{"type":"object"},"maxItems":9}', 0],
    ['{"uniqueItems":true,"items":{"type":["string","null"]}}', 0],
    ['{"uniqueItems":true,"items":{"enum":[1]}}', 0],
    ['{"uniqueItems":false,"items":{}}', 0],
  ])('a set without end is noted, unless its items are told apart at a glance: %s', async (schema, notes) => {
    const text = `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"components":{"schemas":{"S":${schema}}}}`;
    const { code, err } = await specpact(
      ['generate', 'a.json', '--output', 'out'],
      scratch({ 'a.json': text }),
    );
    expect(code).toBe(0);
    expect(err.split('unbounded-unique-items')).toHaveLength(notes + 1);
  });

  it('is warned of where nobody sees it', async () => {
    const { code, err } = await generated({ property: 'te\u200bxt' });
    expect(code).toBe(0);
    expect(err).toMatch(/^a\.json:\d+:\d+ {2}warning {2}/);
    expect(err).toContain('bidi-or-control');
  });
});
