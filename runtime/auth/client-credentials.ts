// Hides the client credentials grant of OAuth 2 (RFC 6749 §4.4): a token is fetched, kept, and fetched anew before it ends.
import type { Authenticate, Clock } from './authenticate.js';
import { base64, utf8 } from './bytes.js';
import { type Token, tokenSource } from './token-source.js';
import { withHeaders } from './with-headers.js';

export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes?: readonly string[];
  /** Where id and secret stand: the Authorization header (RFC 6749 §2.3.1), or the form. `header` by default. */
  readonly credentialsIn?: 'header' | 'body';
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly now?: Clock;
}

/** @throws Error, when a request is sent, where the token endpoint gives no token; it names the status and never the secret */
export function clientCredentials(options: ClientCredentials): Authenticate {
  const now = options.now ?? (() => new Date());
  const token = tokenSource(() => obtain(options, now), now);
  return async (request) => withHeaders(request, { authorization: `Bearer ${await token()}` });
}

async function obtain(options: ClientCredentials, now: Clock): Promise<Token> {
  const { tokenUrl, clientId, clientSecret, scopes = [], credentialsIn = 'header' } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) body.set('scope', scopes.join(' '));
  const headers = new Headers({ accept: 'application/json' });
  if (credentialsIn === 'header') {
    headers.set('authorization', `Basic ${base64(utf8(`${form(clientId)}:${form(clientSecret)}`))}`);
  } else {
    body.set('client_id', clientId);
    body.set('client_secret', clientSecret);
  }
  const response = await send(new Request(tokenUrl, { method: 'POST', headers, body, redirect: 'manual' }));
  const answer: unknown = await response.json().catch(() => undefined);
  const value = member(answer, 'access_token');
  if (!response.ok || typeof value !== 'string') {
    throw new Error(`The token endpoint gave no token: it answered with status ${response.status}.`);
  }
  const seconds = Number(member(answer, 'expires_in'));
  return seconds > 0 ? { value, expires: new Date(now().getTime() + seconds * 1000) } : { value };
}

/** As a form spells it (RFC 6749 §2.3.1). */
function form(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
