// Hides how refusals are told: in the words that the document has for their status, or as problem details.
import type { ExamplePair, MediaContent, Operation } from '../../generator/model/types.js';
import { Refusal } from '../../runtime/handling.js';
import { mediaKind } from '../../runtime/media-type.js';
import { type Problem, problem } from '../../runtime/problem.js';
import { isSuccess, responseFor } from '../plan/expectation.js';
import type { SentValues } from '../plan/types.js';
import { isObject, sameJson } from '../pointer.js';
import { withPathOf } from './echo.js';
import type { Knowledge } from './knowledge.js';
import { fitted, isSchemaAt } from './shape.js';
import { templateOf } from './template.js';

interface Background {
  readonly pair?: ExamplePair;
  readonly sent?: SentValues;
}

/** Refusals of one document. */
export class Refusals {
  readonly #knowledge: Knowledge;
  readonly #operations: ReadonlyMap<string, Operation>;
  /** What is known of a refusal beside its problem. */
  readonly #backgrounds = new WeakMap<Problem, Background>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
    this.#operations = new Map(knowledge.model.operations.map((operation) => [operation.id, operation]));
  }

  of(operation: Operation, value: Problem, sent: SentValues): Refusal {
    const pair = operation.examples.find(
      (each) =>
        each.response.status === String(value.status) && each.violates === undefined && !each.unprompted,
    );
    this.#backgrounds.set(value, { ...(pair && { pair }), sent });
    return new Refusal(value);
  }

  ofPair(operation: Operation, pair: ExamplePair, sent: SentValues): Refusal {
    const status = /^\d{3}$/.test(pair.response.status) ? Number(pair.response.status) : 400;
    const value = problem(status, `${operation.id} documents this refusal as ${pair.name}.`);
    this.#backgrounds.set(value, { pair, sent });
    return new Refusal(value);
  }

  /** The answer to a problem. Undefined: the document has no words for it. */
  answer(value: Problem, operationId: string | undefined): Response | undefined {
    const operation = operationId === undefined ? undefined : this.#operations.get(operationId);
    const { pair, sent } = this.#backgrounds.get(value) ?? {};
    if (!operation) return undefined;
    const response = responseFor(operation, value.status);
    const { status } = value;
    if (!response) return undefined;
    // Of a status that is documented without a body, the document knows of none.
    if (response.content.length === 0) return new Response(null, { status });
    const shown = pair ?? usualRefusal(operation, value);
    const template = templateOf(this.#knowledge, operation, {
      accepts: () => true,
      status,
      ...(shown && { pair: shown }),
    });
    const { content, headers } = template;
    if (!content || mediaKind(content.mediaType) !== 'json')
      return content && typeof template.body === 'string'
        ? written(status, content, template.body, headers)
        : undefined;
    const isShown = shown !== undefined || content.examples.length > 0;
    const own = shown && sent ? withPathOf(template.body, shown.request.path, sent.path) : template.body;
    const stated = response.status === String(status) && isShown ? own : withStatus(own, value, !isShown);
    const schema = `${content.source}/schema`;
    const isChanged = !sameJson(stated, template.body);
    const body =
      isChanged && isSchemaAt(this.#knowledge, schema) ? fitted(this.#knowledge, schema, stated) : stated;
    return written(status, content, JSON.stringify(body), headers);
  }
}

/** The documented refusal of this status: of a request without credentials, the one that shows such. */
function usualRefusal(operation: Operation, { status, violations }: Problem): ExamplePair | undefined {
  const pairs = operation.examples.filter(
    (pair) => pair.response.status === String(status) && !isSuccess(pair),
  );
  const broken = violations?.map(({ pointer }) => pointer.replace(/^\/body/, '')) ?? [];
  return (
    pairs.find(({ violates }) => violates !== undefined && broken.includes(violates)) ??
    pairs.find(({ withoutCredentials }) => status === 401 && withoutCredentials) ??
    pairs[0]
  );
}

function written(
  status: number,
  { mediaType }: MediaContent,
  body: string,
  headers: Readonly<Record<string, unknown>>,
): Response {
  const all = new Headers({ 'content-type': mediaType.includes('*') ? 'application/json' : mediaType });
  for (const [name, value] of Object.entries(headers)) {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) all.set(name, text);
  }
  return new Response(body, { status, headers: all });
}

const STATUS = /^(status|code|status_?code|http_?status|error_?code)$/i;
const TEXT = /^(message|detail|error_description|description|reason|msg|error_message|errormessage)$/i;

/** An error that says its own status; one that was made says its reason as well. */
function withStatus(value: unknown, told: Problem, isMade: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withStatus(item, told, isMade));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (STATUS.test(name) && typeof member === 'number' && (isMade || (member >= 100 && member < 600)))
        return [name, told.status];
      if (isMade && typeof member === 'string' && TEXT.test(name)) return [name, told.detail ?? told.title];
      if (isMade && typeof member === 'string' && name === 'title') return [name, told.title];
      return [name, withStatus(member, told, isMade)];
    }),
  );
}

/** Why a request is refused, in a line that headers can carry. */
export function reasonOf({ title, detail = title, violations = [] }: Problem): string {
  const [first] = violations;
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  const text = first ? `${first.pointer} ${first.message}${more}` : detail;
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_REASON);
}

const LONGEST_REASON = 300;
