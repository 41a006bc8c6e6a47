// Hides which statuses say that something was done.

/** A 2xx (RFC 9110 §15.3): redirections are not followed, and so are none. */
export function isSuccess({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}
