// Hides one document that is spread over as many files as its parts allow: the case that bundling and places are tested on.
import { HEAD } from './loaded.js';

export const MANY_FILES = {
  'openapi.yaml': `${HEAD}paths:
  /things/{id}: { $ref: "paths/thing.yaml" }
  /chain: { $ref: "paths/chain.yaml#/item" }
  /nested: { $ref: "paths/nested.yaml" }
  /direct:
    get: { $ref: "operations.yaml#/direct" }
  /local:
    parameters:
      - $ref: "shared/parameters.yaml#/Limit"
    get:
      operationId: local
      responses:
        "200":
          description: Every kind of reference
          content:
            application/json:
              schema:
                $ref: "shared/schemas.yaml#/Pet"
                description: A sibling of a reference
              examples:
                referred: { $ref: "shared/examples.yaml#/referred" }
                json: { externalValue: "shared/value.json" }
                text: { externalValue: "shared/value.txt" }
                both: { externalValue: "shared/value.txt", value: inline }
        "400": { $ref: "shared/responses.yaml#/Bad" }
components:
  schemas:
    Pet: { type: string, description: Another pet than the shared one }
    Same: { type: integer, title: Same }
    User:
      oneOf:
        - $ref: "#/components/schemas/Pet"
        - $ref: "openapi.yaml#/components/schemas/Same"
        - $ref: "shared/schemas.yaml#/Same"
        - $ref: "shared/schemas.yaml#/Node"
      discriminator:
        propertyName: kind
        mapping: { pet: Pet, node: "shared/schemas.yaml#/Node" }
`,
  'paths/thing.yaml': `summary: One thing
parameters:
  - { name: id, in: path, required: true, schema: { $ref: "../shared/my%20types.yaml#/Id" } }
get:
  operationId: getThing
  responses:
    "200":
      description: A thing
      content:
        application/json:
          schema: { $ref: "../shared/schemas.yaml#/Pet" }
`,
  'paths/chain.yaml': `item:
  $ref: "../shared/chain.yaml#/item"
`,
  'paths/nested.yaml': `summary: A path whose operation stands elsewhere
get: { $ref: "../operations.yaml#/nested" }
`,
  'shared/chain.yaml': `item:
  get:
    operationId: chain
    responses:
      "204":
        description: At the end of the chain
        headers:
          X-A: { $ref: "headers.yaml#/A" }
`,
  'shared/headers.yaml': `A: { $ref: "more headers.yaml#/B" }
`,
  'shared/more headers.yaml': `B:
  schema:
    $ref: "schemas.yaml#/Node"
`,
  'shared/my types.yaml': `Id: { type: string, minLength: 3 }
`,
  'operations.yaml': `direct:
  operationId: direct
  responses:
    "204": { description: Directly }
nested:
  operationId: nested
  responses:
    "204": { description: Nested }
`,
  'shared/parameters.yaml': `Limit: { name: limit, in: query, schema: { type: integer } }
`,
  'shared/responses.yaml': `Bad:
  description: Refused
  content:
    application/json:
      schema: { $ref: "schemas.yaml#/Error" }
`,
  'shared/schemas.yaml': `Pet:
  type: object
  properties:
    name: { type: string, description: Name of the shared pet }
    $ref: { type: string }
Same: { type: integer, title: Same }
Node:
  type: object
  properties:
    next: { $ref: "circle.yaml#/Nodes" }
Error: { type: object, properties: { $ref: { $ref: "#/Pet" } } }
`,
  'shared/circle.yaml': `Nodes: { type: array, items: { $ref: "schemas.yaml#/Node" } }
`,
  'shared/examples.yaml': `referred: { summary: Referred to, value: { name: x, $ref: "y" } }
`,
  'shared/value.json': `{ "name": "external", "inner": { "$ref": "nowhere.json" } }
`,
  'shared/value.txt': `plain: text
`,
} as const;
