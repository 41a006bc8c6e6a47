// Hides what becomes of an extension (`x-…`) that is not written as this tool reads it.
import { pointerAt } from '../source.js';
import type { Place, Walk } from './walk.js';

/** Other tools write other things under the same name: what is not ours is told and left out. */
export function leaveOut(walk: Walk, place: Place, key: string, why: string): undefined {
  walk.report(
    'extension-unread',
    pointerAt(place.pointer, key),
    `${key} is left out: ${why}.`,
    'Write it as generator/README.md shows, or leave it to the tool that it is for.',
    'warning',
  );
}
