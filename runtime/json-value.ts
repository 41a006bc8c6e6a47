// Hides what JSON values are among JavaScript's: which are objects and numbers, which members they have, and which are equal.

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `1e999` is JSON, and Infinity, which is no number of JSON Schema. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Whether an object has a member itself. One that is `undefined` is none: JSON has no word for it. */
export function has(object: JsonObject, name: string): boolean {
  return object[name] !== undefined && Object.hasOwn(object, name);
}

/** Gives an object a member of its own, whatever it is called: to assign `__proto__` would be something else. */
export function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/** Code points of a string: JSON Schema counts these, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      length--;
      index++;
    }
  }
  return length;
}

/** A text that equal values share, and no others (JSON Schema 2020-12, core §4.2.2): members stand in the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(typeof value === 'number' ? value + 0 : value) ?? 'undefined';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

/** A set of values that finds one among 50,000 as quickly as among two. */
export class ValueSet {
  readonly #plain = new Set<unknown>();
  /** Arrays and objects, as texts. */
  readonly #built = new Set<string>();

  constructor(values: Iterable<unknown> = []) {
    for (const value of values) this.add(value);
  }

  /** False where it held an equal value already. */
  add(value: unknown): boolean {
    if (this.has(value)) return false;
    if (typeof value === 'object' && value !== null) this.#built.add(canonical(value));
    else this.#plain.add(value);
    return true;
  }

  has(value: unknown): boolean {
    return typeof value === 'object' && value !== null
      ? this.#built.size > 0 && this.#built.has(canonical(value))
      : this.#plain.has(value);
  }
}
