// Hides when what is done to one item is done to that one alone: others stay as they are, and none is there that nobody made.
import type { Operation } from '../../../generator/model/types.js';
import type { CheckName } from '../../events.js';
import { memberOf } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { baseOf } from '../base.js';
import { hashOf } from '../hash.js';
import { itemIn } from '../identity.js';
import { keyOf } from '../lists/shape.js';
import { otherTexts } from '../other-value.js';
import { owedNames, sentItem, withItem } from '../owed.js';
import { NAMES } from '../renamed.js';
import type { Change, Made, Reply, Session } from '../session.js';
import type { Scenario } from '../types.js';
import { asSeen, differences, whenFree } from './change.js';
import { GONE, type Ground, type Shown } from './ground.js';
import { plainList, walked } from './walk.js';

export function* apart(ground: Ground): Generator<Scenario> {
  const { create, get, list, put, patch, delete: remove, actions } = ground.resource;
  const { context } = ground;
  if (!create || !baseOf(context, create)) return;
  const name = calledApart(ground, create, 'once');
  if (list && name)
    yield ground.scenario(create, ['created', 'once'], (session) => once(session, ground, name));
  if (!get || !baseOf(context, get)) return;
  const others = actions.filter(({ verb }) => verb === 'POST' || verb === 'PUT');
  for (const operation of [...others, patch, put, remove]) {
    if (!operation || !baseOf(context, operation)) continue;
    yield ground.scenario(operation, ['apart'], (session) =>
      alone(session, ground, operation, calledApart(ground, create, operation.id)),
    );
  }
}

/** A name of its own for what one of these scenarios makes: several may be under way at a time. */
interface Name {
  readonly member: string;
  readonly text: string;
  readonly change: Change;
}

function calledApart(ground: Ground, create: Operation, scenario: string): Name | undefined {
  const { context, resource } = ground;
  const base = baseOf(context, create);
  const item = sentItem(base?.request.values.body);
  if (!base || !item) return undefined;
  const owed = owedNames(context.subject.model, resource, create);
  const { id } = context.subject.model.version;
  const word = `apart${hashOf(`${id} ${scenario}`) % 10_000}`;
  for (const member of NAMES) {
    const text = item[member];
    if (typeof text !== 'string' || !owed.has(member)) continue;
    const called = (other: string) => withItem(base.request.values.body, { ...item, [member]: other });
    const other = otherTexts(text, [`-${word}`, ` ${word}`, word]).find((each) =>
      ground.accepts(create, called(each)),
    );
    if (other === undefined) continue;
    const change: Change = (request) => ({
      ...request,
      values: { ...request.values, body: called(other) },
    });
    return { member, text: other, change };
  }
  return undefined;
}

/** One creation makes one item. Others may make some meanwhile: it is tried twice, and none is called alike. */
async function once(session: Session, ground: Ground, name: Name): Promise<void> {
  const { create } = ground.resource;
  const request = plainList(ground);
  if (!create || !request) return;
  let flaw: Shown | undefined;
  for (let time = 0; time < 2; time++) {
    const before = await called(session, ground, name);
    const made = before && (await session.make(ground.resource, name.change));
    // Where names are taken, it is called otherwise.
    if (!made || memberOf(sentItem(made.reply.values.body), name.member) !== name.text) return;
    session.judged('created');
    const after = await called(session, ground, name);
    if (!after || after.length <= before.length + 1) return;
    flaw = told('created', made.reply, create, '', {
      message: 'One creation has made several items.',
      expected: 'one more item on the list',
      actual: `${after.length - before.length} more`,
    });
  }
  if (flaw) session.flaw(flaw.check, flaw.flaw, flaw.reply);
}

/** Keys of the items of that name; undefined where the list is too long to be read. */
async function called(
  session: Session,
  ground: Ground,
  name: Name,
  item?: Made,
): Promise<string[] | undefined> {
  const request = plainList(ground, item?.path);
  const all = request && (await walked(session, ground, request));
  if (!all?.isWhole) return undefined;
  const found = all.items.filter(
    (each) => memberOf(itemIn(ground.resource, each), name.member) === name.text,
  );
  return [...new Set(found.map((each) => keyOf(ground.resource, each)))];
}

/** Two alike: what is done to one leaves the other as it is. */
async function alone(
  session: Session,
  ground: Ground,
  operation: Operation,
  name: Name | undefined,
): Promise<void> {
  const witness = await ground.make(session, name?.change);
  const one = await ground.make(session, name?.change);
  const before = await ground.read(session, witness.path, 'read the other');
  const own = await ground.read(session, one.path, 'read it');
  const request = ground.request(operation, one.path);
  if (before?.item === undefined || !request) return;
  const isAction = ground.resource.actions.includes(operation);
  const listed = isAction && name ? await called(session, ground, name, one) : undefined;
  const reply = await whenFree(session, ground, operation.verb, operation, asSeen(operation, request, own));
  if (!reply || !isSuccess(reply)) return;
  const check: CheckName = operation.verb === 'DELETE' ? 'deleted' : 'updated';
  session.judged(check);
  await ground.lookAgain(session, async () => {
    const after = await ground.read(session, witness.path, 'read the other again');
    if (!after) return [];
    if (after.item === undefined) return gone(check, after.reply, operation, witness, 'Another item');
    return differences(ground, before.item, after.item).map((member) =>
      told(check, after.reply, operation, `/${member}`, {
        message: `The ${member} of another item has changed.`,
        expected: shown(memberOf(before.item, member)),
        actual: shown(memberOf(after.item, member)),
      }),
    );
  });
  if (isAction && !CONSUMES.test(wordsOf(operation))) await stillThere(session, ground, operation, one);
  if (listed && name && !MAKES.test(wordsOf(operation)))
    await noneMore(session, ground, operation, { name, one, listed, reply });
}

/** Actions that are meant to leave nothing, or to make something. */
const CONSUMES =
  /delet|remov|destroy|purg|discard|terminat|archiv|mov(e|ing)|merg|consum|cancel|transfer|expir|revok/i;
const MAKES =
  /clon|cop(y|ies)|duplicat|fork|split|restor|creat|mak(e|ing)|generat|import|snapshots?\b.*\bof\b|backup|new\b|instantiat/i;

function wordsOf({ path, id, summary = '' }: Operation): string {
  return `${path.split('/').at(-1) ?? ''} ${id} ${summary}`;
}

async function stillThere(session: Session, ground: Ground, operation: Operation, one: Made): Promise<void> {
  await ground.lookAgain(session, async () => {
    const after = await ground.read(session, one.path, 'read it again');
    return after && after.item === undefined ? gone('updated', after.reply, operation, one, 'The item') : [];
  });
}

interface Done {
  readonly name: Name;
  readonly one: Made;
  readonly listed: readonly string[];
  readonly reply: Reply;
}

async function noneMore(
  session: Session,
  ground: Ground,
  operation: Operation,
  { name, one, listed, reply }: Done,
): Promise<void> {
  await ground.lookAgain(session, async () => {
    const now = (await called(session, ground, name, one)) ?? [];
    const more = now.filter((each) => !listed.includes(each));
    // New ones may only just have come to the list.
    if (more.length === 0 || listed.length < 2) return [];
    return [
      told('updated', reply, operation, '', {
        message: 'Another item is there, which nobody has made.',
        expected: 'the items as before',
        actual: `${more[0]} beside them`,
      }),
    ];
  });
}

function gone(check: CheckName, reply: Reply, operation: Operation, { id }: Made, what: string): Shown[] {
  if (!GONE.includes(reply.status)) return [];
  return [
    told(check, reply, operation, '', {
      message: `${what} is gone.`,
      expected: `the item ${shown(id)}`,
      actual: String(reply.status),
    }),
  ];
}

function told(
  check: CheckName,
  reply: Reply,
  { source }: Operation,
  at: string,
  said: { readonly message: string; readonly expected: string; readonly actual: string },
): Shown {
  return { check, reply, flaw: { pointer: `/body${at}`, ...said, source } };
}
