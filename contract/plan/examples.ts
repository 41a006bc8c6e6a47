// Hides which cases the documented examples give: each pair, and the success once more with each optional parameter's own example.
import type { ExamplePair, Operation, Parameter } from '../../generator/model/types.js';
import { memberOf, pointerAt } from '../pointer.js';
import { completed } from './assumed.js';
import { needOf, READING, requestOf, successOf } from './base.js';
import { caseId, caseRef } from './case-id.js';
import { expectationOf, isUsual } from './expectation.js';
import { pagingOf } from './lists/pages.js';
import type { CaseSource, Need, PlanContext, PlanEntry, PlannedRequest, Problem } from './types.js';
import { uniqueIds } from './unique-ids.js';

export const examples: CaseSource = {
  phase: 'examples',
  entries: (context) => uniqueIds(entriesOf(context)),
};

function* entriesOf(context: PlanContext): Generator<PlanEntry> {
  for (const operation of deletionsLast(context.subject.model.operations)) {
    const base = successOf(operation);
    for (const pair of operation.examples) yield entryOf(context, operation, pair, base);
    if (base) yield* optionalParameters(context, operation, base);
  }
}

/** In the document's order, but what deletes comes when nothing needs it any more: servers keep state between cases. */
function deletionsLast(operations: readonly Operation[]): Operation[] {
  const deletes = (operation: Operation) => operation.method === 'delete';
  return [...operations.filter((each) => !deletes(each)), ...operations.filter(deletes)];
}

/**
 * The documented success plus one optional parameter that has a single `example`. The answer has the same status and schema,
 * and repeats what it repeated before; what the added parameter does to it, the pair does not show.
 */
function* optionalParameters(
  context: PlanContext,
  operation: Operation,
  base: ExamplePair,
): Generator<PlanEntry> {
  for (const parameter of operation.parameters) {
    const { name, in: where, example } = parameter;
    if (parameter.required || parameter.role !== 'plain' || !example) continue;
    if (Object.hasOwn(base.request[where], name)) continue;
    const pair: ExamplePair = {
      ...base,
      request: { ...base.request, [where]: { ...base.request[where], [name]: example.value } },
      source: parameter.source,
    };
    const shape = { ...context, settings: { ...context.settings, match: 'relations' as const } };
    yield entryOf(shape, operation, pair, base, parameter);
  }
}

function entryOf(
  context: PlanContext,
  operation: Operation,
  pair: ExamplePair,
  base: ExamplePair | undefined,
  added?: Parameter,
): PlanEntry {
  const { subject } = context;
  const ref = caseRef(subject.model, operation, {
    phase: 'examples',
    id: caseId(subject.model, operation, 'examples', [
      pair.name,
      ...(added ? [addedName(operation, added)] : []),
    ]),
    example: added ? `${pair.name} + ${added.name}` : pair.name,
    source: pair.source,
  });
  const skipped = (reason: string): PlanEntry => {
    return { ref, subject, play: async (session) => session.skip(reason) };
  };
  // The relations of an added parameter's case are those of the documented pair: its own value was not documented with this answer.
  const paired = expectationOf(context, operation, added && base ? base : pair);
  if (!paired) return { ref, subject, problems: [undocumentedStatus(operation, pair)] };
  if (pair.unprompted && !isUsual(operation, pair))
    return skipped(`no request is shown that leads to the ${pair.response.status} of the example`);
  const whole = completed(context, operation, pair);
  if ('lacking' in whole) return skipped(whole.lacking);
  const needed = whole.needsItem ? needOf(context, operation, false) : undefined;
  const needs = needed ? { ...needed, strict: true } : ownItem(context, operation, pair, base);
  const request = requestOf(context, operation, whole.pair, base, needs);
  const problems = missing(context, operation, pair, request);
  if (problems.length > 0) return { ref, subject, problems };
  const expect = {
    ...paired,
    ...(added && isPlaceInList(operation, added) && { mayBeRefused: true as const }),
  };
  return { ref, subject, operation, request, expect };
}

/**
 * What changes or deletes does so to an item of the run's own, not to the documented one, which may be somebody's; what reads does so where
 * there is no such item. A pair that names another item than the success (one that does not exist) means it; so does whoever compares with
 * documented values.
 */
function ownItem(
  context: PlanContext,
  operation: Operation,
  pair: ExamplePair,
  base: ExamplePair | undefined,
): Need | undefined {
  const need = needOf(context, operation, false);
  const { parameter } = need?.resource ?? {};
  if (!need || parameter === undefined || context.settings.match === 'exact') return undefined;
  const named = memberOf(pair.request.path, parameter);
  const isMeant = named !== undefined && named !== memberOf(base?.request.path, parameter);
  return isMeant ? undefined : { ...need, instead: READING.has(operation.verb) ? 'missing' : 'readable' };
}

/** What names an item of a list, or a place in it, as it once was: a server that has it no more may refuse it. */
function isPlaceInList(operation: Operation, parameter: Parameter): boolean {
  const { marker, cursor } = pagingOf(operation);
  return parameter === marker || parameter === cursor;
}

/** Two parameters may share a name in different places. */
function addedName(operation: Operation, added: Parameter): string {
  const namesakes = operation.parameters.filter((each) => each.name === added.name);
  return namesakes.length > 1 ? `${added.in}.${added.name}` : added.name;
}

function missing(
  { settings: { authenticated } }: PlanContext,
  operation: Operation,
  pair: ExamplePair,
  { values }: PlannedRequest,
): Problem[] {
  const problems: Problem[] = [];
  for (const { name, in: where, required, role, source } of operation.parameters) {
    if (!required || (role === 'credential' && (authenticated || pair.withoutCredentials))) continue;
    const value = memberOf(values[where], name);
    if (value !== undefined && value !== null) continue;
    problems.push({
      pointer: pointerAt('', where, name),
      message: `The example gives no value for the required ${where} parameter "${name}".`,
      expected: `a value under examples.${pair.name}, or a single example`,
      actual: 'none',
      source,
    });
  }
  return problems;
}

function undocumentedStatus(operation: Operation, pair: ExamplePair): Problem {
  return {
    pointer: '',
    message: `The example answers with ${pair.response.status}, which the operation does not document.`,
    expected: operation.responses.map((each) => each.status).join(', '),
    actual: pair.response.status,
    source: pair.source,
  };
}
