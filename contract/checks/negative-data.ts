// Hides when what the document forbids has been accepted.
import { accepted } from './accepted.js';

export const negativeData = accepted('negative-data', {
  message: (because) => `What the document forbids was accepted: ${because}.`,
  expected: 'a refusal (4xx)',
});
