// Hides how headers with secrets are put on a request that exists already.
import { sendable } from '../header-text.js';

/** The same request with these headers, in place of those of the same names. @throws InvalidParameter for what no header can carry */
export function withHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  const next = new Request(request);
  for (const [name, value] of Object.entries(headers)) next.headers.set(name, sendable(value, name));
  return next;
}
