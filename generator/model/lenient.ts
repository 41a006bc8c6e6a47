// Hides how code is made of a document that is not whole: what cannot be taken as it stands is left out, until the rest can.
import type { Family } from '../../runtime/lifecycle.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { pointerAt, pointerTokens } from '../source.js';
import { edited } from '../spec/edits.js';
import type { Edit, LoadedSpec, Remedy } from '../spec/types.js';
import { buildModel } from './build.js';
import type { ApiModel, Version } from './types.js';

/** One remedy may bring to light what another is for; few documents need more than two rounds. */
const ROUNDS = 5;

export interface Lenient {
  /** What the model was built from. */
  readonly spec: LoadedSpec;
  readonly model: ApiModel;
}

/** The model of all that a document has without fault. Diagnostics are those of the document as it was, all of them. */
export function buildLeniently(spec: LoadedSpec, version: Version, family?: Family): Outcome<Lenient> {
  let current = spec;
  let built = buildModel(current, version, family);
  const said = new Map(built.diagnostics.map((each) => [identity(each), each]));
  for (let round = 1; !built.value && round <= 2 * ROUNDS; round++) {
    // Remedies that undo one another would go on for ever: then the whole path or component goes.
    const edits = built.remedies.flatMap((each) => (round <= ROUNDS ? each.edits : [withoutAll(each)]));
    const next = edited(current, edits);
    if (next === current) break;
    current = next;
    built = buildModel(current, version, family);
    // Warnings count what is there, which is less now.
    for (const each of built.diagnostics)
      if (each.severity === 'error' && !said.has(identity(each))) said.set(identity(each), each);
  }
  const diagnostics = [...said.values()];
  return built.value ? { value: { spec: current, model: built.value }, diagnostics } : { diagnostics };
}

function withoutAll({ pointer }: Remedy): Edit {
  const tokens = pointerTokens(pointer);
  return { pointer: pointerAt('', ...tokens.slice(0, tokens[0] === 'components' ? 3 : 2)) };
}

function identity({ id, message, position }: Diagnostic): string {
  return JSON.stringify([id, message, position]);
}
