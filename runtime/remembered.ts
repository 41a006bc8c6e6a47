// Hides that what is made of texts that clients send again and again is made once, and that no client can fill the memory with ever other ones.

/** Texts that are remembered, and characters that one of them may have. */
const MOST = 100;
const LONGEST = 200;

/** The same as `make`, which must depend on nothing but its text. */
export function remembered<T extends object>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (known.size >= MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
