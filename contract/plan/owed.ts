// Hides which members of what was sent are to be read again later: those that are the client's, and that no documented answer shows to change.
import type { ApiModel, JsonSchema, MediaContent, Operation } from '../../generator/model/types.js';
import { isObject, memberOf } from '../pointer.js';
import { isSuccess } from './expectation.js';
import { itemIn } from './identity.js';
import type { Resource } from './resources.js';
import { isKept } from './same-value.js';
import { partsOf, propertyNames, propertyOf } from './schema-parts.js';
import { isServers } from './servers-own.js';

/** Of what is sent, the item itself: `{ snapshot: { name } }` wraps it as answers do. */
export function sentItem(body: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(body)) return undefined;
  const [only, ...more] = Object.entries(body);
  return only && more.length === 0 && isObject(only[1]) ? only[1] : body;
}

/** The same by the document: a change of one member that is an object is no item in a wrapping. */
export function itemSent(
  model: ApiModel,
  operation: Operation,
  body: unknown,
): Readonly<Record<string, unknown>> | undefined {
  return isBare(model, operation) && isObject(body) ? body : sentItem(body);
}

/** The same body with another item in it, by the document. */
export function bodyWith(
  model: ApiModel,
  operation: Operation,
  body: unknown,
  item: Readonly<Record<string, unknown>>,
): unknown {
  return isBare(model, operation) ? item : withItem(body, item);
}

/** Whether the body is the item itself: the document knows several members of it. */
function isBare({ document }: ApiModel, operation: Operation): boolean {
  return propertyNames(document, itemContent(operation)?.schema ?? true).size > 1;
}

/** The same body with another item in it. */
export function withItem(body: unknown, item: Readonly<Record<string, unknown>>): unknown {
  const old = sentItem(body);
  if (!isObject(body) || old === body) return item;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, value === old ? item : value]),
  );
}

/** Names of the members of a request's item that a later reading owes, as sent by an operation that creates or changes one. */
export function owedNames(model: ApiModel, resource: Resource, operation: Operation): ReadonlySet<string> {
  const known = namesSent(model, operation);
  const pairs = operation.examples.filter(isSuccess);
  const contradicted = (name: string) =>
    pairs.some(({ request, response }) => {
      const item = itemIn(resource, response.body?.value);
      const sent = memberOf(itemSent(model, operation, request.body?.value), name);
      const read = memberOf(item, name);
      return sent !== undefined && read !== undefined && !isKept(sent, read);
    });
  const names = new Set(known);
  for (const { request } of pairs)
    for (const name of Object.keys(itemSent(model, operation, request.body?.value) ?? {})) names.add(name);
  return new Set([...names].filter((name) => !isServers(name) && !contradicted(name)));
}

/** Names of the members that a client may send with an operation; those that are only read are not among them. */
export function namesSent(model: ApiModel, operation: Operation): ReadonlySet<string> {
  const schema = sentSchema(model, operation);
  const isSent = (name: string) =>
    !propertyOf(model.document, schema, name)
      .flatMap((each) => partsOf(model.document, each))
      .some((part) => memberOf(part, 'readOnly') === true);
  return new Set([...propertyNames(model.document, schema)].filter(isSent));
}

/** The way in which items are sent: JSON, or else a form. */
export function itemContent({ body }: Operation): MediaContent | undefined {
  const all = body?.content ?? [];
  return ['json', 'form', 'multipart'].flatMap((kind) => all.filter((each) => each.kind === kind))[0];
}

/** The schema of the item in the request body; where the body wraps it, that of the only member. */
export function sentSchema({ document }: ApiModel, operation: Operation): JsonSchema {
  const schema = itemContent(operation)?.schema ?? true;
  const [only, ...more] = propertyNames(document, schema);
  if (only === undefined || more.length > 0) return schema;
  const inner = propertyOf(document, schema, only).find((each) => propertyNames(document, each).size > 0);
  return inner ?? schema;
}
