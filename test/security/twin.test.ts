// The proof that no text of a document becomes code: at every place of an OpenAPI document, every word that has ever broken a generator.
import { describe, expect, it } from 'vitest';
import { document31 } from './document-31.js';
import { PAYLOADS } from './payloads.js';
import { type MakeDocument, type Place, placesOf } from './places.js';
import { attack } from './proof.js';

const DOCUMENTS: readonly (readonly [string, MakeDocument])[] = [['OpenAPI 3.1', document31]];

/** Words that must be refused where they cannot travel, and why; at all other places every word is taken. */
const REFUSED: readonly (readonly [places: RegExp, id: string])[] = [
  [/^schema name|^component \w+ name$|scheme key$/, 'component-name-invalid'],
  [/media type$|contentType$/, 'media-type-invalid'],
  [/header( parameter)? name$|^apiKey name$/, 'header-name-invalid'],
  [/pattern|patternProperties key$/, 'pattern-invalid'],
  [/^(second )?path$|^path parameter name$/, 'path-parameter-mismatch'],
  [/^encoding contentType$/, 'media-type-invalid'],
  // `then` is known, and its value is to be a schema.
  [/^unknown keyword/, 'document-invalid'],
];

/** In turn n every place holds another word, and after as many turns as there are words each place has held all of them. */
function wordsOf(places: readonly Place[], turn: number): Map<string, string> {
  return new Map(
    places.map(({ name }, index) => [name, PAYLOADS[(index + turn) % PAYLOADS.length]?.[1] ?? '']),
  );
}

describe.each(DOCUMENTS)('%s', (_, make) => {
  const places = placesOf(make);

  it('words that share a scope never meet their like', () => {
    for (const place of places)
      expect(places.filter(({ scope }) => scope === place.scope && scope).length).toBeLessThan(
        PAYLOADS.length,
      );
  });

  it('every word at every place: refused there, or inert and whole', { timeout: 120_000 }, async () => {
    const complaints: string[] = [];
    const refused = new Set<string>();
    const carried = new Set<string>();
    for (let turn = 0; turn < PAYLOADS.length; turn++) {
      const found = await attack(make, places, wordsOf(places, turn));
      complaints.push(...found.complaints.map((each) => `turn ${turn}: ${each.slice(0, 400)}`));
      for (const { place, id } of found.refusals)
        if (!REFUSED.some(([at, why]) => at.test(place) && why === id)) refused.add(`${place}: ${id}`);
      for (const each of found.carried) carried.add(each);
    }
    expect(complaints).toEqual([]);
    expect([...refused]).toEqual([]);
    expect(carried.size).toBeGreaterThan(75);
  });
});
