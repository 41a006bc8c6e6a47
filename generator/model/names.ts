// Hides how spec text becomes identifiers. A security boundary: only what is made here may stand where code expects a name.
import { createHash } from 'node:crypto';
import type { SafeName } from './types.js';

export type NameStyle = 'camel' | 'pascal';

/** The longest identifier that is made; longer ones are cut and get a digest. */
const MAX_LENGTH = 80;

/** Words that cannot be, or would shadow what generated code needs: reserved words, strict-mode words, globals in use. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this ' +
    'throw true try typeof var void while with yield await async of get set arguments eval undefined NaN Infinity ' +
    'any unknown never string number boolean symbol bigint object type declare namespace module abstract as is keyof readonly ' +
    'Object Array String Number Boolean Symbol Function Promise Record Partial Required Readonly Pick Omit Exclude Extract ' +
    'NonNullable Map Set Date Error RegExp JSON Math Request Response Headers URL URLSearchParams FormData Blob File fetch ' +
    'globalThis window self constructor prototype __proto__ hasOwnProperty toString valueOf then'
  ).split(' '),
);

/**
 * The identifier for a piece of spec text, as a pure function of that text: equal text gives an equal name, whatever else
 * the document holds. Always matches `[A-Za-z_][A-Za-z0-9_]*` or its Unicode counterpart (UAX #31), and is never a reserved word.
 */
export function identifier(text: string, style: NameStyle): SafeName {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const joined = words
    .map((word, index) => (style === 'camel' && index === 0 ? lowerFirst(word) : upperFirst(word)))
    .join('');
  let name = joined;
  if (name === '' || (words.length > 0 && !/^\p{L}/u.test(name)))
    name = `${style === 'camel' ? 'n' : 'N'}${name}`;
  // Letters of other scripts may not start or continue an identifier in every engine's tables: keep what ECMAScript has.
  name = name.replace(/[^\p{ID_Continue}]/gu, '');
  if (!/^\p{ID_Start}/u.test(name)) name = `${style === 'camel' ? 'n' : 'N'}${name}`;
  if (words.length === 0) name += `_${digest(text)}`;
  if (name.length > MAX_LENGTH) name = `${[...name].slice(0, MAX_LENGTH - 7).join('')}_${digest(text)}`;
  return (TAKEN.has(name) ? `${name}_` : name) as SafeName;
}

/**
 * Names for many texts in one scope. Texts whose identifiers would be equal (or equal but for case) are told apart by a digest
 * of the text itself, so that neither their order nor any unrelated text matters; a text that is its own identifier keeps it.
 */
export function uniqueNames(
  texts: readonly string[],
  style: NameStyle,
  reserved: readonly string[] = [],
): Map<string, SafeName> {
  const folded = (name: string) => name.toLowerCase();
  const groups = new Map<string, string[]>(reserved.map((name) => [folded(name), [name]]));
  for (const text of new Set(texts)) {
    const key = folded(identifier(text, style));
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  const reservedSet = new Set(reserved);
  const names = new Map<string, SafeName>();
  for (const group of groups.values()) {
    const owner = reservedSet.has(group[0] ?? '')
      ? undefined
      : group.length === 1
        ? group[0]
        : soleOwner(group, style);
    for (const text of reservedSet.has(group[0] ?? '') ? group.slice(1) : group) {
      const name = identifier(text, style);
      names.set(text, text === owner ? name : (`${name}_${digest(text)}` as SafeName));
    }
  }
  return names;
}

/** True where a text may stand in code as a bare identifier: used for property keys, never to let spec text through unquoted elsewhere. */
export function isPlainKey(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text) && text !== '__proto__';
}

function soleOwner(group: readonly string[], style: NameStyle): string | undefined {
  const exact = group.filter((text) => identifier(text, style) === text);
  return exact.length === 1 ? exact[0] : undefined;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}

function upperFirst(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}

/** `GetUser` → `getUser`, `HTMLPage` → `htmlPage`, `ID` → `id`: a leading run of capitals counts as one word. */
function lowerFirst(word: string): string {
  const run = /^\p{Lu}+(?=\p{Lu}\p{Ll}|$|\P{L})|^\p{Lu}/u.exec(word)?.[0] ?? '';
  return run.toLowerCase() + word.slice(run.length);
}

/** Namespace names for version ids: `1.3` → `v1_3`, `v5` → `v5`, `2024-06-01` → `v2024_06_01`. */
export function versionNames(ids: readonly string[]): Map<string, SafeName> {
  const plain = (id: string) => `v${id.replace(/^v(?=\d)/i, '').replace(/[^A-Za-z0-9]/g, '_')}`;
  return new Map(
    ids.map((id) => {
      const alone =
        ids.filter((other) => plain(other).toLowerCase() === plain(id).toLowerCase()).length === 1;
      return [id, (alone ? plain(id) : `${plain(id)}_${digest(id)}`) as SafeName];
    }),
  );
}
