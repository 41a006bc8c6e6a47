// Hides what of an operation a run can touch: parameters, statuses, documented pairs.
import type { Operation } from '../../generator/model/types.js';
import type { Documented } from '../events.js';

/** Without what selects the version: that is in every request of a version, or in none. */
export function documentedOf({ parameters, responses, examples }: Operation): Documented {
  const plain = parameters.filter(({ role }) => role !== 'version');
  return {
    parameters: plain.map((each) => (each.in === 'querystring' ? each.in : `${each.in} ${each.name}`)),
    statuses: responses.map(({ status }) => status),
    examples: [...new Set(examples.map(({ source }) => source))],
  };
}

/** Of what is tried and is no operation of the document. */
export const NOTHING_DOCUMENTED: Documented = { parameters: [], statuses: [], examples: [] };
