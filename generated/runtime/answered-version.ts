// Hides whether an answer is of the version that was asked for, where it says so: by what requests say it by.
import type { ConnectionCodecs } from './client-types.js';
import { mediaTypeParameter } from './media-type.js';
import { beginningOf, shown, UnexpectedAnswer } from './unexpected.js';

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

type OtherVersion = NonNullable<ConnectionCodecs['otherVersion']>;

/**
 * What is wrong with an answer whose header of the version names another one than the request's. Undefined where it names that one, or
 * none; of services that share the header only the own one counts. Refusals may name whatever they like.
 */
export const otherVersion: OtherVersion = (...call) =>
  compared(call, (text, name) => members(text(name.toLowerCase())));

/** The same where the version is a parameter of the media type. */
export const otherMediaVersion: OtherVersion = (...call) =>
  compared(call, (text, name) => {
    // An answer says it of its one type, a request of each that it accepts.
    const types = members(text('accept') ?? text('content-type'));
    return [...new Set(types.map((type) => mediaTypeParameter(type, name)))].filter((each) => each !== '');
  });

async function compared(
  [operation, version, sent, response]: Parameters<OtherVersion>,
  namedIn: (text: typeof sent, name: string) => string[],
): Promise<VersionMismatch | undefined> {
  if (version?.name === undefined || !response.ok) return undefined;
  const asked = namedIn(sent, version.name);
  const answered = namedIn((name) => response.headers.get(name), version.name);
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

function members(header: string | null | undefined): string[] {
  return (header ?? '').split(',').map((member) => member.trim().toLowerCase());
}

/** `volume 1.3` and `volume 1.0` are versions of one thing, `compute 2.1` is of another. */
function formOf(member: string): string {
  return member.replace(/\d[\w.-]*/g, '#');
}
