// Hides what is known of one exchange when its operation answers: what was sent, what the document shows, and the state behind it.
import type { Operation } from '../../../generator/model/types.js';
import type { HandlerContext } from '../../../runtime/handling.js';
import type { SentValues } from '../../plan/types.js';
import { isObject } from '../../pointer.js';
import type { Knowledge } from '../knowledge.js';
import type { Refusals } from '../refusals.js';
import type { Role } from '../roles.js';
import type { Store } from '../store.js';
import type { Template } from '../template.js';
import type { World } from '../world.js';

/** What all exchanges with one document work with. */
export interface Bench {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly world: World;
  readonly refusals: Refusals;
  /** Path prefix of the requests, for what links to others. */
  readonly prefix: string;
  /** Whether bodies are made from their schemas, whatever the document shows. */
  readonly isDynamic: boolean;
}

/** One exchange, as far as it is known. */
export interface Exchange {
  readonly bench: Bench;
  readonly operation: Operation;
  readonly sent: SentValues;
  readonly context: HandlerContext;
  readonly template: Template;
}

/** A role of one kind, or of several. */
export type RoleOf<Kind extends Role['kind']> = Role & { readonly kind: Kind };

/** Validated input of a handler, by its places. */
export type Input = Readonly<Record<string, unknown>>;

export function sentOf(input: Input): SentValues {
  const place = (name: string) => (isObject(input[name]) ? input[name] : {});
  return {
    path: place('path'),
    query: place('query'),
    header: place('header'),
    cookie: place('cookie'),
    querystring: place('querystring'),
    ...(input['body'] !== undefined && { body: input['body'] }),
  };
}
