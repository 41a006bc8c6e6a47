// Hides whether a version takes a parameter that only others have: a list is asked for with it and without it, and nothing may change.
import type { Operation, Parameter } from '../../../generator/model/types.js';
import { isObject, memberOf } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf, READING } from '../base.js';
import { caseId, caseRef } from '../case-id.js';
import type { Session } from '../session.js';
import type { PlanContext, PlannedRequest, Scenario } from '../types.js';

/** One scenario for each parameter of the same operation in another version that this one does not have. */
export function* foreignParameters(context: PlanContext, operation: Operation): Generator<Scenario> {
  if (!READING.has(operation.verb)) return;
  const own = new Set(operation.parameters.map(keyOf));
  const seen = new Set<string>();
  for (const { model } of context.subjects) {
    const same = model.operations.find(
      ({ verb, path }) => verb === operation.verb && path === operation.path,
    );
    for (const parameter of same?.parameters ?? []) {
      const key = keyOf(parameter);
      if (parameter.in !== 'query' || parameter.role !== 'plain' || own.has(key) || seen.has(key)) continue;
      const values = valuesOf(parameter);
      if (values.length === 0) continue;
      seen.add(key);
      const scenario = foreign(context, operation, parameter, values, model.version.id);
      if (scenario) yield scenario;
    }
  }
}

function foreign(
  context: PlanContext,
  operation: Operation,
  parameter: Parameter,
  values: readonly unknown[],
  other: string,
): Scenario | undefined {
  const { subject, resources } = context;
  const base = baseOf(context, operation);
  if (!base) return undefined;
  const { name } = parameter;
  const { id } = subject.model.version;
  const source = operation.source;
  const resource = resources.find(({ list }) => list?.source === source);
  const whole = everything(base.request, operation);
  return {
    ref: caseRef(subject.model, operation, {
      id: caseId(subject.model, operation, 'lifecycle', ['foreign-parameter', name]),
      phase: 'lifecycle',
      example: `${name}, which version ${other} has`,
      source,
    }),
    subject,
    async play(session: Session) {
      const expect = { kind: 'documented' as const, source };
      const ask = (step: string, request: PlannedRequest) =>
        session.send({ name: step, operation, request, expect });
      // What is in order shows with two items at least.
      if (resource) for (let made = 0; made < 2; made++) await session.make(resource);
      const before = await ask('without it', whole);
      const usual = before && itemsIn(before.body);
      if (!before || before.status >= 300 || !usual) return;
      session.judged('version-leak');
      for (const value of values) {
        const reply = await ask(`with ${name}`, {
          ...whole,
          parameters: [...whole.parameters, parameter],
          values: { ...whole.values, query: { ...whole.values.query, [name]: value } },
        });
        // Refused or ignored: both will do.
        if (!reply || reply.status >= 300 || sameOrder(itemsIn(reply.body), usual)) continue;
        const again = await ask('without it again', whole);
        if (!again || !sameOrder(itemsIn(again.body), usual)) return;
        const flaw = {
          pointer: '/body',
          message: `Version ${id} takes "${name}", which only other versions have (${other}).`,
          expected: `the list as without ${name}: ${shown(usual)}`,
          actual: `another with ${name}=${shown(value)}: ${shown(itemsIn(reply.body))}`,
          source,
        };
        session.flaw('version-leak', flaw, reply);
        return;
      }
    },
  };
}

function keyOf({ in: place, name }: Parameter): string {
  return `${place} ${name}`;
}

/** What is documented, and of an order its opposite, so that one of the two is not the usual one. */
function valuesOf({ example, examples }: Parameter): unknown[] {
  const shownValues = [...(example ? [example.value] : []), ...examples.map(({ value }) => value)].slice(
    0,
    2,
  );
  const opposite = shownValues.flatMap((value) => {
    if (typeof value !== 'string') return [];
    if (/\b(asc|desc)\b/.test(value))
      return [value.replace(/\b(asc|desc)\b/g, (word) => (word === 'asc' ? 'desc' : 'asc'))];
    return /^-?\w+$/.test(value)
      ? [value.startsWith('-') ? value.slice(1) : `-${value}`, `${value}:desc`]
      : [];
  });
  return [...shownValues, ...opposite];
}

/** The same request without what narrows a list down. */
function everything(request: PlannedRequest, operation: Operation): PlannedRequest {
  const needed = new Set(
    operation.parameters.flatMap((each) => (each.required || each.role !== 'plain' ? [each.name] : [])),
  );
  const kept = Object.entries(request.values.query).filter(([name]) => needed.has(name));
  return { ...request, values: { ...request.values, query: Object.fromEntries(kept) } };
}

/** The ids of a list, in order; undefined where there is no list of items. */
function itemsIn(body: unknown): unknown[] | undefined {
  const lists = Array.isArray(body)
    ? [body]
    : isObject(body)
      ? Object.values(body).filter(Array.isArray)
      : [];
  const [list] = lists as unknown[][];
  const ids = list?.map((item) => memberOf(item, 'id') ?? memberOf(item, 'name'));
  return ids?.every((each) => each !== undefined) ? ids : undefined;
}

function sameOrder(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  return one?.length === other.length && one.every((each, index) => each === other[index]);
}
