// Hides when PATCH merges: what is sent is there later, everything else stays, and the same again changes nothing.
import type { Operation } from '../../../generator/model/types.js';
import { isObject, memberOf, pointerTokens } from '../../pointer.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { otherValue } from '../other-value.js';
import { bodyWith, itemSent, namesSent, owedNames } from '../owed.js';
import { isKept, isNothing } from '../same-value.js';
import type { Made, Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import { asSeen, differences, type Item, onceMore, seenLater, timeFlaws, told, whenFree } from './change.js';
import type { Ground } from './ground.js';

export function* merged(ground: Ground): Generator<Scenario> {
  const { create, patch, get } = ground.resource;
  const { context } = ground;
  if (!create || !patch || !get || !baseOf(context, create) || !baseOf(context, get)) return;
  const base = baseOf(context, patch);
  if (!base) return;
  yield ground.scenario(patch, ['merged'], async (session) => {
    const made = await ground.make(session);
    const request = ground.free(session, patch, made.path);
    if (!request) return;
    await merge(session, ground, made, patch, request);
    if (!isMerge(request)) return;
    for (const name of namesSent(context.subject.model, patch)) {
      for (const choose of [otherValue, emptied]) {
        const one = await otherBody(session, ground, made, patch, request, { name, choose });
        if (one) await merge(session, ground, made, patch, one);
      }
    }
  });
}

/** A documented list of operations (RFC 6902) is sent as it is; everything else is a merge (RFC 7396), which is what plain JSON means. */
function isMerge({ body }: PlannedRequest): boolean {
  return body !== undefined && !body.mediaType.includes('json-patch');
}

async function merge(
  session: Session,
  ground: Ground,
  made: Made,
  patch: Operation,
  request: PlannedRequest,
): Promise<void> {
  const before = await ground.read(session, made.path, 'read it');
  const { model } = ground.context.subject;
  const { body } = request.values;
  const sent = isMerge(request) ? itemSent(model, patch, body) : setBy(body);
  if (before?.item === undefined || !sent) return;
  const reply = await whenFree(session, ground, 'change', patch, asSeen(patch, request, before));
  if (!reply || !isSuccess(reply)) return;
  await seenLater(session, ground, made, patch, sent);
  await ground.lookAgain(session, async () => {
    const after = await ground.read(session, made.path, 'read it');
    if (after?.item === undefined) return [];
    const stray = differences(ground, before.item, after.item)
      .filter((name) => !Object.hasOwn(sent, name))
      .map((name) => {
        const message = `The ${name} has changed, though it was not sent.`;
        const [was, is] = [memberOf(before.item, name), memberOf(after.item, name)];
        return told('updated', after.reply, patch, name, message, was, is);
      });
    return [...stray, ...timeFlaws(before.item, after, sent, patch)];
  });
  if (isMerge(request)) await onceMore(session, ground, made, patch, request);
}

/** The members that a list of operations sets. */
function setBy(body: unknown): Item | undefined {
  if (!Array.isArray(body)) return undefined;
  const members = body.flatMap((each: unknown): [string, unknown][] => {
    const [name, ...deeper] = pointerTokens(String(memberOf(each, 'path') ?? ''));
    const operation = memberOf(each, 'op');
    if (name === undefined || operation === 'test') return [];
    const isSet = deeper.length === 0 && (operation === 'replace' || operation === 'add');
    // What it does deeper down is not foreseen here: the member is no longer as it was.
    return [[name, isSet ? memberOf(each, 'value') : undefined]];
  });
  return members.every(([, value]) => value !== undefined) ? Object.fromEntries(members) : undefined;
}

/** What is sent empty is meant to be empty: it is not left out (RFC 7396 §1). */
function emptied(old: unknown, accepts: (value: unknown) => boolean): unknown {
  return Array.isArray(old) && accepts([]) ? [] : undefined;
}

/** A request that gives one member another value, proven valid; undefined where there is no value that nobody could mind. */
async function otherBody(
  session: Session,
  ground: Ground,
  made: Made,
  patch: Operation,
  request: PlannedRequest,
  { name, choose }: { name: string; choose: typeof otherValue },
): Promise<PlannedRequest | undefined> {
  const { model } = ground.context.subject;
  if (!owedNames(model, ground.resource, patch).has(name)) return undefined;
  const seen = await ground.read(session, made.path, 'read it');
  const old = memberOf(seen?.item, name);
  const whole = (item: Item) => bodyWith(model, patch, request.values.body, item);
  const value = choose(old, (each) => ground.accepts(patch, whole({ [name]: each })));
  if (value === undefined || isNothing(old) || isKept(old, value) || !isObject(seen?.item)) return undefined;
  return { ...request, values: { ...request.values, body: whole({ [name]: value }) } };
}
