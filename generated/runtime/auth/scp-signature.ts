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

/** What is signed: one text, as the provider puts it together. */
export function scpSigned(
  method: string,
  url: string,
  by: {
    readonly timestamp: string;
    readonly accessKey: string;
    readonly accountId: string;
    readonly clientType: string;
  },
): string {
  const [sent = ''] = url.split('#');
  return method + sent + by.timestamp + by.accessKey + by.accountId + by.clientType;
}

/** Signs each request anew: the signature holds for its URL, to the letter of the query, and for the minute it is made in. */
export function scpSignature(credentials: ScpCredentials): Authenticate {
  const { accessKey, secretKey, accountId, clientType = 'Openapi', now = () => new Date() } = credentials;
  return async (request) => {
    const timestamp = String(now().getTime());
    const by = { timestamp, accessKey, accountId: accountId ?? '', clientType };
    const signed = scpSigned(request.method, request.url, by);
    return withHeaders(request, {
      'Scp-Accesskey': accessKey,
      'Scp-Signature': base64(await hmacSha256(secretKey, signed)),
      'Scp-Timestamp': timestamp,
      'Scp-ClientType': clientType,
      ...(accountId !== undefined && { 'Scp-AccountId': accountId }),
    });
  };
}
