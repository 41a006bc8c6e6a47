// Hides how every word of an attacker gets to every place of a document: all places are attacked at once, in turn with every word.
import { generate, type Output } from './generate.js';
import { type MakeDocument, type Place, placesAt, textOf } from './places.js';
import { twins, type Word } from './twin.js';

/** A word that was refused, and by which diagnostic, which names that very place. */
export interface Refusal {
  readonly place: string;
  readonly word: string;
  readonly id: string;
}

/** How a text becomes an output. */
export type Generating = (text: string) => Promise<Output>;

export interface Attack {
  readonly refusals: readonly Refusal[];
  /** What went wrong, each in a sentence. */
  readonly complaints: readonly string[];
  /** Words that reached a literal as they are, by their places. */
  readonly carried: ReadonlySet<string>;
  readonly output?: Output;
}

/**
 * Generates with the chosen words and with harmless ones, and compares. A word that is refused by a diagnostic at its own place is
 * left out and noted; any other refusal is a complaint.
 * @param chosen place → word; places without one hold their harmless word
 */
export async function attack(
  make: MakeDocument,
  places: readonly Place[],
  chosen: ReadonlyMap<string, string>,
  generating: Generating = generate,
): Promise<Attack> {
  const words = new Map(chosen);
  const closed = await closedPlaces(make, places, generating);
  const tame = new Map(
    places.map((place, index) => [
      place.name,
      closed.has(place.name) ? place.plain : harmlessWord(index, chosen.get(place.name)),
    ]),
  );
  const refusals: Refusal[] = [];
  for (;;) {
    const word = (name: string) => words.get(name) ?? tame.get(name) ?? name;
    const document = make(word);
    const output = await generating(textOf(document));
    if (output.files) {
      const harmless = await generateOnce(textOf(make((name) => tame.get(name) ?? name)), generating);
      if (!harmless.files)
        return { refusals, complaints: [`the twin is refused: ${said(harmless)}`], carried: new Set() };
      const taken = [...words].filter(([name]) => closed.has(name));
      if (taken.length > 0)
        return { refusals, complaints: taken.map((each) => `taken: ${each}`), carried: new Set() };
      const pairs = [...words].map(([name, hostile]): Word => ({ hostile, harmless: tame.get(name) ?? '' }));
      const { complaints, carried } = twins(output.files, harmless.files, pairs);
      const names = places.map(({ name }) => name).filter((name) => carried.has(tame.get(name) ?? ''));
      return { refusals, complaints, carried: new Set(names), output };
    }
    const found = refusedAt(places, word, document, output).flatMap(({ place, id }): Refusal[] => {
      const hostile = words.get(place);
      return hostile === undefined ? [] : [{ place, word: hostile, id }];
    });
    if (found.length === 0)
      return { refusals, complaints: [`refused at no attacked place: ${said(output)}`], carried: new Set() };
    refusals.push(...found);
    for (const { place } of found) words.delete(place);
  }
}

/** The places that errors are about. */
function refusedAt(
  places: readonly Place[],
  word: (name: string) => string,
  document: unknown,
  { diagnostics }: Output,
): { place: string; id: string }[] {
  const named = placesAt(places, new Map(places.map(({ name }) => [name, word(name)])), document);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ id, position }) => named(position?.line ?? 0).map((place) => ({ place, id })));
}

const closedOf = new WeakMap<MakeDocument, Promise<ReadonlySet<string>>>();

/** Where only words of OpenAPI, or references to what is there, can stand: also a harmless word is refused. */
export function closedPlaces(
  make: MakeDocument,
  places: readonly Place[],
  generating: Generating = generate,
): Promise<ReadonlySet<string>> {
  const known = closedOf.get(make) ?? findClosed(make, places, generating);
  closedOf.set(make, known);
  return known;
}

async function findClosed(
  make: MakeDocument,
  places: readonly Place[],
  generating: Generating,
): Promise<ReadonlySet<string>> {
  const closed = new Set<string>();
  const plain = new Map(
    places.map((place, index) => [place.name, [place.plain, harmlessWord(index)] as const]),
  );
  for (;;) {
    const word = (name: string) => plain.get(name)?.[closed.has(name) ? 0 : 1] ?? name;
    const document = make(word);
    const output = await generating(textOf(document));
    if (output.files) return closed;
    const before = closed.size;
    for (const { place } of refusedAt(places, word, document, output)) closed.add(place);
    if (closed.size === before) throw new Error(`harmless words are refused: ${said(output)}`);
  }
}

function said({ diagnostics }: Output): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').slice(0, 3);
  return errors
    .map(({ id, message, position }) => `${position?.line} ${id} ${message.slice(0, 200)}`)
    .join(' | ');
}

/** A word that does nothing, of the same kind of token: where an engine orders members that look like indices, it looks like one. */
function harmlessWord(index: number, hostile?: string): string {
  return hostile !== undefined && /^(0|[1-9]\d*)$/.test(hostile) ? String(770_000 + index) : `zq${index}q`;
}

const twin = new Map<string, Output>();

async function generateOnce(text: string, generating: Generating): Promise<Output> {
  const known = twin.get(text) ?? (await generating(text));
  if (twin.size > 20) twin.clear();
  twin.set(text, known);
  return known;
}
