// Hides how a list of what is excused is read: entries with a reason and a day on which that ends, everything wrong said at its place.
import { parseDate } from '../../runtime/lifecycle.js';
import type { Outcome, OwnDiagnosticId, Position } from '../diagnostics.js';
import { type Finding, locateFindings } from '../family/finding.js';
import { type Manner, misfitsOf } from '../family/misfits.js';
import { readSource } from '../family/source-text.js';

/** Why, and from which day on no more. */
export interface Excuse {
  readonly reason: string;
  /** YYYY-MM-DD, in UTC. */
  readonly expires: string;
}

/** The shape of a list, apart from reason and day, which every entry has. */
export interface ListShape {
  /** What the message of anything that is wrong is called. */
  readonly id: OwnDiagnosticId;
  /** An entry, written out. */
  readonly sample: string;
  /** Key → JSON schema; its description says how to write it. */
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
  /** The file that shows one. */
  readonly shownIn: string;
}

/** Any error: no value. */
export function readExcuses<Own extends object>(
  path: string,
  cwd: string,
  shape: ListShape,
): Outcome<readonly (Own & Excuse & { readonly position: Position })[]> {
  const source = readSource(path, cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const manner: Manner = {
    ids: { invalid: shape.id, keyUnknown: shape.id },
    root: 'The file',
    item: (number, list) => (list === undefined ? `Entry ${number}` : `Number ${number} of "${list}"`),
    hint: `${shape.shownIn} shows one.`,
  };
  const misfits = misfitsOf(schemaOf(shape), value, manner);
  const entries = misfits.length > 0 ? [] : (value as (Own & Excuse)[]);
  misfits.push(...entries.flatMap(({ reason, expires }, at) => emptyWords(shape.id, at, reason, expires)));
  if (misfits.length > 0)
    return { diagnostics: [...source.diagnostics, ...locateFindings(misfits, position)] };
  return {
    value: entries.map((entry, at) => ({
      ...entry,
      expires: parseDate(entry.expires) ?? entry.expires,
      position: position(`/${at}`),
    })),
    diagnostics: source.diagnostics,
  };
}

const REASON = 'Say why it is all right, best with a link to where that was decided.';
const DAY = 'Write the day from which it is excused no more, such as 2026-12-31.';

function schemaOf({ sample, properties, required }: ListShape): object {
  return {
    type: 'array',
    description: `Write a list, such as - ${sample}.`,
    items: {
      type: 'object',
      description: `Write an entry such as ${sample}.`,
      required: [...required, 'reason', 'expires'],
      additionalProperties: false,
      properties: {
        ...properties,
        reason: { description: REASON, type: 'string' },
        expires: { description: DAY, type: 'string' },
      },
    },
  };
}

/** What a shape cannot say: a reason is more than spaces, and a day exists. */
function emptyWords(id: OwnDiagnosticId, at: number, reason: string, expires: string): Finding[] {
  const wrong = (key: string, message: string, hint: string): Finding => ({
    ...{ id, severity: 'error', pointer: `/${at}/${key}`, message, hint },
  });
  return [
    ...(reason.trim() === '' ? [wrong('reason', '"reason" is empty.', REASON)] : []),
    ...(parseDate(expires) === undefined
      ? [wrong('expires', `${JSON.stringify(expires)} is no day.`, DAY)]
      : []),
  ];
}
