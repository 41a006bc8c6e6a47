// Hides the one walk from a document to the model. Nothing after it reads OpenAPI.

import type { Family } from '../../runtime/lifecycle.js';
import { hasErrors, type Outcome } from '../diagnostics.js';
import type { LoadedSpec, Remedy } from '../spec/types.js';
import { reportAlike } from './alike.js';
import { basePathsOf } from './base-paths.js';
import { Directions } from './directions.js';
import { buildCallbacks, buildWebhooks, hookNames } from './hooks.js';
import { resolveLinks } from './links.js';
import { buildOperations, operationNames, operationsIn } from './operations.js';
import { buildSchemas, schemaNames } from './schemas.js';
import { buildSecuritySchemes } from './security.js';
import { reportTexts } from './texts.js';
import type { ApiModel, Version } from './types.js';
import { type Place, Walk } from './walk.js';
import { reportWireNames } from './wire-names.js';

export interface Built extends Outcome<ApiModel> {
  /** What the document could be built without, one for each error. */
  readonly remedies: readonly Remedy[];
}

/**
 * Builds the frozen model of one version.
 * @param version which version the document is; a lone document is its own `info.version`
 * @param family decides which parameters the selector owns
 */
export function buildModel(spec: LoadedSpec, version: Version, family?: Family): Built {
  const walk = new Walk(spec.document, spec.locate);
  const root: Place = { node: spec.document, pointer: '' };
  const securitySchemes = buildSecuritySchemes(walk, root);
  const whole = spec.whole ?? spec.document;
  const named = operationsIn(whole);
  const operations = buildOperations(walk, root, operationNames(named), securitySchemes, family);
  const names = hookNames(whole, named);
  const webhooks = buildWebhooks(walk, root, names.webhook, securitySchemes);
  const callbacks = buildCallbacks(walk, operations, names.callback, securitySchemes);
  const directions = new Directions(spec.document);
  const schemas = buildSchemas(walk, root, schemaNames(whole), directions);
  const links = resolveLinks(walk, operations);
  reportWireNames(walk, [...operations, ...webhooks, ...callbacks], securitySchemes);
  reportAlike(walk, { operations, schemas, hooks: [...webhooks, ...callbacks] });
  const { diagnostics, remedies } = walk;
  // Of what is too much nothing else is said, and no part of it would be little enough.
  if (walk.isFull) return { diagnostics, remedies: [] };
  reportTexts(walk);
  if (hasErrors(diagnostics)) return { diagnostics, remedies };
  if (!spec.whole && operations.length + webhooks.length === 0) {
    const hint = 'Describe some under paths; if the document is only there for its schemas, all is well.';
    walk.report(
      'operations-none',
      '',
      'The document describes no operation and no webhook.',
      hint,
      'warning',
    );
  }
  const basePaths = basePathsOf(spec.document);
  const model: ApiModel = {
    version,
    title: spec.document.info.title,
    basePath: basePaths[0] ?? '',
    basePaths,
    operations,
    webhooks,
    callbacks,
    links,
    schemas,
    ...(directions.hasDynamicReferences && { hasDynamicReferences: true }),
    securitySchemes,
    document: spec.document,
  };
  return { value: model, diagnostics, remedies };
}
