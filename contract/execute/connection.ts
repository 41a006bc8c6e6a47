// Hides undici: connections through a proxy, or to a server whose certificate nobody else vouches for.
import { rootCertificates } from 'node:tls';
import type { Transport } from './transport.js';

export interface ConnectionOptions {
  /** PEM of certificates that are trusted beside those that Node.js trusts. */
  readonly trusted?: string;
  /** True: any certificate will do. */
  readonly insecure?: boolean;
  readonly proxy?: ProxySettings;
}

export interface ProxySettings {
  /** URL of the proxy for http, and for https. */
  readonly http?: string;
  readonly https?: string;
  /** Hosts that are reached without it, as NO_PROXY lists them. */
  readonly except?: string;
}

/** The variables that curl knows; those in lower case count first. Empty ones say nothing. */
export function proxySettings(env: Readonly<Record<string, string | undefined>>): ProxySettings | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const [http, https, except] = [read('HTTP_PROXY'), read('HTTPS_PROXY'), read('NO_PROXY')];
  if (http === undefined && https === undefined) return undefined;
  return { ...(http && { http }), ...(https && { https }), ...(except && { except }) };
}

/** What is on this machine is never asked for by way of another. */
const ON_THIS_MACHINE = 'localhost,127.0.0.1,::1,[::1]';

/**
 * A transport of such connections.
 * @throws TypeError where the proxy's URL is none
 */
export async function connectedTransport({
  trusted,
  insecure = false,
  proxy = {},
}: ConnectionOptions): Promise<Transport> {
  if (![proxy.http, proxy.https].every((url) => url === undefined || isProxy(url))) {
    throw new TypeError(
      'HTTP_PROXY or HTTPS_PROXY is no URL of a proxy, such as http://proxy.example.com:3128.',
    );
  }
  const [{ EnvHttpProxyAgent }, { dispatched, PATIENT }] = await Promise.all([
    import('undici'),
    import('./network.js'),
  ]);
  const tls = {
    rejectUnauthorized: !insecure,
    ...(trusted !== undefined && { ca: [...rootCertificates, trusted] }),
  };
  return dispatched(
    new EnvHttpProxyAgent({
      ...PATIENT,
      // An empty text, unlike none, keeps it from looking at the environment itself.
      httpProxy: proxy.http ?? '',
      httpsProxy: proxy.https ?? '',
      noProxy: [ON_THIS_MACHINE, proxy.except ?? ''].join(','),
      // Proxies pass plain requests on as they are; many open a tunnel to port 443 only.
      proxyTunnel: false,
      connect: tls,
      requestTls: tls,
    }),
  );
}

function isProxy(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
