// Hides how a value is refused that cannot be sent: by which parameter, and without repeating it.
import type { WireParameter } from './wire.js';

/** A value cannot be sent in its place without changing what it means, or what the request means. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter';
  /** The parameter's name, or that of a body's field. */
  readonly parameter: string;
  readonly place: WireParameter['in'] | 'body';

  constructor(parameter: string, place: WireParameter['in'] | 'body', why: string) {
    super(`The ${place === 'body' ? 'field' : `${place} parameter`} "${parameter}" ${why}.`);
    this.parameter = parameter;
    this.place = place;
  }
}
