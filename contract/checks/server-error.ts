// Hides when a server has failed: any 5xx, but one that the case's example documents, or one that the document knows by its number.
import type { Expectation } from '../plan/types.js';
import { excerpt } from '../show.js';
import type { Check } from './check.js';

export const serverError: Check = {
  name: 'server-error',
  gate: true,
  judge({ case: { expect, operation }, answer: { status, bytes }, response }) {
    if (status < 500) return [];
    const { kind } = expect;
    if (kind === 'refused' && expect.usual.includes(status)) return [];
    if (kind === 'pair' && expect.status.startsWith(String(status)[0] ?? '')) return [];
    // A documented 503 may come at any time; that data of the caller makes a server fail is never right.
    const named = response !== undefined && response.status.toLowerCase() !== 'default';
    if (named && kind !== 'refused' && kind !== 'selection' && status !== 500) return [];
    return [
      {
        pointer: '/status',
        message: 'The server failed.',
        expected: wanted(expect),
        actual: `${status}${bytes.byteLength === 0 ? '' : `, with ${excerpt(new TextDecoder().decode(bytes.subarray(0, 480)), 160)}`}`,
        source: response?.source ?? `${operation.source}/responses`,
      },
    ];
  },
};

function wanted(expect: Expectation): string {
  if (expect.kind === 'pair' && expect.status !== 'default') return expect.status;
  return expect.kind === 'refused' ? 'a refusal (4xx)' : 'no server error';
}
