// Hides when somebody was let in without proof, or with a wrong one.
import { accepted } from './accepted.js';

export const credentials = accepted('credentials', {
  message: (because) => `A request was accepted although ${because}.`,
  expected: 'a refusal (401 or 403)',
});
