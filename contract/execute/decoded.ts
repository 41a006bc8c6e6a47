// Hides Content-Encoding (RFC 9110 §8.4): the bytes behind it, read as leniently as fetch reads them.
import { pipeline, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

type Bytes = AsyncIterable<Uint8Array>;
type Decoder = (source: Bytes) => Bytes;

/** What breaks off gives what has come, as with every other client. */
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

const through =
  (make: () => Transform): Decoder =>
  (source) =>
    pipeline(source, make(), () => {});

const gzip = through(() => createGunzip(LENIENT));

const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', inflated],
  ['br', through(() => createBrotliDecompress(LENIENT_BROTLI))],
]);

/** Each of them can make a thousand bytes out of one. */
const MOST_CODINGS = 5;

/**
 * A body as it was before it was encoded; as it is where a coding is not known.
 * @param codings as the header has them, the last one applied last
 * @throws Error where there are more than anyone needs
 */
export function decoded(body: Bytes, codings: string): Bytes {
  if (codings === '') return body;
  const names = codings.split(',').map((name) => name.trim().toLowerCase());
  if (names.length > MOST_CODINGS)
    throw new Error(`the body is encoded ${names.length} times, more than ${MOST_CODINGS}`);
  const decoders = names.toReversed().flatMap((name) => DECODERS.get(name) ?? []);
  if (decoders.length < names.length) return body;
  return decoders.reduce((source, decode) => decode(source), body);
}

/** `deflate` is zlib's format; many a server sends what is within it alone. */
async function* inflated(source: Bytes): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const isZlib = ((first.value[0] ?? 0) & 0x0f) === 0x08;
  const decode = through(() => (isZlib ? createInflate(LENIENT) : createInflateRaw(LENIENT)));
  yield* decode(
    (async function* () {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => chunks };
    })(),
  );
}
