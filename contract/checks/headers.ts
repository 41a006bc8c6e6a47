// Hides when response headers are as documented: the required ones there, each value valid by its schema.
import type { ResponseHeader } from '../../generator/model/types.js';
import { pointerAt } from '../pointer.js';
import { headerReadings } from '../schema/header-value.js';
import type { Violation } from '../schema/violations.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const headers: Check = {
  name: 'headers',
  gate: false,
  judge(exchange) {
    // OpenAPI 3.1 §4.8.17: a header named Content-Type is ignored; the media types describe it.
    return [
      ...(exchange.response?.headers ?? [])
        .filter((header) => header.name.toLowerCase() !== 'content-type')
        .flatMap((header) => judgeHeader(header, exchange)),
      ...linkFlaws(exchange),
    ];
  },
};

/** RFC 8288 §3: a link begins with its target, in angle brackets. Where no document speaks of it, `deprecation` reads it alone. */
function linkFlaws({ answer, response }: Judged): Flaw[] {
  const text = answer.headers.get('link');
  const documented = response?.headers.find(({ name }) => name.toLowerCase() === 'link');
  if (text === null || !documented || /^[\s,]*(<[^>]*>\s*([;,]|$)|$)/.test(text)) return [];
  return [
    {
      pointer: '/header/Link',
      message: 'Link holds no link (RFC 8288 §3).',
      expected: 'such as <https://example.com/?page=2>; rel="next"',
      actual: shown(text),
      source: documented.source,
    },
  ];
}

function judgeHeader(header: ResponseHeader, { answer, schemas }: Judged): Flaw[] {
  const text = answer.headers.get(header.name);
  const pointer = pointerAt('/header', header.name);
  const { source } = header;
  if (text === null) {
    if (!header.required) return [];
    return [
      {
        pointer,
        message: 'A required header is missing.',
        expected: `the header ${header.name}`,
        actual: 'none',
        source,
      },
    ];
  }
  // A header is text: it is valid if any reading of the text is.
  const misfits: (readonly Violation[])[] = [];
  for (const value of headerReadings(text, header.explode)) {
    const verdict = schemas.judgeHeader(header, value, text.length);
    if ('unusable' in verdict || verdict.violations.length === 0) return [];
    misfits.push(verdict.violations);
  }
  const closest =
    misfits.find((each) => !each.some(({ keyword, pointer }) => keyword === 'type' && pointer === '')) ??
    misfits.at(-1) ??
    [];
  const expected = [...new Set(closest.map((violation) => violation.expected))].join('; ');
  return [
    { pointer, message: 'The header does not match its schema.', expected, actual: shown(text), source },
  ];
}
