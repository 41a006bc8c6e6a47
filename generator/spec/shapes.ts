// Hides what may stand where in a document: every object of OpenAPI 2.0 to 3.2 with its fields, as a table.

import { METHODS } from './methods.js';

/**
 * Field → what stands there. `text`, `flag`, `number`, `any`; `word`: a text
 * that no number is meant to be; `note`: one that no code depends on; `Name`: an object of this table;
 * `[X]`: a list, `{X}`: a map, `{X}x`: one with extensions; `A|B`: either, `A` being no list and no map. `!` behind it: the object is nothing without it;
 * `?`: no code depends on it.
 */
export type Shapes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SCHEMA = {
  ...every('word', '$ref $dynamicRef'),
  ...every('text', '$id $anchor $dynamicAnchor format pattern contentEncoding contentMediaType'),
  ...every('note', '$schema $comment title description'),
  ...every('flag', 'deprecated readOnly writeOnly nullable uniqueItems'),
  ...every(
    'number',
    'multipleOf maximum minimum maxLength minLength minContains maxContains maxItems minItems',
  ),
  ...every('number', 'maxProperties minProperties'),
  ...every('Schema', 'additionalItems unevaluatedItems contains additionalProperties unevaluatedProperties'),
  ...every('Schema', 'propertyNames not if then else contentSchema'),
  ...every('[Schema]', 'prefixItems allOf anyOf oneOf'),
  ...every('{Schema}', '$defs definitions properties patternProperties dependentSchemas'),
  type: 'text|[text]',
  enum: '[any]',
  // Earlier drafts of JSON Schema, and with them 2.0 and 3.0, have other forms of these.
  ...every('number|flag', 'exclusiveMaximum exclusiveMinimum'),
  items: 'Schema|[Schema]',
  required: 'flag|[text]',
  dependentRequired: '{[text]}',
  discriminator: 'Discriminator',
};

const CALL = {
  tags: '[text]?',
  summary: 'note',
  description: 'note',
  externalDocs: 'ExternalDocs?',
  operationId: 'text',
  deprecated: 'flag',
  security: '[Requirement]',
};

const METHODS_20 = 'get put post delete options head patch';

const COMMON = {
  Info: { title: 'text!', version: 'text!', summary: 'note', description: 'note', termsOfService: 'note' },
  Tag: { name: 'text!', summary: 'note', description: 'note', parent: 'text', kind: 'note' },
  ExternalDocs: { url: 'note', description: 'note' },
  Requirement: { '*': '[text]' },
};

export const SHAPES_3: Shapes = {
  ...COMMON,
  Document: {
    openapi: 'text',
    $self: 'text',
    info: 'Info!',
    jsonSchemaDialect: 'note',
    servers: '[Server]',
    paths: '{PathItem}x',
    webhooks: '{PathItem}',
    'x-webhooks': '{PathItem}',
    components: 'Components',
    security: '[Requirement]',
    tags: '[Tag]?',
    externalDocs: 'ExternalDocs?',
  },
  Server: { url: 'text!', name: 'note', description: 'note', variables: '{ServerVariable}' },
  ServerVariable: { default: 'text!', enum: '[text]', description: 'note' },
  Components: {
    schemas: '{Schema}',
    responses: '{Response}',
    parameters: '{Parameter}',
    examples: '{Example}?',
    requestBodies: '{RequestBody}',
    headers: '{Header}',
    securitySchemes: '{SecurityScheme}',
    links: '{Link}',
    callbacks: '{Callback}',
    pathItems: '{PathItem}',
    mediaTypes: '{MediaType}',
  },
  PathItem: {
    $ref: 'word',
    summary: 'note',
    description: 'note',
    servers: '[Server]',
    parameters: '[Parameter]',
    ...every('Operation', METHODS.join(' ')),
    additionalOperations: '{Operation}',
  },
  Operation: {
    ...CALL,
    parameters: '[Parameter]',
    requestBody: 'RequestBody',
    responses: '{Response}x',
    callbacks: '{Callback}',
    servers: '[Server]',
  },
  Parameter: {
    $ref: 'word',
    name: 'text!',
    in: 'text!',
    description: 'note',
    required: 'flag',
    deprecated: 'flag',
    allowEmptyValue: 'flag',
    style: 'text',
    explode: 'flag',
    allowReserved: 'flag',
    schema: 'Schema',
    examples: '{Example}?',
    content: '{MediaType}',
  },
  RequestBody: { $ref: 'word', description: 'note', required: 'flag', content: '{MediaType}' },
  MediaType: {
    $ref: 'word',
    schema: 'Schema',
    itemSchema: 'Schema',
    examples: '{Example}?',
    encoding: '{Encoding}',
    prefixEncoding: '[Encoding]',
    itemEncoding: 'Encoding',
  },
  Encoding: {
    contentType: 'text',
    headers: '{Header}',
    style: 'text',
    explode: 'flag',
    allowReserved: 'flag',
    encoding: '{Encoding}',
    prefixEncoding: '[Encoding]',
    itemEncoding: 'Encoding',
  },
  Response: {
    $ref: 'word',
    summary: 'note',
    description: 'note',
    headers: '{Header}',
    content: '{MediaType}',
    links: '{Link}',
  },
  Header: {
    $ref: 'word',
    description: 'note',
    required: 'flag',
    deprecated: 'flag',
    style: 'text',
    explode: 'flag',
    schema: 'Schema',
    examples: '{Example}?',
    content: '{MediaType}',
  },
  Callback: { $ref: 'word', '*': 'PathItem' },
  Example: {
    $ref: 'word',
    summary: 'note',
    description: 'note',
    externalValue: 'text',
    serializedValue: 'text',
  },
  Link: {
    $ref: 'word',
    operationRef: 'text',
    operationId: 'text',
    parameters: '{any}',
    description: 'note',
    server: 'Server',
  },
  Schema: SCHEMA,
  Discriminator: { propertyName: 'text!', mapping: '{text}', defaultMapping: 'text' },
  SecurityScheme: {
    $ref: 'word',
    type: 'text!',
    description: 'note',
    name: 'text',
    in: 'text',
    scheme: 'text',
    bearerFormat: 'note',
    flows: '{Flow}?',
    openIdConnectUrl: 'note',
    oauth2MetadataUrl: 'note',
    deprecated: 'flag',
  },
  Flow: { scopes: '{any}?' },
};

/** Answers may be left out since 3.1. */
export const SHAPES_30: Shapes = {
  ...SHAPES_3,
  Operation: { ...SHAPES_3['Operation'], responses: '{Response}x!' },
};

const SCHEMA_20 = { ...SCHEMA, discriminator: 'text|Discriminator', 'x-nullable': 'flag' };
const VALUE_20 = { ...SCHEMA_20, collectionFormat: 'text' };

export const SHAPES_20: Shapes = {
  ...COMMON,
  Document: {
    swagger: 'text',
    info: 'Info!',
    host: 'text',
    basePath: 'text',
    schemes: '[text]',
    consumes: '[text]',
    produces: '[text]',
    paths: '{PathItem}x',
    definitions: '{Schema}',
    parameters: '{Parameter}',
    responses: '{Response}',
    securityDefinitions: '{SecurityScheme}',
    security: '[Requirement]',
    tags: '[Tag]?',
    externalDocs: 'ExternalDocs?',
  },
  PathItem: { $ref: 'word', parameters: '[Parameter]', ...every('Operation', METHODS_20) },
  Operation: {
    ...CALL,
    consumes: '[text]',
    produces: '[text]',
    schemes: '[text]',
    parameters: '[Parameter]',
    responses: '{Response}x!',
  },
  Parameter: { ...VALUE_20, name: 'text!', in: 'text!', required: 'flag', schema: 'Schema' },
  Response: { $ref: 'word', description: 'note', schema: 'Schema', headers: '{Header}', examples: '{any}?' },
  Header: { ...VALUE_20, required: 'any' },
  Schema: SCHEMA_20,
  Discriminator: { propertyName: 'text!' },
  SecurityScheme: {
    type: 'text!',
    description: 'note',
    name: 'text',
    in: 'text',
    flow: 'text',
    authorizationUrl: 'note',
    tokenUrl: 'note',
    scopes: '{any}?',
  },
};

/** The same for several fields. */
function every(what: string, fields: string): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.split(' ').map((field) => [field, what]));
}
