// Hides a made-up family whose versions differ in every way that versions do: operations, parameters, fields, values.

const FAMILY = `family: shelf
selector: { in: header, name: Shelf-Version, format: "shelf {version}", whenAbsent: current }
timezone: Europe/Berlin
noticeDays: 90
versions:
  - { id: "2.1", spec: 2.1.yaml, state: PLANNED }
  - { id: "2.0", spec: 2.0.yaml, state: CURRENT }
  - { id: "1.1", spec: 1.1.yaml, state: SUPPORTED, notBefore: 2027-06-30 }
  - { id: "1.0", spec: 1.0.yaml, state: DEPRECATED, notBefore: 2026-12-31, successor: "2.0" }
  - { id: "0.9", spec: 0.9.yaml, state: RETIRED, notBefore: 2025-12-31, successor: "2.0" }
`;

const SELECTOR = '{ name: Shelf-Version, in: header, schema: { type: string }, example: shelf VERSION }';

interface Differences {
  readonly parameters: string;
  readonly request: string;
  readonly answer: string;
  readonly more?: string;
}

function document(version: string, { parameters, request, answer, more = '' }: Differences): string {
  return `openapi: 3.1.1
info: { title: Shelf, version: "${version}" }
security: []
paths:
  /books:
    parameters: [${SELECTOR.replace('VERSION', version)}]
    post:
      operationId: addBook
      deprecated: ${version < '1.1'}
      parameters: [${parameters}]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NewBook" } } }
      responses:
        "201": { description: Added, content: { application/json: { schema: { $ref: "#/components/schemas/Book" } } } }
        "410": { description: The shelf is gone, content: { application/json: { schema: { type: object } } } }
${more.replace('VERSION', version)}components:
  schemas:
    NewBook:
      type: object
      required: [title]
      properties: { title: { type: string }, ${request} }
    Book:
      type: object
      required: [id]
      properties: { id: { type: string }, ${answer} }
`;
}

const TAG = '{ type: object, properties: { KEY: { type: string } } }';
const tags = (key: string) => `tags: { type: array, items: ${TAG.replace('KEY', key)} }`;
const OLD: Differences = {
  parameters: '{ name: shelf, in: query, schema: { type: integer } }',
  request: `kind: { type: string, enum: [book, scroll] }, writer: { type: string }, ${tags('name')}`,
  answer: `writer: { type: string }, place: { type: object, properties: { shelf: { type: integer } } }`,
};
const NEW: Differences = {
  parameters:
    '{ name: room, in: query, schema: { type: string } }, { name: X-Dry-Run, in: header, schema: { type: boolean } }',
  request: `kind: { type: string, enum: [book, disc] }, author: { type: string }, ${tags('label')}`,
  answer: `author: { type: string }, place: { type: object, properties: { room: { type: string } } }`,
  more: `  /books/{id}:
    parameters: [${SELECTOR}]
    delete:
      operationId: removeBook
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: Removed } }
`,
};

export const SHELF: Readonly<Record<string, string>> = {
  'family.yaml': FAMILY,
  '2.1.yaml': document('2.1', { ...NEW, answer: `${NEW.answer}, loan: { type: string }` }),
  '2.0.yaml': document('2.0', NEW),
  '1.1.yaml': document('1.1', { ...OLD, request: `${OLD.request}, year: { type: integer }` }),
  '1.0.yaml': document('1.0', OLD),
  '0.9.yaml': document('0.9', OLD),
};
