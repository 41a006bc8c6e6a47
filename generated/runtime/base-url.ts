// Hides where an API lives: the URL that a client is given, which a page may leave to where it was loaded from.

/**
 * @param given absolute, or below where the page is: `/api`
 * @throws TypeError that names it, where it is neither
 */
export function baseOf(given: unknown): URL {
  const { location } = globalThis as { readonly location?: { readonly href?: string } };
  const text = given instanceof URL || typeof given === 'string' ? String(given) : undefined;
  try {
    const base = new URL(text ?? '//', location?.href);
    if (text !== undefined && /^https?:$/.test(base.protocol)) return base;
  } catch {}
  const shown = text === undefined ? typeof given : JSON.stringify(text.replace(/\/\/[^/]*@/, '//…@'));
  throw new TypeError(
    `baseUrl is ${shown}: give a URL such as https://api.example.com, in a page also /api.`,
  );
}
