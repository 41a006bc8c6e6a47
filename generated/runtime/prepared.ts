// Hides what is known of an operation without any request: found out with the first one, and the same for all others.
import { type Accepts, accepting } from './accept.js';
import { credentialReader } from './credentials.js';
import { type Decoder, decoderOf } from './request.js';
import { isBodiless, refusalStatus } from './status.js';
import type { Route, WireOperation, WireSecurityScheme } from './wire.js';

type Schemes = Readonly<Record<string, WireSecurityScheme>>;

export interface Prepared {
  readonly decode: Decoder;
  /** Undefined where the operation asks for no credentials. */
  readonly credentialsOf: ReturnType<typeof credentialReader> | undefined;
  /** Whether who brings no good credentials may ask too. */
  readonly isAnonymous: boolean;
  /** What WWW-Authenticate says. */
  readonly challenge: string;
  /** The media types of all successes; none where one of them has no body. */
  readonly successTypes: readonly string[];
  /** Of a request that breaks the document. */
  readonly refusalStatus: 400 | 422;
}

export function preparing(schemes: Schemes): (route: Route) => Prepared {
  const known = new Map<Route, Prepared>();
  return (route) => {
    const found = known.get(route);
    if (found) return found;
    const { operation } = route;
    const { security } = operation;
    const made: Prepared = {
      decode: decoderOf(route, schemes),
      credentialsOf: security.length === 0 ? undefined : credentialReader(operation, schemes),
      isAnonymous: security.length === 0 || security.some((keys) => keys.length === 0),
      challenge: challengeOf(operation, schemes),
      successTypes: successTypes(operation),
      refusalStatus: refusalStatus(operation.answers),
    };
    known.set(route, made);
    return made;
  };
}

/** What a request accepts; undefined where no documented success is of such a form. */
export function acceptance(header: string | null, { successTypes }: Prepared): Accepts | undefined {
  const accepts = accepting(header);
  return successTypes.length === 0 || successTypes.some(accepts) ? accepts : undefined;
}

function successTypes({ answers, method }: WireOperation): string[] {
  const successes = Object.entries(answers).filter(([status]) => status.startsWith('2'));
  const bodies = successes.map(([status, media]) =>
    isBodiless(method, Number(status)) ? [] : Object.keys(media),
  );
  return bodies.every((types) => types.length > 0) ? bodies.flat() : [];
}

/** RFC 9110 §11.6.1; schemes without a registered name are told by the name of what they read. */
function challengeOf(operation: WireOperation, schemes: Schemes): string {
  const names = operation.security.flat().map((key) => {
    const scheme = schemes[key];
    if (scheme?.type === 'http' && scheme.scheme)
      return scheme.scheme.replace(/^./, (first) => first.toUpperCase());
    return scheme?.type === 'apiKey'
      ? `ApiKey name="${(scheme.name ?? '').replace(/[^\w-]/g, '')}"`
      : 'Bearer';
  });
  return [...new Set(names)].join(', ') || 'Bearer';
}
