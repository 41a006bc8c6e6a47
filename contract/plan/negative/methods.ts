// Hides which methods are tried that a known path does not document, and how that is done without harm.
import type { Operation, Parameter } from '../../../generator/model/types.js';
import { baseOf, needOf, READING } from '../base.js';
import { itemResource } from '../resources.js';
import type { Need, PlanContext, PlannedBody, PlannedRequest } from '../types.js';
import type { Offence } from './offence.js';

/** OPTIONS is everybody's right (RFC 9110 §9.3.7), and HEAD comes with GET. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Safe wherever it is known (RFC 4918 §9.1): tried where none of the others can be. */
const SAFE = 'PROPFIND';
/** 405; some say that there is nothing at all (RFC 9110 §15.5.5). */
const USUAL = [404, 405];
/** What is no method of any API may be unknown to a server altogether (RFC 9110 §15.6.2), or be served beside it. */
const USUAL_OF_STRANGE = [...USUAL, 200, 207, 501];
/** Methods without a body that could be read do nothing, whoever implements them. */
const UNREADABLE: PlannedBody = { mediaType: 'application/x-specpact', raw: 'nothing', media: 'text' };
const NEED_A_BODY: ReadonlySet<string> = new Set(['PUT', 'PATCH']);
/** Nobody's. */
const STRANGERS: Readonly<Record<string, string>> = { uuid: '5bec9ac7-0000-4000-8000-00000000dead' };

/** Once for each path, with its first operation that the document shows to succeed. */
export function* unknownMethods(context: PlanContext, operation: Operation): Generator<Offence> {
  const { operations } = context.subject.model;
  const here = operations.filter(({ path }) => path === operation.path);
  const shown = here.find((each) => baseOf(context, each) !== undefined);
  if (shown !== operation) return;
  const documented = new Set(here.map(({ verb }) => verb));
  const requests = METHODS.filter((method) => !documented.has(method)).flatMap((method) => {
    const request = harmless(context, operation, method);
    return request ? [{ method, request }] : [];
  });
  const safe = requests.length > 0 ? undefined : harmless(context, operation, SAFE);
  for (const { method, request } of safe ? [{ method: SAFE, request: safe }] : requests) {
    yield {
      name: `method=${method}`,
      request,
      operation: asMethod(operation, method),
      expect: {
        kind: 'refused',
        source: operation.source.replace(/\/[^/]*$/, ''),
        because: `there is no ${method} of ${operation.path}`,
        check: 'allow',
        usual: method === SAFE ? USUAL_OF_STRANGE : USUAL,
      },
    };
  }
}

/** Should it be accepted all the same: nothing but an item of the run's own, or nothing at all, may be changed by it. */
function harmless(context: PlanContext, operation: Operation, method: string): PlannedRequest | undefined {
  const base = baseOf(context, operation);
  if (!base) return undefined;
  const { body: _, needs: __, values, ...request } = base.request;
  const { body: ___, ...rest } = values;
  const bare: PlannedRequest = {
    ...request,
    method,
    values: { ...rest, query: credentialsIn(operation, rest.query) },
  };
  if (READING.has(method) || method === SAFE)
    return { ...bare, ...(base.request.needs && { needs: { ...base.request.needs, strict: false } }) };
  const own = ownItem(context, operation);
  if (own) return { ...bare, needs: own };
  const named = operation.parameters.filter(({ in: where, role }) => where === 'path' && role === 'plain');
  if (named.length === 0)
    return NEED_A_BODY.has(method)
      ? { ...bare, values: { ...bare.values, body: UNREADABLE.raw }, body: UNREADABLE }
      : undefined;
  const path = { ...values.path, ...Object.fromEntries(named.map((each) => [each.name, strangerOf(each)])) };
  return { ...bare, values: { ...bare.values, path } };
}

function ownItem(context: PlanContext, operation: Operation): Need | undefined {
  const resource = itemResource(context.resources, operation);
  const need = resource?.itemPath === operation.path ? needOf(context, operation, true) : undefined;
  return need && { ...need, fresh: true, strict: true };
}

/** A value that names nothing. */
function strangerOf({ schema }: Parameter): unknown {
  const format = typeof schema === 'object' ? schema['format'] : undefined;
  const type = typeof schema === 'object' ? schema['type'] : undefined;
  if (type === 'integer' || type === 'number') return 2_147_483_646;
  return STRANGERS[String(format)] ?? 'specpact-none';
}

function credentialsIn(
  { parameters }: Operation,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const plain = new Set(
    parameters.filter(({ role, required }) => role === 'plain' && !required).map(({ name }) => name),
  );
  return Object.fromEntries(Object.entries(query).filter(([name]) => !plain.has(name)));
}

/** The operation as it would be, if there were one: nothing is documented of its answers. */
function asMethod(operation: Operation, verb: string): Operation {
  const { body: _, ...rest } = operation;
  const method = verb.toLowerCase();
  return { ...rest, id: `${verb} ${operation.path}`, method, verb, responses: [], examples: [] };
}
