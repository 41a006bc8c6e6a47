// Hides the mock of one document: the server that generated code would be, with handlers that keep state instead of written ones.
import type { ApiModel } from '../../generator/model/types.js';
import { type Handler, handling, type Server, type ServerOptions } from '../../runtime/handling.js';
import { problemResponse } from '../../runtime/problem.js';
import { type AcceptedCredentials, accepting } from './credentials.js';
import { finderOf } from './find.js';
import { answerTo, type Bench } from './handlers.js';
import { type Knowledge, knowledgeOf } from './knowledge.js';
import { Refusals } from './refusals.js';
import type { Store } from './store.js';
import type { World } from './world.js';

export interface VersionSettings {
  readonly store: Store;
  readonly world: World;
  readonly credentials: AcceptedCredentials;
  /** Bytes that a request body may have. */
  readonly bodyLimit: number;
  /** Told of what is a fault of the mock. */
  readonly onError: (error: unknown, operation: string) => void;
}

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
      };
      return answerTo(bench, operation, input, context);
    };
    handlers[knowledge.routes.nameOf(operation)] = handler;
  }
  const isGood = accepting(knowledge, settings.credentials);
  const options: ServerOptions = {
    authenticate: (credentials) => isGood(credentials),
    formatProblem: (value, { request, operation }) =>
      refusals.answer(value, operation, request) ?? problemResponse(value),
    // What the document's own examples break is not the caller's affair.
    validateResponses: 'off',
    bodyLimit: settings.bodyLimit,
    onError: (error, { operation }) => settings.onError(error, operation),
  };
  const found = (request: Request) => {
    const target = find(request);
    prefixes.set(target.request, target.prefix);
    return target;
  };
  return {
    knowledge,
    server: handling(found, handlers, knowledge.routes.schemes, model.version.id, options),
  };
}
