// Hides how a client of one version is chosen among those of a family.
import { followVersion, type LifecycleOptions } from './client-lifecycle.js';
import type { Family } from './lifecycle.js';
import { shown } from './unexpected.js';

export {
  ApiError,
  type ErrorOf,
  filenameOf,
  InvalidParameter,
  type Middleware,
  orThrow,
  StreamBroken,
  UnexpectedAnswer,
  VersionMismatch,
} from './client.js';
export type { LifecycleOptions } from './client-lifecycle.js';
export type { VersionLink } from './deprecation-headers.js';
export type { DeprecationNotice } from './deprecation-notice.js';
export { VersionUnavailable } from './version-unavailable.js';

/** Of a version whose document describes microversions. */
export interface MicroversionOptions<Microversion extends string> {
  /**
   * Sent instead of the newest, and what answers must be of. Types stay those of the document: what came later than this microversion
   * is not answered, and not understood.
   */
  readonly microversion?: Microversion;
}

export interface VersionChoice extends LifecycleOptions, MicroversionOptions<string> {
  readonly version: string;
}

/**
 * The client of one version, which follows that version's life.
 * @throws TypeError where there is no client of this version, or no such microversion
 */
export function clientOf<Client>(
  family: Family,
  clients: Readonly<Record<string, (options: never) => Client>>,
  { version, microversion, onDeprecation, now, ...options }: VersionChoice,
): Client {
  const create = Object.hasOwn(clients, version) ? clients[version] : undefined;
  if (!create)
    throw new TypeError(`${family.family} has no client of ${why(family, version)} ${among(clients)}`);
  const follow = { ...(onDeprecation && { onDeprecation }), ...(now && { now }) };
  const lifecycle = followVersion(family, version, follow, microversion);
  return create({ ...options, lifecycle } as never);
}

function why({ versions }: Family, version: string): string {
  const state = versions.find(({ id }) => id === version)?.state;
  return `version ${shown(String(version))}${state === undefined ? '' : `, which is ${state}`}.`;
}

function among(clients: object): string {
  return `There are those of ${Object.keys(clients).join(', ')}.`;
}
