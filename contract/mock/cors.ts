// Hides that pages of any origin may ask a mock (https://fetch.spec.whatwg.org/#http-cors-protocol).

/** Seconds that a browser remembers what it was allowed. */
const REMEMBERED = '600';

/** Whether a request only asks if another one may be sent. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

/** Allows whatever is asked for. */
export function preflightAnswer({ headers }: Request): Response {
  const answer = new Headers({
    'access-control-allow-origin': headers.get('origin') ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': headers.get('access-control-request-method') ?? 'GET',
    'access-control-max-age': REMEMBERED,
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  });
  const wanted = headers.get('access-control-request-headers');
  if (wanted !== null) answer.set('access-control-allow-headers', wanted);
  if (headers.get('access-control-request-private-network') === 'true')
    answer.set('access-control-allow-private-network', 'true');
  return new Response(null, { status: 204, headers: answer });
}

/** Lets the page that asks read the answer, and all of its headers. */
export function share({ headers: asked }: Request, { headers }: Response): void {
  const origin = asked.get('origin');
  if (origin === null) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  headers.set(
    'access-control-expose-headers',
    [...headers.keys()].filter((name) => !/^(access-control-|set-cookie$)/.test(name)).join(', '),
  );
  headers.append('vary', 'Origin');
}
