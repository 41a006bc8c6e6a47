// Hides every way to write a field of a form, for every kind of schema: its operations, and what arrives of a value.
import { expect } from 'vitest';
import type { WireEncoding } from '../../runtime/wire.js';
import type { Crossed, Crossing } from './crossed.js';
import { KINDS, STRING, understood } from './kinds.js';

const FORMS = {
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
} as const;

const ENCODINGS: Readonly<Record<string, WireEncoding | undefined>> = {
  Plain: undefined,
  Json: { contentType: 'application/json' },
  Form: { style: 'form', explode: false },
  FormExploded: { style: 'form', explode: true },
  Reserved: { allowReserved: true },
  Spaces: { style: 'spaceDelimited', explode: false },
  Pipes: { style: 'pipeDelimited', explode: false },
  Deep: { style: 'deepObject', explode: true },
};

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export interface Cell {
  readonly form: keyof typeof FORMS;
  readonly how: string;
}
export const CELLS = (['form', 'multipart'] as const).flatMap((form) =>
  Object.keys(ENCODINGS).map((how): Cell => ({ form, how })),
);
const named = ({ form, how }: Cell, kind: string) => `${form}${how}${capital(kind)}`;

function operation({ form, how }: Cell, schema: object): Crossed {
  const encoding = ENCODINGS[how];
  const media = {
    schema: { type: 'object', properties: { v: schema, other: STRING } },
    ...(encoding && { encoding: { v: encoding } }),
  };
  return { requestBody: { required: true, content: { [FORMS[form]]: media } } };
}

export const FORM_OPERATIONS = Object.fromEntries(
  CELLS.flatMap((cell) =>
    Object.entries(KINDS).map(([kind, { schema }]) => [named(cell, kind), operation(cell, schema)]),
  ),
);

/** What a handler gets for what was sent. Documents say everything, styles do not. */
function arrived({ form, how }: Cell, kind: string, value: unknown): unknown {
  const isList = Array.isArray(value);
  if (how === 'Json' && !isList) return value;
  const isDocument = how === 'Plain' && typeof value === 'object' && value !== null && !isList;
  const { arrives = (each: unknown) => each } = KINDS[kind] ?? {};
  return isDocument ? value : arrives(understood(value, how === 'Reserved' && form === 'form'));
}

/** Sends one value. @returns whether the client could */
export async function holds(crossing: Crossing, cell: Cell, kind: string, value: unknown): Promise<boolean> {
  const outcome = await crossing.call(named(cell, kind), { body: { v: value, other: 'o.o' } });
  if (outcome.kind === 'refused') return false;
  const expected = arrived(cell, kind, value);
  const about = `${named(cell, kind)} ${JSON.stringify(value)} ${crossing.name}`;
  if (outcome.kind === 'answered') expect.fail(`${about}: ${outcome.status} ${outcome.body}`);
  expect(outcome.input['body'], about).toStrictEqual({
    ...(expected !== undefined && { v: expected }),
    other: 'o.o',
  });
  return true;
}
