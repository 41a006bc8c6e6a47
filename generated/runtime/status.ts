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

/** Of a request that breaks its description: 400, unless only the 422 is documented that some frameworks answer instead. */
export function refusalStatus(documented: Readonly<Record<string, unknown>>): 400 | 422 {
  return !('400' in documented) && !('4XX' in documented) && '422' in documented ? 422 : 400;
}

/** RFC 9110 §6.4.1. */
export function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304;
}
