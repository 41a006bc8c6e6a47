// Hides which names can travel: headers, media types and components are called only what HTTP and references can carry.
import { pointerAt } from '../source.js';
import { IS_TOKEN, mediaTypeFault } from '../spec/http-names.js';
import type { Operation, SecurityScheme } from './types.js';
import { own, type Walk } from './walk.js';

/**
 * OpenAPI allows `^[a-zA-Z0-9._-]+$` as the name of a component; letters of other scripts and the brackets of generic types are let
 * through, because tools write them.
 */
const IS_COMPONENT_NAME = /^[\p{L}\p{M}\p{N} ._«»<>[\](){},+/:$@~=%&*!?#^|-]+$/u;

export function reportWireNames(
  walk: Walk,
  operations: readonly Operation[],
  schemes: readonly SecurityScheme[],
): void {
  reportComponents(walk);
  for (const { name, in: where, source } of schemes)
    if (where === 'header' && name !== undefined) reportHeader(walk, name, pointerAt(source, 'name'), source);
  for (const { parameters, body, responses } of operations) {
    for (const { name, in: where, mediaType, source } of parameters) {
      if (where === 'header') reportHeader(walk, name, pointerAt(source, 'name'), source);
      if (mediaType !== undefined) reportMediaType(walk, mediaType, pointerAt(source, 'content', mediaType));
    }
    for (const { mediaType, source } of body?.content ?? []) reportMediaType(walk, mediaType, source);
    for (const response of responses) {
      for (const { name } of response.headers)
        reportHeader(walk, name, pointerAt(response.source, 'headers', name));
      for (const { mediaType, source } of response.content) reportMediaType(walk, mediaType, source);
    }
  }
}

function reportComponents(walk: Walk): void {
  const components = own(walk.document, 'components');
  if (typeof components !== 'object' || components === null) return;
  for (const [kind, map] of Object.entries(components) as [string, unknown][]) {
    if (typeof map !== 'object' || map === null || kind.startsWith('x-')) continue;
    for (const name of Object.keys(map)) {
      if (IS_COMPONENT_NAME.test(name)) continue;
      walk.report(
        'component-name-invalid',
        pointerAt('/components', kind, name),
        `${JSON.stringify(name)} cannot be the name of a component.`,
        'Use letters, digits, dots, dashes and underscores.',
      );
    }
  }
}

function reportMediaType(walk: Walk, mediaType: string, pointer: string): void {
  const fault = mediaTypeFault(mediaType);
  if (fault) walk.report('media-type-invalid', pointer, fault.message, fault.hint);
}

/** @param holder what there is no use of without the name */
function reportHeader(walk: Walk, name: string, pointer: string, holder = pointer): void {
  if (IS_TOKEN.test(name)) return;
  walk.report(
    'header-name-invalid',
    pointer,
    `${JSON.stringify(name)} cannot be the name of a header.`,
    'Use letters, digits and dashes.',
    'error',
    [{ pointer: holder }],
  );
}
