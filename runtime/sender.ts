// Hides how the provider of an API sends webhooks and callbacks: to URLs that somebody else has chosen, and to nowhere else.
import { type Input, type RequestOptions, type SendingOptions, sendTo } from './client.js';
import { EVERY_CODEC } from './codecs.js';
import { EVERY_PLACE } from './connection-codecs.js';
import { type Exchange, evaluatedUrl } from './expression.js';
import type { Result } from './result.js';
import type { Answer, ParameterValues, WireOperation, WireSecurityScheme } from './wire.js';

export { InvalidParameter, type Result, UnexpectedAnswer } from './client.js';
export { ExpressionUnresolved } from './expression.js';

/** An answer that has no more to say than that something was received: whoever is at the URL may never end, and never begin. */
const BOUNDS = { bodyLimit: 1024 * 1024, timeout: 30_000 };

/**
 * Who registers a webhook says where requests go: give a `fetch` that refuses what must not be reached from here, such as addresses of
 * the own network, once names are resolved. Here only http and https pass, and redirects are not followed. Without other bounds an answer
 * has 30 seconds, and 1 Mi of bytes.
 */
export type SenderOptions<Scheme extends string = string> = SendingOptions<Scheme>;

/** Bytes that are answered are given whole. */
export type SendOptions = Omit<RequestOptions, 'binary'>;

/** Nothing is sent to this. The message does not repeat it: URLs of webhooks are often secrets. */
export class UrlRefused extends Error {
  override readonly name = 'UrlRefused';
  readonly operation: string;

  constructor(operation: string, why: string) {
    super(`${operation} is not sent: ${why}.`);
    this.operation = operation;
  }
}

/** As much of an exchange as the handler of an operation has in its hands, for expressions to refer to. */
export interface Handled<I extends object, A extends Answer> {
  readonly input: I;
  /** `request` of the handler's context; without it, expressions know nothing but what is documented. */
  readonly request?: Request;
  /** What the handler gives; without it, expressions do not know the answer. */
  readonly answer?: A;
}

/**
 * Sends a webhook or a callback, and reads what is answered by its document.
 * @param url a function where it is yet to be found out
 * @throws UrlRefused where the URL is none of http or https, or holds credentials; and what a client's methods throw
 */
export async function deliver<A extends Answer>(
  to: { readonly options: SenderOptions; readonly schemes: Readonly<Record<string, WireSecurityScheme>> },
  operation: WireOperation,
  url: string | URL | (() => string),
  input: Input = {},
  options?: SendOptions,
): Promise<Result<A>> {
  const target = targetOf(operation, typeof url === 'function' ? url() : url);
  const withQuery = (query: string) => {
    const whole = new URL(target);
    if (query !== '') whole.search += `${whole.search === '' ? '' : '&'}${query.slice(1)}`;
    return whole.href;
  };
  return sendTo<A>(
    withQuery,
    { ...to, ...EVERY_PLACE, options: { ...BOUNDS, ...to.options } },
    operation,
    input,
    options,
    EVERY_CODEC,
  );
}

/**
 * Where a callback goes.
 * @param template its key in the document, which is a runtime expression or holds some
 * @param method of the operation that it follows from
 * @throws ExpressionUnresolved where the exchange has no such value
 */
export function callbackUrl<I extends object, A extends Answer>(
  template: string,
  method: string,
  { input, request, answer }: Handled<I, A>,
): string {
  const { path, query, header, body } = input as ParameterValues & { readonly body?: unknown };
  const exchange: Exchange = {
    ...(request && { url: request.url }),
    method,
    request: {
      path: path ?? {},
      query: { ...(request && Object.fromEntries(searchOf(request))), ...query },
      header: request?.headers ?? header ?? {},
      body,
    },
    ...(answer && {
      response: {
        status: answer.status,
        header: (answer.headers ?? {}) as Readonly<Record<string, unknown>>,
        body: answer.body,
      },
    }),
  };
  return evaluatedUrl(template, exchange);
}

function searchOf({ url }: Request): [string, string][] {
  const pairs: [string, string][] = [];
  new URL(url).searchParams.forEach((value, name) => void pairs.push([name, value]));
  return pairs;
}

function targetOf({ id }: WireOperation, given: string | URL): URL {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw new UrlRefused(id, 'there is no absolute URL to send it to');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UrlRefused(id, `its URL begins with ${JSON.stringify(url.protocol)}, not with http: or https:`);
  if (url.username !== '' || url.password !== '') throw new UrlRefused(id, 'its URL holds credentials');
  url.hash = '';
  return url;
}
