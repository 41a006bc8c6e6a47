// The same proof where a document is many files, or a family: names of files, of what lies in them, and every word of a family.yaml.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMITTERS } from '../../generator/emit/list.js';
import { generateDocument, generateFamilies } from '../../generator/pipeline.js';
import { type At, fragment } from './document-31.js';
import { THOROUGH } from './effort.js';
import type { Output } from './generate.js';
import { PAYLOADS } from './payloads.js';
import { placesOf } from './places.js';
import { attack, closedPlaces } from './proof.js';
import { twins } from './twin.js';

const TARGETS = EMITTERS.map(({ name }) => name);
/** A part that a developer waits for. */
const SAMPLE = PAYLOADS.filter((_, at) => THOROUGH || at % 12 === 4);

/** Writes files into a folder of their own, and generates there. */
async function generated(
  files: Readonly<Record<string, string>>,
  work: (cwd: string) => ReturnType<typeof generateDocument>,
): Promise<Output> {
  const folder = mkdtempSync(join(tmpdir(), 'specpact-files-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { value, diagnostics } = await work(folder);
    const made = value && new Map(value.map((file) => [file.path, file.text]));
    return { folder, ...(made && { files: made }), diagnostics };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const info = { title: 't', version: '1' };
const done = { 200: { description: 'd' } };

/** Where a word may stand that reaches from one file into another. */
const PLACES = ['file', 'component', 'property', 'path item', 'anchor', 'definition'] as const;
type Place = (typeof PLACES)[number];

function files(word: (place: Place) => string): Record<string, string> {
  const file = `${word('file')}.json`;
  const to = (...tokens: string[]) => `./${encoded(file)}#/${tokens.map(fragment).join('/')}`;
  const schemas = {
    [word('component')]: {
      type: 'object',
      properties: { [word('property')]: { type: 'string', default: word('property') } },
      $defs: { [word('definition')]: { type: 'integer' } },
    },
    Anchored: { $anchor: word('anchor'), type: 'object' },
  };
  const root = {
    openapi: '3.1.1',
    info,
    paths: {
      '/a': { $ref: to('paths', word('path item')) },
      '/b': {
        get: {
          parameters: [{ $ref: to('components', 'parameters', word('component')) }],
          responses: {
            200: {
              description: 'd',
              content: {
                'application/json': {
                  schema: {
                    properties: {
                      a: { $ref: to('components', 'schemas', word('component')) },
                      b: {
                        $ref: to('components', 'schemas', word('component'), '$defs', word('definition')),
                      },
                      c: {
                        $ref: to('components', 'schemas', word('component'), 'properties', word('property')),
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  };
  const other = {
    paths: { [word('path item')]: { get: { operationId: 'a', responses: done } } },
    components: {
      schemas,
      parameters: { [word('component')]: { name: 'q', in: 'query', schema: { type: 'string' } } },
    },
  };
  return { 'openapi.json': JSON.stringify(root), [file]: JSON.stringify(other) };
}

function encoded(name: string): string {
  return /\p{Cs}/u.test(name) ? name : encodeURIComponent(name);
}

/** What no file can be called, on this system. */
const NO_FILE = /[/\0\ud800-\udfff]|^[\s\S]{200,}/u;

/** Why a word may be refused at a place. */
const REFUSALS = new Set(['component-name-invalid', 'ref-unresolved', 'bidi-or-control']);

describe('a document of many files', () => {
  const made = (word: (place: Place) => string) =>
    generated(files(word), (cwd) => generateDocument('openapi.json', { cwd, targets: TARGETS }));

  it('names in them are inert and whole, or refused', { timeout: 120_000 }, async () => {
    const complaints: string[] = [];
    const refused: string[] = [];
    const plain = (place: Place) => `zq${PLACES.indexOf(place)}q`;
    const usual = await made(plain);
    for (const [what, hostile] of SAMPLE) {
      // Where an engine orders members that look like indices, the twin looks like one.
      const indexed = /^(0|[1-9]\d*)$/.test(hostile);
      for (const place of PLACES) {
        // Redocly reads past a key that is empty.
        if (hostile === '' || (place === 'file' && NO_FILE.test(hostile))) continue;
        const harmless = (each: Place) => (indexed && each === place ? '770000' : plain(each));
        const twin = indexed ? await made(harmless) : usual;
        if (!twin.files) throw new Error(`the twin is refused: ${JSON.stringify(twin.diagnostics)}`);
        const output = await made((each) => (each === place ? hostile : harmless(each)));
        const errors = output.diagnostics.filter(({ severity }) => severity === 'error');
        if (output.files) {
          const found = twins(output.files, twin.files, [{ hostile, harmless: harmless(place) }]).complaints;
          // Redocly counts what every object inherits as taken.
          const odd = found.filter((each) => !each.includes(`"${hostile}-2"`));
          complaints.push(...odd.map((each) => `${place}, ${what}: ${each.slice(0, 300)}`));
        } else {
          refused.push(`${place}, ${what}`);
          const odd = errors.filter(({ id }) => !REFUSALS.has(id));
          complaints.push(...odd.map(({ id, message }) => `${place}, ${what}: ${id} ${message}`));
        }
      }
    }
    expect(complaints).toEqual([]);
    // Where components, and what becomes one, are called as none can be.
    expect(refused.length).toBeLessThan(2 * SAMPLE.length);
  });
});

/** A family.yaml (JSON is YAML) in which every key has a value. */
function familyYaml(at: At) {
  return {
    family: 'f',
    selector: {
      in: at('in', 'header'),
      name: at('name', 'Api-Version'),
      format: `${at('format', 'volume')} {version}`,
      whenAbsent: at('whenAbsent', 'current'),
    },
    timezone: at('timezone', 'Asia/Seoul'),
    afterNotBefore: at('afterNotBefore', 'serve'),
    links: {
      deprecation: at('deprecation', 'https://example.test/{version}'),
      sunset: at('sunset', 'https://example.test/{version}'),
      'successor-version': at('successor-version', 'https://example.test/{version}'),
    },
    versions: [
      { id: 'v2', spec: at('spec', 'a.json'), state: at('state', 'CURRENT') },
      {
        ...{ id: 'v1', spec: 'b.json', state: 'DEPRECATED', successor: at('successor', 'v2') },
        ...{ notBefore: at('notBefore', '2027-01-01'), deprecatedAt: at('deprecatedAt', '2026-01-01') },
      },
    ],
  };
}

/** The documents say the same of themselves as family.yaml does of them. */
const ofFamily = (text: string) => {
  const { selector } = JSON.parse(text) as { selector: { name: string; format: string } };
  const document = (version: string) => ({
    openapi: '3.1.1',
    info: { title: 't', version },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          deprecated: version === 'v1',
          security: [],
          parameters: [
            {
              name: selector.name,
              in: 'header',
              schema: { const: selector.format.replace('{version}', version) },
            },
          ],
          responses: done,
        },
      },
    },
  });
  const files = {
    'family.yaml': text,
    'a.json': JSON.stringify(document('v2')),
    'b.json': JSON.stringify(document('v1')),
  };
  return generated(files, (cwd) => generateFamilies([join(cwd, 'family.yaml')], { cwd, targets: TARGETS }));
};

describe('a family', () => {
  const places = placesOf(familyYaml);

  it('every word at every place of family.yaml: refused there, or inert and whole', {
    timeout: 120_000,
  }, async () => {
    const closed = await closedPlaces(familyYaml, places, ofFamily);
    expect([...closed].sort()).toEqual(
      [
        'afterNotBefore',
        'deprecatedAt',
        'in',
        'notBefore',
        'spec',
        'state',
        'successor',
        'timezone',
        'whenAbsent',
      ].sort(),
    );
    const complaints: string[] = [];
    const ids = new Set<string>();
    for (const [what] of SAMPLE) {
      const turn = PAYLOADS.findIndex(([each]) => each === what);
      const words = places.map(
        ({ name }, index) => [name, PAYLOADS[(index + turn) % PAYLOADS.length]?.[1] ?? ''] as const,
      );
      const found = await attack(familyYaml, places, new Map(words), ofFamily);
      complaints.push(...found.complaints.map((each) => `${what}: ${each.slice(0, 300)}`));
      for (const { id } of found.refusals) ids.add(id);
    }
    expect(complaints).toEqual([]);
    expect([...ids].filter((id) => !/^(family-|L-\d\d$)/.test(id))).toEqual([]);
  });

  it('its name and its versions make folders, and no others: all else is refused', async () => {
    for (const [what, word] of [
      ...SAMPLE,
      ['device', 'CON'],
      ['dot', '.'],
      ['dots', '..'],
      ['end', 'a.'],
    ] as const) {
      const asFamily = await ofFamily(JSON.stringify({ ...familyYaml((_, plain) => plain), family: word }));
      const given = familyYaml((_, plain) => plain);
      const versions = [{ id: word, spec: 'a.json', state: 'CURRENT' }];
      const asVersion = await ofFamily(JSON.stringify({ ...given, versions }));
      for (const { files: made, diagnostics } of [asFamily, asVersion]) {
        const odd = [...(made?.keys() ?? [])].filter(
          (path) => !/^(?:[A-Za-z0-9][\w.-]*[\w-]\/|[A-Za-z0-9]\/)*[a-z0-9-]+\.ts$/.test(path),
        );
        expect(odd, what).toEqual([]);
        if (!made) expect(diagnostics.map(({ id }) => id).join(), what).toMatch(/family-|L-0\d/);
      }
    }
  });
});
