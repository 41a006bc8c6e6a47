// Hides where the sample servers get what would differ between two runs: the time and new ids, both given from outside.

export interface World {
  /** The clock. */
  readonly now: () => Date;
  /** Gives a new UUID at every call; by default counted up, so that two runs are alike. */
  readonly newId?: () => string;
}

/** UUIDs that are counted up: `00000000-0000-4000-8000-000000000001`, … */
export function countedIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${last.toString(16).padStart(12, '0')}`;
  };
}

export function jsonResponse(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
