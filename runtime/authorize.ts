// Hides which credentials of a client go with a request, and where a header holds them.
import { type Draft, isDraft, requestOf } from './client-request.js';
import type { Sending } from './client-types.js';
import { sendable } from './header-text.js';
import { own } from './value-text.js';
import type { WireOperation } from './wire.js';

/** With the first alternative whose credentials are all at hand, then signed. @throws InvalidParameter for a secret that cannot be sent */
export async function authorized(
  { options, schemes, withSecret }: Sending,
  { security }: WireOperation,
  unsigned: Draft | Request,
): Promise<Draft | Request> {
  let request = unsigned;
  const { credentials, authenticate } = options;
  // A scheme may be called `constructor`: what every object inherits is no credential.
  const isGiven = (key: string) => own(credentials, key) !== undefined;
  for (const key of security.find((keys) => keys.every(isGiven)) ?? []) {
    const [credential, scheme] = [own(credentials, key), own(schemes, key)];
    if (credential === undefined || !scheme) continue;
    const { name = 'Authorization' } = scheme;
    const isKey = scheme.type === 'apiKey';
    let secret: string | Request;
    if (typeof credential === 'string') secret = credential;
    else {
      const made = requestOf(request);
      request = made;
      secret = await credential(made.clone());
    }
    if (typeof secret !== 'string') request = secret;
    else if (isKey ? scheme.in !== 'header' : scheme.scheme === 'basic')
      request = withSecret?.(requestOf(request), scheme, secret) ?? request;
    else {
      const text = sendable(isKey ? secret : `Bearer ${secret}`, name);
      if (isDraft(request)) request.headers[name.toLowerCase()] = text;
      else request.headers.set(name, text);
    }
  }
  return authenticate ? authenticate(requestOf(request)) : request;
}
