// Hides which values of a member nobody could mind: free texts, a little different from those that are known to be taken.
import { isObject } from '../pointer.js';

/** Endings for a free text; which of them a pattern allows is for the schema to say. */
const ENDINGS = ['-b', 'b', ' b', '_b', '2'];

/**
 * Another value of the same kind: a free text, a list or a map of such. Nothing else is guessed: another size may cost money, another flag
 * may start something.
 * @param accepts whether the schema allows a value
 */
export function otherValue(value: unknown, accepts: (value: unknown) => boolean): unknown {
  if (typeof value === 'string') return otherTexts(value).find(accepts);
  if (Array.isArray(value)) {
    const [first] = value;
    if (typeof first !== 'string') return undefined;
    return otherTexts(first)
      .map((text) => [text])
      .find(accepts);
  }
  if (!isObject(value)) return undefined;
  const [[name, first] = []] = Object.entries(value);
  if (name === undefined || typeof first !== 'string') return undefined;
  return otherTexts(first)
    .map((text) => ({ ...value, [name]: text }))
    .find(accepts);
}

/** Texts that look like it. Ids, addresses, times and the like are not free. */
export function otherTexts(text: string, endings: readonly string[] = ENDINGS): string[] {
  if (text === '' || text.length > 200 || !isFree(text)) return [];
  return [
    ...endings.map((ending) => text + ending),
    ...endings.map((ending) => text.slice(0, -ending.length) + ending),
  ].filter((each) => each !== text && each !== '');
}

function isFree(text: string): boolean {
  return !/^[0-9a-f-]{16,}$/i.test(text) && !/^\d{4}-\d\d-\d\d/.test(text) && !/@|:\/\/|^\d+$/.test(text);
}
