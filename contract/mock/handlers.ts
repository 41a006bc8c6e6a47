// Hides what each operation answers: state read and changed by its role, told in the form that the document shows.
import type { Operation } from '../../generator/model/types.js';
import type { HandlerContext, Refusal } from '../../runtime/handling.js';
import { problem } from '../../runtime/problem.js';
import type { Answer } from '../../runtime/wire.js';
import { itemIn, objectOfItem } from '../plan/identity.js';
import { itemsIn } from '../plan/lists/shape.js';
import type { Resource } from '../plan/resources.js';
import type { SentValues } from '../plan/types.js';
import { isObject, memberOf, pointerTokens } from '../pointer.js';
import { repeated, repeatsAt, substituted, withPathOf } from './echo.js';
import { changedItem, createdItem, idMember, isId, shownItems, withItem } from './items.js';
import type { Knowledge } from './knowledge.js';
import { pageOf, toldOf } from './listing.js';
import { refusalFor, successFor } from './pairs.js';
import type { Refusals } from './refusals.js';
import type { Role } from './roles.js';
import { fitted, isSchemaAt, known } from './shape.js';
import { type Entry, filledIn, type Item, itemPath, type Store } from './store.js';
import { type Template, templateOf } from './template.js';
import type { World } from './world.js';

/** What a handler works with. */
export interface Bench {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly world: World;
  readonly refusals: Refusals;
  /** Path prefix of the requests, for what links to others. */
  readonly prefix: string;
  /** Whether bodies are made from their schemas, whatever the document shows. */
  readonly isDynamic: boolean;
}

type Input = Readonly<Record<string, unknown>>;

/** One exchange, as far as it is known. */
interface Exchange {
  readonly bench: Bench;
  readonly operation: Operation;
  readonly sent: SentValues;
  readonly context: HandlerContext;
  readonly template: Template;
}

/** Answers an operation. @throws Refusal where the state or a documented exchange refuses it */
export function answerTo(bench: Bench, operation: Operation, input: Input, context: HandlerContext): Answer {
  const sent = sentOf(input);
  const refused = refusalFor(operation, sent, bench.knowledge.credentials);
  if (refused) throw bench.refusals.ofPair(operation, refused, sent);
  const pair = successFor(operation, sent, context.request.headers.get('accept') ?? undefined);
  const template = templateOf(bench.knowledge, operation, {
    ...{ accepts: context.accepts, pair },
    ...(bench.isDynamic && { dynamic: true }),
  });
  return played({ bench, operation, sent, context, template }, bench.knowledge.roleOf(operation));
}

function played(exchange: Exchange, role: Role): Answer {
  switch (role.kind) {
    case 'list':
      return listed(exchange, role.resource);
    case 'create':
      return created(exchange, role.resource);
    case 'read': {
      const { entry } = there(exchange, role.resource);
      return answered(exchange, role.resource, entry);
    }
    case 'replace':
    case 'merge':
      return changed(exchange, role.resource, role.kind === 'replace');
    case 'remove':
      return removed(exchange, role.resource);
    case 'single':
      return single(exchange, role);
    case 'action':
      return acted(exchange, role.around);
  }
}

function sentOf(input: Input): SentValues {
  const place = (name: string) => (isObject(input[name]) ? input[name] : {});
  return {
    path: place('path'),
    query: place('query'),
    header: place('header'),
    cookie: place('cookie'),
    querystring: place('querystring'),
    ...(input['body'] !== undefined && { body: input['body'] }),
  };
}

function missing({ bench, operation, sent }: Exchange): Refusal {
  return bench.refusals.of(operation, problem(404, 'No such resource.'), sent);
}

/** The path of a collection; what it stands in must be there. @throws Refusal 404 */
function collectionOf(exchange: Exchange, resource: Resource): string {
  const path = filledIn(resource.path, exchange.sent.path);
  if (path === undefined) throw missing(exchange);
  if (resource.parent) there(exchange, resource.parent, 'around');
  grown(exchange.bench, resource, path);
  return path;
}

/**
 * The item that a request names.
 * @param as `around`: the request is about something in it; what nobody can make again is there for that, also when it was removed
 * @throws Refusal 404
 */
function there(
  exchange: Exchange,
  resource: Resource,
  as: 'itself' | 'around' = 'itself',
): { readonly path: string; readonly entry: Entry } {
  const { bench, sent } = exchange;
  const path = collectionOf(exchange, resource);
  const asked = memberOf(sent.path, resource.parameter ?? '');
  if (!isId(asked)) throw missing(exchange);
  const entry = bench.store.entry(path, String(asked)) ?? otherwiseNamed(bench, resource, path, asked);
  if (entry) return { path, entry };
  const isThere = isOpen(resource) || (as === 'around' && !resource.create && !resource.put);
  if (!isThere) throw missing(exchange);
  const [shown = {}] = shownItems(resource);
  const named = idMember(resource, shown);
  return {
    path,
    entry: { id: String(asked), item: named === undefined ? shown : { ...shown, [named]: asked } },
  };
}

/** What nobody can make through the API is there, whatever it is called. */
function isOpen({ create, put, delete: remove }: Resource): boolean {
  return !create && !put && !remove;
}

/** Of several names that an item has, the path may show any. */
function otherwiseNamed(
  { store }: Bench,
  resource: Resource,
  path: string,
  asked: string | number,
): Entry | undefined {
  const names = [resource.parameter ?? 'id', 'id', 'uuid', 'name', 'slug'];
  return store
    .entries(path)
    .find(({ item }) =>
      names.some(
        (name) => isId(item[name]) && String(item[name]).toLowerCase() === String(asked).toLowerCase(),
      ),
    );
}

/** Collections that nobody can fill have some items from the beginning. */
function grown({ store }: Bench, resource: Resource, path: string): void {
  if (store.has(path) || !isOpen(resource)) return;
  for (const item of shownItems(resource)) {
    const named = idMember(resource, item);
    const id = named === undefined ? undefined : item[named];
    if (isId(id) && !store.entry(path, String(id))) store.put(path, { id: String(id), item });
  }
}

function created(exchange: Exchange, resource: Resource): Answer {
  const { bench, operation, sent } = exchange;
  const path = collectionOf(exchange, resource);
  const body = repeated(exchange.template, sent);
  const shown = itemIn(resource, body);
  const entry = createdItem(bench.world, {
    knowledge: bench.knowledge,
    resource,
    operation,
    sent,
    shown: isObject(shown) ? shown : {},
    taken: (id) => bench.store.entry(path, id) !== undefined,
    ...repeatedId(exchange, resource, body),
  });
  const answer = answered({ ...exchange, template: { ...exchange.template, body } }, resource, entry);
  kept(exchange, resource, path, entry, answer);
  return withLocation(exchange, answer, itemPath(path, entry.id));
}

/** The id where the document shows that it repeats something that is sent. */
function repeatedId(
  { template }: Exchange,
  resource: Resource,
  body: unknown,
): { readonly id?: string | number } {
  const shown = objectOfItem(resource, body);
  const name = shown && idMember(resource, shown);
  if (name === undefined || !repeatsAt(template, shown === body ? [name] : [keyOf(body, shown), name]))
    return {};
  const id = shown?.[name];
  return isId(id) ? { id } : {};
}

function keyOf(body: unknown, member: unknown): string {
  return Object.entries(isObject(body) ? body : {}).find(([, value]) => value === member)?.[0] ?? '';
}

function withLocation({ bench, template }: Exchange, answer: Answer, path: string): Answer {
  const described = template.response?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (!described || template.status !== 201) return answer;
  return { ...answer, headers: { ...answer.headers, [described.name]: `${bench.prefix}${path}` } };
}

function changed(exchange: Exchange, resource: Resource, whole: boolean): Answer {
  const { bench, operation, sent } = exchange;
  const collection = collectionOf(exchange, resource);
  const asked = memberOf(sent.path, resource.parameter ?? '');
  if (whole && isId(asked) && mayMake(operation, resource) && !bench.store.entry(collection, String(asked)))
    return madeByName(exchange, resource, collection, asked);
  const { path, entry } = there(exchange, resource);
  const next = changedItem(bench.world, bench.knowledge, resource, operation, { entry, sent, whole });
  const answer = answered(exchange, resource, next);
  kept(exchange, resource, path, next, answer);
  return answer;
}

/** Whether PUT makes what is not there: the document says 201, or has no other way. */
function mayMake({ responses }: Operation, { create }: Resource): boolean {
  return responses.some(({ status }) => status === '201') || !create;
}

function madeByName(exchange: Exchange, resource: Resource, path: string, id: string | number): Answer {
  const { bench, operation, sent, context } = exchange;
  const status = operation.responses.some((each) => each.status === '201') ? 201 : undefined;
  const template =
    status === undefined
      ? exchange.template
      : templateOf(bench.knowledge, operation, { accepts: context.accepts, status });
  const body = repeated(template, sent);
  const shown = itemIn(resource, body);
  const entry = createdItem(bench.world, {
    ...{ knowledge: bench.knowledge, resource, operation, sent, id, taken: () => false },
    shown: isObject(shown) ? shown : {},
  });
  const answer = answered({ ...exchange, template: { ...template, body } }, resource, entry);
  kept(exchange, resource, path, entry, answer);
  return answer;
}

function removed(exchange: Exchange, resource: Resource): Answer {
  const { path, entry } = there(exchange, resource);
  exchange.bench.store.remove(path, entry.id);
  return answered(exchange, resource, entry);
}

function listed(exchange: Exchange, resource: Resource): Answer {
  const { bench, operation, sent, context, template } = exchange;
  const { knowledge, store, prefix } = bench;
  const path = collectionOf(exchange, resource);
  const page = pageOf(knowledge, resource, operation, store.entries(path), sent.query);
  if ('refused' in page) {
    if (operation.responses.some(({ status }) => status === '400' || status === '4XX'))
      throw bench.refusals.of(operation, problem(400, `${page.refused}.`), sent);
    return listedAs(exchange, resource, []);
  }
  const items = page.entries.map(({ item }) => item);
  const url = new URL(context.request.url);
  const told = toldOf(knowledge, operation, {
    ...{ response: template.response, query: sent.query, page, length: items.length },
    url: isAbsoluteShown(template) ? `${url.origin}${prefix}${path}` : `${prefix}${path}`,
  });
  const answer = listedAs(exchange, resource, items, told.members);
  return { ...answer, headers: { ...answer.headers, ...told.headers } };
}

/** Whether the document shows whole URLs. */
function isAbsoluteShown({ body }: Template): boolean {
  return /"(next|href|first|last|self|next_url|next_page_url)":"https?:/.test(JSON.stringify(body) ?? '');
}

function listedAs(
  exchange: Exchange,
  resource: Resource,
  items: readonly Item[],
  members: readonly (readonly [string, unknown])[] = [],
): Answer {
  const { template, bench, context } = exchange;
  const { content } = template;
  if (content?.kind !== 'json') return plain(exchange, template.body);
  const place = itemsIn(resource, template.body);
  if (!place) return plain(exchange, template.body);
  const whole = put(template.body, pointerTokens(place.pointer), items);
  const told = members.reduce((body, [pointer, value]) => put(body, pointerTokens(pointer), value), whole);
  const version = microversion(bench, context);
  return plain(exchange, known(bench.knowledge.model, [content.schema], told, template.body, version));
}

/** A value with another at a place; undefined takes the member away. */
function put(value: unknown, [name, ...rest]: readonly string[], next: unknown): unknown {
  if (name === undefined) return next;
  const members = new Map(Object.entries(isObject(value) ? value : {}));
  const inner = put(members.get(name), rest, next);
  if (inner === undefined) members.delete(name);
  else members.set(name, inner);
  return Object.fromEntries(members);
}

/** The version within a range that a document describes; undefined where it describes one only. */
function microversion({ knowledge }: Bench, { version }: HandlerContext): string | undefined {
  return version === knowledge.model.version.id ? undefined : version;
}

/** The answer about an item. */
function answered(exchange: Exchange, resource: Resource, { id, item }: Entry): Answer {
  const { template, bench, context } = exchange;
  const { content, body } = template;
  if (content?.kind !== 'json') return plain(exchange, body);
  const shown = itemIn(resource, body);
  const old = memberOf(shown, idMember(resource, isObject(shown) ? shown : {}) ?? 'id');
  const whole = withItem(resource, substituted(body, old, id), item);
  const version = microversion(bench, context);
  return plain(exchange, known(bench.knowledge.model, [content.schema], whole, body, version));
}

/** An answer of a body, which is made to fit: some examples do not. */
function plain({ bench, template }: Exchange, body: unknown): Answer {
  const { status, content, headers } = template;
  if (!content) return { status, headers };
  const schema = `${content.source}/schema`;
  const isJudged = content.kind === 'json' && isSchemaAt(bench.knowledge, schema);
  const value = isJudged ? fitted(bench.knowledge, schema, body) : body;
  return { status, mediaType: content.mediaType, headers, body: value };
}

/** What was told of an item is what it is from then on: a value that answers cannot hold is not kept either. */
function kept({ bench }: Exchange, resource: Resource, path: string, entry: Entry, { body }: Answer): void {
  const told = itemIn(resource, body, entry.id);
  const isSame = isObject(told) && String(memberOf(told, idMember(resource, told) ?? '')) === entry.id;
  bench.store.put(path, isSame ? { ...entry, item: { ...entry.item, ...told } } : entry);
}

function single(exchange: Exchange, { does, around }: Extract<Role, { kind: 'single' }>): Answer {
  const { bench, operation, sent, template } = exchange;
  const { store } = bench;
  if (around) there(exchange, around, 'around');
  const path = filledIn(operation.path, sent.path);
  if (path === undefined || (store.hasSingle(path) && store.single(path) === undefined && does !== 'replace'))
    throw missing(exchange);
  if (does === 'read') return plain(exchange, store.single(path) ?? repeated(template, sent));
  if (does === 'remove') {
    store.putSingle(path, undefined);
    return plain(exchange, template.body);
  }
  const old = store.single(path) ?? readOf(exchange);
  const next =
    does === 'merge' && isObject(old) && isObject(sent.body) ? { ...old, ...sent.body } : (sent.body ?? old);
  store.putSingle(path, next);
  const shape = isObject(template.body) && isObject(next) ? { ...template.body, ...next } : template.body;
  return template.content?.kind === 'json'
    ? plain(exchange, known(bench.knowledge.model, [template.content.schema], shape, template.body))
    : plain(exchange, shape);
}

/** What a reading of the same path shows. */
function readOf({ bench, operation, context }: Exchange): unknown {
  const read = bench.knowledge.model.operations.find(
    ({ path, verb }) => path === operation.path && verb === 'GET',
  );
  return (
    read &&
    templateOf(bench.knowledge, read, { accepts: context.accepts, pair: successFor(read, sentOf({})) }).body
  );
}

function acted(exchange: Exchange, around: Resource | undefined): Answer {
  const { sent, template } = exchange;
  const told = repeated(template, sent);
  const body = template.pair ? withPathOf(told, template.pair.request.path, sent.path) : told;
  if (!around) return plain(exchange, body);
  const { entry } = there(exchange, around, 'around');
  const shown = itemIn(around, body);
  const isItem = isObject(shown) && String(memberOf(shown, idMember(around, shown) ?? '')) === entry.id;
  return isItem && sent.body === undefined
    ? answered({ ...exchange, template: { ...template, body } }, around, entry)
    : plain(exchange, body);
}
