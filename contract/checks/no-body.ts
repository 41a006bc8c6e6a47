// Hides where a body cannot be (RFC 9110 §9.3.2, §15.3.5, §15.3.6, §15.4.5), and where none is documented.
import { excerpt } from '../show.js';
import type { Check } from './check.js';

const EMPTY_STATUS: ReadonlySet<number> = new Set([204, 205, 304]);

export const noBody: Check = {
  name: 'no-body',
  gate: true,
  judge({ case: { request, expect }, answer: { status, bytes }, response }) {
    if (bytes.byteLength === 0) return [];
    // That a refusal of HEAD has a body is nobody's concern here: within a process some have, over HTTP none can.
    const isHead = request.method === 'HEAD' && expect.kind !== 'refused';
    const impossible = isHead || EMPTY_STATUS.has(status);
    if (!impossible && (!response || response.content.length > 0)) return [];
    return [
      {
        pointer: '/body',
        message: impossible
          ? 'A body came where HTTP allows none.'
          : 'A body came, and the document knows of none.',
        expected: 'no body',
        actual: `${bytes.byteLength} bytes: ${excerpt(new TextDecoder().decode(bytes.subarray(0, 480)), 120)}`,
        source: response?.source ?? '',
        // Documents often leave the body of an answer out without meaning that there is none.
        severity: impossible ? 'error' : 'warning',
      },
    ];
  },
};
