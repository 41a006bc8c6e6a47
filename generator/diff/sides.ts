// What is compared, from two documents down to two calls. Types only.
import type { ApiModel, Direction, Operation } from '../model/types.js';
import type { Names } from './fitting.js';
import type { Context } from './found.js';
import type { SchemaWalk } from './schema-walk.js';

export interface Sides {
  readonly older: ApiModel;
  readonly newer: ApiModel;
  readonly names: Names;
  readonly walk: SchemaWalk;
}

/** Two operations, or two requests that go the other way, that are the same one. */
export interface CallPair {
  readonly older: Operation;
  readonly newer: Operation;
  /** Who sends what is asked, and what is answered. */
  readonly directions: Readonly<Record<'asked' | 'answered', Direction>>;
  readonly context: Context;
}
