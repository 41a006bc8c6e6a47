// Hides where the words of an author stand in a document: each place by its name, with the pointers and lines that it fills.
import { pointerAt } from '../../generator/source.js';
import type { At } from './document-31.js';

export type MakeDocument = (at: At) => unknown;

/** A place for a word of the author's own. */
export interface Place {
  readonly name: string;
  /** The word that an honest author might write. */
  readonly plain: string;
  /** Words of places with the same scope must differ. */
  readonly scope: string | undefined;
  /** Stands for the word in `pointers`. */
  readonly marker: string;
  /** Where the word stands, alone or within a longer text, as a value or as the key of the member. */
  readonly pointers: readonly string[];
}

/** The places of a document, those that share a scope side by side. */
export function placesOf(make: MakeDocument): Place[] {
  const asked = new Map<string, { plain: string; scope: string | undefined; marker: string }>();
  const marked = make((name, plain, scope) => {
    const known = asked.get(name) ?? { plain, scope, marker: `zzmark${asked.size}zz` };
    asked.set(name, known);
    return known.marker;
  });
  const texts = positionsOf(marked);
  const places = [...asked].map(([name, { plain, scope, marker }]) => ({
    name,
    plain,
    scope,
    marker,
    pointers: texts.filter(({ text }) => text.includes(marker)).map(({ pointer }) => pointer),
  }));
  const standing = places.filter(({ pointers }) => pointers.length > 0);
  const scopes = [...new Set(places.map(({ scope, name }) => scope ?? name))];
  return scopes.flatMap((scope) => standing.filter((each) => (each.scope ?? each.name) === scope));
}

/** Which places a line of a document is about: those whose words stand in it, or else the innermost key that it is below. */
export function placesAt(
  places: readonly Place[],
  words: ReadonlyMap<string, string>,
  document: unknown,
): (line: number) => string[] {
  const lines = linesOf(document);
  const tokens = new Map(
    places.map(({ name, marker }) => [marker, pointerAt('', words.get(name) ?? '').slice(1)]),
  );
  const spans = places.flatMap(({ name, pointers }) =>
    pointers.flatMap((pointer) => {
      const span = lines.get(pointer.replace(/zzmark\d+zz/g, (marker) => tokens.get(marker) ?? marker));
      return span ? [{ name, ...span }] : [];
    }),
  );
  return (line) => {
    const exact = spans.filter(({ first }) => first === line);
    if (exact.length > 0) return exact.map(({ name }) => name);
    const around = spans.filter(({ first, last }) => first < line && line <= last);
    const innermost = Math.max(...around.map(({ first }) => first));
    return around.filter(({ first }) => first === innermost).map(({ name }) => name);
  };
}

/** A text of a document: a value, or the key of a member. */
export interface Position {
  readonly pointer: string;
  readonly isKey: boolean;
  readonly text: string;
}

/** Every text of a document, keys and values, in document order. */
export function positionsOf(document: unknown, pointer = ''): Position[] {
  if (typeof document === 'string') return [{ pointer, isKey: false, text: document }];
  if (typeof document !== 'object' || document === null) return [];
  const isList = Array.isArray(document);
  return Object.entries(document).flatMap(([key, value]) => {
    const at = pointerAt(pointer, key);
    return [...(isList ? [] : [{ pointer: at, isKey: true, text: key }]), ...positionsOf(value, at)];
  });
}

/** A document as text with one member or item a line, so that the line of a diagnostic is a place. */
export function textOf(document: unknown): string {
  return JSON.stringify(document, null, 1);
}

export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Pointer → lines in `textOf`, counted from 1. */
export function linesOf(document: unknown): Map<string, Span> {
  const lines = new Map<string, Span>();
  let line = 1;
  const walk = (value: unknown, pointer: string): void => {
    const first = line;
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value);
      for (const [key, member] of members) {
        line++;
        walk(member, pointerAt(pointer, key));
      }
      if (members.length > 0) line++;
    }
    lines.set(pointer, { first, last: line });
  };
  walk(document, '');
  return lines;
}
