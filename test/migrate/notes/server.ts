// The notes of three versions from one set of handlers: what is written are those of 1.2, and what nobody can know without being told.
// Compiled and run beside what is generated from the documents here; see worked-example.test.ts.

import type { Note } from './notes/1.2/types.js';
import { type ServerOptions, createServer as serve, type WrittenOnce } from './notes/server.js';

const PRIORITIES = ['low', 'normal', 'high'] as const;
const SHOPPING: Note = {
  ...{ id: 'n-1', title: 'Shopping', text: 'milk', priority: 'high' },
  ...{ author: { given: 'Ada', family: 'Lovelace' }, created: '2026-01-01' },
};

/** @param more what a test changes @param seen is told what the handlers are given */
export function createServer(more: Partial<ServerOptions> = {}, seen: (input: unknown) => void = () => {}) {
  const notes = new Map<string, Note>([[SHOPPING.id, SHOPPING]]);
  let last = 1;
  const unknown = { status: 404, body: { message: 'There is no such note.' } } as const;
  const written: WrittenOnce = {
    authenticate: ({ Token }) => Token === 't',
    formatProblem: ({ detail = '' }) => ({ message: detail }),
    handlers: {
      listNotes: (input) => {
        seen(input);
        const { search = '', limit = 0 } = input.query ?? {};
        const found = [...notes.values()].filter(({ text }) => text.includes(search));
        return { status: 200, body: { items: found.slice(0, limit), more: found.length > limit } };
      },
      createNote: (input) => {
        seen(input);
        const { title, text, priority = 'normal' } = input.body;
        last += 1;
        const note: Note = { ...SHOPPING, id: `n-${last}`, title, text, priority, related: [SHOPPING] };
        notes.set(note.id, note);
        return { status: 201, headers: { Location: `/notes/${note.id}` }, body: note };
      },
      getNote: ({ path }) => {
        seen(path);
        const body = notes.get(path.note_id);
        return body ? { status: 200, body } : unknown;
      },
      deleteNote: ({ path }) => (notes.delete(path.note_id) ? { status: 204 } : unknown),
    },
    migrations: {
      '1.1': {
        schemas: {
          Author: { down: ({ given }) => ({ name: given }) },
          NoteList: { down: ({ items }, carry) => ({ notes: items.map(carry.Note) }) },
        },
      },
      '1.0': {
        schemas: {
          NewNote: {
            up: ({ name, priority = 2 }) => ({
              title: name,
              priority: PRIORITIES[priority - 1] ?? 'normal',
              color: 'white',
            }),
          },
          Note: {
            down: ({ title, priority }) => ({ name: title, priority: PRIORITIES.indexOf(priority) + 1 }),
          },
        },
        operations: {
          listNotes: {
            up: ({ query: { contains } = {} }) => ({
              query: contains === undefined ? {} : { search: contains },
            }),
          },
          createNote: {
            down: ({ body }, { carry }) => ({ status: 200, body: carry.Note(body) }),
          },
          deleteNotes: () => {
            const deleted = notes.size;
            notes.clear();
            return { status: 200, body: { deleted } };
          },
        },
      },
    },
  };
  return serve({ now: () => new Date('2026-06-01T12:00:00Z'), ...written, ...more } as ServerOptions);
}
