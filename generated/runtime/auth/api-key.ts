// Hides where an API key stands (OpenAPI 3.1 §4.8.27): in a header, the query or a cookie.
import type { Authenticate } from './authenticate.js';
import { withHeaders } from './with-headers.js';

/**
 * An API key that is sent as it is.
 * @param name of the header, the query parameter or the cookie
 */
export function apiKey(
  value: string,
  name: string,
  where: 'header' | 'query' | 'cookie' = 'header',
): Authenticate {
  return async (request) => {
    if (where === 'header') return withHeaders(request, { [name]: value });
    if (where === 'cookie') {
      const others = request.headers.get('cookie');
      const own = `${name}=${encodeURIComponent(value)}`;
      return withHeaders(request, { cookie: others === null ? own : `${others}; ${own}` });
    }
    const url = new URL(request.url);
    url.searchParams.set(name, value);
    return new Request(url, request);
  };
}
