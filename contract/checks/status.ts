// Hides when a status is the documented one; a server error never is, unless the example documents it.
import { responseFor } from '../plan/expectation.js';
import { excerpt } from '../show.js';
import type { Check, Judged } from './check.js';

export const status: Check = {
  name: 'status',
  gate: true,
  judge(exchange) {
    const { expect, operation } = exchange.case;
    const actual = exchange.answer.status;
    if (isExpected(exchange)) return [];
    const documented = operation.responses.map((each) => each.status);
    const known = responseFor(operation, actual) !== undefined;
    return [
      {
        pointer: '/status',
        message: known ? 'The status is not that of the example.' : 'The status is not documented at all.',
        expected:
          expect.status === 'default'
            ? `any but ${documented.filter((each) => each !== 'default').join(', ')}`
            : expect.status,
        actual: `${actual}${bodyHint(exchange)}`,
        source: expect.response.source,
      },
    ];
  },
};

function isExpected({ case: { expect, operation }, answer }: Judged): boolean {
  const wanted = expect.status.toUpperCase();
  if (/^\d\d\d$/.test(wanted)) return answer.status === Number(wanted);
  if (/^\dXX$/.test(wanted))
    return (
      Math.floor(answer.status / 100) === Number(wanted[0]) && byItself(operation, answer.status, wanted)
    );
  if (answer.status >= 500 || (expect.refusal && answer.status < 400)) return false;
  return byItself(operation, answer.status, 'DEFAULT');
}

/** An example under a range or `default` says nothing of statuses that have an entry of their own. */
function byItself(operation: Judged['case']['operation'], actual: number, wanted: string): boolean {
  return responseFor(operation, actual)?.status.toUpperCase() === wanted;
}

/** What a server says beside a wrong status is often the reason. */
function bodyHint({ answer: { bytes } }: Judged): string {
  if (bytes.byteLength === 0) return '';
  return `, with ${excerpt(new TextDecoder().decode(bytes.subarray(0, 480)), 160)}`;
}
