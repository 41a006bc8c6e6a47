// Hides the guess behind "did you mean": the known word that is the fewest slips of the keyboard away.

/**
 * The closest of the known words, or undefined where none is close. Case does not count; among equals the first one wins.
 * @param limit letters that may be wrong; a third of them by default, three at most
 */
export function closest(
  word: string,
  known: readonly string[],
  limit: number = Math.min(3, Math.ceil(word.length / 3)),
): string | undefined {
  let best: string | undefined;
  let fewest = limit + 1;
  for (const candidate of known) {
    // What is longer or shorter by more is not worth measuring.
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (slips < fewest) [best, fewest] = [candidate, slips];
  }
  return best;
}

/** Optimal string alignment: insert, delete, replace, or swap two neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const [left, above, corner] = [next[column - 1] ?? 0, last[column] ?? 0, last[column - 1] ?? 0];
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(left + 1, above + 1, corner + (same ? 0 : 1), swap));
    }
    [beforeLast, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
