// Hides where an API lives: the URL that a client is given, which a page may leave to where it was loaded from.

/**
 * @param given absolute, or below where the page is: `/api`
 * @throws TypeError that names it, where it is neither
 */
export function baseOf(given: unknown): URL {
  const { location } = globalThis as { readonly location?: { readonly href?: string } };
  const text = given instanceof URL || typeof given === 'string' ? String(given) : undefined;
  const base = text === undefined ? undefined : (parsed(text) ?? parsed(text, location?.href));
  if (base && /^https?:$/.test(base.protocol)) return base;
  const shown = text === undefined ? typeof given : JSON.stringify(text.replace(/\/\/[^/]*@/, '//…@'));
  throw new TypeError(
    `baseUrl is ${shown}: it has to be a URL with http: or https: and a host, such as https://api.example.com/v1; in a page also a path, such as /api.`,
  );
}

function parsed(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
