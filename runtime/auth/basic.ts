// Hides the Authorization header of user names and passwords (RFC 7617 §2), in UTF-8.
import type { Authenticate } from './authenticate.js';
import { base64, utf8 } from './bytes.js';
import { withHeaders } from './with-headers.js';

/** @throws TypeError for a user name with a colon, which the header cannot carry */
export function basic(username: string, password: string): Authenticate {
  if (username.includes(':'))
    throw new TypeError('A user name of basic authentication must not hold a colon.');
  const authorization = `Basic ${base64(utf8(`${username}:${password}`))}`;
  return async (request) => withHeaders(request, { authorization });
}
