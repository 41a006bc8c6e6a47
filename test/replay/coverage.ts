// Hides when an exchange has really tried a documented example: the value went over the wire, and the answer was judged by it.
import type { Entry, ParameterEntry, RequestEntry, ResponseEntry } from './inventory.js';
import type { Exchange } from './replay.js';

/** The entries that no exchange has tried. */
export function untried(entries: readonly Entry[], exchanges: readonly Exchange[]): Entry[] {
  return entries.filter((entry) => exchanges.every((exchange) => !tries(exchange, entry)));
}

/** True where an exchange is the one that an entry documents, was sent with its values to the letter, and passed judgement. */
export function tries(exchange: Exchange, entry: Entry): boolean {
  const { case: planned, judged } = exchange;
  const { family, version, operationId, example } = planned.ref;
  const samePlace = family === entry.family && version === entry.version && operationId === entry.operation;
  if (!samePlace || judged.verdict !== 'held' || example !== exampleOf(entry)) return false;
  if (entry.kind === 'request') return sends(exchange, entry);
  return entry.kind === 'response' ? isJudgedBy(exchange, entry) : sendsParameter(exchange, entry);
}

function exampleOf(entry: Entry): string {
  return entry.pair ?? `documented + ${entry.kind === 'parameter' ? entry.name : ''}`;
}

/** The request line, the documented headers (more may be sent), and the body character for character. */
function sends({ request, sent }: Exchange, { value }: RequestEntry): boolean {
  const { pathname, search } = new URL(request.url);
  const headers = Object.entries(value.headers ?? {});
  return (
    request.method === value.method.toUpperCase() &&
    search === '' &&
    isPath(pathname, value.path) &&
    headers.every(([name, text]) => request.headers.get(name) === text) &&
    sent === (value.body === undefined ? '' : JSON.stringify(value.body))
  );
}

function isPath(pathname: string, documented: string): boolean {
  const [actual, wanted] = [pathname.split('/'), documented.split('/')];
  return (
    actual.length === wanted.length &&
    wanted.every((segment, index) => segment.startsWith('{') || segment === actual[index])
  );
}

/** The answer had the documented status, and was held against the documented body. */
function isJudgedBy({ case: { expect }, judged, response }: Exchange, { value }: ResponseEntry): boolean {
  return (
    expect.status === String(value.status) &&
    response.status === value.status &&
    JSON.stringify(expect.body?.value) === JSON.stringify(value.body) &&
    ['status', 'content-type', 'body', 'relations'].every((check) =>
      judged.checks.some((each) => each === check),
    )
  );
}

/** The parameter and no other one. */
function sendsParameter({ request }: Exchange, { in: place, name, value }: ParameterEntry): boolean {
  const sent = [...new URL(request.url).searchParams];
  return place === 'query' && JSON.stringify(sent) === JSON.stringify([[name, String(value)]]);
}
