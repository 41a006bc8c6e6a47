// Hides which allowed requests are tried: each parameter and field at the edges of what the document says of it, the rest as documented.
import type { ExamplePair, Operation } from '../../generator/model/types.js';
import { isObject, pointerAt, sameJson, valueAt } from '../pointer.js';
import { stated } from '../schema/parts.js';
import { READING, successOf } from './base.js';
import { caseId, caseRef } from './case-id.js';
import { expectationOf as expectedOf, responseFor } from './expectation.js';
import { keeping } from './kept.js';
import { isReference } from './references.js';
import type { Relation } from './relations.js';
import { sourceOf, type Trial, trialsOf } from './trials.js';
import type { Acceptance, AnyDocumented, Case, CaseSource, PlanContext, PlannedRequest } from './types.js';
import { uniqueIds } from './unique-ids.js';
import { boundariesOf } from './values/boundaries.js';
import { ABSENT, changed } from './values/edit.js';
import type { Boundary } from './values/variation.js';

/** One request, and what is to be said of it. */
interface Attempt {
  readonly what: string;
  readonly request: PlannedRequest;
  readonly control: PlannedRequest;
  readonly because: string;
  readonly source: string;
  readonly claim: Boundary['claim'];
}

export const coverage: CaseSource = {
  phase: 'coverage',
  *entries(context) {
    for (const operation of context.subject.model.operations) yield* cases(context, operation);
  },
};

const cases = keeping((context, operation) => uniqueIds(casesOf(context, operation)));

function* casesOf(context: PlanContext, operation: Operation): Generator<Case> {
  const { subject } = context;
  const trials = [...trialsOf(context, operation)];
  for (const trial of trials)
    for (const attempt of attemptsOf(context, trial, trials)) {
      const name = `${trial.name}=${attempt.what}`;
      const id = caseId(subject.model, operation, 'coverage', [name]);
      const { request, source } = attempt;
      const ref = caseRef(subject.model, operation, { id, phase: 'coverage', example: name, source });
      yield { ref, subject, operation, request, expect: owed(context, operation, trial, attempt) };
    }
}

function* attemptsOf(context: PlanContext, trial: Trial, trials: readonly Trial[]): Generator<Attempt> {
  const { spot, parameter } = trial;
  const here = spot.parts[0]?.pointer ?? parameter?.source ?? '';
  if (!spot.shown && spot.tokens.length + (parameter ? 1 : 0) > 0)
    yield {
      ...{ what: 'present', request: trial.ordinary, control: trial.plain, source: here, claim: 'stated' },
      because: `${trial.subject} is there, which is allowed`,
    };
  if (parameter && !parameter.required && spot.shown && spot.tokens.length === 0) {
    const request = trial.request(ABSENT);
    if (request)
      yield {
        ...{ what: 'absent', request, control: trial.plain, source: parameter.source, claim: 'stated' },
        because: `${trial.subject} is left out, which is not required`,
      };
  }
  for (const boundary of boundariesOf(sourceOf(context), spot)) {
    const { what, value, because, source, claim, instead } = boundary;
    if (value === ABSENT) {
      const left = withoutIt(trial, trials);
      if (left) yield { what, ...left, because: `${trial.subject} ${because}`, source, claim };
      continue;
    }
    if (!trial.isValid(value)) continue;
    const request = trial.request(value);
    const control = instead === undefined ? trial.ordinary : trial.request(instead);
    if (request && control)
      yield { what, request, control, because: `${trial.subject} ${because}`, source, claim };
  }
}

/** Without a member; where nothing would be left, with another one instead, for many servers take an empty change for a mistake. */
function withoutIt(trial: Trial, trials: readonly Trial[]): Pick<Attempt, 'request' | 'control'> | undefined {
  const { tokens, root } = trial.spot;
  const parent = tokens.slice(0, -1);
  const rest = changed(root, tokens, ABSENT);
  const left = valueAt(rest, pointerAt('', ...parent));
  const other =
    isObject(left) && Object.keys(left).length === 0
      ? trials.find(
          ({ spot, parameter }) =>
            !parameter &&
            spot.tokens.length === tokens.length &&
            !spot.shown &&
            sameJson(spot.tokens.slice(0, -1), parent),
        )
      : undefined;
  const from = other ?? trial;
  if (isObject(left) && Object.keys(left).length === 0 && !other) return undefined;
  const value = changed(from.spot.root, tokens, ABSENT);
  const body = trial.parameter ? undefined : value;
  if (body === undefined) {
    const request = trial.request(ABSENT);
    return request && { request, control: trial.ordinary };
  }
  if (!trial.isValid(ABSENT)) return undefined;
  return {
    request: { ...from.ordinary, values: { ...from.ordinary.values, body } },
    control: from.ordinary,
  };
}

/** What is tried comes back where the documented answer repeats it: items of one zone are not shown for another, a name is not cut off. */
function owed(
  context: PlanContext,
  operation: Operation,
  trial: Trial,
  attempt: Attempt,
): Acceptance | AnyDocumented {
  const expect = expectationOf(operation, trial, attempt);
  const pair = successOf(operation);
  const sent = repeatable(trial, attempt);
  const successes = operation.responses.filter(({ status }) => /^2/.test(status));
  if (!pair || sent === undefined || successes.length !== 1) return expect;
  const shown = expectedOf(context, operation, pair);
  const value = valueAt(attempt.request.values, sent);
  const relations =
    shown?.relations.filter(
      (each) =>
        each.sent.every((pointer) => pointer === sent) && mayHold(context, operation, pair, each, value),
    ) ?? [];
  return {
    ...expect,
    ...(shown && relations.length > 0 && { repeats: { relations, source: shown.source } }),
  };
}

/** Words for what the server chooses. */
const STANDING_IN =
  /(^|[_-])(any|auto|automatic|default|unknown|unspecified|none|null|inherit|latest|best|other)([_-]|$)/i;
/** What a server goes on from, by itself. */
const WISHED = /(state|status|phase|action|mode|method)$/i;

/** Whether the answer may repeat a value: a request may allow more than its answer can say. */
function mayHold(
  { schemas }: PlanContext,
  operation: Operation,
  { response: { status, body } }: ExamplePair,
  { answer: [root, ...steps] }: Relation,
  value: unknown,
): boolean {
  const content = responseFor(operation, status)?.content.find(
    ({ mediaType }) => mediaType === body?.mediaType,
  );
  const place = steps.filter((step) => step !== null);
  if (root !== 'body' || !content || place.length < steps.length) return true;
  const [shown, repeated] = [body?.value, changed(body?.value, place, value)].map((each) =>
    schemas.accepts(`${content.source}/schema`, each),
  );
  return shown !== true || repeated !== false;
}

/** Pointer into SentValues of what nobody may write in another way: a word of the path, a text of the body that is of no format. */
function repeatable({ parameter, spot }: Trial, { request }: Attempt): string | undefined {
  if (parameter?.in === 'path' && stated(spot.parts, 'enum').length > 0)
    return pointerAt('/path', parameter.name);
  if (parameter || spot.tokens.length === 0 || stated(spot.parts, 'format').length > 0) return undefined;
  const pointer = pointerAt('', ...spot.tokens);
  const value = valueAt(request.values.body, pointer);
  // A word of a list may stand for another one, or be a wish.
  const isWord = ['enum', 'const'].some((each) => stated(spot.parts, each).length > 0);
  if (isWord && (STANDING_IN.test(String(value)) || WISHED.test(spot.tokens.at(-1) ?? ''))) return undefined;
  return typeof value === 'string' && value.trim() === value && value !== '' ? `/body${pointer}` : undefined;
}

function expectationOf(operation: Operation, trial: Trial, attempt: Attempt): Acceptance | AnyDocumented {
  const { source, because, control, claim } = attempt;
  if (claim === 'open' || isUncertain(trial, attempt))
    return { kind: 'documented', source, ...(trial.parameter?.in === 'path' && { usual: [404] }) };
  return {
    ...{ kind: 'accepted', source, because, control },
    ...(claim === 'implied' && { severity: 'warning' as const }),
    ...(isListedPlace(operation, trial) && { isListed: true }),
  };
}

/** Where a server may have a reason to refuse what its document allows. */
function isUncertain({ spot, parameter, conditional, name }: Trial, { what, request }: Attempt): boolean {
  if (isReference(name, spot.parts) && what !== 'null') return true;
  if (what === 'absent') return conditional;
  // What a server assumes anyway, some refuse to be told.
  const told = parameter
    ? undefined
    : valueAt(request.values.body, spot.tokens.map((each) => `/${each}`).join(''));
  return stated(spot.parts, 'default').some(({ value }) => value !== null && sameJson(value, told));
}

/** A word of a list in the path of a request that only reads, and names nothing else: each of them must be there. */
function isListedPlace(operation: Operation, { spot, parameter }: Trial): boolean {
  if (parameter?.in !== 'path' || !READING.has(operation.verb)) return false;
  const others = operation.parameters.filter((each) => each.in === 'path' && each.name !== parameter.name);
  return others.length === 0 && stated(spot.parts, 'enum').length > 0;
}
