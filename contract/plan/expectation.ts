// Hides how a documented answer becomes what is expected of a real one.
import type { ApiResponse, ExamplePair, Operation } from '../../generator/model/types.js';
import { mediaKind } from '../../runtime/media-type.js';
import { memo } from '../memo.js';
import { memberOf } from '../pointer.js';
import { type AnswerValues, deriveRelations, type Relation, type Step } from './relations.js';
import { isServers } from './servers-own.js';
import type { PairExpectation, PlanContext, SentValues } from './types.js';

/** True where the pair documents anything but a success: what is repeated there is no promise. */
export function isRefusal(pair: ExamplePair): boolean {
  return pair.violates !== undefined || pair.withoutCredentials === true || !isSuccess(pair);
}

/** True for an answer of 200–299, or `2XX`. */
export function isSuccess(pair: ExamplePair): boolean {
  return /^2(\d\d|XX)$/i.test(pair.response.status) && pair.violates === undefined;
}

/** Whether the pair shows what the usual request leads to: a success, or whatever else there is where no success is documented. */
export function isUsual({ responses }: Operation, pair: ExamplePair): boolean {
  if (isSuccess(pair)) return true;
  const none = !responses.some(({ status }) => /^2/.test(status));
  return none && pair.violates === undefined && /^(3..|default)$/i.test(pair.response.status);
}

/** The response entry of a status: itself, else its range, else `default` (OpenAPI 3.1 §4.8.16). */
export function responseFor(operation: Operation, status: number | string): ApiResponse | undefined {
  const code = String(status).toUpperCase();
  const named = responsesOf(operation);
  return (
    named.get(code) ?? (/^\d\d\d$/.test(code) ? named.get(`${code[0]}XX`) : undefined) ?? named.get('DEFAULT')
  );
}

/** By their status in upper case; of namesakes the first. */
const responsesOf = memo(
  ({ responses }: Operation) =>
    new Map(responses.toReversed().map((each) => [each.status.toUpperCase(), each])),
);

/** What the pair promises; undefined where the operation does not document the pair's status at all. */
export function expectationOf(
  { settings, credentials }: PlanContext,
  operation: Operation,
  pair: ExamplePair,
): PairExpectation | undefined {
  const { status, body, headers } = pair.response;
  const response =
    operation.responses.find((each) => each.status === status) ?? responseFor(operation, status);
  if (!response) return undefined;
  const refusal = isRefusal(pair) && !(pair.unprompted && isUsual(operation, pair));
  const { body: sentBody, ...byPlace } = pair.request;
  const sent: SentValues = {
    ...byPlace,
    ...(sentBody && { body: sentBody.value }),
  };
  const answered = {
    header: headers,
    ...(body && mediaKind(body.mediaType) === 'json' && { body: body.value }),
  };
  return {
    kind: 'pair',
    status,
    response,
    source: pair.source,
    ...(body && { body }),
    refusal,
    match: settings.match ?? 'relations',
    ...(pair.unprompted && { unprompted: true }),
    relations: refusal
      ? []
      : deriveRelations(withoutCredentials(sent, credentials), answered).filter(
          (relation) => !isServersTime(relation, answered),
        ),
  };
}

/** When something was created or changed is the server's to say, also where a documented request repeats it. */
function isServersTime({ answer }: Relation, answered: AnswerValues): boolean {
  const name = answer.findLast((step) => step !== null) ?? '';
  const [, ...at] = answer;
  const shown = answer[0] === 'body' ? firstAt(answered.body, at) : undefined;
  return isServers(name) && typeof shown === 'string' && /^\d{4}-\d\d-\d\dT/.test(shown);
}

function firstAt(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  return step === undefined ? value : firstAt(memberOf(value, step ?? '0'), rest);
}

/** A request's values without credentials: what an answer may be expected to repeat. */
function withoutCredentials(values: SentValues, credentials: ReadonlySet<string>): SentValues {
  const open = (members: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !credentials.has(name.toLowerCase())));
  const { query, querystring, header, cookie } = values;
  return {
    ...values,
    query: open(query),
    querystring: open(querystring),
    header: open(header),
    cookie: open(cookie),
  };
}
