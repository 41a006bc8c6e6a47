// Hides how types are put together as text: what a union or an intersection takes in, and where it needs parentheses.

export interface TypeText {
  readonly text: string;
  /** How loosely it holds together: a name or a literal not at all, `A & B`, `A | B`. */
  readonly joint: '' | '&' | '|';
  /** The members of a union. */
  readonly members?: readonly TypeText[];
}

export const UNKNOWN = type('unknown');
export const NEVER = type('never');
export const NULL = type('null');
/** An object of which nothing more is said. */
export const ANY_OBJECT = type('Record<string, unknown>');
/** An object of which it is said that it has no members. */
export const NO_MEMBERS = type('Record<string, never>');

export function type(text: string, joint: TypeText['joint'] = ''): TypeText {
  return { text, joint };
}

/** Longer unions stand one member a line. */
const WIDTH = 90;

export function union(parts: readonly TypeText[], indent: string): TypeText {
  const kept = new Map<string, TypeText>();
  let size = 0;
  for (const part of parts) {
    if (part === UNKNOWN) return UNKNOWN;
    if (part === NEVER) continue;
    for (const member of part.members ?? [part]) {
      kept.set(member.text, member);
      size += member.text.length + 3;
    }
  }
  const members = [...kept.values()];
  const [first = NEVER, ...others] = members;
  if (others.length === 0) return first;
  const joint = size > WIDTH ? `\n${indent}  | ` : ' | ';
  return { text: members.map(enclosed).join(joint), joint: '|', members };
}

export function intersection(parts: readonly TypeText[]): TypeText {
  const kept = new Map<string, TypeText>();
  for (const part of parts) {
    if (part === NEVER) return NEVER;
    if (part !== UNKNOWN) kept.set(part.text, part);
  }
  // Beside other parts these two say nothing that TypeScript could check, and would let every name in, or none.
  for (const empty of [ANY_OBJECT, NO_MEMBERS]) if (kept.size > 1) kept.delete(empty.text);
  const [first = UNKNOWN, ...others] = kept.values();
  if (others.length === 0) return first;
  return type(
    [first, ...others].map((each) => (each.joint === '|' ? `(${each.text})` : each.text)).join(' & '),
    '&',
  );
}

export function arrayOf(item: TypeText): TypeText {
  return type(`${enclosed(item)}[]`);
}

/** As it may stand before `[]` or `?`. */
export function enclosed({ text, joint }: TypeText): string {
  return joint === '' ? text : `(${text})`;
}
