// Hides when a 401 says how to prove who one is: WWW-Authenticate with at least one challenge (RFC 9110 §11.6.1).
import type { Operation, SecurityScheme } from '../../generator/model/types.js';
import { shown } from '../show.js';
import type { Check } from './check.js';

const HEADER = 'WWW-Authenticate';
/** A scheme, which is a token; parameters of its own may follow. */
const CHALLENGE = /^\s*,?\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+(\s|,|$)/;

export const challenge: Check = {
  name: 'challenge',
  gate: false,
  judge({ case: { subject, operation }, answer: { status, headers }, response }) {
    if (status !== 401) return [];
    const text = headers.get(HEADER);
    if (text !== null && CHALLENGE.test(text)) return [];
    const documented = response?.headers.find(({ name }) => name.toLowerCase() === HEADER.toLowerCase());
    const byKey = onlyKeys(operation, subject.model.securitySchemes);
    return [
      {
        pointer: `/header/${HEADER}`,
        message: 'A 401 does not say how to prove who one is (RFC 9110 §11.6.1).',
        expected: `the header ${HEADER} with a challenge, such as \`Bearer\``,
        actual: text === null ? 'none' : shown(text),
        source: documented?.source ?? response?.source ?? `${operation.source}/responses`,
        // There is no registered scheme for keys in headers of one's own, and many an API leaves it at that.
        severity: byKey && !documented ? 'warning' : 'error',
      },
    ];
  },
};

function onlyKeys({ security }: Operation, schemes: readonly SecurityScheme[]): boolean {
  const named = new Set(security.flatMap((requirement) => Object.keys(requirement)));
  return schemes.filter(({ key }) => named.has(key)).every(({ type }) => type === 'apiKey');
}
