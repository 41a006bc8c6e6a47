// Hides how a server tells who has signed a request as Samsung Cloud Platform has it signed: in constant time, and not long after it was made.
import type { Clock } from './authenticate.js';
import { hmacSha256Fits, unbase64 } from './bytes.js';
import { scpSigned } from './scp-signature.js';

export interface ScpVerification {
  /** The secret key that belongs to an access key; undefined where there is no such key. */
  readonly secretOf: (accessKey: string) => string | undefined | Promise<string | undefined>;
  /** Milliseconds that the time of a signature may be away from now, before or after; 5 minutes by default. */
  readonly skew?: number;
  /** The URL that the client has signed, where something in front of the server has changed it; that of the request by default. */
  readonly urlOf?: (request: Request) => string;
  readonly now?: Clock;
}

const SKEW = 5 * 60_000;

/**
 * Gives the access key that a request is signed with, undefined where it is not signed, not in time, or not by who holds the key:
 * `authenticate: (_, { request }) => verify(request)`. The body is not signed.
 */
export function scpVerification(options: ScpVerification): (request: Request) => Promise<string | undefined> {
  const { secretOf, skew = SKEW, urlOf = ({ url }) => url, now = () => new Date() } = options;
  return async (request) => {
    const [accessKey, signature, timestamp] = ['accesskey', 'signature', 'timestamp'].map((name) =>
      request.headers.get(`scp-${name}`),
    );
    if (!accessKey || !signature || !timestamp || !/^\d{1,15}$/.test(timestamp)) return undefined;
    // Written so that what is no number is refused, too.
    if (!(Math.abs(now().getTime() - Number(timestamp)) <= skew)) return undefined;
    const given = unbase64(signature);
    const secret = await secretOf(accessKey);
    const signed = scpSigned(request.method, urlOf(request), {
      timestamp,
      accessKey,
      accountId: request.headers.get('scp-accountid') ?? '',
      clientType: request.headers.get('scp-clienttype') ?? '',
    });
    // Whether there is such a key must not be told by how long the answer takes.
    const fits = await hmacSha256Fits(secret ?? 'nobody', signed, given ?? new Uint8Array());
    return fits && secret !== undefined && secret !== '' ? accessKey : undefined;
  };
}
