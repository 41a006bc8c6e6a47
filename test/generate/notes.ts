// Hides two small families and a lone document, each with something to warn of: what tests of repeated runs generate from.
import { readFileSync, writeFileSync } from 'node:fs';

export const FAMILY = `family: notes
selector: { in: header, name: Api-Version, format: "{version}", whenAbsent: current }
versions:
  - { id: "1.1", spec: 1.1.yaml, state: CURRENT, successor: "1.0" } # of which is warned
  - { id: "1.0", spec: 1.0.yaml, state: SUPPORTED, notBefore: 2026-12-31, successor: "1.1" }
`;

const version = (id: string, shared: string) => `openapi: 3.1.1
info: { title: Notes, version: "${id}" }
paths:
  /notes:
    get:
      operationId: listNotes
      parameters:
        - { name: Api-Version, in: header, schema: { type: string }, example: "${id}" }
      responses:
        "200":
          description: All notes
          content: { application/json: { schema: { $ref: "${shared}#/Notes" } } }
`;

/** Its pattern is one that is warned of. */
export const SHARED = 'Notes: { type: array, items: { type: string, pattern: "^(a)\\\\1$" } }\n';

export const FAMILIES = {
  'specs/notes/family.yaml': FAMILY,
  'specs/notes/1.0.yaml': version('1.0', 'shared/note.yaml'),
  'specs/notes/1.1.yaml': version('1.1', 'shared/note.yaml'),
  'specs/notes/shared/note.yaml': SHARED,
  'specs/memos/family.yaml': FAMILY.replace('notes', 'memos'),
  'specs/memos/1.0.yaml': version('1.0', 'note.yaml'),
  'specs/memos/1.1.yaml': version('1.1', 'note.yaml'),
  'specs/memos/note.yaml': SHARED,
};

export const LONE = { 'api.yaml': version('1.0', 'note.yaml'), 'note.yaml': SHARED };

export function edit(path: string, from: string | RegExp, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
