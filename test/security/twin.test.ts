// The proof that no text of a document becomes code: at every place of an OpenAPI document, every word that has ever broken a generator.
import { afterAll, describe, expect, it } from 'vitest';
import { SHAPES_3, SHAPES_20, SHAPES_30, type Shapes } from '../../generator/spec/shapes.js';
import { document20 } from './document-20.js';
import { document30 } from './document-30.js';
import { type At, document31 } from './document-31.js';
import { document32 } from './document-32.js';
import { THOROUGH } from './effort.js';
import { fieldsOf, markedFields } from './fields.js';
import { PAYLOADS } from './payloads.js';
import { type MakeDocument, type Place, placesOf } from './places.js';
import { attack, closedPlaces } from './proof.js';
import { Shelf } from './shelf.js';

const DOCUMENTS: readonly (readonly [string, MakeDocument, Shapes])[] = [
  ['OpenAPI 2.0', document20, SHAPES_20],
  ['OpenAPI 3.0', document30, SHAPES_30],
  // What came with 3.2 stays in it: nobody keeps an author from writing that too.
  ['OpenAPI 3.1', (at: At) => ({ ...document32(at), openapi: document31(at).openapi }), SHAPES_3],
  ['OpenAPI 3.2', document32, SHAPES_3],
];

/** 3.1 is read as 3.2 is, but for how it names itself: a sample of it shows that this is so. */
const AS_NEXT = 2;

/** Turns that a developer waits for; with all of them every word stands at every place. */
const SAMPLE = 3;

/** Words that must be refused where they cannot travel, and why; at all other places every word is taken. */
const REFUSED: readonly (readonly [places: RegExp, id: string])[] = [
  [/^(schema|definition) name|^(component|shared) \w+ name$|scheme key$/, 'component-name-invalid'],
  [
    /media type$|[cC]ontent[ T]ype$|encoding type$|(consumes|produces)$|^example of that type$/,
    'media-type-invalid',
  ],
  [/header( parameter)? name$|^apiKey name$/, 'header-name-invalid'],
  [/pattern|patternProperties key$/, 'pattern-invalid'],
  [/^(second )?path$|^path parameter name$/, 'path-parameter-mismatch'],
  [/\$dynamicRef$|^defaultMapping$/, 'ref-unresolved'],
  [/^defaultMapping$/, 'ref-external-refused'],
  // Where another reference leads to a file, Redocly reads on, and past the name of a component that is empty.
  [/^schema name Local$|^\$defs key$/, 'ref-unresolved'],
  // `then` is known, and its value is to be a schema.
  [/^(unknown keyword|method$)/, 'document-invalid'],
];

/** Places where OpenAPI says which words there are, and where only what is there can be referred to. */
const CLOSED = / (?:\$ref|in|type|style)$|^(?:second )?status$/;

/** Words that mean something at a place, and are no attack there. */
const MEANT: readonly (readonly [place: RegExp, word: RegExp])[] = [
  [/ type$/, /^null$/],
  // A callback whose name says nothing is called as its operation is.
  [/^callback name$/, /^(?:[^\p{L}\p{N}]|[\u{10000}-\u{10ffff}])*$/u],
  // The whole document, and the schema that holds it.
  [/^example \$ref$|\$dynamicRef$/, /^\s*$/],
];

/** In turn n every place holds another word, and after as many turns as there are words each place has held all of them. */
function wordsOf(places: readonly Place[], turn: number): Map<string, string> {
  const words = places.map(
    ({ name }, index) => [name, PAYLOADS[(index + turn) % PAYLOADS.length]?.[1] ?? ''] as const,
  );
  return new Map(
    words.filter(([name, word]) => !MEANT.some(([at, means]) => at.test(name) && means.test(word))),
  );
}

/** Every turn, or some that lie far apart and are others for each document. */
function turnsOf(document: number): number[] {
  const all = [...PAYLOADS.keys()];
  const step = Math.ceil(all.length / SAMPLE);
  return THOROUGH && document !== AS_NEXT ? all : all.filter((turn) => turn % step === (document * 3) % step);
}

const shelf = new Shelf();
afterAll(() => shelf.remove());

describe.each(DOCUMENTS.map(([name, make, shapes], index) => ({ name, make, shapes, index })))(
  '$name',
  ({ make, shapes, index }) => {
    const places = placesOf(make);

    it('every word that the tables of OpenAPI let an author write is attacked', () => {
      const marked = markedFields(
        shapes,
        make((name) => places.find((place) => place.name === name)?.marker ?? name),
      );
      expect(fieldsOf(shapes).filter((field) => !marked.has(field))).toEqual([]);
    });

    it('words that share a scope never meet their like', () => {
      for (const place of places)
        expect(places.filter(({ scope }) => scope === place.scope && scope).length).toBeLessThan(
          PAYLOADS.length,
        );
    });

    it('only words of OpenAPI, and references, are closed to others', async () => {
      const closed = await closedPlaces(make, places);
      expect([...closed].filter((place) => !CLOSED.test(place))).toEqual([]);
      expect(closed.size).toBeGreaterThan(8);
    });

    it('every word at every place: refused there, or inert and whole', { timeout: 240_000 }, async () => {
      const complaints: string[] = [];
      const refused = new Set<string>();
      const carried = new Set<string>();
      const closed = await closedPlaces(make, places);
      for (const turn of turnsOf(index)) {
        // A reference that leads nowhere stops whatever comes after reading: apart from each other, all are tried to the end.
        for (const isClosed of [true, false]) {
          const words = [...wordsOf(places, turn)].filter(([place]) => closed.has(place) === isClosed);
          const found = await attack(make, places, new Map(words));
          complaints.push(...found.complaints.map((each) => `turn ${turn}: ${each.slice(0, 400)}`));
          for (const { place, id } of found.refusals)
            if (!isClosed && !REFUSED.some(([at, why]) => at.test(place) && why === id))
              refused.add(`${place}: ${id}`);
          for (const each of found.carried) carried.add(each);
          if (THOROUGH && found.output?.files && turn % 11 === index)
            shelf.add(`document-${index}-${turn}-${isClosed}`, found.output.files);
        }
      }
      expect(complaints).toEqual([]);
      expect([...refused]).toEqual([]);
      expect(carried.size).toBeGreaterThan(THOROUGH && index !== AS_NEXT ? 50 : 25);
    });
  },
);

describe.runIf(THOROUGH)('outputs with words of an attacker at every place', () => {
  it('leave no trace when they run', { timeout: 120_000 }, async () => {
    expect(shelf.size).toBeGreaterThan(20);
    const seen = await shelf.run();
    expect(seen.filter(({ traces }) => traces.length > 0)).toEqual([]);
    expect(Math.min(...seen.map(({ called }) => called))).toBeGreaterThan(40);
  });

  it('compile', { timeout: 240_000 }, () => {
    expect(shelf.findings()).toEqual([]);
  });
});
