// Hides which servers there are, and how one is started: in process, or on a port of this machine.
import { cinder } from './cinder.js';
import { respond } from './http.js';
import { huawei } from './huawei.js';
import type { Provider } from './provider.js';
import { scaleway } from './scaleway.js';
import { scp } from './scp.js';
import { type World, worldAt } from './world.js';

export const PROVIDERS = {
  'scp-virtualserver': scp,
  'huawei-evs': huawei,
  'openstack-cinder': cinder,
  'scaleway-instance': scaleway,
} as const;

export type FamilyName = keyof typeof PROVIDERS;
/** All that the server of a family decides. */
export type BehaviourOf<Name extends FamilyName> = (typeof PROVIDERS)[Name]['behaviour'];

export interface FaultServer {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Forgets all that was asked of it. */
  readonly reset: () => void;
}

/**
 * A server of a family.
 * @param instant when the first request comes
 * @param change what it decides otherwise than a conforming one; nothing by default
 */
export function createServer<Name extends FamilyName>(
  name: Name,
  instant: string,
  change: (usual: BehaviourOf<Name>) => BehaviourOf<Name> = (usual) => usual,
): FaultServer {
  // Each provider serves its own behaviour; that the two belong together is lost where one of them is looked up.
  const { behaviour, serve } = PROVIDERS[name] as Provider<BehaviourOf<Name>>;
  return serverOf(
    () => worldAt(instant),
    (world) => serve(change(behaviour), world),
  );
}

export function serverOf(
  worldOf: () => World,
  serve: (world: World) => ReturnType<Provider<never>['serve']>,
): FaultServer {
  let world = worldOf();
  let api = serve(world);
  return {
    fetch: (request) => respond(api, request, world.now()),
    reset: () => {
      world = worldOf();
      api = serve(world);
    },
  };
}
