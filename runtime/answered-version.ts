// Hides whether an answer is of the version that was asked for, where it says so: by the header that requests say it by.
import { shown, type UnexpectedAnswer, unexpected } from './unexpected.js';
import type { WireVersion } from './wire.js';

/**
 * What is wrong with an answer whose header names another version than the one that was asked for. Undefined where it names that
 * one, or none; of services that share the header only the own one counts. Refusals may name whatever they like.
 */
export async function otherVersion(
  operation: string,
  version: WireVersion | undefined,
  request: Request,
  response: Response,
): Promise<UnexpectedAnswer | undefined> {
  if (version?.in !== 'header' || version.name === undefined || !response.ok) return undefined;
  const [asked, answered] = [request, response].map(({ headers }) =>
    members(headers.get(version.name ?? '')),
  );
  const own = (answered ?? []).filter((each) => asked?.some((one) => formOf(one) === formOf(each)));
  if (own.length === 0 || own.some((each) => asked?.includes(each))) return undefined;
  return unexpected(
    operation,
    response,
    `answered as version ${shown(own.join(', '))}, which was not asked for`,
  );
}

function members(header: string | null): string[] {
  return (header ?? '').split(',').map((member) => member.trim().toLowerCase());
}

/** `volume 1.3` and `volume 1.0` are versions of one thing, `compute 2.1` is of another. */
function formOf(member: string): string {
  return member.replace(/\d[\w.-]*/g, '#');
}
