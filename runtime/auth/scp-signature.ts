// Hides the signature of Samsung Cloud Platform: HMAC-SHA256 over method, URL, time and names; the body is not signed.
import type { Authenticate, Clock } from './authenticate.js';
import { base64, hmacSha256 } from './bytes.js';
import { withHeaders } from './with-headers.js';

export interface ScpCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Sent as `Scp-AccountId`, and signed, where it is given. */
  readonly accountId?: string;
  /** `Scp-ClientType`; `Openapi` by default. */
  readonly clientType?: string;
  readonly now?: Clock;
}

/** Signs each request anew: the signature holds for its URL, to the letter of the query, and for the minute it is made in. */
export function scpSignature(credentials: ScpCredentials): Authenticate {
  const { accessKey, secretKey, accountId, clientType = 'Openapi', now = () => new Date() } = credentials;
  return async (request) => {
    const timestamp = String(now().getTime());
    const [url = ''] = request.url.split('#');
    const signed = request.method + url + timestamp + accessKey + (accountId ?? '') + clientType;
    return withHeaders(request, {
      'Scp-Accesskey': accessKey,
      'Scp-Signature': base64(await hmacSha256(secretKey, signed)),
      'Scp-Timestamp': timestamp,
      'Scp-ClientType': clientType,
      ...(accountId !== undefined && { 'Scp-AccountId': accountId }),
    });
  };
}
