// Hides when what was created is there: it can be read, it is what was sent, its Location leads to it, it is on the list.
import { memberOf, pointerAt, sameJson } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf } from '../base.js';
import { isDeleted } from '../busy.js';
import { itemIn } from '../identity.js';
import { listedUnder } from '../lists/shape.js';
import { otherTexts } from '../other-value.js';
import { itemSent, owedNames, sentItem, withItem } from '../owed.js';
import { isKept, isNothing } from '../same-value.js';
import type { Made, Reply, Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import type { Ground, Shown } from './ground.js';
import { listing } from './stock.js';
import { createdElse } from './times.js';
import { plainList, walked } from './walk.js';

export function* created(ground: Ground): Generator<Scenario> {
  const { create, get, list } = ground.resource;
  if (!create || !baseOf(ground.context, create) || (!get && !list)) return;
  yield ground.scenario(create, ['created'], async (session) => {
    const made = await ground.make(session);
    await readBack(session, ground, made);
    await located(session, ground, made);
    await listed(session, ground, made);
    await toldApart(session, ground, made);
    const rich = await session.make(ground.resource, (request) => richer(ground, request));
    if (!rich) return;
    await readBack(session, ground, rich);
    await listed(session, ground, rich);
  });
}

/** What is cut, put into small letters or shortened by a careless server: longer texts, letters of both cases, more in its lists. */
function richer(ground: Ground, request: PlannedRequest): PlannedRequest {
  const { create } = ground.resource;
  const item = sentItem(request.values.body);
  if (!create || !item) return request;
  const whole = [...owedNames(ground.context.subject.model, ground.resource, create)].reduce((body, name) => {
    const value = sentItem(body)?.[name];
    const others =
      typeof value === 'string'
        ? otherTexts(value, [
            ` Of Many Words ${'and-one-more '.repeat(15)}end`,
            `-Of-Many-Words${'-and-one-more'.repeat(8)}`,
            'Of-Many',
          ])
        : Array.isArray(value) && typeof value[0] === 'string'
          ? [[...(value as string[]), ...otherTexts(value[0], ['-more', '-and-more'])]]
          : [];
    const taken = others
      .map((each) => withItem(body, { ...sentItem(body), [name]: each }))
      .find((each) => ground.accepts(create, each));
    return taken ?? body;
  }, request.values.body);
  return { ...request, values: { ...request.values, body: whole } };
}

/** It can be read, and is what was sent. */
async function readBack(session: Session, ground: Ground, made: Made): Promise<void> {
  const { get, create } = ground.resource;
  if (!get || !create || !ground.request(get, made.path)) return;
  session.judged('created');
  await ground.lookAgain(session, async () => {
    const seen = await ground.read(session, made.path);
    if (!seen) return [];
    if (seen.item !== undefined) {
      const sent = itemSent(ground.context.subject.model, create, made.reply.values.body);
      const first = itemIn(ground.resource, made.reply.body, made.id);
      const times = createdElse(first, seen.item, sent, create.source);
      return [
        ...keptFlaws(ground, sent, seen.item, seen.reply),
        ...times.map((flaw): Shown => ({ check: 'created', reply: seen.reply, flaw })),
      ];
    }
    return NOT_THERE.has(seen.reply.status) ? [missing(ground, made, seen.reply, 'cannot be read')] : [];
  });
}

const NOT_THERE: ReadonlySet<number> = new Set([404, 410]);

/** Which members of what was sent are not what is read. */
function keptFlaws(
  ground: Ground,
  sent: Readonly<Record<string, unknown>> | undefined,
  item: unknown,
  reply: Reply,
): Shown[] {
  const { create, get } = ground.resource;
  if (!create || !sent) return [];
  const { model } = ground.context.subject;
  const documented = get?.examples.map(({ response }) => itemIn(ground.resource, response.body?.value)) ?? [];
  return [...owedNames(model, ground.resource, create)]
    .filter((name) => Object.hasOwn(sent, name) && !isNothing(sent[name]))
    .filter((name) => {
      const read = memberOf(item, name);
      if (read !== undefined) return !isKept(sent[name], read);
      return documented.some((each) => !isNothing(memberOf(each, name)));
    })
    .map((name) => ({
      check: 'created',
      reply,
      flaw: {
        pointer: pointerAt('/body', name),
        message: `What was created does not have the ${name} that was sent.`,
        expected: shown(sent[name]),
        actual: shown(memberOf(item, name)),
        source: create.source,
      },
    }));
}

function missing(ground: Ground, made: Made, reply: Reply, how: string): Shown {
  return {
    check: 'created',
    reply,
    flaw: {
      pointer: '/status',
      message: `What was created ${how}.`,
      expected: `the item ${shown(made.id)}`,
      actual: String(reply.status),
      source: ground.resource.create?.source ?? '',
    },
  };
}

/** The Location of a 201 is that of what was created (RFC 9110 §15.3.2). */
async function located(session: Session, ground: Ground, made: Made): Promise<void> {
  const location = made.reply.headers.get('location');
  const { get } = ground.resource;
  const request = get && ground.request(get, made.path);
  if (location === null || made.reply.status !== 201 || !request) return;
  const headers = Object.fromEntries(
    Object.entries(request.values.header).map(([name, value]) => [name, String(value)]),
  );
  // A reference; behind a proxy the server may not know the prefix of its own paths.
  const base = URL.canParse(made.reply.url) ? new URL(made.reply.url) : undefined;
  if (!base || !URL.canParse(location, base)) return;
  const { pathname, search, origin } = new URL(location, base);
  if (origin !== base.origin) return;
  await ground.lookAgain(session, async () => {
    const replies: Reply[] = [];
    for (const url of new Set([`${origin}${pathname}${search}`, `${pathname}${search}`])) {
      const reply = await session.ask({ name: 'follow Location', method: 'GET', url, headers });
      if (!reply || !NOT_THERE.has(reply.status)) return [];
      replies.push(reply);
    }
    const [reply] = replies;
    if (!reply) return [];
    const flaw = missing(ground, made, reply, 'is not where Location says');
    return [{ ...flaw, flaw: { ...flaw.flaw, actual: `${reply.status} at ${shown(location)}` } }];
  });
}

/** It is on the list, with the same members. */
async function listed(session: Session, ground: Ground, made: Made): Promise<void> {
  const { list } = ground.resource;
  const request = plainList(ground, made.path);
  if (!list || !request || !isListedByDefault(ground, made)) return;
  session.judged('created');
  await ground.lookAgain(session, async () => {
    const walk = await walked(session, ground, request);
    const last = walk?.pages.at(-1);
    if (!walk || !last) return [];
    const item = listedUnder(ground.resource, walk.items, made.id);
    if (item !== undefined || !walk.isWhole)
      return keptFlaws(ground, sentItem(made.reply.values.body), item ?? {}, last.reply).filter(
        ({ flaw }) => memberOf(item, flaw.pointer.split('/').at(-1) ?? '') !== undefined,
      );
    const flaw = missing(ground, made, last.reply, 'is not on the list');
    return [
      {
        ...flaw,
        flaw: { ...flaw.flaw, pointer: `/body${last.pointer}`, actual: `${walk.items.length} others` },
      },
    ];
  });
}

/** Items that differ in what was sent have ids of their own. */
async function toldApart(session: Session, ground: Ground, made: Made): Promise<void> {
  if (!ground.resource.list) return;
  const found = await listing(session, ground);
  const same = found?.own.find(
    (each) =>
      String(each.id) === String(made.id) &&
      sameJson(each.path, made.path) &&
      !sameJson(each.reply.values.body, made.reply.values.body) &&
      !(names(each) && names(made)),
  );
  session.judged('created');
  if (!same) return;
  const flaw = missing(ground, made, made.reply, 'has the id of another item');
  session.flaw('created', { ...flaw.flaw, expected: 'an id of its own', actual: shown(made.id) }, made.reply);
}

/** Whether a client has called an item what it is called: of another request with the same name, the same item. */
function names({ id, reply }: Made): boolean {
  return Object.values(sentItem(reply.values.body) ?? {}).some(
    (value) => typeof value !== 'object' && String(value) === String(id),
  );
}

/** A filter with a default hides what does not match it. */
export function isListedByDefault({ context, resource: { list, ...resource } }: Ground, made: Made): boolean {
  const item = itemIn(resource, made.reply.body, made.id);
  if (isDeleted(item)) return false;
  return (list?.parameters ?? []).every(({ in: where, name, schema }) => {
    if (where !== 'query' || Object.hasOwn(context.settings.variables ?? {}, name)) return true;
    const usual = memberOf(schema, 'default');
    const own = memberOf(item, name);
    return isNothing(usual) || own === undefined || isKept(usual, own);
  });
}
