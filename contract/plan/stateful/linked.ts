// Hides when a documented link leads somewhere (OpenAPI 3.1 §4.8.20): what it asks for is in the answer, and what it leads to is there.
import type { Link, Operation, Parameter } from '../../../generator/model/types.js';
import { type Exchange, ExpressionUnresolved, evaluated } from '../../../runtime/expression.js';
import { pointerAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf, READING } from '../base.js';
import type { Reply, Session } from '../session.js';
import type { PlannedRequest, Scenario, SentValues } from '../types.js';
import { GONE, type Ground, isSuccess, type Shown } from './ground.js';

/** Of what makes an item, and of what reads one; only what reads is followed, for nothing else than own items may be changed. */
export function* linked(ground: Ground): Generator<Scenario> {
  const { create, get } = ground.resource;
  if (!create || !baseOf(ground.context, create)) return;
  for (const source of [create, get]) {
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
  const target = targetOf(ground, link);
  if (!target) return session.skip('it leads to no operation of the document');
  if (!READING.has(target.verb)) return session.skip(`${target.verb} is not followed: it changes something`);
  const request = baseOf(ground.context, target)?.request;
  if (!request) return session.skip('the document does not show how its target is asked');
  const values = Object.entries(link.parameters).map(
    ([key, value]) => [parameterOf(target, key), value] as const,
  );
  if (link.body !== undefined || values.some(([parameter]) => !parameter))
    return session.skip('it gives something that its target does not take');
  const isGiven = (each: Parameter) => values.some(([parameter]) => parameter === each);
  const others = target.parameters.filter((each) => each.in === 'path' && !isGiven(each));
  if (!others.every(({ name }) => isShared(ground, target, name)))
    return session.skip('it does not say which item it leads to');
  const made = await ground.make(session);
  const around = Object.fromEntries(others.map(({ name }) => [name, made.path[name]]));
  // Of what the document shows, rather than the link gives, nobody knows whether it is taken here.
  const isWhole = target.parameters.every((each) => !each.required || each.role !== 'plain' || isGiven(each));
  await ground.lookAgain(session, async () => {
    const reply =
      source === ground.resource.create ? made.reply : (await ground.read(session, made.path))?.reply;
    if (!reply || !isSuccess(reply) || !isMeant(source, status, reply)) return [];
    const exchange: Exchange = {
      url: reply.url,
      method: source.verb,
      request: reply.values,
      response: { status: reply.status, header: reply.headers, body: reply.body },
    };
    let sent: SentValues = { ...request.values, path: { ...request.values.path, ...around } };
    for (const [parameter, value] of values) {
      if (!parameter) continue;
      try {
        sent = given(sent, parameter, evaluated(value, exchange));
      } catch (cause) {
        if (!(cause instanceof ExpressionUnresolved)) throw cause;
        // What was not sent is nothing that the server could do about.
        if (!cause.expression.startsWith('$response.')) return session.skip(cause.message);
        session.judged('link');
        return [missing(link, reply, cause.expression)];
      }
    }
    const { needs: _, ...rest } = request;
    const asked: PlannedRequest = { ...rest, values: sent };
    const found = await ground.send(session, link.name, target, asked, LOST);
    if (!found) return [];
    session.judged('link');
    const isLost = GONE.includes(found.status) || found.status >= 500 || (isWhole && found.status === 400);
    return isLost ? [lost(link, target, found)] : [];
  });
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

function targetOf({ context }: Ground, { operationId, operationRef }: Link): Operation | undefined {
  const { operations } = context.subject.model;
  if (operationId !== undefined) return operations.find(({ id }) => id === operationId);
  if (operationRef?.startsWith('#') !== true) return undefined;
  const place = decoded(operationRef.slice(1));
  return operations.find(
    (each) => place === each.source || place === pointerAt('/paths', each.path, ...each.keys),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `id`, or `path.id` where several places have one of that name. */
function parameterOf({ parameters }: Operation, key: string): Parameter | undefined {
  const plain = parameters.filter(({ role }) => role === 'plain');
  return plain.find((each) => key === `${each.in}.${each.name}`) ?? plain.find(({ name }) => name === key);
}

function given(values: SentValues, { in: place, name }: Parameter, value: unknown): SentValues {
  return { ...values, [place]: { ...values[place], [name]: value } };
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
