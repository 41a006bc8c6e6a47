// Hides when an answer took longer than was asked for; nobody asks by default.
import type { Check } from './check.js';

export const answerTime: Check = {
  name: 'answer-time',
  gate: false,
  judge({ case: { operation }, answer: { milliseconds }, asked: { maxTime } }) {
    if (maxTime === undefined || milliseconds <= maxTime) return [];
    return [
      {
        pointer: '',
        message: 'The answer took longer than was asked for.',
        expected: `at most ${maxTime} ms`,
        actual: `${Math.round(milliseconds)} ms`,
        source: operation.source,
      },
    ];
  },
};
