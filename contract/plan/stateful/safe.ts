// Hides when reading changes nothing: an item is the same after GET, HEAD and OPTIONS, and for as long as nobody changes it.
import { isObject, memberOf, sameJson } from '../../pointer.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { isBusy } from '../busy.js';
import { listedUnder } from '../lists/shape.js';
import { isKept } from '../same-value.js';
import { isServers } from '../servers-own.js';
import type { Made, Reply, Session } from '../session.js';
import type { Scenario } from '../types.js';
import { ownNames, told } from './change.js';
import type { Ground, Shown } from './ground.js';
import { tellsOfChange } from './times.js';
import { plainList, walked } from './walk.js';

/** Statuses of servers that do not know the method, or not here. */
const NO_HEAD: readonly number[] = [400, 401, 403, 404, 405, 501];

/** Readings beyond the first. What goes on by itself may move a time once or twice; after each of so many, reading does. */
const READINGS = ['read again', 'read a third time', 'read once more', 'read for the last time'];

export function* safe(ground: Ground): Generator<Scenario> {
  const { create, get } = ground.resource;
  if (!create || !get || !baseOf(ground.context, create) || !baseOf(ground.context, get)) return;
  yield ground.scenario(get, ['safe'], async (session) => {
    const made = await ground.make(session);
    session.judged('safety');
    const { vanished } = made;
    if (vanished) {
      const { check, flaw } = gone(vanished, get.source);
      session.flaw(check, flaw, vanished);
      return;
    }
    const flaws = (await byReading(session, ground, made)) ?? (await byList(session, ground, made));
    for (const { check, flaw, reply } of flaws) session.flaw(check, flaw, reply);
  });
}

/** Reads often enough to tell what a reading does from what only happens meanwhile: what is the client's does not change by itself. */
async function byReading(session: Session, ground: Ground, made: Made): Promise<Shown[] | undefined> {
  const { get } = ground.resource;
  if (!get) return undefined;
  const first = await ground.read(session, made.path, 'read');
  if (first?.item === undefined) return [];
  const request = ground.request(get, made.path);
  // Whether it can be asked like this is no matter.
  if (request) await ground.send(session, 'HEAD', get, { ...request, method: 'HEAD' }, NO_HEAD);
  const options = ground.context.subject.model.operations.find(
    ({ verb, path }) => verb === 'OPTIONS' && path === get.path,
  );
  const asking = options && ground.request(options, made.path);
  if (options && asking) await ground.send(session, 'OPTIONS', options, asking);
  let before = first;
  let stirred = Object.keys(isObject(first.item) ? first.item : {}).filter(tellsOfChange);
  for (const name of READINGS) {
    const after = await ground.read(session, made.path, name);
    if (!after) return [];
    if (after.item === undefined) {
      if (isSuccess(after.reply) || after.reply.status >= 500 || after.reply.status === 429) return [];
      return [gone(after.reply, get.source)];
    }
    const changed = [...ownNames(ground)].filter(
      (each) => !isKept(memberOf(before.item, each), memberOf(after.item, each)),
    );
    stirred = stirred.filter((each) => !sameJson(memberOf(before.item, each), memberOf(after.item, each)));
    // What is under way changes by itself.
    if (isBusy(after.item)) stirred = [];
    const isLast = name === READINGS.at(-1);
    const [member] = changed.length === 0 && isLast ? stirred : changed;
    const isSure = changed.length > 0 || (isLast && !(await isStirredAnyway(session, ground, made, stirred)));
    if (member !== undefined && isSure) {
      const [was, is] = [memberOf(before.item, member), memberOf(after.item, member)];
      return [told('safety', after.reply, get, member, `Reading has changed the ${member}.`, was, is)];
    }
    if (changed.length === 0 && stirred.length === 0) return undefined;
    before = after;
  }
  return undefined;
}

/** Whether a time moves while nobody reads the item, as the list shows: something else changes it then. */
async function isStirredAnyway(
  session: Session,
  ground: Ground,
  made: Made,
  members: readonly string[],
): Promise<boolean> {
  const request = plainList(ground, made.path);
  if (!request) return false;
  const look = async () =>
    listedUnder(ground.resource, (await walked(session, ground, request))?.items ?? [], made.id);
  const before = await look();
  await session.wait(UNREAD_MS);
  const after = await look();
  return members.some((name) => !sameJson(memberOf(before, name), memberOf(after, name)));
}

/** Milliseconds for which nobody reads. */
const UNREAD_MS = 50;

/** What the list shows stays while nobody reads the item, and while somebody does. */
async function byList(session: Session, ground: Ground, made: Made): Promise<Shown[]> {
  const { get } = ground.resource;
  const request = plainList(ground, made.path);
  if (!get || !request) return [];
  const look = async () =>
    listedUnder(ground.resource, (await walked(session, ground, request))?.items ?? [], made.id);
  const [before, still] = [await look(), await look()];
  const seen = await ground.read(session, made.path, 'read');
  const after = await look();
  if (!seen || !isObject(before) || !isObject(still) || !isObject(after)) return [];
  const member = Object.keys(before).find(
    (name) => !isServers(name) && isKept(before[name], still[name]) && !isKept(still[name], after[name]),
  );
  if (member === undefined) return [];
  // Once may be a coincidence.
  await ground.read(session, made.path, 'read');
  const later = await look();
  if (isKept(after[member], memberOf(later, member))) return [];
  return [
    told(
      'safety',
      seen.reply,
      get,
      member,
      `Reading has changed the ${member}.`,
      still[member],
      after[member],
    ),
  ];
}

function gone(reply: Reply, source: string): Shown {
  const message = 'What has been read is gone, though nobody deleted it.';
  const flaw = {
    pointer: '/status',
    message,
    expected: 'the same as before',
    actual: String(reply.status),
    source,
  };
  return { check: 'safety', reply, flaw };
}
