// References by name: anchors, ids and dynamic anchors become places of the document.
import { describe, expect, it } from 'vitest';
import { HEAD, load } from './loaded.js';

const schemas = (text: string) => ({ 'openapi.yaml': `${HEAD}components:\n  schemas:\n${text}` });

describe('an anchor', () => {
  it('is referred to by its place, before it is known and after', async () => {
    const { said, at } = await load(
      schemas(`    A: { type: object, properties: { b: { $ref: "#bee" } }, $defs: { "x/y": { $anchor: far } } }
    B: { $anchor: bee, anyOf: [{ $ref: "#far" }, { $ref: "#bee" }] }
`),
    );
    expect(said).toEqual([]);
    expect(at('/components/schemas/A/properties/b')).toEqual({ $ref: '#/components/schemas/B' });
    expect(at('/components/schemas/B/anyOf')).toEqual([
      { $ref: '#/components/schemas/A/$defs/x~1y' },
      { $ref: '#/components/schemas/B' },
    ]);
  });

  it('may stand once in each component: the nearest is meant', async () => {
    const { at } = await load(
      schemas(`    A: { $ref: "#item", $defs: { i: { $anchor: item, type: string } } }
    B: { $ref: "#item", $defs: { i: { $anchor: item, type: integer } } }
    C: { $ref: "#item" }
`),
    );
    expect(['A', 'B', 'C'].map((name) => at(`/components/schemas/${name}/$ref`))).toEqual([
      '#/components/schemas/A/$defs/i',
      '#/components/schemas/B/$defs/i',
      '#/components/schemas/B/$defs/i',
    ]);
  });

  it('in a schema with an id is meant where nothing else is called so', async () => {
    const { said, at } = await load(schemas('    A: { $id: a, $anchor: here }\n    B: { $ref: "#here" }\n'));
    expect(said).toEqual([]);
    expect(at('/components/schemas/B')).toEqual({ $ref: '#/components/schemas/A' });
  });

  it('is none where it is data, the name of a property, or an extension', async () => {
    const { said } = await load(
      schemas(`    A: { $ref: "#a", properties: { $anchor: { type: string } } }
    B: { const: { $anchor: a }, x-own: { $anchor: a }, example: { $anchor: a }, properties: { $anchor: { const: a } } }
`),
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('The $ref "#a" leads nowhere: nothing in this file has such an $anchor.');
  });

  it('belongs to its own file, from where it is bundled', async () => {
    const { said, at } = await load({
      ...schemas(
        `    A: { $ref: "other.yaml#/Node" }\n    B: { $ref: "#node" }\n    C: { $anchor: node, type: integer }\n`,
      ),
      'other.yaml': 'Node: { $anchor: node, type: object, properties: { next: { $ref: "#node" } } }\n',
    });
    expect(said).toEqual([]);
    expect(at('/components/schemas/B')).toEqual({ $ref: '#/components/schemas/C' });
    expect(JSON.stringify(at('/components/schemas'))).toContain('"next":{"$ref":"#/components/schemas/');
  });

  it('that leads round in a circle is a circle', async () => {
    const { said } = await load(
      schemas('    A: { $anchor: a, $ref: "#b" }\n    B: { $anchor: b, $ref: "#a" }\n'),
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('only to other $refs, without end');
  });
});

describe('an id', () => {
  it('names a schema, and where its own references begin', async () => {
    const { said, at } = await load(
      schemas(`    Tree:
      $id: https://example.com/schemas/tree
      type: object
      properties:
        self: { $ref: "#" }
        leaf: { $ref: "#/$defs/leaf" }
        twig: { $ref: leaves#twig }
        other: { $ref: "#/components/schemas/Other" }
      $defs: { leaf: { type: string } }
    Leaves: { $id: https://example.com/schemas/leaves, $defs: { t: { $anchor: twig } } }
    Other: { allOf: [{ $ref: https://example.com/schemas/tree }, { $ref: "https://example.com/schemas/tree#/$defs/leaf" }] }
`),
    );
    expect(said).toEqual([]);
    expect(at('/components/schemas/Tree/properties')).toEqual({
      self: { $ref: '#/components/schemas/Tree' },
      leaf: { $ref: '#/components/schemas/Tree/$defs/leaf' },
      twig: { $ref: '#/components/schemas/Leaves/$defs/t' },
      other: { $ref: '#/components/schemas/Other' },
    });
    expect(at('/components/schemas/Other/allOf')).toEqual([
      { $ref: '#/components/schemas/Tree' },
      { $ref: '#/components/schemas/Tree/$defs/leaf' },
    ]);
  });

  it('of the document is its $self (OpenAPI 3.2)', async () => {
    const { said, at } = await load({
      'openapi.yaml': `openapi: 3.2.0
$self: https://example.com/api
info: { title: Test, version: "1" }
components:
  schemas:
    A: { $ref: "https://example.com/api#/components/schemas/B" }
    B: { type: string }
`,
    });
    expect(said).toEqual([]);
    expect(at('/components/schemas/A')).toEqual({ $ref: '#/components/schemas/B' });
  });

  it('that is no URI, or is a property, changes nothing', async () => {
    const { said, at } = await load(
      schemas(`    A: { $id: "http://[", properties: { $id: { type: string }, a: { $ref: "#/components/schemas/B" } } }
    B: { type: string }
`),
    );
    expect(said).toEqual([]);
    expect(at('/components/schemas/A/properties/a')).toEqual({ $ref: '#/components/schemas/B' });
  });
});

describe('a dynamic reference', () => {
  it('is a reference to what it means by itself, and knows its anchor', async () => {
    const { said, at } = await load(
      schemas(`    Page: { type: array, items: { $dynamicRef: "#item" }, $defs: { i: { $dynamicAnchor: item } } }
    Both: { $ref: "#/components/schemas/Page", $dynamicRef: "#/components/schemas/Page/$defs/i" }
    Plain: { $dynamicRef: "#plain", $defs: { p: { $anchor: plain } } }
`),
    );
    expect(said).toEqual([]);
    expect(at('/components/schemas/Page/items')).toEqual({
      $ref: '#/components/schemas/Page/$defs/i',
      $dynamicRef: 'item',
    });
    expect(at('/components/schemas/Both')).toEqual({
      $ref: '#/components/schemas/Page',
      allOf: [{ $ref: '#/components/schemas/Page/$defs/i' }],
    });
    expect(at('/components/schemas/Plain/$ref')).toBe('#/components/schemas/Plain/$defs/p');
    expect(at('/components/schemas/Plain/$dynamicRef')).toBeUndefined();
  });

  it('that means nothing by itself leads nowhere', async () => {
    const { said } = await load(schemas('    A: { items: { $dynamicRef: "#item" } }\n'));
    expect(said).toEqual([
      'ref-unresolved openapi.yaml:5:19 The $ref "#item" leads nowhere: nothing in this file has such an $anchor.',
    ]);
  });
});
