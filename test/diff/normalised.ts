// Hides how a document of a test becomes one as every command reads it: normalised.
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { Origins } from '../../generator/spec/origins.js';
import { references } from '../../generator/spec/references.js';
import type { OpenApi31 } from '../../generator/spec/types.js';
import type { Tree } from './library.js';

export function documentOf(tree: Tree): OpenApi31 {
  const { document } = toOpenApi31(tree, new Origins(), references(tree));
  if (!document) throw new Error('This is no document.');
  return document;
}
