// Hides where the servers get what would differ between two runs: the time and new ids, both counted up from what they are given.

export interface World {
  /** Milliseconds since 1970, read once for each request. */
  readonly now: () => number;
  /** A new UUID at every call. */
  readonly newId: () => string;
}

/** How much later each request comes than the one before it. */
export const TICK_MS = 40;

/** A world that begins at an instant and is the same every time. Ids come in no order: nobody may rely on one. */
export function worldAt(instant: string): World {
  const start = Date.parse(instant);
  let [requests, ids] = [0, 0];
  return {
    now: () => {
      requests += 1;
      return start + requests * TICK_MS;
    },
    newId: () => {
      ids += 1;
      const scattered = Math.imul(ids, 0x9e3779b1) >>> 0;
      const [head, tail] = [scattered, ids].map((number) => number.toString(16).padStart(8, '0'));
      return `${head}-5eed-4a11-8bad-0000${tail}`;
    },
  };
}
