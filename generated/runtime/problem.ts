// Hides the form of errors that a server gives by itself: problem details (RFC 9457).

/** One thing that is wrong with a request or an answer. */
export interface Violation {
  /** JSON pointer into the whole: `/body/snapshot/name`, `/query/limit`, `/header/X-Auth-Token`. */
  readonly pointer: string;
  /** The JSON Schema keyword or rule that is broken: `required`, `maxLength`, `format`, … */
  readonly rule: string;
  readonly message: string;
}

/** RFC 9457 §3.1, with the violations as an extension member. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly detail?: string;
  readonly violations?: readonly Violation[];
  readonly [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

export function problem(
  status: number,
  detail?: string,
  extra: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    ...(detail !== undefined && { detail }),
    ...extra,
  };
}
