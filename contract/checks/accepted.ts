// Hides when something was accepted that had to be refused.
import { shown } from '../show.js';
import type { Check } from './check.js';

/** @param wording what is wrong, said with the reason why it had to be refused, and what would have been right */
export function accepted(
  name: 'credentials' | 'negative-data',
  wording: { readonly message: (because: string) => string; readonly expected: string },
): Check {
  return {
    name,
    gate: true,
    judge({ case: { expect }, answer: { status } }) {
      if (expect.kind !== 'refused' || expect.check !== name || status >= 400) return [];
      const { because, source } = expect;
      const { message, expected } = wording;
      return [{ pointer: '/status', message: message(because), expected, actual: shown(status), source }];
    },
  };
}
