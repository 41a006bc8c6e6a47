// Hides when PUT replaces: what is sent is there later, what is left out is as in a new item, and the same again changes nothing.
import type { Operation } from '../../../generator/model/types.js';
import { memberOf } from '../../pointer.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { bodyWith, itemSent, namesSent, owedNames, sentItem, sentSchema, withItem } from '../owed.js';
import { isKept, isNothing } from '../same-value.js';
import { keywordIn, propertyOf, requiredIn } from '../schema-parts.js';
import { isServers } from '../servers-own.js';
import type { Made, Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import { asSeen, type Item, onceMore, seenLater, timeFlaws, told, whenFree } from './change.js';
import type { Ground } from './ground.js';

export function* replaced(ground: Ground): Generator<Scenario> {
  const { create, put, get } = ground.resource;
  const { context } = ground;
  if (!create || !put || !get || !baseOf(context, create) || !baseOf(context, put) || !baseOf(context, get))
    return;
  yield ground.scenario(put, ['replaced'], async (session) => {
    const made = await ground.make(session);
    const before = await ground.read(session, made.path, 'read it');
    const request = ground.free(session, put, made.path);
    const sent = itemSent(context.subject.model, put, request?.values.body);
    if (before?.item === undefined || !request || !sent) return;
    const reply = await whenFree(session, ground, 'replace', put, asSeen(put, request, before));
    if (!reply || !isSuccess(reply)) return;
    const isSeen = await seenLater(session, ground, made, put, sent);
    await ground.lookAgain(session, async () => {
      const after = await ground.read(session, made.path, 'read it');
      return after?.item === undefined ? [] : timeFlaws(before.item, after, sent, put);
    });
    await onceMore(session, ground, made, put, request);
    if (!isSeen) return;
    const taken = [...owedNames(context.subject.model, ground.resource, put)].filter(
      (name) => Object.hasOwn(sent, name) && !isKept(memberOf(before.item, name), sent[name]),
    );
    await leftOut(session, ground, made, put, request, taken);
  });
}

/**
 * What is left out of a replacement does not stay (RFC 9110 §9.3.4): of members that a replacement has just been seen to set, and that a
 * new item can do without.
 */
async function leftOut(
  session: Session,
  ground: Ground,
  made: Made,
  put: Operation,
  request: PlannedRequest,
  taken: readonly string[],
): Promise<void> {
  const { model } = ground.context.subject;
  const sent = itemSent(model, put, request.values.body);
  if (!sent || MERGES.test(`${put.summary ?? ''} ${put.description ?? ''}`)) return;
  const without = taken.filter((name) => !isNothing(sent[name]) && canBeLeftOut(ground, put, sent, name));
  if (without.length === 0) return;
  const item = Object.fromEntries(Object.entries(sent).filter(([name]) => !without.includes(name)));
  const body = bodyWith(model, put, request.values.body, item);
  if (!ground.accepts(put, body)) return;
  const fresh = await newWithout(session, ground, without);
  const before = await ground.read(session, made.path, 'read it');
  const less = asSeen(put, { ...request, values: { ...request.values, body } }, before);
  const reply = await whenFree(session, ground, 'replace without', put, less);
  if (!reply || !isSuccess(reply)) return;
  await ground.lookAgain(session, async () => {
    const seen = await ground.read(session, made.path, 'read it');
    if (seen?.item === undefined) return [];
    return without
      .filter((name) => isKept(sent[name], memberOf(seen.item, name)))
      .filter((name) => fresh && !isKept(memberOf(fresh, name), sent[name]))
      .map((name) => {
        const message = `The ${name} is still there, though a replacement without it was sent.`;
        const usual = memberOf(fresh, name) ?? 'nothing, as in a new item without it';
        return told('updated', seen.reply, put, name, message, usual, memberOf(seen.item, name));
      });
  });
}

/** The author means a merge. */
const MERGES =
  /\b(partial(ly)?|merges?|only the (fields|properties|members|attributes)|(fields|properties) (that are )?(sent|given|provided|specified))\b/i;

function canBeLeftOut({ context, resource }: Ground, put: Operation, sent: Item, name: string): boolean {
  const { model } = context.subject;
  const { create } = resource;
  if (!create || isServers(name) || !Object.hasOwn(sent, name)) return false;
  const isOptional = (operation: Operation) =>
    namesSent(model, operation).has(name) &&
    !requiredIn(model.document, sentSchema(model, operation)).has(name);
  const usual = keywordIn(
    model.document,
    propertyOf(model.document, sentSchema(model, put), name),
    'default',
  );
  return isOptional(put) && isOptional(create) && (usual === undefined || !isKept(usual, sent[name]));
}

/** An item that was made without some members: what they are then is what they are by default. */
async function newWithout(
  session: Session,
  ground: Ground,
  names: readonly string[],
): Promise<Item | undefined> {
  const { create } = ground.resource;
  if (!create) return undefined;
  let isAllowed = false;
  const made = await session.make(ground.resource, (request) => {
    const item = Object.entries(sentItem(request.values.body) ?? {}).filter(
      ([name]) => !names.includes(name),
    );
    const body = withItem(request.values.body, Object.fromEntries(item));
    isAllowed = ground.accepts(create, body);
    return isAllowed ? { ...request, values: { ...request.values, body } } : request;
  });
  const seen = made && isAllowed ? await ground.read(session, made.path, 'read a new one') : undefined;
  return seen?.item as Item | undefined;
}
