// Hides how documented headers are read that are texts, and how validators know headers.
import type { AnswerCodecs } from './result.js';

type ReadHeaders = NonNullable<AnswerCodecs['readHeaders']>;

export const textHeaders: ReadHeaders = (documented, headers) =>
  withJudged(Object.keys(documented).map((name) => [name, headers.get(name) ?? undefined]));

/** Of what was sent. Headers have no case; validators know them in lower case. */
export function withJudged(
  headers: readonly (readonly [name: string, value: unknown])[],
): ReturnType<ReadHeaders> {
  const sent = headers.filter(([, value]) => value !== undefined);
  return {
    given: Object.fromEntries(sent),
    judged: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value])),
  };
}
