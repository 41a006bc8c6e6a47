// Hides when somebody was let in without proof, or with a wrong one.
import { shown } from '../show.js';
import type { Check } from './check.js';

export const credentials: Check = {
  name: 'credentials',
  gate: true,
  judge({ case: { expect }, answer: { status } }) {
    if (expect.kind !== 'refused' || expect.check !== 'credentials' || status >= 400) return [];
    return [
      {
        pointer: '/status',
        message: `A request was accepted although ${expect.because}.`,
        expected: 'a refusal (401 or 403)',
        actual: shown(status),
        source: expect.source,
      },
    ];
  },
};
