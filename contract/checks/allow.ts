// Hides when a 405 says which methods there are (RFC 9110 §10.2.1, §15.5.6), and when a method that is not documented was accepted.
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const allow: Check = {
  name: 'allow',
  gate: true,
  judge(exchange) {
    const { expect } = exchange.case;
    if (expect.kind !== 'refused' || expect.check !== 'allow') return [];
    const { status } = exchange.answer;
    if (status === 405) return ofHeader(exchange);
    if (status >= 400 || expect.usual.includes(status)) return [];
    const { because, source } = expect;
    const message = `What the document does not know was accepted: ${because}.`;
    return [{ pointer: '/status', message, expected: 'a refusal (405)', actual: shown(status), source }];
  },
};

function ofHeader({ case: { subject, operation, request, expect }, answer: { headers } }: Judged): Flaw[] {
  const { source } = expect;
  const documented = subject.model.operations
    .filter(({ path }) => path === operation.path)
    .map(({ verb }) => verb);
  const flaw = { pointer: '/header/Allow', expected: documented.join(', '), source };
  const text = headers.get('allow');
  if (text === null)
    return [
      { ...flaw, message: 'A 405 does not say which methods there are (RFC 9110 §15.5.6).', actual: 'none' },
    ];
  const names = text.split(',').map((each) => each.trim());
  const small = names.find((each) => !documented.includes(each) && documented.includes(each.toUpperCase()));
  if (small !== undefined) {
    const message = `Allow lists ${small}: the names of methods are case-sensitive (RFC 9110 §9.1).`;
    return [{ ...flaw, message, actual: shown(text) }];
  }
  const listed = new Set(names.map((each) => each.toUpperCase()));
  const left = documented.filter((each) => !listed.has(each));
  if (left.length > 0)
    return [
      { ...flaw, message: `Allow leaves out ${left.join(', ')}, which is documented.`, actual: shown(text) },
    ];
  if (!listed.has(request.method)) return [];
  const expected = `${flaw.expected}, not ${request.method}`;
  return [
    {
      ...flaw,
      message: `Allow lists ${request.method}, which was just refused.`,
      expected,
      actual: shown(text),
    },
  ];
}
