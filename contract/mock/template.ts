// Hides what an operation answers with where nothing else is known: its documented example, or what its schema takes.
import type { ApiResponse, ExamplePair, MediaContent, Operation } from '../../generator/model/types.js';
import { responseFor } from '../plan/expectation.js';
import { memberOf } from '../pointer.js';
import type { Knowledge } from './knowledge.js';
import { isSchemaAt, madeOf } from './shape.js';

/** An answer before anything of the request or of the state is in it. */
export interface Template {
  readonly status: number;
  /** Undefined: the status is not documented. */
  readonly response?: ApiResponse;
  /** Absent: it has no body. */
  readonly content?: MediaContent;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The exchange that it is taken from. */
  readonly pair?: ExamplePair;
}

/** What a template is for. */
export interface Wanted {
  readonly accepts: (mediaType: string) => boolean;
  readonly pair?: ExamplePair | undefined;
  /** Instead of the usual success. */
  readonly status?: number;
  /** Name of an example. */
  readonly example?: string;
  /** True: a value is made from the schema, whatever the document shows. */
  readonly dynamic?: boolean;
}

/** The template of an answer. */
export function templateOf(knowledge: Knowledge, operation: Operation, wanted: Wanted): Template {
  const named = wanted.pair?.response.status ?? usualStatus(operation);
  const status = wanted.status ?? concrete(named);
  const response =
    wanted.status === undefined
      ? (operation.responses.find((each) => each.status === named) ?? responseFor(operation, status))
      : responseFor(operation, status);
  const headers = headersOf(knowledge, response, wanted.pair);
  const pair = wanted.pair && { pair: wanted.pair };
  if (!response) return { status, headers, ...pair };
  const content = contentOf(response, wanted);
  if (!content) return { status, response, headers, ...pair };
  const body = bodyOf(knowledge, content, wanted);
  return { status, response, content, body, headers, ...pair };
}

/** The status of the first documented success, else of whatever else is documented. */
function usualStatus({ responses }: Operation): string {
  const success = responses.find(({ status }) => /^2/.test(status));
  const other = responses.find(({ status }) => /^(default|3)/i.test(status));
  return (success ?? other ?? responses[0])?.status ?? '200';
}

/** `2XX` and `default` are no status. */
export function concrete(status: string): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  return /^[1-5]XX$/i.test(status) ? Number(status[0]) * 100 : 200;
}

/** The form that the example shows, else the first that is accepted, JSON before all others. */
function contentOf({ content }: ApiResponse, { accepts, pair, example }: Wanted): MediaContent | undefined {
  const usable = content.filter(
    ({ mediaType }) => accepts(mediaType.replace(/\*/g, 'x')) || mediaType.includes('*'),
  );
  const among = usable.length > 0 ? usable : content;
  return (
    among.find(({ examples }) => example !== undefined && examples.some(({ name }) => name === example)) ??
    among.find(({ mediaType }) => mediaType === pair?.response.body?.mediaType) ??
    among.find(({ kind }) => kind === 'json') ??
    among[0]
  );
}

function bodyOf(knowledge: Knowledge, content: MediaContent, { pair, example, dynamic }: Wanted): unknown {
  const shown = pair?.response.body;
  if (!dynamic) {
    const named = content.examples.find(({ name }) => name === example);
    if (named) return named.value;
    if (shown && shown.mediaType === content.mediaType) return shown.value;
    const [first] = content.examples.filter(({ violates }) => violates === undefined);
    if (first) return first.value;
  }
  const schema = `${content.source}/schema`;
  const made = isSchemaAt(knowledge, schema) ? madeOf(knowledge, schema) : undefined;
  if (made !== undefined) return made;
  return content.kind === 'json' ? {} : '';
}

/** Headers that the example shows, and those that must be there. */
function headersOf(
  knowledge: Knowledge,
  response: ApiResponse | undefined,
  pair: ExamplePair | undefined,
): Record<string, unknown> {
  const shown = Object.entries(pair?.response.headers ?? {});
  const missing = (response?.headers ?? []).filter(
    ({ name, required }) => required && !shown.some(([each]) => each.toLowerCase() === name.toLowerCase()),
  );
  const made = missing.flatMap(({ name, examples, schema, source }): [string, unknown][] => {
    const [first] = examples;
    const value = first?.value ?? memberOf(schema, 'example') ?? madeOf(knowledge, `${source}/schema`);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...shown, ...made]);
}
