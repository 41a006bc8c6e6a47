// Hides every difference between the versions of OpenAPI: what leaves here is 3.1, and has its shape. No other file asks for the version.
import { sizeLimit } from '../source.js';
import { upgrade20 } from './dialect-20.js';
import { mend31, upgrade30 } from './dialect-30.js';
import { otherKind } from './kinds.js';
import { type Fault, mend } from './mend.js';
import { followMoved } from './moved.js';
import type { Origins } from './origins.js';
import { type FoundReference, nodeAt, references } from './references.js';
import type { OpenApi31, Tree } from './types.js';

export interface Normalised {
  /** Without its faults; absent where it is no OpenAPI document at all. */
  readonly document?: OpenApi31;
  /** What was wrong with it, at pointers into the tree that was given. */
  readonly faults: readonly Fault[];
}

/**
 * Turns a parsed document into OpenAPI 3.1. Reads only; `origins` is told what of the tree the parts of the new one stand for.
 * Faults are `document-invalid`, `ref-unresolved`, `ref-cycle`, and `dialect-unsupported` where its version is not known.
 * @param found the references of the document, where they are known
 */
export function toOpenApi31(
  parsed: unknown,
  origins: Origins,
  found: Iterable<FoundReference> = references(parsed),
): Normalised {
  const [openapi, swagger] = [nodeAt(parsed, '/openapi'), nodeAt(parsed, '/swagger')];
  if (openapi === undefined && swagger === undefined)
    return { faults: [{ ...otherKind(parsed), pointer: '' }] };
  const version = versionOf(openapi, swagger);
  if (version === undefined) return { faults: [unsupported(openapi, swagger)] };
  const { root, faults } = mend(parsed as Tree, version, origins, found);
  const turned = upgraded(root, version, origins);
  if (!turned) return { faults: [...faults, endless(parsed)] };
  const document = followMoved(turned, parsed, origins, found);
  return { document: document as unknown as OpenApi31, faults };
}

function upgraded(document: Tree, version: string, origins: Origins): Tree | undefined {
  if (version === '2.0') {
    const turned = upgrade20(document, origins);
    return turned && upgrade30(turned, origins);
  }
  return version === '3.0' ? upgrade30(document, origins) : mend31(document, origins);
}

/** `3.1`; YAML reads a version without quotes as a number, which is said by mending. */
function versionOf(openapi: unknown, swagger: unknown): string | undefined {
  if (openapi === undefined) return swagger === '2.0' || swagger === 2 ? '2.0' : undefined;
  const text = typeof openapi === 'number' ? openapi.toFixed(1) : openapi;
  return typeof text === 'string' ? /^3\.[012](?=\.|$)/.exec(text)?.[0] : undefined;
}

/** 2.0 says once which media types all bodies have. */
function endless(parsed: unknown): Fault {
  const pointer = ['/consumes', '/produces'].find((each) => nodeAt(parsed, each) !== undefined) ?? '/paths';
  const why = 'its media types, written out for each body and answer, are more than any API has';
  return { ...sizeLimit(why), pointer };
}

function unsupported(openapi: unknown, swagger: unknown): Fault {
  return {
    id: 'dialect-unsupported',
    severity: 'error',
    pointer: openapi === undefined ? '/swagger' : '/openapi',
    message: `OpenAPI version ${JSON.stringify(openapi ?? swagger)} cannot be read.`,
    hint: 'Versions 2.0, 3.0, 3.1 and 3.2 are read; write the version as a string.',
  };
}
