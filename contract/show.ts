// Hides how a value is shown to people: short, on one line, and harmless to a terminal whatever a foreign server put into it.

const LONGEST = 160;
/** Arrays and objects below this depth are only hinted at. */
const DEEPEST = 4;

/** A JSON value in at most about 160 characters; never walks more of a large value than it shows. */
export function shown(value: unknown, longest = LONGEST): string {
  const text = harmless(preview(value, longest, 0));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The beginning of a text in quotes. */
export function excerpt(text: string, longest = LONGEST): string {
  return text.length > longest
    ? `${harmless(JSON.stringify(text.slice(0, longest)))}…`
    : harmless(JSON.stringify(text));
}

/** Controls (C0, C1), line ends of every kind, halves of pairs, and format characters: bidirectional overrides, what has no width. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text on one line, with what nobody sees as `\u{…}`: what a server answers, and what a document calls its parts, must not move the cursor,
 * change colours, reorder the line or begin one of its own, which a CI system may take for a command.
 */
export function harmless(text: string): string {
  return text.replace(UNSEEN, (character) =>
    character === '\n' || character === '\t' ? ' ' : spelled(character),
  );
}

function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** What no XML may hold (1.0 §2.2), and no text means (Unicode §23.7). */
const NO_CHARACTER = /[\uFFFE\uFFFF]/g;

/** Text with its lines and tabs, for documents: everything else that nobody sees is spelled out as `\u{…}`. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (character) =>
      character === '\n' || character === '\t' ? character : spelled(character),
    )
    .replace(NO_CHARACTER, spelled);
}

/** A value as JSON that may be shown on a terminal too: what nobody sees is escaped, and reads back as it was. */
export function harmlessJson(value: object, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replace(UNSEEN, (character) =>
    character === '\n' ? character : character.replace(/[\s\S]/g, codeUnit),
  );
}

function codeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function preview(value: unknown, room: number, depth: number): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room + 1));
  if (typeof value !== 'object' || value === null) return String(value);
  const list = Array.isArray(value);
  if (depth >= DEEPEST) return list ? '[…]' : '{…}';
  let text = '';
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (text.length > room) break;
    const item = preview((value as Readonly<Record<string, unknown>>)[key], room - text.length, depth + 1);
    text += `${text && ', '}${list ? item : `${JSON.stringify(key.slice(0, room))}: ${item}`}`;
  }
  return list ? `[${text}]` : `{${text}}`;
}
