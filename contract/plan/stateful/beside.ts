// Hides when what stands in one item stands in that one alone: what is made there is on no other list, and a change there leaves it as it is.
import type { Operation } from '../../../generator/model/types.js';
import { memberOf, sameJson } from '../../pointer.js';
import { isSuccess } from '../../status.js';
import { aimedAt, baseOf } from '../base.js';
import { keyOf } from '../lists/shape.js';
import type { Session } from '../session.js';
import type { Scenario } from '../types.js';
import { asSeen, differences, told, whenFree } from './change.js';
import { Ground, type Shown } from './ground.js';
import { plainList, walked } from './walk.js';

export function* beside(ground: Ground): Generator<Scenario> {
  const { create, get, list, put, patch, parent } = ground.resource;
  const { context } = ground;
  if (!create || !parent?.create || ![create, parent.create].every((each) => baseOf(context, each))) return;
  if (list && baseOf(context, list))
    yield ground.scenario(create, ['created', 'elsewhere'], (session) => elsewhere(session, ground));
  if (!get || !parent.get || ![get, parent.get].every((each) => baseOf(context, each))) return;
  for (const operation of [patch, put])
    if (operation && baseOf(context, operation))
      yield ground.scenario(operation, ['below'], (session) => below(session, ground, operation));
}

/** What is made in one item is not on the list of another. */
async function elsewhere(session: Session, ground: Ground): Promise<void> {
  const { parent, create } = ground.resource;
  const made = await ground.make(session);
  const other = parent && (await session.make(parent));
  const request = other && plainList(ground, { ...made.path, ...other.path });
  if (!create || !other || !request || sameJson(request.values.path, made.reply.values.path)) return;
  const onList = async () => {
    const all = await walked(session, ground, request);
    return all && { all, keys: new Set(all.items.map((each) => keyOf(ground.resource, each))) };
  };
  const before = await onList();
  const next = before && (await ground.make(session));
  if (!next) return;
  session.judged('created');
  await ground.lookAgain(session, async () => {
    const after = await onList();
    const stray = [...(after?.keys ?? [])].find((key) => key === String(next.id) && !before.keys.has(key));
    const reply = after?.all.pages.at(-1)?.reply;
    if (stray === undefined || !reply) return [];
    const message = 'What was made in one is on the list of another, too.';
    const expected = 'nothing that was made elsewhere';
    const flaw = { pointer: '/body', message, expected, actual: stray, source: create.source };
    return [{ check: 'created', reply, flaw }];
  });
}

/** A change of what stands in an item leaves the item as it is. */
async function below(session: Session, ground: Ground, operation: Operation): Promise<void> {
  const { parent } = ground.resource;
  const outer = parent && (await session.make(parent));
  const one = outer && (await session.make(ground.resource, (request) => aimedAt(request, outer.path)));
  if (!one) return;
  const around = new Ground(ground.context, parent);
  const own = await ground.read(session, one.path, 'read it');
  const before = await around.read(session, outer.path, 'read what it stands in');
  const request = ground.free(session, operation, one.path);
  if (before?.item === undefined || !request) return;
  const reply = await whenFree(session, ground, operation.verb, operation, asSeen(operation, request, own));
  if (!reply || !isSuccess(reply)) return;
  session.judged('updated');
  await ground.lookAgain(session, async () => {
    const after = await around.read(session, outer.path, 'read what it stands in again');
    if (after?.item === undefined) return [];
    return differences(around, before.item, after.item).map((name): Shown => {
      const message = `The ${name} of what it stands in has changed.`;
      const [was, is] = [memberOf(before.item, name), memberOf(after.item, name)];
      return told('updated', after.reply, operation, name, message, was, is);
    });
  });
}
