// Hides when an answer says nothing about its example, for the document does not show the request that the example answers.
import type { ApiResponse } from '../../generator/model/types.js';
import type { Planned } from './types.js';

/** Refusals that are about the request as it is written, or about who asks; what was made up has no part in them. */
const OWN: ReadonlySet<number> = new Set([401, 405, 406, 407, 411, 415, 429]);

/**
 * Why nothing can be said of an answer, or undefined: another documented success came, and which request gets which is not shown; or the
 * request was refused, and values that were made up may be the reason.
 * @param response what the document says of the status
 */
export function unsettledBy(
  { expect }: Planned,
  status: number,
  response: ApiResponse | undefined,
): string | undefined {
  if (expect.kind !== 'pair' || response === expect.response) return undefined;
  const { madeUp = [], refusal, unprompted } = expect;
  if (unprompted && response && status < 400)
    return `${status} came, and which requests lead to the ${expect.status} of the example is not shown`;
  if (refusal || madeUp.length === 0 || status < 400 || status >= 500 || OWN.has(status)) return undefined;
  const names = madeUp.filter((each) => each !== 'the body').map((each) => each.replace(/^\w+ /, ''));
  const help =
    names.length === 0
      ? ''
      : `; variables would help (--set ${names.map((each) => `${each}=…`).join(' --set ')})`;
  return `refused with ${status}, and no example gives ${madeUp.join(' and ')}${help}`;
}
