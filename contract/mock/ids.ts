// Hides what new items are called: like those that the document shows, but for their digits.
import type { Chance } from './chance.js';

/** How often another one is tried. */
const TRIES = 200;

/**
 * An id that is not taken.
 * @param shown one that the document shows, or that its schema takes
 * @param fits whether the schema of ids takes one
 */
export function newId(
  shown: unknown,
  chance: Chance,
  { taken, fits }: { readonly taken: (id: string) => boolean; readonly fits: (id: unknown) => boolean },
): string | number {
  const isFree = (id: string | number) => !taken(String(id)) && fits(id);
  if (typeof shown === 'number') {
    for (let id = shown; id < shown + TRIES * TRIES; id++) if (isFree(id)) return id;
    return shown;
  }
  const model = typeof shown === 'string' && shown !== '' ? shown : UUID;
  for (const like of [model, UUID])
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const id = alike(like, chance, attempt);
      if (isFree(id)) return id;
    }
  // Nothing that the schema takes is left: uniqueness is worth more.
  for (let count = 2; ; count++) if (!taken(`${model}-${count}`)) return `${model}-${count}`;
}

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const IS_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX = '0123456789abcdef';

/** The same with other digits; of words, the same word with a number. */
function alike(model: string, chance: Chance, attempt: number): string {
  if (IS_UUID.test(model))
    return [...UUID]
      .map((char, at) =>
        at === 14 ? '4' : at === 19 ? chance.oneOf('89ab') : char === '-' ? char : chance.oneOf(HEX),
      )
      .join('');
  const [, head = '', hex] = /^(.*?)([0-9a-f]{16,})$/.exec(model) ?? [];
  if (hex !== undefined) return head + [...hex].map(() => chance.oneOf(HEX)).join('');
  if (/\d{4}/.test(model)) return model.replace(/\d/g, () => chance.oneOf('0123456789'));
  return `${model.replace(/-?\d+$/, '')}-${attempt + 1}`;
}
