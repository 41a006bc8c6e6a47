// Hides when a 401 says how to prove who one is: WWW-Authenticate with at least one challenge (RFC 9110 §11.6.1).
import { shown } from '../show.js';
import type { Check } from './check.js';

const HEADER = 'WWW-Authenticate';
/** A scheme, which is a token; parameters of its own may follow. One's own scheme will do where none is registered, as for keys. */
const CHALLENGE = /^\s*,?\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+(\s|,|$)/;

export const challenge: Check = {
  name: 'challenge',
  gate: false,
  judge({ case: { operation }, answer: { status, headers }, response }) {
    if (status !== 401) return [];
    const text = headers.get(HEADER);
    if (text !== null && CHALLENGE.test(text)) return [];
    const documented = response?.headers.find(({ name }) => name.toLowerCase() === HEADER.toLowerCase());
    return [
      {
        pointer: `/header/${HEADER}`,
        message: 'A 401 does not say how to prove who one is (RFC 9110 §11.6.1).',
        expected: `the header ${HEADER} with a challenge, such as \`Bearer\``,
        actual: text === null ? 'none' : shown(text),
        source: documented?.source ?? response?.source ?? `${operation.source}/responses`,
      },
    ];
  },
};
