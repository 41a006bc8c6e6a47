// Hides what every measured server does behind its validation: the notes themselves, and whose key is good.
export interface Draft {
  readonly title: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly text?: string;
  readonly colour?: 'red' | 'green' | 'blue';
  readonly priority?: number;
  readonly tags?: readonly string[];
}

export interface Note extends Draft {
  readonly id: string;
  readonly createdAt: string;
}

export interface Query {
  readonly limit?: number;
  readonly offset?: number;
  readonly colour?: string;
  readonly tag?: readonly string[];
}

export const KEY = 'made-up';
export const ID = '6f1c2b7e-8f3a-4c58-9d0e-2b1a7c5d4e3f';
const CREATED = '2026-07-22T09:00:00Z';

export const DRAFT: Draft = {
  title: 'Groceries',
  text: 'Milk, bread, "salt", and a sentence that is as long as most of them are: it goes on for a line or so.',
  colour: 'green',
  priority: 3,
  tags: ['home', 'shopping'],
  author: { name: 'Jo Doe', email: 'jo@example.com' },
};

export function create(draft: Draft): Note {
  return { ...draft, id: ID, createdAt: CREATED };
}

export function get(id: string): Note {
  return { ...DRAFT, id, createdAt: CREATED };
}

export function list({ limit = 20, offset = 0, colour = 'green', tag = [] }: Query): {
  readonly notes: readonly Note[];
  readonly total: number;
} {
  const notes = Array.from({ length: limit }, (_, at) => ({
    ...DRAFT,
    id: ID,
    createdAt: CREATED,
    title: `${colour} ${offset + at}`,
    tags: tag,
  }));
  return { notes, total: 1000 };
}
