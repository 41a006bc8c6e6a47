// Hides the mock of one document: the server that generated code would be, with handlers that keep state instead of written ones.
import type { ApiModel, Operation } from '../../generator/model/types.js';
import { addTo } from '../../runtime/additions.js';
import { type Handler, handling, type Server, type ServerOptions } from '../../runtime/handling.js';
import { type Incoming, incomingOf } from '../../runtime/incoming.js';
import { type Outgoing, outgoingOf, problemResponse } from '../../runtime/outgoing.js';
import { problem } from '../../runtime/problem.js';
import type { Bench } from './answers/exchange.js';
import { answerTo } from './answers/index.js';
import { type AcceptedCredentials, accepting } from './credentials.js';
import { finderOf } from './find.js';
import { type Knowledge, knowledgeOf } from './knowledge.js';
import type { Wish } from './prefer.js';
import { Refusals, reasonOf } from './refusals.js';
import type { Store } from './store.js';
import { faultyAnswer, wishedAnswer } from './wished.js';
import type { World } from './world.js';

export interface VersionSettings {
  readonly store: Store;
  readonly world: World;
  readonly credentials: AcceptedCredentials;
  /** Bytes that a request body may have. */
  readonly bodyLimit: number;
  /** What a request wishes for, and whether it is to meet a fault. */
  readonly wishes: WeakMap<Request, Wish & { readonly isFaulty?: boolean }>;
  /** Told of what is a fault of the mock. */
  readonly onError: (error: unknown, operation: string) => void;
}

/** The header that says why a request was refused. */
export const REASON = 'specpact-reason';

export interface VersionMock {
  readonly knowledge: Knowledge;
  readonly server: Server;
}

export function versionMock(model: ApiModel, settings: VersionSettings): VersionMock {
  const knowledge = knowledgeOf(model);
  const { store, world } = settings;
  const refusals = new Refusals(knowledge);
  const find = finderOf(knowledge);
  const prefixes = new WeakMap<Request, string>();
  const handlers: Record<string, Handler> = {};
  for (const operation of model.operations) {
    const handler: Handler = (input, context) => {
      const bench: Bench = {
        knowledge,
        store,
        world,
        refusals,
        prefix: prefixes.get(context.request) ?? model.basePath,
        isDynamic: settings.wishes.get(context.request)?.dynamic === true,
      };
      return answerTo(bench, operation, input, context);
    };
    handlers[knowledge.routes.nameOf(operation)] = handler;
  }
  const isGood = accepting(knowledge, settings.credentials);
  const options: ServerOptions = {
    authenticate: (credentials) => isGood(credentials),
    formatProblem: (value, { operation }) => {
      const response = refusals.answer(value, operation) ?? problemResponse(value);
      // Documented words say little of what was wrong with this very request.
      response.headers.set(REASON, reasonOf(value));
      return response;
    },
    // What the document's own examples break is not the caller's affair.
    validateResponses: 'off',
    bodyLimit: settings.bodyLimit,
    onError: (error, { operation }) => settings.onError(error, operation),
  };
  const found = (incoming: Incoming) => {
    const target = find(incoming);
    prefixes.set(incoming.request, target.prefix);
    return target;
  };
  const usual = handling(found, handlers, knowledge.routes.schemes, model.version.id, options);
  /** What a request asks for by itself, before anything of it is judged. */
  const special = (incoming: Incoming): Response | undefined => {
    const { request } = incoming;
    const wish = settings.wishes.get(request);
    if (!wish || (!wish.isFaulty && wish.code === undefined && wish.example === undefined)) return undefined;
    const operation = operationOf(find, incoming);
    if (wish.isFaulty)
      return (
        (operation && faultyAnswer(knowledge, operation, incoming)) ??
        problemResponse(problem(503, 'This fault was asked for.'), { 'retry-after': '1' })
      );
    const answer = operation && wishedAnswer(knowledge, operation, incoming, wish);
    return answer === undefined || answer instanceof Response ? answer : problemResponse(answer);
  };
  const answer: NonNullable<Server['answer']> = async (incoming, version, additions): Promise<Outgoing> => {
    const response = special(incoming);
    if (!response) return usual.answer(incoming, version, additions);
    const outgoing = outgoingOf(response);
    if (additions) addTo(outgoing.headers, additions);
    return outgoing;
  };
  const server = async (request: Request, context?: unknown) =>
    special(incomingOf(request)) ?? usual(request, context);
  return { knowledge, server: Object.assign(server, { answer }) };
}

/** Undefined: the request is for nothing, which the usual way tells better. */
function operationOf(find: ReturnType<typeof finderOf>, incoming: Incoming): Operation | undefined {
  try {
    return find(incoming).source;
  } catch {
    return undefined;
  }
}
