// Hides SDK-HMAC-SHA256, the signature of Huawei Cloud: over method, URL, host, time and a digest of the body.
import type { Authenticate, Clock } from './authenticate.js';
import { hex, hmacSha256, sha256, utf8 } from './bytes.js';
import { withHeaders } from './with-headers.js';

export interface HuaweiCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly now?: Clock;
}

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Signs each request anew; a clock that is more than 15 minutes wrong is refused by the provider. */
export function huaweiSignature({
  accessKey,
  secretKey,
  now = () => new Date(),
}: HuaweiCredentials): Authenticate {
  return async (request) => {
    const date = now()
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
    const { host, pathname, searchParams } = new URL(request.url);
    // Of headers only these: others may be changed or added on the way.
    const signedHeaders = 'host;x-sdk-date';
    const canonical = [
      request.method,
      canonicalPath(pathname),
      canonicalQuery(searchParams),
      `host:${host}\nx-sdk-date:${date}\n`,
      signedHeaders,
      hex(await sha256(new Uint8Array(await request.clone().arrayBuffer()))),
    ].join('\n');
    const toSign = [ALGORITHM, date, hex(await sha256(utf8(canonical)))].join('\n');
    const signature = hex(await hmacSha256(secretKey, toSign));
    return withHeaders(request, {
      'X-Sdk-Date': date,
      Authorization: `${ALGORITHM} Access=${accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    });
  };
}

/** Each segment spelled in one way, a slash at the end. */
function canonicalPath(path: string): string {
  const spelled = path
    .split('/')
    .map((segment) => spell(decoded(segment)))
    .join('/');
  return spelled.endsWith('/') ? spelled : `${spelled}/`;
}

function canonicalQuery(parameters: URLSearchParams): string {
  const pairs: string[] = [];
  // Not an iterator, which some libraries of types do not know of it.
  parameters.forEach((value, name) => void pairs.push(`${spell(name)}=${spell(value)}`));
  return pairs.sort().join('&');
}

/** Percent-encoding of everything but unreserved characters (RFC 3986 §2.3). */
function spell(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
