// Hides what somebody may give instead of an OpenAPI document, and what to do with it.
import { isTree } from './forms.js';
import type { Said } from './problems.js';
import type { Tree } from './types.js';

interface Kind {
  readonly is: (root: Tree) => boolean;
  readonly message: string;
  readonly hint: string;
}

const BEGIN = 'An OpenAPI document begins with `openapi: 3.1.1` (or `swagger: "2.0"`), `info` and `paths`.';

/** The first that it is. */
const KINDS: readonly Kind[] = [
  {
    is: (root) => 'family' in root && 'versions' in root,
    message: 'This is a family.yaml: it names the documents of a family, and is none itself.',
    hint: 'Give the folder of the family by --specs instead of a document, or one of the documents that it names.',
  },
  {
    is: (root) => 'asyncapi' in root,
    message: 'This is an AsyncAPI document, which describes messages; only OpenAPI documents are read.',
    hint: BEGIN,
  },
  {
    is: (root) => 'swaggerVersion' in root,
    message: 'This is a document of Swagger 1, which cannot be read.',
    hint: 'Convert it to OpenAPI 3 first.',
  },
  {
    is: (root) => 'arazzo' in root,
    message: 'This is an Arazzo document, which describes workflows; only OpenAPI documents are read.',
    hint: 'Give one of the OpenAPI documents that its sourceDescriptions name.',
  },
  {
    is: (root) => 'overlay' in root,
    message: 'This is an OpenAPI Overlay, which changes a document and is none itself.',
    hint: 'Apply it first, and give the document that comes out.',
  },
  {
    is: (root) => isTree(root['info']) && ('_postman_id' in root['info'] || 'item' in root),
    message: 'This is a Postman collection; only OpenAPI documents are read.',
    hint: 'Export the API as OpenAPI instead.',
  },
  {
    is: (root) => '$schema' in root || '$defs' in root || ('type' in root && 'properties' in root),
    message: 'This is a JSON Schema; it says nothing of operations.',
    hint: 'Put it under components.schemas of an OpenAPI document, or refer to it from there.',
  },
  {
    is: (root) => 'paths' in root || 'components' in root || 'definitions' in root,
    message: 'This document has no `openapi` field, which says how to read the rest.',
    hint: 'Begin with `openapi: 3.1.1`, or the version that it is written in.',
  },
];

/** What is wrong with a tree that does not say of itself that it is OpenAPI. */
export function otherKind(root: unknown): Said {
  const invalid = (message: string, hint: string): Said => ({
    id: 'document-invalid',
    severity: 'error',
    message,
    hint,
  });
  if (!isTree(root)) return invalid('This is not an OpenAPI document: it is not an object.', BEGIN);
  const kind = KINDS.find((each) => each.is(root));
  return kind
    ? invalid(kind.message, kind.hint)
    : invalid('This is not an OpenAPI document: it has no `openapi` field.', BEGIN);
}
