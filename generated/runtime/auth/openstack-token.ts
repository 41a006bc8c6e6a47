// Hides Keystone v3: a token is asked for with a password or an application credential, kept, and asked for anew before it ends.
import type { Authenticate, Clock } from './authenticate.js';
import { type Token, tokenSource } from './token-source.js';
import { withHeaders } from './with-headers.js';

export interface OpenStackCredentials {
  /** The identity service, e.g. `https://keystone.example.com:5000/v3`. */
  readonly authUrl: string;
  readonly identity:
    | { readonly applicationCredentialId: string; readonly secret: string }
    | {
        readonly username: string;
        readonly password: string;
        /** Of user and project; `Default` by default. */
        readonly domain?: string;
        readonly project: string;
      };
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly now?: Clock;
}

/** @throws Error, when a request is sent, where Keystone gives no token; it names the status and never the secret */
export function openStackToken(options: OpenStackCredentials): Authenticate {
  const now = options.now ?? (() => new Date());
  const token = tokenSource(() => obtain(options), now);
  return async (request) => withHeaders(request, { 'X-Auth-Token': await token() });
}

async function obtain({ authUrl, identity, fetch: given }: OpenStackCredentials): Promise<Token> {
  const send = given ?? ((request: Request) => fetch(request));
  const request = new Request(`${authUrl.replace(/\/+$/, '')}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ auth: authOf(identity) }),
    redirect: 'manual',
  });
  const response = await send(request);
  const value = response.headers.get('x-subject-token');
  if (!response.ok || value === null) {
    throw new Error(`Keystone gave no token: it answered with status ${response.status}.`);
  }
  const answer = (await response.json().catch(() => undefined)) as
    | { token?: { expires_at?: unknown } }
    | undefined;
  const expires = new Date(String(answer?.token?.expires_at));
  return Number.isNaN(expires.getTime()) ? { value } : { value, expires };
}

function authOf(identity: OpenStackCredentials['identity']): object {
  if ('applicationCredentialId' in identity) {
    const { applicationCredentialId: id, secret } = identity;
    return { identity: { methods: ['application_credential'], application_credential: { id, secret } } };
  }
  const { username: name, password, project } = identity;
  const domain = { name: identity.domain ?? 'Default' };
  return {
    identity: { methods: ['password'], password: { user: { name, password, domain } } },
    scope: { project: { name: project, domain } },
  };
}
