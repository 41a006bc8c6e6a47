// Hides the sentence for a name that was given and that nobody knows.
import { closest } from '../family/closest.js';

const MOST_LISTED = 20;

/** A sentence for a name that nobody knows, with the nearest one and all there are. */
export function noSuch(what: string, wanted: string, known: readonly string[], plural: string): string {
  const near = closest(wanted, known);
  const listed =
    known.slice(0, MOST_LISTED).join(', ') +
    (known.length > MOST_LISTED ? `, and ${known.length - MOST_LISTED} more` : '');
  return `There is no ${what} ${JSON.stringify(wanted)}${near === undefined ? '.' : `; did you mean ${near}?`} ${plural}: ${listed || 'none'}.`;
}
