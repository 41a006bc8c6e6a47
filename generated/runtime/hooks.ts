// Hides how somebody looks on at exchanges without being able to break them.
import type { Middleware } from './client-types.js';
import type { WireOperation } from './wire.js';

export interface Hooks {
  /** Before a request is sent, each time that it is; without credentials. Headers may be set on it. What it throws, the call throws. */
  readonly before?: (request: Request, operation: WireOperation) => void | Promise<void>;
  /** After an answer came. Clone it before its body is read: the caller gets it. */
  readonly after?: (response: Response, request: Request, operation: WireOperation) => void | Promise<void>;
  /** Where none came. The call throws the error all the same. */
  readonly failed?: (error: unknown, request: Request, operation: WireOperation) => void | Promise<void>;
}

/** Middleware that calls hooks around each exchange. Behind `retry()` they see every attempt, before it every call once. */
export function hooks({ before, after, failed }: Hooks): Middleware {
  return async (request, next, operation) => {
    await before?.(request, operation);
    let response: Response;
    try {
      response = await next(request);
    } catch (error) {
      await failed?.(error, request, operation);
      throw error;
    }
    await after?.(response, request, operation);
    return response;
  };
}
