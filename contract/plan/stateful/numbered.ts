// Hides when what is made has an id of its own, where no document says how it could be read: two different ones are made and compared.
import type { Operation } from '../../../generator/model/types.js';
import { isObject, memberOf, sameJson } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { caseId, caseRef } from '../case-id.js';
import { idNames, wrapped } from '../identity.js';
import { otherTexts } from '../other-value.js';
import { sentItem, withItem } from '../owed.js';
import { isReference } from '../references.js';
import { createdResource, type Resource } from '../resources.js';
import type { PlanContext, PlannedRequest, Scenario } from '../types.js';

/** Names that two things may share, or that say what they are called. */
const SHARED: ReadonlySet<string> = new Set(['name', 'key', 'slug']);

export function* numbered(context: PlanContext): Generator<Scenario> {
  const { subject } = context;
  for (const operation of subject.model.operations) {
    const resource: Resource = { path: operation.path, actions: [] };
    if (operation.verb !== 'POST' || createdResource(context.resources, operation)) continue;
    const request = baseOf(context, operation)?.request;
    const other = request && changed(context, operation, request);
    const name = idNames(resource).find((each) => !SHARED.has(each) && isShown(resource, operation, each));
    if (!request || !other || name === undefined) continue;
    const { source } = operation;
    const ref = caseRef(subject.model, operation, {
      ...{ phase: 'stateful', example: 'told apart', source },
      id: caseId(subject.model, operation, 'stateful', ['told-apart']),
    });
    yield {
      ref,
      subject,
      async play(session) {
        const expect = { kind: 'documented' as const, source };
        const first = await session.send({ name: 'make one', operation, request, expect });
        const second = await session.send({ name: 'make another', operation, request: other, expect });
        if (!first || !second || !isSuccess(first) || !isSuccess(second)) return;
        const [one, two] = [first, second].map(({ body }) => idIn(resource, body, name));
        session.judged('created');
        if (one === undefined || !sameJson(one, two)) return;
        const message = 'Two different things that were made have the same id.';
        const flaw = {
          pointer: `/body/${name}`,
          message,
          expected: 'an id of its own',
          actual: shown(two),
          source,
        };
        session.flaw('created', flaw, second);
      },
    };
  }
}

/** The same request with one free text changed. */
function changed(
  { schemas }: PlanContext,
  operation: Operation,
  request: PlannedRequest,
): PlannedRequest | undefined {
  const item = sentItem(request.values.body);
  const content = operation.body?.content.find(({ mediaType }) => mediaType === request.body?.mediaType);
  if (!item || content?.kind !== 'json') return undefined;
  for (const [name, text] of Object.entries(item)) {
    if (typeof text !== 'string' || isReference(name, [])) continue;
    const body = otherTexts(text)
      .map((each) => withItem(request.values.body, { ...item, [name]: each }))
      .find((each) => schemas.accepts(`${content.source}/schema`, each) === true);
    if (body !== undefined) return { ...request, values: { ...request.values, body } };
  }
  return undefined;
}

/** Whether the documented answer shows the id, and does not only repeat it of the request. */
function isShown(resource: Resource, { examples }: Operation, name: string): boolean {
  const pair = examples.find(({ response }) => /^2/.test(response.status) && response.body);
  const id = idIn(resource, pair?.response.body?.value, name);
  return id !== undefined && !JSON.stringify(pair?.request ?? {}).includes(JSON.stringify(id));
}

function idIn(resource: Resource, body: unknown, name: string): unknown {
  const values = [body, ...wrapped(body, resource)].filter(isObject).map((each) => memberOf(each, name));
  return values.find((value) => ['string', 'number'].includes(typeof value));
}
