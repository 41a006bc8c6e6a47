// Hides how a documented link becomes a call: the values that an exchange gives to the operation that it leads to.
import { type Exchange, evaluated } from './expression.js';
import type { ParameterValues } from './wire.js';

export { ExpressionUnresolved } from './expression.js';

/** What of an exchange a client has in its hands: the input that it gave, and the result that it got. */
export interface Followed<R> {
  readonly input?: ParameterValues & { readonly body?: unknown };
  readonly result: R;
}

/** From one exchange the input of the next call. @throws ExpressionUnresolved where the answer lacks what the link asks for */
export interface Link<R, Input> {
  (exchange: Followed<R>): Input;
  /** The client's method that the link leads to. */
  readonly operation: string;
}

/** What the target of a link is given: constants and runtime expressions by place and name, and perhaps a body. */
export interface LinkValues extends ParameterValues {
  readonly body?: unknown;
}

interface AnyResult {
  readonly status: number;
  readonly response: Response;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** @param method of the operation that the link comes from */
export function link<R, Input>(operation: string, method: string, values: LinkValues): Link<R, Input> {
  const follow = ({ input = {}, result }: Followed<R>): Input => {
    const { status, response, data, error } = result as R & AnyResult;
    const exchange: Exchange = {
      url: response.url,
      method,
      request: input,
      response: { status, header: response.headers, body: data ?? error },
    };
    const { body, ...places } = values;
    const made = Object.entries(places).map(([place, named]) => [
      place,
      Object.fromEntries(
        Object.entries(named ?? {}).map(([name, each]) => [name, evaluated(each, exchange)]),
      ),
    ]);
    return {
      ...Object.fromEntries(made),
      ...(body !== undefined && { body: evaluated(body, exchange) }),
    } as Input;
  };
  return Object.assign(follow, { operation });
}
