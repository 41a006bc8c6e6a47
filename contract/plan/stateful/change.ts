// Hides how an item is changed and looked at afterwards: the request, sent as soon as the item is free, and what is then different.
import type { Operation } from '../../../generator/model/types.js';
import type { CheckName } from '../../events.js';
import { isObject, memberOf, pointerAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { itemIn } from '../identity.js';
import { listedUnder } from '../lists/shape.js';
import { namesSent, owedNames } from '../owed.js';
import { isKept, isNothing } from '../same-value.js';
import { isServers } from '../servers-own.js';
import type { Made, Reply, Session } from '../session.js';
import type { PlannedRequest } from '../types.js';
import { GONE, type Ground, type Seen, type Shown } from './ground.js';
import { changedEarlier, createdAnew } from './times.js';
import { plainList, walked } from './walk.js';

export type Item = Readonly<Record<string, unknown>>;

/** Conflicts may pass. */
export const IN_USE: ReadonlySet<number> = new Set([409, 423, 425]);

/** Sends a change or a deletion as soon as the item is free. @returns the last answer; undefined where none came */
export async function whenFree(
  session: Session,
  ground: Ground,
  name: string,
  operation: Operation,
  request: PlannedRequest,
): Promise<Reply | undefined> {
  return ground.until(
    session,
    'in use',
    () => ground.send(session, name, operation, request, GONE),
    (reply) => !reply || !IN_USE.has(reply.status),
  );
}

/** A header that asks for the item as it was last seen (RFC 9110 §13.1.1), where the operation has it. */
export function asSeen(
  operation: Operation,
  request: PlannedRequest,
  seen: Seen | undefined,
): PlannedRequest {
  const condition = operation.parameters.find(
    (each) => each.in === 'header' && each.name.toLowerCase() === 'if-match',
  );
  const tag = seen?.reply.headers.get('etag');
  if (!condition || tag === null || tag === undefined) return request;
  const { values } = request;
  return { ...request, values: { ...values, header: { ...values.header, [condition.name]: tag } } };
}

/** The members that are the client's: those that it may send when it makes, replaces or changes an item. */
export function ownNames({ context, resource }: Ground): ReadonlySet<string> {
  const { model } = context.subject;
  const operations = [resource.create, resource.put, resource.patch].filter((each) => each !== undefined);
  const names = operations.flatMap((each) => [...namesSent(model, each)]);
  return new Set(names.filter((name) => !isServers(name)));
}

/** Looks whether an item, by itself and on its list, has what was sent. */
export async function seenLater(
  session: Session,
  ground: Ground,
  made: Made,
  operation: Operation,
  sent: Item,
): Promise<boolean> {
  const names = [...owedNames(ground.context.subject.model, ground.resource, operation)].filter((name) =>
    Object.hasOwn(sent, name),
  );
  const flawsOf = (item: unknown, reply: Reply, where: string): Shown[] =>
    names
      .filter((name) => {
        const read = memberOf(item, name);
        return read === undefined
          ? !isNothing(sent[name]) && isShown(ground, name)
          : !isKept(sent[name], read);
      })
      .map((name) => {
        const message = `The ${name} that was sent is not ${where}.`;
        return told('updated', reply, operation, name, message, sent[name], memberOf(item, name));
      });
  session.judged('updated');
  const found = await ground.lookAgain(session, async () => {
    const seen = await ground.read(session, made.path, 'read it');
    return seen?.item === undefined ? [] : flawsOf(seen.item, seen.reply, 'there when it is read');
  });
  if (found.length > 0) return false;
  const request = plainList(ground, made.path);
  if (!request) return true;
  const onList = await ground.lookAgain(session, async () => {
    const walk = await walked(session, ground, request);
    const item = listedUnder(ground.resource, walk?.items ?? [], made.id);
    const page = walk?.pages.find(({ items }) => items.includes(item));
    const stale = page ? flawsOf(item, page.reply, 'on the list') : [];
    return stale.filter(({ flaw }) => memberOf(item, flaw.pointer.slice('/body/'.length)) !== undefined);
  });
  return onList.length === 0;
}

/** Whether the document shows the member when an item is read. */
function isShown({ resource }: Ground, name: string): boolean {
  return (resource.get?.examples ?? []).some(
    ({ response }) => !isNothing(memberOf(itemIn(resource, response.body?.value), name)),
  );
}

/** Members that are not as they were; only those that are the client's. */
export function differences(ground: Ground, before: unknown, after: unknown): string[] {
  if (!isObject(before) || !isObject(after)) return [];
  return [...ownNames(ground)].filter((name) => !isKept(memberOf(before, name), memberOf(after, name)));
}

/** Times of an item that a change contradicts. */
export function timeFlaws(
  before: unknown,
  { item, reply }: Seen,
  sent: Item,
  { source }: Operation,
): Shown[] {
  const flaws = [...createdAnew(before, item, sent, source), ...changedEarlier(before, item, sent, source)];
  return flaws.map((flaw) => ({ check: 'updated', reply, flaw }));
}

/** The same request once more changes nothing. */
export async function onceMore(
  session: Session,
  ground: Ground,
  made: Made,
  operation: Operation,
  request: PlannedRequest,
): Promise<void> {
  const before = await ground.read(session, made.path, 'read it');
  if (before?.item === undefined) return;
  session.judged('idempotence');
  const again = asSeen(operation, request, before);
  const reply = await whenFree(session, ground, 'the same again', operation, again);
  if (!reply) return;
  if (!isSuccess(reply)) {
    // Only PUT promises that a repeat is as welcome as the first one (RFC 9110 §9.2.2).
    if (operation.verb !== 'PUT' || CONDITIONS.has(reply.status) || reply.status >= 500) return;
    const message = 'The same request is refused when it comes again.';
    const flaw = { pointer: '/status', message, expected: 'the same answer', actual: String(reply.status) };
    session.flaw('idempotence', { ...flaw, source: operation.source }, reply);
    return;
  }
  await ground.lookAgain(session, async () => {
    const after = await ground.read(session, made.path, 'read it again');
    if (after?.item === undefined) return [];
    return differences(ground, before.item, after.item).map((name) => {
      const message = `The same request once more has changed the ${name}.`;
      const [was, is] = [memberOf(before.item, name), memberOf(after.item, name)];
      return told('idempotence', after.reply, operation, name, message, was, is);
    });
  });
}

/** Failed and missing conditions, and asking too often. */
const CONDITIONS: ReadonlySet<number> = new Set([401, 403, 412, 428, 429]);

export function told(
  check: CheckName,
  reply: Reply,
  operation: Operation,
  name: string,
  message: string,
  expected: unknown,
  actual: unknown,
): Shown {
  const { source } = operation;
  const pointer = pointerAt('/body', name);
  return {
    check,
    reply,
    flaw: { pointer, message, expected: shown(expected), actual: shown(actual), source },
  };
}
