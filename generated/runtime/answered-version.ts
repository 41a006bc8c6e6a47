// Hides whether an answer is of the version that was asked for, where it says so: by what requests say it by.
import { mediaTypeParameter } from './media-type.js';
import { beginningOf, shown, UnexpectedAnswer } from './unexpected.js';
import type { WireVersion } from './wire.js';

/** The answer is of another version than the one that was asked for: it is not looked at any further. */
export class VersionMismatch extends UnexpectedAnswer {
  override readonly name: string = 'VersionMismatch';
  /** What the request said, `virtualserver 1.3`, and what the answer says: in lower case, each as it stands there. */
  readonly asked: string;
  readonly answered: string;

  constructor(operation: string, response: Response, body: string, asked: string, answered: string) {
    super(operation, response, body, `answered as version ${shown(answered)}, which was not asked for`);
    this.asked = asked;
    this.answered = answered;
  }
}

/**
 * What is wrong with an answer that names another version than the one that was asked for, in the header of the version or in the
 * parameter of its media type. Undefined where it names that one, or none; of services that share the header only the own one counts.
 * Refusals may name whatever they like.
 */
export async function otherVersion(
  operation: string,
  version: WireVersion | undefined,
  request: Request,
  response: Response,
): Promise<VersionMismatch | undefined> {
  if (!version || !response.ok) return undefined;
  const [asked, answered] = [namedIn(version, request.headers), namedIn(version, response.headers)];
  const own = answered.filter((each) => asked.some((one) => formOf(one) === formOf(each)));
  if (own.length === 0 || own.some((each) => asked.includes(each))) return undefined;
  return new VersionMismatch(
    operation,
    response,
    await beginningOf(response),
    asked.join(', '),
    own.join(', '),
  );
}

function namedIn({ in: place, name = '' }: WireVersion, headers: Headers): string[] {
  if (place === 'header') return members(headers.get(name));
  if (place !== 'media-type') return [];
  // An answer says it of its one type, a request of each that it accepts.
  const types = (headers.get('accept') ?? headers.get('content-type') ?? '').split(',');
  return [...new Set(types.map((type) => mediaTypeParameter(type, name)))].filter((each) => each !== '');
}

function members(header: string | null): string[] {
  return (header ?? '').split(',').map((member) => member.trim().toLowerCase());
}

/** `volume 1.3` and `volume 1.0` are versions of one thing, `compute 2.1` is of another. */
function formOf(member: string): string {
  return member.replace(/\d[\w.-]*/g, '#');
}
