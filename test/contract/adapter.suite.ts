// What adapter.test.ts lets a vitest of its own run: one suite over a server that breaks its contract in one place.
import { contractSuite } from '../../contract/vitest.js';
import { field } from './broken.js';
import { EXAMPLES, MODEL } from './shelf.js';

contractSuite({
  name: 'one thing broken',
  model: MODEL,
  phases: EXAMPLES,
  handler: field('/book/pages', 0),
  cases: ['shelf/2.0/getBook/examples/known-book', 'shelf/2.0/listBooks', 'shelf/9.9'],
});
