// Hides how spec text becomes identifiers. A security boundary: only what is made here may stand where code expects a name.
import { createHash } from 'node:crypto';
import type { SafeName } from './types.js';

export type NameStyle = 'camel' | 'pascal';

/** The longest identifier that is made; longer ones are cut and get a digest. */
const MAX_LENGTH = 80;

/**
 * Digits of the digest that a text's own name may end in, and of the one that tells two texts apart. They differ, so that
 * a name of the one kind never equals a name of the other.
 */
const OWN_DIGEST = 6;
const APART_DIGEST = 8;

/** Words that cannot be, or would shadow what generated code needs: reserved words, strict-mode words, globals in use, its own names. */
const TAKEN: ReadonlySet<string> = new Set([
  // What every object has, though nobody gave it.
  ...Object.getOwnPropertyNames(Object.prototype),
  ...(
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this ' +
    'throw true try typeof var void while with yield await async of get set arguments eval undefined NaN Infinity ' +
    'any unknown never string number boolean symbol bigint object type declare namespace module abstract as is keyof readonly ' +
    'Object Array String Number Boolean Symbol Function Promise Record Partial Required Readonly Pick Omit Exclude Extract ' +
    'NonNullable Map Set Date Error RegExp JSON Math Request Response Headers URL URLSearchParams FormData Blob File fetch ' +
    'globalThis window self require exports prototype then ' +
    // What emitted files import, declare or call their parameters beside the names that are made here.
    'operations types validator schemas send codecs places connectionOf filenameOf orThrow wire WireOperation createClient createConnection createServer createApp routes version basePath ' +
    'securitySchemes connection input options context handlers Wire Validator OperationValidators WithRequired'
  ).split(' '),
]);

/**
 * What is dropped from names: what no identifier may hold (UAX #31), what nobody can see, and letters that some engines or
 * TypeScript 5.9 do not know yet, which are those beyond U+FFFF and the few below that Unicode 16 and 17 have added.
 */
const NOT_IN_NAMES =
  /[^\p{ID_Continue}]|\p{Default_Ignorable_Code_Point}|[^\0-\uffff]|[\u1acf-\u1aff]|[\u088f\u0c5c\u0cdc\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1]|\u0897/gu;

/**
 * The identifier for a piece of spec text, as a pure function of that text: equal text gives an equal name, whatever else
 * the document holds. Always an ECMAScript identifier without `$`, in NFC, never a reserved word, and of 81 characters at most.
 */
export function identifier(text: string, style: NameStyle): SafeName {
  return unreserved(cleaned(text, style));
}

function unreserved(name: string): SafeName {
  return (TAKEN.has(name) ? `${name}_` : name) as SafeName;
}

function cleaned(text: string, style: NameStyle): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const joined = words
    .map((word, index) => (style === 'camel' && index === 0 ? lowerFirst(word) : upperFirst(word)))
    .join('')
    .replace(NOT_IN_NAMES, '');
  // What began a word may be gone.
  const cased = style === 'pascal' ? upperFirst(joined) : joined;
  const started = /^\p{ID_Start}/u.test(cased) ? cased : `${style === 'camel' ? 'n' : 'N'}${joined}`;
  // Parts that are normal may join to a whole that is not: a mark that began a word now follows a letter.
  let name = started.normalize('NFC');
  if (joined === '') name += `_${digest(text, OWN_DIGEST)}`;
  if (name.length > MAX_LENGTH)
    name = `${name.slice(0, MAX_LENGTH - OWN_DIGEST - 1)}_${digest(text, OWN_DIGEST)}`;
  return name;
}

/**
 * Names for many texts in one scope, unique, and but for canonical texts unique whatever the case.
 * - A canonical text, which needs no cleaning (`listPets` for an operation, `Pet` for a schema), always has its own name.
 * - Of the others one that is like nobody else has its plain identifier. Where several are alike, each gets a digest of itself
 *   behind it: neither their order nor any unlike text matters, and no name passes silently from one to another.
 * So a name depends on others only where several of them are alike, which `names-alike` tells of. To give every text that needs cleaning
 * a digest would end this too, and make all of them (`repos/list-for-org`) ugly: of 6,561 names in seven real documents none is like another.
 */
export function uniqueNames(texts: readonly string[], style: NameStyle): Map<string, SafeName> {
  const names = new Map<string, SafeName>();
  const taken = new Set<string>();
  const groups = new Map<string, Named[]>();
  for (const text of new Set(texts)) {
    const clean = cleaned(text, style);
    const name = unreserved(clean);
    const key = folded(name);
    if (clean === text) {
      names.set(text, name);
      taken.add(key);
      continue;
    }
    const group = groups.get(key);
    if (group) group.push([text, name]);
    else groups.set(key, [[text, name]]);
  }
  for (const [key, group] of groups) {
    const named = group.length === 1 && !taken.has(key) ? group : toldApart(group);
    for (const [text, name] of named) names.set(text, name);
  }
  return names;
}

/** A text and its own identifier. */
type Named = [text: string, name: SafeName];

/** Digests are short enough for two to be equal, which a hostile document may look for: the next round hashes anew. */
function toldApart(group: readonly Named[]): Named[] {
  for (let round = 0; ; round++) {
    const salt = round === 0 ? '' : `${round}:`;
    const names = group.map(
      ([text, name]): Named => [text, `${name}_${digest(salt + text, APART_DIGEST)}` as SafeName],
    );
    if (new Set(names.map(([, name]) => folded(name))).size === names.length) return names;
  }
}

/** What something is called beside its name: an underscore before a word, which no name of another text has, keeps it unique. */
export function variantName(
  name: SafeName,
  variant: 'Base' | 'Writable' | 'Operation' | 'Webhook' | 'Callback',
): SafeName {
  return `${name}_${variant}` as SafeName;
}

/** What something is called that only a reference names, such as a property of another schema. */
export function referenceName(ref: string, isTaken: (name: string) => boolean): SafeName {
  return digested(`${identifier(ref.slice(ref.lastIndexOf('/') + 1), 'pascal')}_Ref`, ref, isTaken);
}

/** What a schema is called that leaves parts open, where they are filled in. */
export function filledName(name: SafeName, parts: string, isTaken: (name: string) => boolean): SafeName {
  return digested(`${name}_Of`, parts, isTaken);
}

function digested(start: string, text: string, isTaken: (name: string) => boolean): SafeName {
  const name = `${start}_${digest(text, APART_DIGEST)}`;
  return (isTaken(name) ? `${start}_${digest(text, 64)}` : name) as SafeName;
}

/** What the types of an operation begin with: its name, in the other style. */
export function typeNameOf(name: SafeName): SafeName {
  return upperFirst(name).replace(/_$/, '') as SafeName;
}

/** What an operation's own type is called where it is emitted. */
export function ownTypeName(typeName: SafeName): SafeName {
  return unreserved(`${typeName}Operation`);
}

/** True of a name that is the same in both styles, because its first letter has no case. */
export function isCaseless(name: SafeName): boolean {
  return upperFirst(name) === name;
}

/** True of a name that has a digest behind it, because several texts of the document are like its text. */
export function isToldApart(name: SafeName): boolean {
  return new RegExp(`_[0-9a-f]{${APART_DIGEST}}$`).test(name);
}

/** True where a text may stand in code as a bare identifier: used for property keys, never to let spec text through unquoted elsewhere. */
export function isPlainKey(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text) && text !== '__proto__';
}

/** Without case, in one form: `ß`, `ẞ` and `SS` are equal, as they are to some file systems and readers. */
function folded(name: string): string {
  return name.toLowerCase().toUpperCase().toLowerCase();
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function upperFirst(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return first.toUpperCase() + word.slice(first.length);
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
      return [id, (alone ? plain(id) : `${plain(id)}_${digest(id, APART_DIGEST)}`) as SafeName];
    }),
  );
}
