// Hides nothing: what every provider is made of. Types only.
import type { Api, HttpDecisions } from './http.js';
import type { World } from './world.js';

/** `Behaviour`: all that the provider decides, each decision by itself, so that a copy may decide one of them wrongly. */
export interface Provider<Behaviour extends { readonly http: HttpDecisions }> {
  readonly behaviour: Behaviour;
  /** Makes a server with a fresh state. */
  readonly serve: (behaviour: Behaviour, world: World) => Api;
}
