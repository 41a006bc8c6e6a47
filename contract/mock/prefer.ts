// Hides how a request says which answer it wants: `Prefer: code=404, example=name, delay=200, dynamic=true` (RFC 7240).
import { type Problem, problem } from '../../runtime/problem.js';

/** What a request wishes for. */
export interface Wish {
  /** The status of the answer. */
  readonly code?: number;
  /** The name of a documented example. */
  readonly example?: string;
  /** Milliseconds before the answer. */
  readonly delay?: number;
  /** True: bodies are made from their schema, whatever the document shows. */
  readonly dynamic?: boolean;
}

const NONE: Wish = {};
const PREFERENCE = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?/g;
const LONGEST_DELAY = 60_000;

/** The wish of a request, or what is wrong with it. Preferences of others, such as `return=minimal`, are not ours to judge. */
export function wishOf({ headers }: Request): Wish | Problem {
  const text = headers.get('prefer');
  if (text === null) return NONE;
  const wish: { -readonly [Name in keyof Wish]: Wish[Name] } = {};
  for (const [, name = '', written = ''] of text.matchAll(PREFERENCE)) {
    const value = written.startsWith('"') ? written.slice(1, -1).replace(/\\(.)/g, '$1') : written;
    switch (name.toLowerCase()) {
      case 'code':
        if (!/^[1-5]\d\d$/.test(value) || value.startsWith('1'))
          return wrong(`code=${value}`, 'a status from 200 to 599');
        wish.code ??= Number(value);
        break;
      case 'example':
        if (value === '') return wrong('example', 'the name of a documented example');
        wish.example ??= value;
        break;
      case 'delay':
        if (!/^\d{1,5}$/.test(value) || Number(value) > LONGEST_DELAY)
          return wrong(`delay=${value}`, `milliseconds, ${LONGEST_DELAY} at most`);
        wish.delay ??= Number(value);
        break;
      case 'dynamic':
        if (value !== 'true' && value !== 'false') return wrong(`dynamic=${value}`, 'true or false');
        wish.dynamic ??= value === 'true';
        break;
      default:
    }
  }
  return wish;
}

function wrong(written: string, wanted: string): Problem {
  return problem(400, `Prefer: ${written.slice(0, 80)} is not understood; it takes ${wanted}.`);
}

export function isProblem(value: Wish | Problem): value is Problem {
  return 'title' in value;
}

/** What was done of a wish, for `Preference-Applied`; undefined where there was none. */
export function appliedText({ code, example, delay, dynamic }: Wish): string | undefined {
  const parts = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined
      ? []
      : [
          /^[\w.-]+$/.test(example) ? `example=${example}` : `example="${example.replace(/["\\]/g, '\\$&')}"`,
        ]),
    ...(delay === undefined ? [] : [`delay=${delay}`]),
    ...(dynamic === undefined ? [] : [`dynamic=${dynamic}`]),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
