// Hides when what the document forbids has been accepted.
import { shown } from '../show.js';
import type { Check } from './check.js';

export const negativeData: Check = {
  name: 'negative-data',
  gate: true,
  judge({ case: { expect }, answer: { status } }) {
    if (expect.kind !== 'refused' || expect.check !== 'negative-data' || status >= 400) return [];
    return [
      {
        pointer: '/status',
        message: `What the document forbids was accepted: ${expect.because}.`,
        expected: 'a refusal (4xx)',
        actual: shown(status),
        source: expect.source,
      },
    ];
  },
};
