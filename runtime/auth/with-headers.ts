// Hides how headers are put on a request that exists already.

/** The same request with these headers, in place of those of the same names. */
export function withHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  const next = new Request(request);
  for (const [name, value] of Object.entries(headers)) next.headers.set(name, value);
  return next;
}
