// What loading gives to every later stage. Types only.
import type { Position } from '../diagnostics.js';

/** Any object of a parsed document. */
export type Tree = { [key: string]: unknown };

/** An OpenAPI 3.1 document in one piece: every `$ref` in it starts with `#`. */
export interface OpenApi31 {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown };
  readonly servers?: readonly {
    readonly url: string;
    readonly variables?: Readonly<Record<string, { readonly default: string }>>;
  }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

/** What makes a fault go away: another value at a pointer, or none. A pointer that ends in `/-` means the end of a list (RFC 6902 §4.1). */
export interface Edit {
  readonly pointer: string;
  readonly value?: unknown;
}

/** How a document could do without a fault. */
export interface Remedy {
  /** Of the fault. */
  readonly pointer: string;
  readonly edits: readonly Edit[];
}

export interface LoadedSpec {
  /** Absolute. */
  readonly path: string;
  /** As shown to people. */
  readonly file: string;
  readonly document: OpenApi31;
  /** With what was not selected, where that is more: names are told apart among all that could have been. */
  readonly whole?: OpenApi31;
  /** The place of a pointer of `document` in the files that it was written in. */
  locate(pointer: string): Position;
  /** Every file that the document was read from, absolute, sorted. */
  readonly files: readonly string[];
}
