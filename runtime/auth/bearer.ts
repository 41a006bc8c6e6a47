// Hides the Authorization header of bearer tokens (RFC 6750 §2.1).
import type { Authenticate } from './authenticate.js';
import { withHeaders } from './with-headers.js';

/** A bearer token, or where to get the one that is valid now. */
export function bearer(token: string | (() => string | Promise<string>)): Authenticate {
  return async (request) => {
    const value = typeof token === 'string' ? token : await token();
    return withHeaders(request, { authorization: `Bearer ${value}` });
  };
}
