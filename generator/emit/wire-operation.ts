// Hides what an operation, a webhook or a callback looks like as data: what of its document decides what goes over the wire.
import { formOf, mediaKind } from '../../runtime/media-type.js';
import type {
  WireBody,
  WireHeader,
  WireMedia,
  WireOperation,
  WireParameter,
  WireSecurityScheme,
} from '../../runtime/wire.js';
import { endingHeaders } from '../family/ending.js';
import { isCaseless, variantName } from '../model/names.js';
import { schemaAt } from '../model/references.js';
import type {
  ApiModel,
  ApiResponse,
  Body,
  Hook,
  JsonSchema,
  Operation,
  Parameter,
  ResponseHeader,
  SafeName,
  SecurityScheme,
} from '../model/types.js';
import { IN_FORM, IN_HEADER, shapesOf, sketchOf } from './sketch.js';
import { wireMedia } from './wire-media.js';

/**
 * What the validators of an operation are called. Webhooks and callbacks may have the names of operations, and operations those of schemas
 * where letters have no case.
 */
export function validatorsName(operation: Operation | Hook): SafeName {
  if (!('kind' in operation))
    return isCaseless(operation.name) ? variantName(operation.name, 'Operation') : operation.name;
  return variantName(operation.name, operation.kind === 'webhook' ? 'Webhook' : 'Callback');
}

/** By their keys. */
export function wireSchemes(
  schemes: readonly SecurityScheme[],
): Readonly<Record<string, WireSecurityScheme>> {
  return Object.fromEntries(
    schemes.map(({ key, type, name, in: where, scheme }) => [
      key,
      {
        type,
        ...(where !== undefined && { in: where }),
        ...(name !== undefined && { name }),
        ...(scheme !== undefined && { scheme }),
      },
    ]),
  );
}

export function wireOperation(model: ApiModel, operation: Operation | Hook): WireOperation {
  const { deprecated, deprecation } = operation;
  const end = deprecated && !('kind' in operation) ? deprecation?.notBefore : undefined;
  return {
    id: operation.id,
    name: validatorsName(operation),
    method: operation.verb,
    path: operation.path,
    parameters: operation.parameters.map((parameter) => parameterOf(model, parameter)),
    ...(operation.body && {
      body: { required: operation.body.required, content: bodyMedia(model, operation.body) },
    }),
    answers: Object.fromEntries(
      operation.responses.map((response) => [response.status, answerMedia(model, response)]),
    ),
    ...headersOf(model, operation),
    ...(end !== undefined && { always: endingHeaders(end, model.version) }),
    security: operation.security.map((requirement) => Object.keys(requirement)),
  };
}

/** Headers of answers by status, and for each what differs from a text. */
function headersOf(model: ApiModel, { responses }: Operation): Pick<WireOperation, 'headers'> {
  const described = responses.filter((response) => response.headers.length > 0);
  if (described.length === 0) return {};
  const wire = ({ name, schema, explode, mediaType }: ResponseHeader): [string, WireHeader] => {
    // JSON says by itself what it is.
    const isJson = mediaType !== undefined && mediaKind(mediaType) === 'json';
    const sketch = isJson ? undefined : sketchOf(schema, model.document, IN_HEADER);
    const styled = mediaType === undefined ? explode && { explode } : { mediaType };
    return [name, { ...styled, ...(sketch !== undefined && { schema: sketch }) }];
  };
  return {
    headers: Object.fromEntries(
      described.map(({ status, headers }) => [status, Object.fromEntries(headers.map(wire))]),
    ),
  };
}

function answerMedia(model: ApiModel, { content }: ApiResponse): Readonly<Record<string, WireMedia>> {
  const media = content.map((each): [string, WireMedia] => {
    const wire = wireMedia(each, model.document);
    if (each.kind !== 'form' && each.kind !== 'multipart') return [each.mediaType, wire];
    const sketch = sketchOf(each.schema ?? true, model.document, IN_FORM);
    return [each.mediaType, sketch === undefined ? wire : { ...formOf(wire), schema: sketch }];
  });
  return Object.fromEntries(media);
}

function bodyMedia(model: ApiModel, { content }: Body): WireBody['content'] {
  return Object.fromEntries(content.map((each) => [each.mediaType, wireMedia(each, model.document)]));
}

/** What differs from how its place has it anyway: documents of a thousand operations have thousands of parameters. */
function parameterOf(model: ApiModel, parameter: Parameter): WireParameter {
  const { name, in: place, style, explode, mediaType, encoding } = parameter;
  const isUsual = style === (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return {
    name,
    in: place,
    ...(mediaType === undefined && !isUsual && { style }),
    ...(mediaType === undefined && explode !== (style === 'form' || style === 'cookie') && { explode }),
    ...(parameter.allowReserved && { allowReserved: true }),
    ...(parameter.allowEmptyValue && { allowEmptyValue: true }),
    ...(mediaType !== undefined && { mediaType }),
    ...(encoding && { encoding }),
    ...(place === 'querystring' && parameter.required && { required: true }),
    ...defaultOf(model, parameter.schema),
  };
}

/** Whether a value is of a type that a schema allows. */
function isAllowed(model: ApiModel, schema: JsonSchema, value: unknown): boolean {
  const { types } = shapesOf(model.document).of(schema);
  if (typeof value === 'number')
    return types.has('number') || (types.has('integer') && Number.isInteger(value));
  return types.has(Array.isArray(value) ? 'array' : typeof value);
}

/** Schemas behind references and in `allOf` that are asked for a default. */
const MAX_ASKED = 200;

/** What is assumed by the schema itself, or else by the first that it refers to or is composed of. */
function defaultOf(model: ApiModel, schema: JsonSchema): { default?: unknown } {
  const asked = new Set<JsonSchema>([schema]);
  for (const each of asked) {
    if (typeof each !== 'object' || each === null || asked.size > MAX_ASKED) continue;
    const value = Object.hasOwn(each, 'default') ? each['default'] : undefined;
    // A default of null says that nothing is assumed; of one that its own schema refuses, every request would be refused.
    if (value !== undefined)
      return value !== null && isAllowed(model, schema, value) ? { default: value } : {};
    const target = typeof each['$ref'] === 'string' ? schemaAt(model.document, each['$ref']) : undefined;
    if (target !== undefined) asked.add(target);
    if (Array.isArray(each['allOf'])) for (const part of each['allOf'] as JsonSchema[]) asked.add(part);
  }
  return {};
}
