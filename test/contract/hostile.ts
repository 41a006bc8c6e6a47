// Hides runs in which every text that a server or a document could choose is chosen to do harm.
import fc from 'fast-check';
import type { RunEvent } from '../../contract/index.js';

/** What ends a value, begins a command, or is no character in some format. */
const PIECES = [
  ...[
    '<script>alert(1)</script>',
    '</script',
    '</style>',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
    '&amp;',
    '&#0;',
  ],
  ...['"', "'", '`', '<', '>', '&', '\\', '%0A', '::error::owned', '\n::error file=a::owned', '##[error]x'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[2J',
    '\u001b]0;owned\u0007',
    '\u009b2J',
    '\u007f',
    '\r',
    '\n',
    '\r\n',
    '\t',
  ],
  ...['\u202e', '\u200b', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff', '\ud800', '\udc00', '\u{1fffe}'],
  ...['javascript:alert(1)', '" onmouseover="alert(1)', '$(id)', '{{constructor}}', 'ä', '日本', '😀'],
];

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

/** One broken case, one that holds and an excused one, with the text wherever there can be one. */
export function hostileRun(text: string): RunEvent[] {
  const position = { file: text, line: 3, column: 5 };
  const documented = { parameters: [`query ${text}`], statuses: ['200', text], examples: [text] };
  const operation = { operationId: text, operation: text, source: text, examples: 1, cases: 3, documented };
  const ref = {
    ...{ phase: 'examples' as const, family: text, version: text, operationId: text },
    ...{ operation: text, example: text, source: text },
  };
  const pairs = [['x-a', text] as const, [text, 'b'] as const];
  const request = { method: 'POST', url: `http://h/?a=${text}`, headers: pairs, body: text };
  const answer = { status: 200, headers: pairs, bytes: 9, body: text };
  const finding = {
    ...{ check: 'body' as const, severity: 'error' as const, caseId: text, operation: text, example: text },
    ...{ pointer: text, message: text, expected: text, actual: text, source: text, position, request },
  };
  const known = { reason: text, expires: '2026-12-31', position };
  const broken = { ...ref, id: `1${text}` };
  const excused = { ...ref, id: `2${text}` };
  const skipped = { ...ref, id: `3${text}` };
  const totals = {
    ...{ cases: 3, held: 0, broken: 1, unplannable: 0, skipped: 1, known: 1, notRun: 0 },
    ...{ errors: 1, warnings: 0 },
  };
  const version = { family: text, version: text, title: text, state: text, notBefore: '2026-05-31' };
  return [
    {
      ...{ type: 'planned', baseUrl: text, cases: 3, instant: '2026-04-15T00:00:00.000Z' },
      versions: [{ ...version, successor: text, operations: [operation] }],
    },
    { type: 'exchanged', case: broken, step: text, request, answer },
    { type: 'judged', case: broken, verdict: 'broken', checks: ['body'], findings: [finding] },
    { type: 'exchanged', case: excused, request, failure: { kind: 'broken', detail: text } },
    { type: 'judged', case: excused, verdict: 'known', checks: ['body'], findings: [{ ...finding, known }] },
    { type: 'judged', case: skipped, verdict: 'skipped', checks: [], findings: [], reason: text },
    { type: 'cleaned', removed: 1, left: [text] },
    { type: 'finished', outcome: 'gave-up', reason: text, totals },
  ];
}
