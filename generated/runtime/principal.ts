// Hides who is asking: by one function that is given all credentials, or by one function for each security scheme.

/** Credentials of a request by scheme key: the raw header, query or cookie value; for `http` and `oauth2` what follows the scheme's name. */
export type Credentials<Scheme extends string = string> = {
  readonly [S in Scheme]?: string;
};

/** The request that credentials came with. */
export interface Asked {
  readonly request: Request;
  /** Its operationId. */
  readonly operation: string;
}

/**
 * Judges the credentials of requests that carry at least one complete alternative: anything but undefined, null and false is the
 * principal, and lets the request pass. Or a function for each scheme, which judges its one credential: of the first alternative whose
 * schemes all know who is asking, what they gave is the principal, by scheme.
 */
export type Authenticate<Scheme extends string = string> =
  | ((credentials: Credentials<Scheme>, asked: Asked) => unknown)
  | AuthenticateBy<Scheme>;

export type AuthenticateBy<Scheme extends string = string> = {
  readonly [S in Scheme]: (credential: string, asked: Asked) => unknown;
};

/** The principal of an operation, by what `authenticate` gives and what the operation asks for. */
export type PrincipalOf<A, Security extends readonly (readonly string[])[]> = Security extends readonly []
  ? undefined
  : A extends (...given: never[]) => infer Given
    ? Known<Given> | ([] extends Security[number] ? undefined : never)
    : BySchemes<A, Security[number]>;

/** What is said of somebody who is known. */
type Known<Given> = unknown extends Given ? unknown : Exclude<Awaited<Given>, undefined | null | false>;

type BySchemes<A, Schemes> = Schemes extends readonly string[]
  ? {
      readonly [S in Schemes[number] & keyof A]: A[S] extends (...given: never[]) => infer Given
        ? Known<Given>
        : never;
    }
  : never;

/** Whether somebody is known. */
export function isKnown(principal: unknown): boolean {
  return principal !== undefined && principal !== null && principal !== false;
}

/** Asks scheme by scheme, each at most once. @param security alternatives of scheme keys that go together  @returns undefined where no alternative is fulfilled */
export async function principalBySchemes(
  authenticate: AuthenticateBy,
  security: readonly (readonly string[])[],
  credentials: Credentials,
  asked: Asked,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const known = new Map<string, unknown>();
  const judged = async (scheme: string): Promise<boolean> => {
    if (!known.has(scheme)) {
      const credential = Object.hasOwn(credentials, scheme) ? credentials[scheme] : undefined;
      const judge = Object.hasOwn(authenticate, scheme) ? authenticate[scheme] : undefined;
      known.set(scheme, credential !== undefined && judge ? await judge(credential, asked) : undefined);
    }
    return isKnown(known.get(scheme));
  };
  // Whoever brings credentials is somebody, also where nobody has to, in whatever order the document says so.
  const inOrder = [
    ...security.filter(({ length }) => length > 0),
    ...security.filter(({ length }) => length === 0),
  ];
  for (const schemes of inOrder) {
    let isFulfilled = true;
    for (const scheme of schemes) isFulfilled &&= await judged(scheme);
    if (isFulfilled) return Object.fromEntries(schemes.map((scheme) => [scheme, known.get(scheme)]));
  }
  return undefined;
}
