// Hides when what was deleted is gone: nothing reads or changes it, no list has it, and deleting it once more does no harm.
import type { Operation } from '../../../generator/model/types.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { isDeleted } from '../busy.js';
import { listedUnder } from '../lists/shape.js';
import type { Made, Reply, Session } from '../session.js';
import type { Scenario } from '../types.js';
import { IN_USE, whenFree } from './change.js';
import { GONE, type Ground, type Shown } from './ground.js';
import { plainList, walked } from './walk.js';

export function* deleted(ground: Ground): Generator<Scenario> {
  const { create, delete: operation } = ground.resource;
  if (!create || !operation || !baseOf(ground.context, create) || !baseOf(ground.context, operation)) return;
  yield ground.scenario(operation, ['deleted'], async (session) => {
    const made = await ground.make(session);
    const reply = await removed(session, ground, operation, made);
    if (!reply) return;
    session.judged('deleted');
    const isSoft = await unread(session, ground, made, reply);
    if (isSoft) return;
    await unchanged(session, ground, made);
    await again(session, ground, operation, made);
    await unlisted(session, ground, made);
  });
}

/** Deletes it, as soon as it is free. @returns undefined where the server does not */
async function removed(
  session: Session,
  ground: Ground,
  operation: Operation,
  made: Made,
): Promise<Reply | undefined> {
  const request = ground.request(operation, made.path);
  if (!request) return undefined;
  const reply = await whenFree(session, ground, 'delete', operation, request);
  if (!reply || isSuccess(reply)) return reply;
  return session.skip(
    IN_USE.has(reply.status)
      ? 'it stays in use for as long as it was waited for'
      : `it cannot be deleted: ${reply.status}`,
  );
}

/** Nothing is read under its id. @returns whether it is kept as something deleted, which is fine too */
async function unread(session: Session, ground: Ground, made: Made, reply: Reply): Promise<boolean> {
  let isSoft = false;
  const look = async (): Promise<readonly Shown[]> => {
    const seen = await ground.read(session, made.path, 'read again');
    isSoft = seen?.item !== undefined && isDeleted(seen.item);
    return seen?.item === undefined || isSoft ? [] : [still(ground, made, seen.reply, 'can still be read')];
  };
  // What is deleted later may be there for a while.
  if (reply.status === 202) await ground.until(session, 'deletion', look, (found) => found.length === 0);
  await ground.lookAgain(session, look);
  return isSoft;
}

/** Nothing can be changed under its id. */
async function unchanged(session: Session, ground: Ground, made: Made): Promise<void> {
  const { put, patch } = ground.resource;
  for (const operation of [patch, put]) {
    const request = operation && ground.request(operation, made.path);
    // Some make what is not there.
    if (!operation || !request || operation.responses.some(({ status }) => status === '201')) continue;
    await ground.lookAgain(session, async () => {
      const reply = await ground.send(session, 'change it', operation, request, GONE);
      return reply && isSuccess(reply) ? [still(ground, made, reply, 'can still be changed')] : [];
    });
  }
}

/** Any documented answer will do, and none that says that the server failed. */
async function again(session: Session, ground: Ground, operation: Operation, made: Made): Promise<void> {
  const request = ground.request(operation, made.path);
  if (request) await ground.send(session, 'delete again', operation, request, GONE);
}

async function unlisted(session: Session, ground: Ground, made: Made): Promise<void> {
  const request = plainList(ground, made.path);
  if (!request) return;
  await ground.lookAgain(session, async () => {
    const walk = await walked(session, ground, request);
    const item = listedUnder(ground.resource, walk?.items ?? [], made.id);
    const page = walk?.pages.find(({ items }) => items.includes(item));
    return !page || isDeleted(item)
      ? []
      : [still(ground, made, page.reply, 'is still on the list', `/body${page.pointer}`)];
  });
}

function still(ground: Ground, made: Made, reply: Reply, how: string, pointer = '/status'): Shown {
  const { delete: operation, get } = ground.resource;
  return {
    check: 'deleted',
    reply,
    flaw: {
      pointer,
      message: `What was deleted ${how}.`,
      expected: pointer === '/status' ? '404 or 410' : `no item ${shown(made.id)}`,
      actual: pointer === '/status' ? String(reply.status) : shown(made.id),
      source: operation?.source ?? get?.source ?? '',
    },
  };
}
