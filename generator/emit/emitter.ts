// Hides nothing: the one shape that every emitter has. The list of them stands in list.ts.
import type { ApiModel } from '../model/types.js';

/** A file to write. `path` is relative to the folder of its version or family, with forward slashes. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export interface EmitOptions {
  /** From the emitted file's folder to the copy of the runtime: `../../runtime`. */
  readonly runtime: string;
  /** Name of the document's file, for the header line. */
  readonly source: string;
}

export interface Emitter {
  /** The word for it in `--targets`. */
  readonly name: string;
  /** Emitters whose files this one's files import. */
  readonly needs: readonly string[];
  /** Runtime files that its files import, by the name of the file; which of them there are depends on the document. */
  readonly runtime: Readonly<Record<string, readonly string[]>>;
  emit(model: ApiModel, options: EmitOptions): readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
}

/** Of an emitter whose files are about operations: a document that has none gets no such file. */
export function withOperations(emit: Emitter['emit']): Emitter['emit'] {
  return (model, options) => (model.operations.length === 0 ? [] : emit(model, options));
}

/** Of an emitter whose files are about webhooks and callbacks. */
export function withHooks(emit: Emitter['emit']): Emitter['emit'] {
  return (model, options) =>
    model.webhooks.length + model.callbacks.length === 0 ? [] : emit(model, options);
}
