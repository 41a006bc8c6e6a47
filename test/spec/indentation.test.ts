// Indentation: lines inside quotes and braces may begin where they like, as long as nothing else is wrong.

import { describe, expect, it } from 'vitest';
import { parseText } from '../../generator/spec/parse.js';
import { Places } from '../../generator/spec/places.js';
import { stopwatch } from '../stopwatch.js';
import { HEAD, load, placeOf } from './loaded.js';

const TEXT = `info:
  x-logo: {
    url: logo.svg,
    sizes: [
  1,
2
]
  }
  description: "one
  two
three"
  after: { here: 'it
  is' }
paths: {}
`;

describe('a line inside quotes or braces that begins too far to the left', () => {
  it('is read as if it began to the right', () => {
    expect(parseText(TEXT)).toEqual({
      info: {
        'x-logo': { url: 'logo.svg', sizes: [1, 2] },
        description: 'one two three',
        after: { here: 'it is' },
      },
      paths: {},
    });
  });

  it('leaves every place where an editor shows it', () => {
    const places = new Places('a.yaml', TEXT);
    const shown = (pointer: string) => {
      const { line, column } = places.position(pointer);
      return TEXT.split('\n')
        .slice(line - 1)
        .join('\n')
        .slice(column - 1, column + 4);
    };
    expect(['/info/x-logo/url', '/info/x-logo/sizes/1', '/info/after/here', '/paths'].map(shown)).toEqual([
      'url: ',
      '2\n]\n ',
      'here:',
      'paths',
    ]);
  });

  it('does not hide what else is wrong', () => {
    expect(() => parseText(`${TEXT}paths: [`)).toThrow(/unexpected end/);
    expect(() => parseText(`${TEXT}paths: {}`)).toThrow(/duplicated mapping key/);
  });

  it('is paid for but once each, up to a limit', () => {
    const many = (count: number) => `a: [\n${'1,\n'.repeat(count)}]\n`;
    expect((parseText(many(200)) as { a: unknown[] }).a).toHaveLength(200);
    const spent = stopwatch();
    expect(() => parseText(`# ${'x'.repeat(1e6)}\n${many(20_000)}`)).toThrow('deficient indentation');
    expect(spent()).toBeLessThan(5000);
  });
});

describe('a reference whose pointer leads through other references', () => {
  const schemas = `components:
  schemas:
    A: { type: object, properties: { b: { $ref: "#/components/schemas/B" } } }
    B: { type: array, items: { $ref: "#/components/schemas/C" } }
    C: { type: object, properties: { d: { type: integer } } }
`;

  it('means what stands there', async () => {
    const { said, at } = await load({
      'openapi.yaml': `${HEAD}${schemas}    D: { $ref: "#/components/schemas/A/properties/b/items/properties/d" }
    E: { $ref: "#/components/schemas/D/x/y" }
    F: { $ref: "#/components/schemas/A/properties/b" }
`,
    });
    expect(at('/components/schemas/D')).toEqual({ $ref: '#/components/schemas/C/properties/d' });
    expect(at('/components/schemas/F')).toEqual({ $ref: '#/components/schemas/A/properties/b' });
    expect(said).toEqual([expect.stringContaining('"#/components/schemas/D/x/y" leads nowhere')]);
  });

  it('ends where they go round in circles', async () => {
    const files = {
      'openapi.yaml': `${HEAD}components:
  schemas:
    A: { properties: { a: { $ref: "#/components/schemas/A/properties/a/b" } } }
    B: { properties: { b: { $ref: "#/components/schemas/B/properties/b/properties/b" } } }
`,
    };
    const { said } = await load(files);
    expect(said.join('\n')).toContain(placeOf(files, 'openapi.yaml', '$ref: "#/components/schemas/A'));
    expect(said.length).toBeGreaterThan(1);
  });
});
