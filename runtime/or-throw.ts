// Hides how a result that is an error becomes an exception, for callers who would rather catch.

/** A documented answer that is no success. Its message says no more than the status: what the server wrote stands in `error`. */
export class ApiError<R extends Failed = Failed> extends Error {
  override readonly name = 'ApiError';
  readonly result: R;

  constructor(result: R) {
    super(`The answer is ${result.status}.`);
    this.result = result;
  }

  get status(): R['status'] {
    return this.result.status;
  }

  /** The documented body of the answer, typed where the error was narrowed by `status`. */
  get error(): R['error'] {
    return this.result.error as R['error'];
  }

  get response(): Response {
    return this.result.response;
  }
}

/** What a call gives, whichever it is. */
export interface Result {
  readonly ok: boolean;
  readonly status: number;
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

interface Failed {
  readonly ok: false;
  readonly status: number;
  readonly error?: unknown;
  readonly response: Response;
}

interface Succeeded {
  readonly ok: true;
  readonly data?: unknown;
}

/**
 * The data of a result: `const { snapshots } = await orThrow(client.listSnapshots())`.
 * @throws ApiError where the answer is documented, and no success; what the call itself throws
 */
export async function orThrow<R extends Succeeded | Failed>(
  result: R | Promise<R>,
): Promise<Extract<R, { readonly ok: true }>['data']> {
  const settled: Succeeded | Failed = await result;
  if (!settled.ok) throw new ApiError(settled);
  return settled.data as Extract<R, { readonly ok: true }>['data'];
}

/** What `orThrow` throws of a call: `error as ErrorOf<typeof client.getSnapshot>`, narrowed by `result.status`. */
export type ErrorOf<Call extends (...input: never[]) => Promise<Succeeded | Failed>> = ApiError<
  Extract<Awaited<ReturnType<Call>>, Failed>
>;
