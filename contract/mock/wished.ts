// Hides the answer that a request wishes for by itself: a documented status or example, whatever the state says.
import type { ApiResponse, Operation } from '../../generator/model/types.js';
import { type Accepts, accepting } from '../../runtime/accept.js';
import { writeAnswer } from '../../runtime/answer.js';
import type { Incoming } from '../../runtime/incoming.js';
import { responseOf } from '../../runtime/outgoing.js';
import { type Problem, problem } from '../../runtime/problem.js';
import { responseFor } from '../plan/expectation.js';
import type { Knowledge } from './knowledge.js';
import type { Wish } from './prefer.js';
import { concrete, templateOf } from './template.js';

/** The answer, or why there is none. Undefined: the wish is no other answer than the usual one. */
export function wishedAnswer(
  knowledge: Knowledge,
  operation: Operation,
  incoming: Incoming,
  { code, example, dynamic }: Wish,
): Response | Problem | undefined {
  if (code === undefined && example === undefined) return undefined;
  const accepts = accepting(incoming.headers.get('accept'));
  const place = example === undefined ? undefined : placeOf(operation, example, code);
  if (example !== undefined && !place) return none(operation, example, code);
  const status = code ?? place?.status ?? 200;
  if (!responseFor(operation, status)) return undocumented(operation, status);
  return written(knowledge, operation, {
    incoming,
    status,
    accepts,
    ...(example !== undefined && { example }),
    ...(dynamic && { dynamic }),
  });
}

/** The answer of a server that fails: a documented 5xx where there is one. */
export function faultyAnswer(
  knowledge: Knowledge,
  operation: Operation,
  incoming: Incoming,
): Response | undefined {
  const found = operation.responses.find(({ status }) => /^5\d\d$/.test(status));
  if (!found) return undefined;
  return written(knowledge, operation, { incoming, status: Number(found.status), accepts: () => true });
}

interface Wanted {
  readonly incoming: Incoming;
  readonly status: number;
  readonly accepts: Accepts;
  readonly example?: string;
  readonly dynamic?: boolean;
}

function written(knowledge: Knowledge, operation: Operation, { incoming, ...wanted }: Wanted): Response {
  const pairs = operation.examples.filter(({ response }) => response.status === String(wanted.status));
  const pair = pairs.find(({ name }) => name === wanted.example) ?? pairs[0];
  const { status, content, headers, body } = templateOf(knowledge, operation, {
    ...wanted,
    ...(pair && { pair }),
  });
  const answer = { status, headers, ...(content && { mediaType: content.mediaType, body }) };
  const nothing = () => undefined;
  const route = knowledge.routes.routeOf(operation);
  return responseOf(writeAnswer(route, answer, { incoming, validate: 'off', onError: nothing }).outgoing);
}

/** Where an example of that name stands. */
function placeOf(
  { responses, examples }: Operation,
  name: string,
  code: number | undefined,
): { readonly status: number } | undefined {
  const statuses = [
    ...responses.filter((response) => namesIn(response).includes(name)).map(({ status }) => status),
    ...examples.filter((pair) => pair.name === name).map(({ response }) => response.status),
  ];
  const fitting = statuses.filter((status) => code === undefined || covers(status, code));
  const [status] = fitting;
  if (status === undefined) return undefined;
  return { status: code ?? concrete(status) };
}

function covers(status: string, code: number): boolean {
  return status === String(code) || status.toUpperCase() === `${String(code)[0]}XX` || status === 'default';
}

function namesIn({ content }: ApiResponse): string[] {
  return content.flatMap(({ examples }) => examples.map(({ name }) => name));
}

function undocumented({ responses }: Operation, code: number): Problem {
  const known = responses.map(({ status }) => status).join(', ');
  return problem(400, `Prefer: code=${code} is not documented here; documented: ${known}.`);
}

function none({ responses }: Operation, example: string, code: number | undefined): Problem {
  const known = [
    ...new Set(responses.filter(({ status }) => code === undefined || covers(status, code)).flatMap(namesIn)),
  ];
  const list = known.length > 0 ? `there are ${known.slice(0, 20).join(', ')}` : 'there are none';
  return problem(400, `Prefer: example=${example.slice(0, 80)} names no documented example here; ${list}.`);
}
