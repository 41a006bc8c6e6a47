// Hides when the media type of an answer is the documented one.
import { mediaKind } from '../../runtime/media-type.js';
import { contentOf } from '../lifecycle/refused-content.js';
import { fitsMediaType, parseMediaType } from '../media.js';
import { shown } from '../show.js';
import type { Check, Judged } from './check.js';

export const contentType: Check = {
  name: 'content-type',
  gate: true,
  judge(exchange) {
    const { request } = exchange.case;
    const { headers, bytes } = exchange.answer;
    const { response } = exchange;
    // An empty body has no media type; that it should not be empty is for the body check to say.
    if (!response || response.content.length === 0 || bytes.byteLength === 0 || request.method === 'HEAD')
      return [];
    const documented = wanted(exchange);
    const actual = headers.get('content-type');
    const source = response.content[0]?.source ?? response.source;
    const flaw = { pointer: '/header/Content-Type', expected: documented.join(' or '), source };
    if (actual === null)
      return [{ ...flaw, message: 'The body comes without a media type.', actual: 'no Content-Type header' }];
    if (!documented.some((each) => fitsMediaType(actual, each))) {
      return [{ ...flaw, message: 'The media type is not the documented one.', actual: shown(actual) }];
    }
    const charset = parseMediaType(actual).parameters.get('charset');
    if (charset === undefined || mediaKind(actual) !== 'json' || /^utf-?8$/i.test(charset)) return [];
    const message = 'JSON between systems is encoded as UTF-8 (RFC 8259 §8.1).';
    return [{ ...flaw, message, expected: `${flaw.expected} in UTF-8`, actual: shown(actual) }];
  },
};

/** The media type of the example; without one, any that the status documents. */
function wanted({ case: planned, answer, response }: Judged): string[] {
  const { expect } = planned;
  if (expect.kind === 'pair' && expect.body) return [expect.body.mediaType];
  return contentOf(planned, response, answer.status).map((content) => content.mediaType);
}
