// Hides when a status is the documented one.
import type { PairExpectation } from '../plan/types.js';
import { excerpt } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const status: Check = {
  name: 'status',
  gate: true,
  judge(exchange) {
    const { expect } = exchange.case;
    if (expect.kind === 'pair') return ofPair(exchange, expect);
    if (exchange.response) return [];
    // What is none of the document's, but the family's, has been judged.
    if (expect.kind === 'selection' && exchange.answer.status >= 400) return [];
    // Of a method that it does not know, a document says nothing.
    if (expect.kind === 'refused' && expect.check === 'allow') return [];
    const isUsual =
      (expect.kind === 'refused' || expect.kind === 'documented') &&
      expect.usual?.includes(exchange.answer.status) === true;
    return isUsual ? [] : [undocumented(exchange)];
  },
};

function undocumented(exchange: Judged): Flaw {
  const { operation } = exchange.case;
  return {
    pointer: '/status',
    message: 'The status is not documented at all.',
    expected: operation.responses.map((each) => each.status).join(', '),
    actual: `${exchange.answer.status}${bodyHint(exchange)}`,
    source: `${operation.source}/responses`,
  };
}

function ofPair(exchange: Judged, expect: PairExpectation): Flaw[] {
  const { operation } = exchange.case;
  if (isExpected(exchange, expect)) return [];
  const documented = operation.responses.map((each) => each.status);
  return [
    {
      pointer: '/status',
      message: exchange.response
        ? 'The status is not that of the example.'
        : 'The status is not documented at all.',
      expected:
        expect.status === 'default'
          ? `any but ${documented.filter((each) => each !== 'default').join(', ')}`
          : expect.status,
      actual: `${exchange.answer.status}${bodyHint(exchange)}`,
      source: expect.response.source,
    },
  ];
}

function isExpected({ response, answer }: Judged, expect: PairExpectation): boolean {
  if (expect.mayBeRefused && response && answer.status >= 400 && answer.status < 500) return true;
  const wanted = expect.status.toUpperCase();
  // An example under a range or `default` says nothing of statuses that have an entry of their own.
  const byItself = response?.status.toUpperCase() === wanted;
  if (/^\d\d\d$/.test(wanted)) return answer.status === Number(wanted);
  if (/^\dXX$/.test(wanted)) return Math.floor(answer.status / 100) === Number(wanted[0]) && byItself;
  return byItself && !(expect.refusal && answer.status < 400);
}

/** What a server says beside a wrong status is often the reason. */
function bodyHint({ answer: { bytes } }: Judged): string {
  if (bytes.byteLength === 0) return '';
  return `, with ${excerpt(new TextDecoder().decode(bytes.subarray(0, 480)), 160)}`;
}
