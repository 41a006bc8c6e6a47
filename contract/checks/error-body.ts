// Hides when an error contradicts the answer that it stands in: a problem document (RFC 9457), or one whose examples repeat the status.
import type { MediaContent } from '../../generator/model/types.js';
import { parseMediaType } from '../media.js';
import { isObject, memberOf, pointerAt } from '../pointer.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

/** Members that problem details have, and their types (RFC 9457 §3.1). */
const TEXTS = ['type', 'title', 'detail', 'instance'];

export const errorBody: Check = {
  name: 'error-body',
  gate: false,
  judge(exchange) {
    const { answer, body, response } = exchange;
    if (answer.status < 400 || body.kind !== 'value') return [];
    const essence = parseMediaType(answer.headers.get('content-type') ?? '').essence;
    if (essence === 'application/problem+json') return ofProblem(exchange, body.value, body.content.source);
    return response?.status === String(answer.status)
      ? ofExamples(answer.status, body.value, body.content)
      : [];
  },
};

function ofProblem({ answer: { status } }: Judged, value: unknown, source: string): Flaw[] {
  if (!isObject(value))
    return [
      {
        ...{ pointer: '/body', message: 'A problem document is an object (RFC 9457 §3).' },
        ...{ expected: 'an object', actual: shown(value), source },
      },
    ];
  const own = memberOf(value, 'status');
  return [
    ...(own === undefined || own === status ? [] : [contradiction('/body/status', status, own, source)]),
    ...TEXTS.filter((name) => !['undefined', 'string'].includes(typeof memberOf(value, name))).map(
      (name): Flaw => ({
        ...{
          pointer: `/body/${name}`,
          message: `"${name}" of a problem document is a text (RFC 9457 §3.1).`,
        },
        ...{ expected: 'a text', actual: shown(memberOf(value, name)), source },
      }),
    ),
  ];
}

/** Where every documented error repeats its status, a real one does. */
function ofExamples(status: number, value: unknown, { examples, source }: MediaContent): Flaw[] {
  const [first, ...others] = examples.map((example) => repeatsOf(example.value, status));
  const everywhere = (first ?? []).filter((path) =>
    others.every((each) => each.some((other) => same(other, path))),
  );
  return everywhere.flatMap((path) =>
    valuesAt(value, path, '/body')
      .filter((each) => typeof each.value === 'number' && each.value !== status)
      .map((each) => contradiction(each.pointer, status, each.value, source)),
  );
}

function contradiction(pointer: string, status: number, own: unknown, source: string): Flaw {
  const message = 'The error names another status than the answer has.';
  return { pointer, message, expected: String(status), actual: shown(own), source };
}

type Path = readonly (string | null)[];

/** Where a value holds the status under a name that says so; null stands for every item. */
function repeatsOf(value: unknown, status: number, path: Path = []): Path[] {
  if (path.length > 6) return [];
  if (Array.isArray(value))
    return value.slice(0, 1).flatMap((item) => repeatsOf(item, status, [...path, null]));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, member]) => repeatsOf(member, status, [...path, name]));
  return value === status && /status|code/i.test(path.at(-1) ?? '') ? [path] : [];
}

function valuesAt(
  value: unknown,
  [step, ...rest]: Path,
  pointer: string,
): { pointer: string; value: unknown }[] {
  if (step === undefined) return [{ pointer, value }];
  if (step !== null) return valuesAt(memberOf(value, step), rest, pointerAt(pointer, step));
  return Array.isArray(value)
    ? value.slice(0, 100).flatMap((item, at) => valuesAt(item, rest, pointerAt(pointer, at)))
    : [];
}

function same(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
