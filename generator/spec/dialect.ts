// Hides every difference between the versions of OpenAPI: what leaves here is 3.1. No other file asks for the version.
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { upgrade20 } from './dialect-20.js';
import { mend31, upgrade30 } from './dialect-30.js';
import { nodeAt } from './references.js';
import type { OpenApi31, Tree } from './types.js';

/**
 * Turns a parsed document into OpenAPI 3.1.
 * @returns `document-invalid` where it is no OpenAPI document, `dialect-unsupported` where its version is not known yet
 */
export function toOpenApi31(parsed: unknown, locate: (pointer: string) => Position): Outcome<OpenApi31> {
  const problem = shapeProblem(parsed, locate);
  return problem
    ? { diagnostics: [problem] }
    : { value: upgraded(parsed as Tree) as unknown as OpenApi31, diagnostics: [] };
}

function upgraded(document: Tree): Tree {
  if (document['swagger'] !== undefined) return upgrade30(upgrade20(document));
  return String(document['openapi']).startsWith('3.0') ? upgrade30(document) : mend31(document);
}

function shapeProblem(parsed: unknown, locate: (pointer: string) => Position): Diagnostic | undefined {
  const invalid = (message: string, pointer: string, hint: string): Diagnostic => ({
    id: 'document-invalid',
    severity: 'error',
    message,
    position: locate(pointer),
    hint,
  });
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return invalid(
      'This is not an OpenAPI document: it is not an object.',
      '',
      'Begin with `openapi: 3.1.1`, `info` and `paths`.',
    );
  }
  const openapi = nodeAt(parsed, '/openapi');
  if (openapi === undefined && nodeAt(parsed, '/swagger') === undefined) {
    return invalid(
      'This is not an OpenAPI document: it has no `openapi` field.',
      '',
      'Begin with `openapi: 3.1.1`.',
    );
  }
  if (!isKnown(openapi, nodeAt(parsed, '/swagger'))) {
    return {
      id: 'dialect-unsupported',
      severity: 'error',
      message: `OpenAPI version ${JSON.stringify(openapi ?? nodeAt(parsed, '/swagger'))} cannot be read.`,
      position: locate(openapi === undefined ? '/swagger' : '/openapi'),
      hint: 'Versions 2.0, 3.0, 3.1 and 3.2 are read; write the version as a string.',
    };
  }
  for (const field of ['title', 'version']) {
    if (typeof nodeAt(parsed, `/info/${field}`) !== 'string') {
      return invalid(
        `The document's info.${field} is missing or not a string.`,
        `/info/${field}`,
        'Write it, in quotes where it looks like a number.',
      );
    }
  }
  for (const field of ['paths', 'components', 'webhooks']) {
    const value = nodeAt(parsed, `/${field}`);
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      return invalid(
        `The document's ${field} is not an object.`,
        `/${field}`,
        `Give ${field} as a mapping, or leave it out.`,
      );
    }
  }
  return undefined;
}

function isKnown(openapi: unknown, swagger: unknown): boolean {
  return openapi === undefined
    ? swagger === '2.0'
    : typeof openapi === 'string' && /^3\.[012](\.|$)/.test(openapi);
}
