// Hides runtime expressions (OpenAPI 3.1 §4.8.20.4): what of an exchange that has been made a link or a callback refers to.
import { memberOf, partAt } from './json-pointer.js';

/** As much of an exchange as expressions may ask for. */
export interface Exchange {
  readonly url?: string;
  readonly method?: string;
  readonly request?: Message & {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
  };
  readonly response?: Message & { readonly status?: number };
}

interface Message {
  readonly header?: Readonly<Record<string, unknown>> | Headers;
  readonly body?: unknown;
}

/** An expression asks for something that the exchange does not have. */
export class ExpressionUnresolved extends Error {
  override readonly name = 'ExpressionUnresolved';
  readonly expression: string;

  constructor(expression: string) {
    super(`The exchange has no value for ${expression}.`);
    this.expression = expression;
  }
}

/**
 * The value of a text that is an expression (`$response.body#/id`: of any type) or holds some in braces (`id-{$request.path.id}`: a
 * text); of anything else the value itself. @throws ExpressionUnresolved
 */
export function evaluated(value: unknown, exchange: Exchange): unknown {
  if (typeof value !== 'string') return value;
  return value.startsWith('$') ? resolved(value, exchange) : filled(value, exchange, (text) => text);
}

/**
 * The text of a URL that is an expression, or holds some in braces. What it begins with is a URL and stands as it is; all else is a part
 * of one and is percent-encoded: no value of it can name another host, or add to the query. @throws ExpressionUnresolved
 */
export function evaluatedUrl(template: string, exchange: Exchange): string {
  if (template.startsWith('$')) return textOf(resolved(template, exchange));
  return filled(template, exchange, (text, at) => (at === 0 ? text : encodeURIComponent(text)));
}

function filled(template: string, exchange: Exchange, write: (text: string, at: number) => string): string {
  return template.replace(/\{(\$[^{}]*)\}/g, (_, expression: string, at: number) =>
    write(textOf(resolved(expression, exchange)), at),
  );
}

function resolved(expression: string, exchange: Exchange): unknown {
  const value = lookedUp(expression, exchange);
  if (value === undefined || value === null) throw new ExpressionUnresolved(expression);
  return value;
}

function lookedUp(expression: string, { url, method, request, response }: Exchange): unknown {
  if (expression === '$url') return url;
  if (expression === '$method') return method;
  if (expression === '$statusCode') return response?.status;
  const [, side, place, rest = ''] =
    /^\$(request|response)\.(header|query|path|body)(?:$|[.#](.*)$)/s.exec(expression) ?? [];
  const message = side === 'request' ? request : response;
  if (place === 'body') return rest === '' || rest.startsWith('/') ? partAt(message?.body, rest) : undefined;
  if (place === 'header') return headerOf(message?.header, rest);
  return side === 'request' ? memberOf(request?.[place as 'path' | 'query'], rest) : undefined;
}

function headerOf(headers: Message['header'], name: string): unknown {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
