// Hides how a value becomes a body of JSON.
import { callBody } from './call-body.js';
import type { Codecs } from './client-types.js';
import { InvalidParameter } from './invalid-parameter.js';
import { jsonText } from './value-text.js';

/** @throws InvalidParameter where JSON has no word for it */
export const writeJson: NonNullable<Codecs['writeBody']> = (...call) =>
  callBody((contentType, _, value) => {
    const refuse = (why: string): never => {
      throw new InvalidParameter('body', 'body', why);
    };
    return { contentType, body: jsonText(value, { refuse }) };
  }, call);
