// Hides how documents become a server with a memory: one for each version, one state, and a family in front of them.
import type { ApiModel } from '../../generator/model/types.js';
import { createFamilyHandler } from '../../runtime/family.js';
import type { Family } from '../../runtime/lifecycle.js';
import { problem, problemResponse } from '../../runtime/problem.js';
import { Chance } from './chance.js';
import type { AcceptedCredentials } from './credentials.js';
import { documentedState } from './documented-state.js';
import { Store } from './store.js';
import { type VersionMock, versionMock } from './version.js';
import type { World } from './world.js';

export interface MockOptions {
  /** The document; of a family all versions that may be called, the newest first. */
  readonly models: readonly ApiModel[];
  /** How versions are chosen, listed and ended. */
  readonly family?: Family;
  /** What the clock says; the wall clock by default. */
  readonly now?: () => Date;
  /** What looks random follows from it; 0 by default. */
  readonly seed?: number;
  /** Milliseconds until what is under way (`status: creating`) is done; 0 by default: when it is asked for next. */
  readonly settleMs?: number;
  /** Whose requests are let in where the document asks for credentials; by default anybody's that carries some. */
  readonly credentials?: AcceptedCredentials;
  /** Bytes that a request body may have; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Told of what is a fault of the mock; the console by default. */
  readonly onError?: (error: unknown, operation: string) => void;
}

export interface Mock {
  /** A web-standard server. It never rejects. */
  (request: Request): Promise<Response>;
  /** Back to the beginning: what the document shows. */
  reset(): void;
}

const MEBIBYTE = 1024 * 1024;

/** @throws TypeError where there is no document, or a version of the family has none */
export function createMock(options: MockOptions): Mock {
  const { models, family, now = () => new Date(), seed = 0, settleMs = 0 } = options;
  const { credentials = 'any', bodyLimit = MEBIBYTE, onError = report } = options;
  const [newest] = models;
  if (!newest) throw new TypeError('A mock needs a document.');
  const store = new Store(now);
  const world: { -readonly [Name in keyof World]: World[Name] } = { now, chance: new Chance(seed), settleMs };
  const versions = new Map(
    models.map((model): [string, VersionMock] => [
      model.version.id,
      versionMock(model, { store, world, credentials, bodyLimit, onError }),
    ]),
  );
  const reset = () => {
    world.chance = new Chance(seed);
    store.clear();
    for (const { knowledge } of versions.values()) documentedState(knowledge, store);
  };
  reset();
  const servers = new Map([...versions].map(([id, { server }]) => [id, server]));
  const serve = family
    ? createFamilyHandler({ family, versions: Object.fromEntries(servers), now })
    : (servers.get(newest.version.id) ?? missing);
  const mock = async (request: Request): Promise<Response> => {
    try {
      return bodiless(request, await serve(request));
    } catch (error) {
      onError(error, '');
      return problemResponse(problem(500));
    }
  };
  return Object.assign(mock, { reset });
}

/** What answers HEAD has no body, whoever has written it. */
function bodiless({ method }: Request, response: Response): Response {
  if (method !== 'HEAD' || response.body === null) return response;
  void response.body.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

function missing(): never {
  throw new TypeError('There is no such version.');
}

function report(error: unknown, operation: string): void {
  console.error(operation, error);
}
