// Hides when a body is what its schema says: there, readable, valid.
import { isStream, mediaKind } from '../../runtime/media-type.js';
import type { Check, Flaw, Judged } from './check.js';

export const body: Check = {
  name: 'body',
  gate: false,
  judge(exchange) {
    const { body: read, schemas } = exchange;
    if (exchange.case.request.method === 'HEAD') return [];
    if (read.kind === 'empty') return emptyWhereDocumented(exchange);
    if (read.kind === 'opaque') return [];
    if (read.kind === 'unreadable') {
      const { message, expected, actual, content } = read;
      return [{ pointer: '/body', message, expected, actual, source: content.source }];
    }
    const { schema, source } = read.content;
    if (schema === undefined) return [];
    const verdict = schemas.judge(`${source}/schema`, read.value, exchange.answer.bytes.byteLength);
    if ('unusable' in verdict) {
      const message = `The documented schema cannot be used: ${verdict.unusable}.`;
      return [
        {
          pointer: '/body',
          message,
          expected: 'a usable schema',
          actual: 'none',
          source: `${source}/schema`,
        },
      ];
    }
    return verdict.violations.map(({ pointer, ...rest }) => ({
      pointer: `/body${pointer}`,
      message: 'The body does not match its schema.',
      ...rest,
    }));
  },
};

/** An empty text or file may be what it is; an empty answer where JSON or a text is shown is not. */
function emptyWhereDocumented({ case: { expect }, body: read, response }: Judged): Flaw[] {
  const kind = read.kind === 'empty' && read.content ? mediaKind(read.content.mediaType) : 'binary';
  // A stream of nothing is a stream.
  if (isStream(kind)) return [];
  const example = expect.kind === 'pair' ? expect.body : undefined;
  const needed =
    kind === 'text' ? typeof example?.value === 'string' && example.value !== '' : kind !== 'binary';
  if (!needed) return [];
  const source = (read.kind === 'empty' ? read.content?.source : undefined) ?? response?.source ?? '';
  const expected = `a body of ${example?.mediaType ?? response?.content[0]?.mediaType}`;
  return [
    {
      pointer: '/body',
      message: 'The body is empty where one is documented.',
      expected,
      actual: 'no body',
      source,
    },
  ];
}
