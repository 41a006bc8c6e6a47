// Hides in which forms an answer may come: those of its document, and problem details (RFC 9457) where a family refuses a version.
import type { ApiResponse, MediaContent } from '../../generator/model/types.js';
import type { Planned } from '../plan/types.js';

const PROBLEM = 'application/problem+json';

/** What an answer may hold. Versions are refused by whoever negotiates them, before an operation and its document have a say. */
export function contentOf(
  { expect }: Planned,
  response: ApiResponse | undefined,
  status: number,
): readonly MediaContent[] {
  const documented = response?.content ?? [];
  if (!response || documented.length === 0 || expect.kind !== 'selection' || status < 400) return documented;
  return [...documented, { mediaType: PROBLEM, kind: 'json', examples: [], source: response.source }];
}
