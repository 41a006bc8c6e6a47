// Hides documents that use every field of their version of OpenAPI once, without a fault.
import { parse } from 'yaml';
import type { Tree } from '../../generator/spec/types.js';

export const EVERYTHING_32 = parse(`openapi: 3.2.0
$self: https://example.com/api
info: { title: T, version: "1", summary: S, description: D, termsOfService: t }
jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
servers: [{ url: "https://{r}.example", name: n, description: D, variables: { r: { default: eu, enum: [eu, us], description: D } } }]
security: [{ key: [] }, { oauth: [read] }, {}]
tags: [{ name: a, summary: S, description: D, parent: b, kind: nav, externalDocs: { url: u } }, { name: b }]
externalDocs: { url: u, description: D }
paths:
  x-note: 1
  /things/{id}:
    summary: S
    description: D
    servers: [{ url: / }]
    parameters: [{ $ref: "#/components/parameters/Id" }]
    get:
      operationId: getThing
      summary: S
      description: D
      tags: [a]
      deprecated: true
      externalDocs: { url: u }
      security: []
      servers: [{ url: / }]
      parameters:
        - { name: q, in: query, description: D, required: false, deprecated: false, allowEmptyValue: true, style: form, explode: true, allowReserved: true, schema: { type: string }, example: 1 }
        - { name: h, in: header, content: { application/json: { schema: true, examples: { e: { value: 1 } } } } }
        - { name: c, in: cookie, schema: { type: integer }, examples: { e: { $ref: "#/components/examples/E" } } }
      responses:
        x-note: 1
        "200":
          summary: S
          description: D
          headers: { X-A: { description: D, required: true, deprecated: false, style: simple, explode: false, schema: { type: string } }, X-B: { $ref: "#/components/headers/H" } }
          content:
            application/json: { schema: { $ref: "#/components/schemas/Thing" }, examples: { e: { summary: S, description: D, dataValue: 1, serializedValue: "1" } } }
            application/jsonl: { itemSchema: { type: object } }
            text/plain: { $ref: "#/components/mediaTypes/Text" }
          links: { self: { operationId: getThing, parameters: { id: $response.body#/id }, requestBody: 1, description: D, server: { url: / } }, ref: { $ref: "#/components/links/L" } }
        4XX: { $ref: "#/components/responses/Bad" }
        default: { description: D }
      callbacks: { done: { x-note: 1, "{$request.query.url}": { post: { responses: { "204": { description: D } } } } }, again: { $ref: "#/components/callbacks/C" } }
    put:
      requestBody:
        description: D
        required: true
        content:
          multipart/form-data:
            schema: { type: object, properties: { f: { type: string }, g: { type: array, items: {} } } }
            encoding: { f: { contentType: image/png, headers: { X-F: { schema: { type: string } } }, style: form, explode: true, allowReserved: false } }
          multipart/mixed: { itemSchema: {}, prefixEncoding: [{ contentType: a/b }], itemEncoding: { contentType: c/d } }
      responses: { "204": { description: D } }
    additionalOperations: { COPY: { responses: { "204": { description: D } } } }
  /other: { $ref: "#/components/pathItems/Other" }
webhooks: { made: { post: { requestBody: { $ref: "#/components/requestBodies/B" }, responses: { "200": { description: D } } } } }
components:
  schemas:
    Thing:
      type: object
      title: T
      description: D
      required: [id]
      properties: { id: { type: string, readOnly: true }, w: { type: string, writeOnly: true, deprecated: true }, n: { type: [string, "null"], enum: [a, null] }, a: { $ref: "#/components/schemas/List" } }
      patternProperties: { ^x-: { type: string } }
      additionalProperties: false
      unevaluatedProperties: { type: string }
      propertyNames: { pattern: ^a }
      minProperties: 1
      maxProperties: 9
      dependentRequired: { a: [id] }
      dependentSchemas: { a: { type: object } }
      default: { id: a }
      example: { id: a }
      examples: [{ id: a }]
    List: { $id: list, type: array, items: { type: number, multipleOf: 2, minimum: 1, maximum: 9, exclusiveMinimum: 0, exclusiveMaximum: 10 }, prefixItems: [{ const: 1 }], contains: {}, minContains: 1, maxContains: 2, minItems: 1, maxItems: 3, uniqueItems: true, unevaluatedItems: false }
    Text: { type: string, format: email, minLength: 1, maxLength: 9, pattern: ^a, contentEncoding: base64, contentMediaType: a/b, contentSchema: {}, $comment: C }
    Parts: { allOf: [{ type: object }], anyOf: [{ type: object }], not: { type: string }, if: { type: object }, then: true, else: false, $defs: { d: { $anchor: d, type: string } } }
    One: { oneOf: [{ $ref: "#/components/schemas/Thing" }], discriminator: { propertyName: id, mapping: { t: "#/components/schemas/Thing", u: Thing }, defaultMapping: Thing } }
    Flag: true
  responses: { Bad: { description: D } }
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
  examples: { E: { value: 1 }, X: { externalValue: x.json } }
  requestBodies: { B: { content: { application/json: { schema: { type: string } } } } }
  headers: { H: { schema: { type: string } } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key, description: D }
    http: { type: http, scheme: bearer, bearerFormat: JWT, deprecated: true }
    oauth: { type: oauth2, oauth2MetadataUrl: m, flows: { deviceAuthorization: { deviceAuthorizationUrl: d, tokenUrl: t, scopes: { read: R } } } }
    oidc: { type: openIdConnect, openIdConnectUrl: o }
  links: { L: { operationRef: "#/paths/~1things~1{id}/get" } }
  callbacks: { C: { "{$url}": { post: { responses: { "204": { description: D } } } } } }
  pathItems: { Other: { get: { responses: { "204": { description: D } } } } }
  mediaTypes: { Text: { schema: { type: string } } }
`) as Tree;

export const EVERYTHING_20 = parse(`swagger: "2.0"
info: { title: T, version: "1" }
host: api.example.com
basePath: /v1
schemes: [https, http]
consumes: [application/json]
produces: [application/json, application/xml]
security: [{ key: [] }]
tags: [{ name: a }]
externalDocs: { url: u }
paths:
  /things/{id}:
    parameters: [{ $ref: "#/parameters/Id" }, { name: body, in: body, required: true, schema: { $ref: "#/definitions/Thing" } }]
    post:
      operationId: postThing
      tags: [a]
      summary: S
      description: D
      consumes: [application/json]
      produces: [application/json]
      schemes: [https]
      deprecated: false
      security: [{ oauth: [read] }]
      parameters:
        - { name: q, in: query, type: array, items: { type: integer, format: int32, collectionFormat: csv }, collectionFormat: pipes, minItems: 1, x-nullable: true }
        - { name: h, in: header, type: string, enum: [a, b], default: a, pattern: ^a, maxLength: 3, minLength: 1 }
      responses:
        "200": { description: D, schema: { $ref: "#/definitions/Thing" }, headers: { X-A: { type: integer, minimum: 1, description: D } }, examples: { application/json: { id: 1 } } }
        default: { $ref: "#/responses/Bad" }
  /upload:
    post:
      consumes: [multipart/form-data]
      parameters: [{ name: f, in: formData, type: file, required: true, description: D }, { name: n, in: formData, type: number, multipleOf: 2, maximum: 9, exclusiveMaximum: true }]
      responses: { "200": { description: D, schema: { type: file } } }
definitions:
  Thing: { type: object, required: [id], discriminator: kind, properties: { id: { type: string, x-nullable: true }, kind: { type: string }, next: { $ref: "#/definitions/Thing" } }, additionalProperties: { type: string } }
  Cat: { allOf: [{ $ref: "#/definitions/Thing" }, { type: object, properties: { l: { type: array, items: { type: string }, uniqueItems: true } } }] }
parameters: { Id: { name: id, in: path, required: true, type: string } }
responses: { Bad: { description: D, schema: { type: string } } }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key, description: D }
  basic: { type: basic }
  oauth: { type: oauth2, flow: implicit, authorizationUrl: a, scopes: { read: R } }
`) as Tree;

/** Every place of a tree: the keys that lead to it. */
export function placesOf(node: unknown, above: readonly string[] = []): (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [above];
  return [above, ...Object.entries(node).flatMap(([key, value]) => placesOf(value, [...above, key]))];
}

/** A copy of a tree with something else at a place. */
export function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(node) ? [...(node as unknown[])] : { ...(node as Tree) }) as Tree;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}
