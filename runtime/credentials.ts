// Hides where security schemes keep their secrets in a request (OpenAPI 3.1 §4.8.27).

import type { RawRequest } from './decode.js';
import { decoded, rawPairs } from './decode-pairs.js';
import { put } from './json-value.js';
import type { WireOperation, WireSecurityScheme } from './wire.js';

type Carrier = Pick<RawRequest, 'headers' | 'search'>;

/** Reads the credentials of requests for one operation by scheme key; undefined where no alternative of the operation is complete. */
export function credentialReader(
  { security }: WireOperation,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
): (incoming: Carrier) => Record<string, string> | undefined {
  const asked = [...new Set(security.flat())].flatMap((key) => {
    const scheme = Object.hasOwn(schemes, key) ? schemes[key] : undefined;
    return scheme ? [{ key, scheme }] : [];
  });
  return (incoming) => {
    const found: Record<string, string> = {};
    for (const { key, scheme } of asked) {
      const secret = secretOf(incoming, scheme);
      if (secret !== undefined && secret !== '') put(found, key, secret);
    }
    // A scheme may be called `constructor`: what every object inherits is no credential.
    const isComplete = security.some((keys) => keys.every((key) => Object.hasOwn(found, key)));
    return isComplete ? found : undefined;
  };
}

/** What an operation's API keys are called in a place: nothing else may be called so there. */
export function keyNames(
  { security }: WireOperation,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
  place: 'query' | 'cookie',
): string[] {
  return [...new Set(security.flat())].flatMap((key) => {
    const scheme = Object.hasOwn(schemes, key) ? schemes[key] : undefined;
    return scheme?.type === 'apiKey' && scheme.in === place && scheme.name !== undefined ? [scheme.name] : [];
  });
}

function secretOf({ headers, search }: Carrier, scheme: WireSecurityScheme): string | undefined {
  if (scheme.type === 'mutualTLS') return 'tls'; // the transport has decided already
  if (scheme.type !== 'apiKey') {
    const [, name, rest] = /^(\S+)\s+(.+)$/.exec(headers.get('authorization') ?? '') ?? [];
    const expected = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer';
    return name?.toLowerCase() === expected ? rest : undefined;
  }
  const name = scheme.name ?? '';
  if (scheme.in === 'header') return headers.get(name) ?? undefined;
  const pairs = scheme.in === 'cookie' ? rawPairs(headers.get('cookie') ?? '', ';') : rawPairs(search, '&');
  // Sent twice, one of them would be judged here and the other perhaps by what stands behind this server.
  const [pair, second] = pairs.filter(([each]) => each === name);
  return pair && !second ? decoded(pair[1]) : undefined;
}
