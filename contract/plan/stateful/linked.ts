// Hides when a documented link leads somewhere (OpenAPI 3.1 §4.8.20): what it asks for is in the answer, and what it leads to is there.
import type { Link, LinkTarget, Operation } from '../../../generator/model/types.js';
import { type Exchange, ExpressionUnresolved, evaluated } from '../../../runtime/expression.js';
import { memberOf } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { baseOf, READING } from '../base.js';
import { sameId } from '../identity.js';
import { plannedBody } from '../planned-body.js';
import { createdResource, itemResource } from '../resources.js';
import type { Made, Reply, Session } from '../session.js';
import type { ItemPath, PlannedRequest, Scenario, SentValues } from '../types.js';
import { GONE, type Ground, type Shown } from './ground.js';

/** Of everything that answers about an item, or lists it, but for what deletes it. */
export function* linked(ground: Ground): Generator<Scenario> {
  const { create, list, get, put, patch, actions } = ground.resource;
  if (!create || !baseOf(ground.context, create)) return;
  for (const source of [create, list, get, put, patch, ...actions]) {
    if (!source || !baseOf(ground.context, source)) continue;
    for (const response of source.responses.filter(({ status }) => /^2/.test(status)))
      for (const link of response.links)
        yield ground.scenario(source, ['link', link.name], (session) =>
          followed(session, ground, source, response.status, link),
        );
  }
}

async function followed(
  session: Session,
  ground: Ground,
  source: Operation,
  status: string,
  link: Link,
): Promise<void> {
  const { context, resource } = ground;
  const target = context.subject.model.links.get(link);
  if (!target) return session.skip('it leads to no operation of the document');
  const { operation, values, isWhole } = target;
  const request = baseOf(context, operation)?.request;
  if (!request) return session.skip('the document does not show how its target is asked');
  if (values.length < Object.keys(link.parameters).length)
    return session.skip('it gives something that its target does not take');
  const isGiven = (name: string) => values.some((each) => each.in === 'path' && each.name === name);
  const others = operation.parameters.filter((each) => each.in === 'path' && !isGiven(each.name));
  if (!others.every(({ name }) => isShared(ground, operation, name)))
    return session.skip('it does not say which item it leads to');
  const made = await ground.make(session);
  const around = Object.fromEntries(others.map(({ name }) => [name, made.path[name]]));
  const isReading = READING.has(source.verb);
  const first = isReading ? undefined : await answered(session, ground, source, made);
  await ground.lookAgain(session, async () => {
    const reply = isReading ? await answered(session, ground, source, made) : first;
    if (!reply) return [];
    if (!isSuccess(reply))
      return session.skip(`${source.id}, which it follows, was refused with ${reply.status}`);
    if (!isMeant(source, status, reply))
      return session.skip(`it is documented with ${status}, and ${reply.status} came`);
    const asked = askedBy(link, target, request, around, reply, source);
    if ('missing' in asked) {
      // What was not sent, and what a list need not have, is nothing that the server could do about.
      if (!asked.missing.startsWith('$response.') || source === resource.list)
        return session.skip(`the exchange has no value for ${asked.missing}`);
      session.judged('link');
      return [missing(link, reply, asked.missing)];
    }
    if (!READING.has(operation.verb) && !isOwn(ground, operation, asked.values, made.path))
      return session.skip('it leads to a change of something that the run did not make');
    const found = await ground.send(session, link.name, operation, asked, LOST);
    if (!found) return [];
    session.judged('link');
    // Of what the document shows, rather than the link gives, nobody knows whether it is taken here.
    const isLost = GONE.includes(found.status) || found.status >= 500 || (isWhole && found.status === 400);
    return isLost ? [lost(link, operation, found)] : [];
  });
}

/** The exchange that a link follows from. */
async function answered(
  session: Session,
  ground: Ground,
  source: Operation,
  made: Made,
): Promise<Reply | undefined> {
  if (source === ground.resource.create) return made.reply;
  const request = ground.request(source, made.path);
  return request && ground.send(session, 'where it begins', source, request, GONE);
}

/** The request of a link's target, with what the link gives; or the expression that has no value. */
function askedBy(
  link: Link,
  { operation, values }: LinkTarget,
  { needs: _, ...request }: PlannedRequest,
  around: ItemPath,
  reply: Reply,
  source: Operation,
): PlannedRequest | { readonly missing: string } {
  const exchange: Exchange = {
    url: reply.url,
    method: source.verb,
    request: reply.values,
    response: { status: reply.status, header: reply.headers, body: reply.body },
  };
  let sent: SentValues = { ...request.values, path: { ...request.values.path, ...around } };
  try {
    for (const { in: place, name, value } of values)
      sent = { ...sent, [place]: { ...sent[place], [name]: evaluated(value, exchange) } };
    const [content] = operation.body?.content ?? [];
    if (link.body === undefined || !content) return { ...request, values: sent };
    const body = request.body ?? plannedBody(operation, content.mediaType);
    return { ...request, body, values: { ...sent, body: evaluated(link.body, exchange) } };
  } catch (cause) {
    if (!(cause instanceof ExpressionUnresolved)) throw cause;
    return { missing: cause.expression };
  }
}

/** Whether a change is one of the item that was made, or makes another one that can be told apart. */
function isOwn(
  { context, resource }: Ground,
  target: Operation,
  { path }: SentValues,
  item: ItemPath,
): boolean {
  const about = itemResource(context.resources, target);
  if (!about) return target.verb === 'POST' && createdResource(context.resources, target) !== undefined;
  const names = [...(resource.itemPath ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  return about.path === resource.path && names.every((name) => sameId(memberOf(path, name), item[name]));
}

/** Whether a path has a parameter in the same place as the items that are tried: it stands in, or beside, the same one. */
function isShared({ resource }: Ground, { path }: Operation, name: string): boolean {
  const upTo = path.slice(0, path.indexOf(`{${name}}`) + name.length + 2);
  return resource.itemPath === upTo || resource.itemPath?.startsWith(`${upTo}/`) === true;
}

/** What a link may not lead to. */
const LOST: readonly number[] = [400, ...GONE];

/** Of several documented answers, the one that came. */
function isMeant({ responses }: Operation, status: string, { response, ...reply }: Reply): boolean {
  if (response) return response.status === status;
  return status === String(reply.status) && responses.some((each) => each.status === status);
}

function missing({ name, source }: Link, reply: Reply, expression: string): Shown {
  const pointer = /^\$response\.body#(.*)$/s.exec(expression)?.[1];
  return {
    check: 'link',
    reply,
    flaw: {
      pointer: pointer === undefined ? '' : `/body${pointer}`,
      message: `The answer has nothing that the link ${shown(name)} asks for.`,
      expected: expression,
      actual: 'nothing',
      source,
    },
  };
}

function lost({ name, source }: Link, target: Operation, reply: Reply): Shown {
  return {
    check: 'link',
    reply,
    flaw: {
      pointer: '/status',
      message: `The link ${shown(name)} leads nowhere.`,
      expected: `a success of ${target.id}`,
      actual: String(reply.status),
      source,
    },
  };
}
