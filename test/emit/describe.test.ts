// What editors show of a call: what it does in short, where it goes, and what its document has to say of it in full.
import { expect, it } from 'vitest';
import { describeOperation } from '../../generator/emit/describe.js';
import { operationOf } from '../model/modelled.js';

const ANSWERS = 'responses: { "204": { description: "." } }';

it.each([
  ['nothing', '', '/** GET /things */\n'],
  ['a summary', 'summary: List things', '/** List things (GET /things) */\n'],
  ['a description of one line', 'description: All of them.', '/** All of them. (GET /things) */\n'],
  [
    'a description of several',
    'description: "All of them.\\n\\nNewest first.\\n"',
    '/**\n * All of them. (GET /things)\n *\n * Newest first.\n */\n',
  ],
  [
    'both',
    'summary: List things\ndescription: "One page.\\nNewest first."',
    '/**\n * List things (GET /things)\n *\n * One page.\n * Newest first.\n */\n',
  ],
  ['both, which are one', 'summary: List\ndescription: " List\\n"', '/** List (GET /things) */\n'],
  [
    'a description that would end the comment and tag it',
    'summary: List\ndescription: "*/ x\\n@deprecated no"',
    '/**\n * List (GET /things)\n *\n * *\\/ x\n * \\@deprecated no\n */\n',
  ],
])('%s', (_, text, expected) => {
  const { model, operation } = operationOf(`${text}\n${ANSWERS}`);
  expect(model && describeOperation(model, operation)).toBe(expected);
});
