// What a guard made from a schema looks like: who only holds guards needs nothing of what makes them. Types only.
import type { Violation } from './problem.js';
import type { SchemaData } from './schema.js';

/** A type guard made from a JSON Schema. */
export interface Validator<T> {
  (value: unknown): value is T;
  /** Everything that is wrong with a value, pointers below `at`; empty where it is valid. At most 100 are told. */
  violations(value: unknown, at?: string): Violation[];
  /** What it was made from. */
  readonly schema: SchemaData;
}
