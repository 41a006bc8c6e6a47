// How paths are laid out as types: what is shared is referred to, what is named is declared once, and whatever a name is, it is a key.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { pathTypes } from '../../generator/emit/path-types.js';
import { SchemaTypes } from '../../generator/emit/schema-type.js';
import { modelOf } from '../model/modelled.js';

function laidOut(rest: string): string {
  const { model, diagnostics } = modelOf(rest);
  if (!model) throw new Error(JSON.stringify(diagnostics));
  return pathTypes(model, new SchemaTypes(model));
}

/** What stands behind a key at some place, whatever its indent. */
function at(text: string, ...keys: readonly string[]): string {
  const file = ts.createSourceFile('types.ts', text, ts.ScriptTarget.ESNext, true);
  let [members, found]: [readonly ts.Node[], ts.Node | undefined] = [file.statements, undefined];
  for (const each of keys) {
    found = members.find((node) => {
      const { name } = node as ts.NamedDeclaration;
      return (
        name !== undefined &&
        (ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText()) === each
      );
    });
    if (!found) return 'nothing';
    const inner = ts.isPropertySignature(found) ? found.type : found;
    members = inner && (ts.isTypeLiteralNode(inner) || ts.isInterfaceDeclaration(inner)) ? inner.members : [];
  }
  return (found?.getText() ?? '').replace(/\s+/g, ' ');
}

const SHARED = `
components:
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer } }
    Id: { name: id, in: path, required: true, description: Which one, schema: { type: string } }
  requestBodies:
    New: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
  responses:
    Bad: { description: Refused }
  headers:
    Total: { required: true, schema: { type: integer } }
  pathItems:
    Shared: { get: { responses: { 204: { description: Nothing } } } }
  schemas:
    Thing: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } }
`;

describe('what is shared', () => {
  const text = laidOut(`paths:
  /things/{id}:
    parameters:
      - { $ref: "#/components/parameters/Id" }
      - { name: verbose, in: query, schema: { type: boolean } }
    post:
      operationId: make
      parameters:
        - { $ref: "#/components/parameters/Limit" }
        - { name: verbose, in: query, required: true, schema: { type: string } }
      requestBody: { $ref: "#/components/requestBodies/New" }
      responses:
        200:
          description: Made
          headers: { X-Total: { $ref: "#/components/headers/Total" }, X-Odd: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
        400: { $ref: "#/components/responses/Bad" }
  /shared: { $ref: "#/components/pathItems/Shared" }
${SHARED}`);
  const operation = ['operations', 'make'];

  it.each([
    [['paths', '/shared'], '"/shared": components["pathItems"]["Shared"];'],
    [['paths', '/things/{id}', 'post'], 'post: operations["make"];'],
    [[...operation, 'parameters', 'path'], 'path: { /** Which one */ id: components["parameters"]["Id"]; };'],
    [[...operation, 'requestBody'], 'requestBody: components["requestBodies"]["New"];'],
    [[...operation, 'responses', '400'], '400: components["responses"]["Bad"];'],
    [['components', 'parameters', 'Limit'], 'Limit: number;'],
    [['components', 'schemas', 'Thing'], 'Thing: Thing;'],
    [['components', 'headers', 'Total'], 'Total: number;'],
    [['components', 'requestBodies', 'New'], 'New: { content: { "application/json": Thing_Writable; }; };'],
  ])('%j is called by its name', (keys, expected) => {
    expect(at(text, ...keys)).toBe(expected);
  });

  it('an operation overrides what its path says, in the place where that stood', () => {
    expect(at(text, ...operation, 'parameters', 'query')).toBe(
      'query: { verbose: string; limit?: components["parameters"]["Limit"]; };',
    );
    expect(at(text, 'paths', '/things/{id}', 'parameters', 'query')).toBe('query?: { verbose?: boolean; };');
  });

  it('a header that must come is no optional one', () => {
    expect(at(text, ...operation, 'responses', '200', 'headers')).toBe(
      'headers: { "X-Total": number; "X-Odd"?: string; [name: string]: unknown; };',
    );
  });
});

describe('an operation', () => {
  it('that is reached from two places is declared once', () => {
    const text = laidOut(`webhooks:
  a: { get: { operationId: get, responses: { 204: { description: "" } } } }
  b: { $ref: "#/webhooks/a" }
`);
    expect(text.match(/^ {2}get: /gm)).toHaveLength(1);
    expect([at(text, 'webhooks', 'a', 'get'), at(text, 'webhooks', 'b', 'get')]).toEqual([
      'get: operations["get"];',
      'get: operations["get"];',
    ]);
  });

  it('of a webhook does not hide the one of a path that has its id', () => {
    const text = laidOut(`paths:
  /a: { post: { operationId: notify, responses: { 200: { description: "" } } } }
webhooks:
  notify: { post: { operationId: notify, responses: { 204: { description: "" } } } }
`);
    expect(at(text, 'operations', 'notify', 'responses', '200')).not.toBe('nothing');
    expect(at(text, 'webhooks', 'notify', 'post', 'responses', '204')).not.toBe('nothing');
  });

  it('of a method that few have is asked of nobody else', () => {
    const text = laidOut(`paths:
  /a: { query: { responses: { 204: { description: "" } } } }
  /b: { get: { responses: { 204: { description: "" } } } }
`);
    expect(at(text, 'paths', '/a', 'query', 'requestBody')).toBe('requestBody?: never;');
    expect(at(text, 'paths', '/b', 'query')).toBe('nothing');
    expect(at(text, 'paths', '/b', 'put')).toBe('put?: never;');
  });
});

describe('what the provider sends', () => {
  const text = laidOut(`paths:
  /subscriptions:
    post:
      operationId: subscribe
      responses: { 204: { description: Nothing } }
      callbacks:
        onThing:
          "{$request.body#/url}":
            post:
              operationId: thingMade
              requestBody: { $ref: "#/components/requestBodies/New" }
              responses: { 200: { $ref: "#/components/responses/Seen" } }
              callbacks: { again: { $ref: "#/components/callbacks/Shared" } }
          x-note: 1
        shared: { $ref: "#/components/callbacks/Shared" }
    get: { responses: { 204: { description: Nothing } } }
webhooks:
  thingMade: { $ref: "#/components/pathItems/Made" }
components:
  callbacks:
    Shared: { "{$url}": { $ref: "#/components/pathItems/Made" } }
  pathItems:
    Made:
      post:
        parameters: [{ name: about, in: header, schema: { $ref: "#/components/schemas/Thing" } }]
        requestBody: { $ref: "#/components/requestBodies/New" }
        responses: { 200: { $ref: "#/components/responses/Seen" } }
  requestBodies:
    New: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
  responses:
    Seen:
      description: Seen
      headers: { About: { schema: { $ref: "#/components/schemas/Thing" } } }
      content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
  schemas:
    Thing: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } }
`);
  const body = (type: string) => `content: { "application/json": ${type}; };`;
  const headers = (type: string) => `headers: { About?: ${type}; [name: string]: unknown; };`;
  const shared = ['hookComponents', 'pathItems', 'Made', 'post'] as const;

  it('holds what it reads, and is answered with what is written to it', () => {
    expect(at(text, 'webhooks', 'thingMade')).toBe('thingMade: hookComponents["pathItems"]["Made"];');
    expect(at(text, ...shared, 'requestBody')).toBe('requestBody: hookComponents["requestBodies"]["New"];');
    expect(at(text, ...shared, 'responses', '200')).toBe('200: hookComponents["responses"]["Seen"];');
    expect(at(text, ...shared, 'parameters', 'header')).toBe('header?: { about?: Thing; };');
    expect(at(text, 'hookComponents', 'requestBodies', 'New', 'content')).toBe(body('Thing'));
    expect(at(text, 'hookComponents', 'responses', 'Seen', 'content')).toBe(body('Thing_Writable'));
    expect(at(text, 'hookComponents', 'responses', 'Seen', 'headers')).toBe(headers('Thing_Writable'));
    // The same path item, asked by a caller.
    const called = ['components', 'pathItems', 'Made', 'post'] as const;
    expect(at(text, ...called, 'requestBody')).toBe('requestBody: components["requestBodies"]["New"];');
    expect(at(text, 'components', 'requestBodies', 'New', 'content')).toBe(body('Thing_Writable'));
  });

  it('is a callback of the operation that it follows from', () => {
    const callbacks = ['operations', 'subscribe', 'callbacks'] as const;
    expect(at(text, ...callbacks, 'onThing', '{$request.body#/url}', 'post')).toBe(
      'post: operations["thingMade"];',
    );
    expect(at(text, 'operations', 'thingMade', 'requestBody')).toBe(
      'requestBody: hookComponents["requestBodies"]["New"];',
    );
    expect(at(text, ...callbacks, 'onThing', 'x-note')).toBe('nothing');
    expect(at(text, ...callbacks, 'shared')).toBe('shared: components["callbacks"]["Shared"];');
    expect(at(text, 'components', 'callbacks', 'Shared', '{$url}')).toBe(
      '"{$url}": hookComponents["pathItems"]["Made"];',
    );
  });

  it('is spelled once, however many refer to it', () => {
    const many = Array.from({ length: 50 }, (_, at) => `  w${at}: { $ref: "#/components/pathItems/Big" }\n`);
    const big = laidOut(`webhooks:
${many.join('')}components:
  pathItems:
    Big: { post: { requestBody: { content: { a/b: { schema: { const: only one } } } }, responses: { 200: { description: D } } } }
`);
    // Once for callers, once for hooks.
    expect(big.match(/"only one"/g)).toHaveLength(2);
  });

  it('has no callbacks of its own, and operations without callbacks have no such member', () => {
    expect(at(text, 'operations', 'thingMade', 'callbacks')).toBe('nothing');
    expect(at(text, 'paths', '/subscriptions', 'get', 'callbacks')).toBe('nothing');
  });
});

it('bytes are a text in JSON and in parameters, and what they are in files and parts', () => {
  const { model } = modelOf(`paths:
  /a:
    post:
      operationId: a
      parameters: [{ name: q, in: query, schema: { type: string, format: binary } }]
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Text" } }, application/xml: { schema: { $ref: "#/components/schemas/Both" } } } }
      responses:
        "200": { description: D, content: { application/json: { schema: { type: string, format: binary } }, image/png: { schema: { type: string, format: binary } } } }
        "201": { description: D, content: { application/jsonl: { schema: { type: object, properties: { f: { type: string, format: binary } } } } } }
  /b:
    post:
      requestBody: { content: { multipart/form-data: { schema: { allOf: [{ $ref: "#/components/schemas/Part" }, { $ref: "#/components/schemas/Both" }] } } } }
      responses: { "204": { description: D } }
components:
  schemas:
    Bytes: { type: string, format: binary }
    Text: { type: object, properties: { f: { type: string, contentMediaType: image/png }, all: { type: array, items: { type: string, format: binary } } } }
    Part: { type: object, properties: { f: { $ref: "#/components/schemas/Bytes" } } }
    Both: { type: object, properties: { f: { type: string, format: binary } } }
`);
  if (!model) throw new Error('There is no model.');
  const types = new SchemaTypes(model);
  const paths = pathTypes(model, types);
  const aliases = types
    .declarations()
    .map(({ alias, text }) => [alias.name, text.replace(/\/\*.*?\*\/|[\s;]+/g, '')]);
  expect(Object.fromEntries(aliases)).toEqual({
    Bytes: 'Blob',
    Text: '{f?:stringall?:string[]}',
    Part: '{f?:Bytes}',
    Both: '{f?:Blob|string}',
  });
  const answers = ['operations', 'a', 'responses'];
  expect(at(paths, 'operations', 'a', 'parameters', 'query', 'q')).toBe('q?: string;');
  expect(at(paths, ...answers, '200', 'content', 'application/json')).toBe('"application/json": string;');
  expect(at(paths, ...answers, '200', 'content', 'image/png')).toBe('"image/png": Blob;');
  expect(at(paths, ...answers, '201', 'content', 'application/jsonl')).toBe(
    '"application/jsonl": { /** Format: binary */ f?: string; };',
  );
});

it('a document without paths has none', () => {
  expect(laidOut('paths: {}\n')).toBe(
    ['paths', 'webhooks', 'components', 'operations']
      .map((name) => `export type ${name} = Record<string, never>;`)
      .join('\n'),
  );
});

it('names are keys, whatever they are', () => {
  const odd = ['', '__proto__', '#', '%25', '"]; evil', '../x', 'a b', '*/'];
  const responses = 'responses: { 204: { description: "" } }';
  const paths = odd.map(
    (name) =>
      `  ${JSON.stringify(`/${name}`)}: { get: { operationId: ${JSON.stringify(name)}, parameters: [{ name: ${JSON.stringify(name)}, in: query, schema: { type: string } }], ${responses} } }\n`,
  );
  const text = laidOut(`paths:\n${paths.join('')}`);
  const file = ts.createSourceFile('types.ts', text, ts.ScriptTarget.ESNext, true);
  expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
  const operations = file.statements.find(ts.isInterfaceDeclaration.bind(ts)) as ts.InterfaceDeclaration;
  expect(operations.members).toHaveLength(odd.length);
  for (const name of odd) expect(text).toContain(`get: operations[${JSON.stringify(name)}];`);
});
