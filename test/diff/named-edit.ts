// Hides how an edit is written down: what it does, and what is told of it.
import type { Edit } from './library.js';

export interface NamedEdit {
  readonly name: string;
  /** Of two edits in one place the one may hide the other. */
  readonly place: string;
  readonly edit: Edit;
  /** Of every single change: level, id, place in the newer document, and name. */
  readonly told: readonly string[];
}

export const one = (name: string, place: string, edit: Edit, told: readonly string[]): NamedEdit => ({
  name,
  place,
  edit,
  told,
});
