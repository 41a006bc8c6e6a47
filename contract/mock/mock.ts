// Hides how documents become a server with a memory: one for each version, one state, and a family in front of them.
import type { ApiModel } from '../../generator/model/types.js';
import { createFamilyHandler } from '../../runtime/family.js';
import type { Family } from '../../runtime/lifecycle.js';
import { problemResponse } from '../../runtime/outgoing.js';
import { problem } from '../../runtime/problem.js';
import { type Administered, administer, StateRefused } from './admin.js';
import { Chance } from './chance.js';
import { type Chaos, Dropped, fateOf, waited } from './chaos.js';
import { isPreflight, preflightAnswer, share } from './cors.js';
import type { AcceptedCredentials } from './credentials.js';
import { documentedState } from './documented-state.js';
import { appliedText, isProblem, wishOf } from './prefer.js';
import { importedState } from './state-import.js';
import { type State, Store } from './store.js';
import { type VersionMock, type VersionSettings, versionMock } from './version.js';
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
  /** What there is at the beginning, by the paths of collections; what the document shows by default. */
  readonly state?: State;
  /** Milliseconds until what is under way (`status: creating`) is done; 0 by default: when it is asked for next. */
  readonly settleMs?: number;
  /** Whose requests are let in where the document asks for credentials; by default anybody's that carries some. */
  readonly credentials?: AcceptedCredentials;
  /** Bytes that a request body may have; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Faults on purpose. */
  readonly chaos?: Chaos;
  /** Whether pages of other origins may ask; true by default. */
  readonly cors?: boolean;
  /** Below which path the state is reached; `/__specpact` by default. False: nowhere. */
  readonly adminPath?: string | false;
  /** Told of what is a fault of the mock; the console by default. */
  readonly onError?: (error: unknown, operation: string) => void;
}

/** A web-standard server with a memory. It rejects where `chaos` cuts a connection, and never else. */
export interface Mock extends Administered {
  (request: Request): Promise<Response>;
  /** Back to the beginning. */
  reset(): void;
  /** All that it remembers, by the paths of collections. */
  export(): State;
  /** Puts another state in place of its own. @throws StateRefused */
  import(state: unknown): void;
}

/** What no mock can be made of. */
export class Unmockable extends TypeError {
  override readonly name = 'Unmockable';
}

const MEBIBYTE = 1024 * 1024;

/**
 * @throws Unmockable where there is no document, a version of the family has none, or the admin path is one of the document's own
 * @throws StateRefused where the state does not keep to the document
 */
export function createMock(options: MockOptions): Mock {
  const { models, family, now = () => new Date(), seed = 0, settleMs = 0 } = options;
  const { credentials = 'any', bodyLimit = MEBIBYTE, onError = report, cors = true } = options;
  const [newest] = models;
  if (!newest) throw new Unmockable('A mock needs a document.');
  if (models.length > 1 && !family)
    throw new Unmockable('Several documents need a family that chooses between them.');
  const store = new Store(now);
  const world: { -readonly [Name in keyof World]: World[Name] } = { now, chance: new Chance(seed), settleMs };
  const wishes: VersionSettings['wishes'] = new WeakMap();
  const versions = models.map((model) =>
    versionMock(model, { store, world, credentials, bodyLimit, onError, wishes }),
  );
  const state = stateOf(versions, store, world, options);
  state.reset();
  const statePath = options.adminPath === false ? undefined : `${options.adminPath ?? '/__specpact'}/state`;
  if (statePath !== undefined) refuseCollision(models, statePath);
  const serve = served(versions, family, now);
  const faults = new Chance(seed);

  const answer = async (request: Request): Promise<Response> => {
    if (statePath !== undefined && new URL(request.url).pathname === statePath)
      return administer(state, request);
    if (cors && isPreflight(request)) return preflightAnswer(request);
    const fate = options.chaos && fateOf(options.chaos, faults);
    const wish = wishOf(request);
    const response = isProblem(wish) ? problemResponse(wish) : await wishedOf(request, wish);
    if (cors) share(request, response);
    return response;

    async function wishedOf(
      asked: Request,
      wanted: Exclude<typeof wish, { title: string }>,
    ): Promise<Response> {
      await waited((fate?.latency ?? 0) + (wanted.delay ?? 0), asked.signal);
      if (fate?.outcome === 'drop') throw new Dropped();
      wishes.set(asked, { ...wanted, ...(fate?.outcome === 'error' && { isFaulty: true }) });
      const made = own(await serve(asked));
      const applied = appliedText(wanted);
      if (applied !== undefined) made.headers.set('preference-applied', applied);
      return made;
    }
  };
  const mock = async (request: Request): Promise<Response> => {
    try {
      return bodiless(request, await answer(request));
    } catch (error) {
      if (error instanceof Dropped) throw error;
      onError(error, '');
      return problemResponse(problem(500));
    }
  };
  return Object.assign(mock, state);
}

function served(
  versions: readonly VersionMock[],
  family: Family | undefined,
  now: () => Date,
): (request: Request) => Promise<Response> {
  const servers = versions.map(({ knowledge, server }) => [knowledge.model.version.id, server] as const);
  if (family) return createFamilyHandler({ family, versions: Object.fromEntries(servers), now });
  const [[, server] = ['', async () => problemResponse(problem(404))]] = servers;
  return server;
}

/** What a mock remembers, and how it begins. */
function stateOf(
  versions: readonly VersionMock[],
  store: Store,
  world: { chance: Chance },
  { seed = 0, state }: MockOptions,
): Administered {
  const known = versions.map(({ knowledge }) => knowledge);
  const take = (given: unknown) => {
    const imported = importedState(known, given, world.chance);
    if ('violations' in imported) throw new StateRefused(imported.violations);
    store.take(imported.collections, imported.singles);
  };
  return {
    export: () => store.export(),
    import: take,
    reset: () => {
      world.chance = new Chance(seed);
      store.clear();
      if (state !== undefined) take(state);
      else for (const each of known) documentedState(each, store);
    },
  };
}

function refuseCollision(models: readonly ApiModel[], path: string): void {
  const taken = models.some(({ operations, basePath }) =>
    operations.some((operation) => operation.path === path || basePath + operation.path === path),
  );
  if (taken) throw new Unmockable(`${path} is a path of the document; give the mock another admin path.`);
}

/** Some platforms share headers between answers, or lock them. */
function own(response: Response): Response {
  return new Response(response.body, { status: response.status, headers: new Headers(response.headers) });
}

/** What answers HEAD has no body, whoever has written it. */
function bodiless({ method }: Request, response: Response): Response {
  if (method !== 'HEAD' || response.body === null) return response;
  void response.body.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

function report(error: unknown, operation: string): void {
  console.error(operation, error);
}
