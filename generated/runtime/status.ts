// Hides which documented status covers one that was sent, and which answers have no body whatever their document says.

/** The status itself, its range, or `default`; undefined where none of them is documented. */
export function documentedStatus(
  documented: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined {
  const exact = String(status);
  if (Object.hasOwn(documented, exact)) return exact;
  return [`${Math.floor(status / 100)}XX`, 'default'].find((each) => Object.hasOwn(documented, each));
}

/** RFC 9110 §6.4.1. */
export function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304;
}
