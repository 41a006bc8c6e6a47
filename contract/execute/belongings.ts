// Hides what a run has made for itself: items to try things on, and what is to be removed when the run is over.
import type { Operation } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { aimedAt, baseOf, READING } from '../plan/base.js';
import { isBusy, settleMs } from '../plan/busy.js';
import { createdId, itemIn } from '../plan/identity.js';
import { createdResource, itemResource, type Resource, resourcesOf } from '../plan/resources.js';
import type { Change, Made, Reply } from '../plan/session.js';
import { Tolerance, type Wait } from '../plan/tolerance.js';
import type { ItemPath, Need, PlanContext, Planned, PlannedRequest, Subject } from '../plan/types.js';
import { schemasOf } from '../schema/store.js';
import { isSuccess } from '../status.js';
import { isTaken, Namesakes } from './namesakes.js';

/** What the case that is under way does for it. */
export interface Hands {
  send(step: string, planned: Planned): Promise<Reply | undefined>;
  wait(milliseconds: number): Promise<void>;
}

/** Milliseconds that a new item may be unknown. */
const UNKNOWN_FOR = 300;

/** Something to remove. */
export interface Belonging {
  readonly subject: Subject;
  readonly resource: Resource;
  readonly path: ItemPath;
  readonly id: unknown;
  /** Tells it from all others. */
  readonly key: string;
}

export class Belongings {
  readonly #contexts = new Map<Subject['model'], PlanContext>();
  /** Items that several cases share, by the path of their collection; the promise, since cases may run side by side. */
  readonly #shared = new Map<Resource, Promise<Made | undefined>>();
  /** See stock. */
  readonly #stocks = new Map<Resource, Promise<readonly Made[]>>();
  readonly #namesakes = new Namesakes();
  /** Of which no item could be made. */
  readonly #refused = new Set<Resource>();
  readonly #mine: Belonging[] = [];
  /** What waiting has been good for in this run. */
  readonly tolerance = new Tolerance();

  /** What was made and not deleted since; the newest first, so that what stands in another goes before it. */
  get left(): readonly Belonging[] {
    return this.#mine.toReversed();
  }

  /** @param contexts what the cases were planned with */
  constructor(contexts: readonly PlanContext[] = []) {
    for (const context of contexts) this.#contexts.set(context.subject.model, context);
  }

  /** An item as a case needs it, made when it is first asked for; undefined where none can be made, `unseen` where that was not refused, and yet there is none. */
  async item(
    { resource, fresh, instead }: Need,
    subject: Subject,
    hands: Hands,
  ): Promise<ItemPath | 'unseen' | undefined> {
    const made = (fresh ? undefined : this.#shared.get(resource)) ?? this.make(resource, subject, hands);
    if (!fresh) this.#shared.set(resource, made);
    const path = (await made)?.path;
    // Whoever makes none may have one that is somebody's; whoever answers anything by anything has none at all.
    if (!path && instead !== undefined && !this.#refused.has(resource)) return 'unseen';
    if (!path || instead !== 'readable') return path;
    // Servers that answer by example alone make none.
    const seen = await this.#look(resource, path, subject, hands);
    return isThere(seen) ? path : 'unseen';
  }

  /**
   * Makes a new item by the ordinary request of the resource's creation, and waits until it is ready, in bounded time.
   * @param change of that request
   */
  async make(
    resource: Resource,
    subject: Subject,
    hands: Hands,
    change: Change = (request) => request,
  ): Promise<Made | undefined> {
    const { create } = resource;
    const base = create && baseOf(this.#contextOf(subject), create);
    if (!create || !base) return undefined;
    const expect = { kind: 'documented' as const, source: base.pair.source };
    const ask = (request: PlannedRequest) =>
      hands.send('make one', { subject, operation: create, request, expect });
    const context = this.#contextOf(subject);
    const wanted = this.#namesakes.free(context, resource, change(base.request));
    let reply = await ask(wanted);
    if (reply && isTaken(reply)) {
      const other = await this.#namesakes.instead(context, resource, wanted, ask);
      reply = other ? await ask(other) : reply;
    }
    if (reply && reply.status >= 400) this.#refused.add(resource);
    const made = reply && madeBy(resource, base.pair.response.status, reply);
    const vanished = made && (await this.#settled(resource, made, subject, hands));
    return made && { ...made, ...(vanished && { vanished }) };
  }

  /** The request with other texts for what must be unique, where its own are known to be another item's. */
  free({ subject, operation, request }: Pick<Planned, 'subject' | 'operation' | 'request'>): PlannedRequest {
    const named = this.#namedBy(subject, operation, request);
    return named
      ? this.#namesakes.free(this.#contextOf(subject), named.resource, request, named.key)
      : request;
  }

  /** What to send instead of a request that was refused as though there were one like it; undefined where nothing is known to help. */
  async instead(
    { subject, operation }: Planned,
    sent: PlannedRequest,
    hands: Hands,
  ): Promise<PlannedRequest | undefined> {
    const named = this.#namedBy(subject, operation, sent);
    const { create } = named?.resource ?? {};
    if (!named || !create) return undefined;
    const expect = { kind: 'documented' as const, source: create.source };
    const ask = (request: PlannedRequest) =>
      hands.send('make one', { subject, operation: create, request, expect });
    return this.#namesakes.instead(this.#contextOf(subject), named.resource, sent, ask, named.key);
  }

  /** The resource of which an item is made or changed, and the item where there is one. */
  #namedBy(
    subject: Subject,
    operation: Operation,
    { values }: PlannedRequest,
  ): { readonly resource: Resource; readonly key?: string } | undefined {
    const { resources } = this.#contextOf(subject);
    const created = operation.verb === 'POST' ? createdResource(resources, operation) : undefined;
    if (created) return { resource: created };
    if (operation.verb !== 'PUT' && operation.verb !== 'PATCH') return undefined;
    const resource = itemResource(resources, operation);
    return resource?.itemPath === operation.path
      ? { resource, key: keyOf(resource, values.path) }
      : undefined;
  }

  /** Items that several cases look at and none changes; those that cannot be made are left out. */
  async stock(
    resource: Resource,
    subject: Subject,
    hands: Hands,
    changes: readonly Change[],
  ): Promise<readonly Made[]> {
    const make = async () => {
      const all: Made[] = [];
      for (const change of changes) {
        const made = await this.make(resource, subject, hands, change);
        if (made) all.push(made);
      }
      return all;
    };
    const stock = this.#stocks.get(resource) ?? make();
    this.#stocks.set(resource, stock);
    return stock;
  }

  /** Looks at a new item until nothing is under way with it. @returns the answer by which it was gone again */
  async #settled(
    resource: Resource,
    { reply, id, path }: Made,
    subject: Subject,
    hands: Hands,
  ): Promise<Reply | undefined> {
    const base = resource.get && baseOf(this.#contextOf(subject), resource.get);
    const { get: operation } = resource;
    const isReady = reply.status !== 202 && !isBusy(itemIn(resource, reply.body, id));
    if (!base || !operation || isReady) return undefined;
    const request = aimedAt(base.request, path);
    const expect = { kind: 'documented' as const, source: base.pair.source, usual: GONE };
    const look = () => hands.send('wait for it', { subject, operation, request, expect });
    const waiting = (what: string, longest: number): Wait => ({
      what: `${what} ${resource.path}`,
      settleMs: longest,
      wait: (milliseconds) => hands.wait(milliseconds),
    });
    const most = this.settleMs(subject);
    const first = await this.tolerance.until(waiting('known', Math.min(UNKNOWN_FOR, most)), look, isThere);
    // Whoever looks for it next finds out.
    if (!isThere(first)) return undefined;
    let seen: Reply | undefined = first;
    const last = await this.tolerance.until(
      waiting('ready', most),
      async () => {
        const now = seen ?? (await look());
        seen = undefined;
        return now;
      },
      (now) => isGone(now) || (isThere(now) && !isBusy(itemIn(resource, now?.body, id))),
    );
    return isGone(last) ? last : undefined;
  }

  /** Looks at an item that takes no changes until nothing is under way with it. @returns whether nothing is */
  async awaited(resource: Resource, path: ItemPath, subject: Subject, hands: Hands): Promise<boolean> {
    const isFree = (seen: Reply | undefined) => isThere(seen) && !isBusy(itemIn(resource, seen?.body));
    const last = await this.tolerance.until(
      {
        what: `free ${resource.path}`,
        settleMs: this.settleMs(subject),
        wait: (milliseconds) => hands.wait(milliseconds),
      },
      () => this.#look(resource, path, subject, hands),
      (seen) => !isThere(seen) || isFree(seen),
    );
    return isFree(last);
  }

  async #look(
    resource: Resource,
    path: ItemPath,
    subject: Subject,
    hands: Hands,
  ): Promise<Reply | undefined> {
    const base = resource.get && baseOf(this.#contextOf(subject), resource.get);
    if (!base || !resource.get) return undefined;
    const request = aimedAt(base.request, path);
    const expect = { kind: 'documented' as const, source: base.pair.source, usual: GONE };
    return hands.send('look at it', { subject, operation: resource.get, request, expect });
  }

  /** Takes note of an exchange: what it made is ours, what it deleted is no more. @returns what it made */
  note({ subject, operation, request }: Planned, reply: Reply): Belonging | undefined {
    if (!isSuccess(reply)) return undefined;
    const { resources } = this.#contextOf(subject);
    const named = this.#namedBy(subject, operation, { ...request, values: reply.values });
    if (named?.key !== undefined) this.#namesakes.note(named.resource, reply, named.key);
    if (request.method === 'DELETE') {
      const resource = itemResource(resources, operation);
      if (resource?.itemPath === operation.path) this.#deleted(resource, reply.values.path);
      return undefined;
    }
    const resource = createdResource(resources, operation);
    if (request.method !== 'POST' || !resource) return undefined;
    const documented = baseOf(this.#contextOf(subject), operation)?.pair.response.status ?? '2XX';
    const made = madeBy(resource, documented, reply);
    if (!made) return undefined;
    const key = keyOf(resource, made.path);
    this.#namesakes.note(resource, reply, key);
    const mine = { subject, resource, path: made.path, id: made.id, key };
    this.#mine.push(mine);
    return mine;
  }

  /**
   * What a request that had to be refused has made or changed all the same is no example of anything: it is removed at once, and cases
   * after this one get another.
   */
  async spoilt(
    { request: { needs, method }, expect }: Planned,
    reply: Reply,
    made: Belonging | undefined,
    hands: Hands,
  ): Promise<void> {
    if (expect.kind !== 'refused' || reply.status >= 300 || READING.has(method)) return;
    const key = needs && keyOf(needs.resource, reply.values.path);
    const changed = this.#mine.find((each) => each.key === key);
    for (const each of new Set([made, changed])) {
      if (!each) continue;
      this.#unshare(each.resource, each.key);
      const removal = this.removal(each);
      if (removal) await hands.send('remove it', removal);
    }
  }

  #deleted(resource: Resource, path: ItemPath): void {
    const key = keyOf(resource, path);
    const at = this.#mine.findIndex((each) => each.key === key);
    if (at >= 0) this.#mine.splice(at, 1);
    this.#unshare(resource, key);
  }

  #unshare(resource: Resource, key: string): void {
    for (const [shared, made] of this.#shared)
      if (shared.path === resource.path)
        void made.then((each) => {
          if (each && keyOf(resource, each.path) === key) this.#shared.delete(shared);
        });
  }

  /** Milliseconds that something of it is waited for. */
  settleMs(subject: Subject): number {
    return settleMs(this.#contextOf(subject));
  }

  /** The request that removes an item; undefined where the document has none. */
  removal({ subject, resource, path }: Belonging): Planned | undefined {
    const { delete: operation } = resource;
    if (!operation) return undefined;
    const base = baseOf(this.#contextOf(subject), operation);
    if (!base) return undefined;
    const expect = { kind: 'documented' as const, source: operation.source, usual: GONE };
    return { subject, operation, request: aimedAt(base.request, path), expect };
  }

  /** Takes something off the list, removed or given up. */
  forget(belonging: Belonging): void {
    const at = this.#mine.indexOf(belonging);
    if (at >= 0) this.#mine.splice(at, 1);
  }

  #contextOf(subject: Subject): PlanContext {
    const known = this.#contexts.get(subject.model);
    if (known) return known;
    const context: PlanContext = {
      subject,
      subjects: [subject],
      settings: {},
      credentials: new Set(),
      resources: resourcesOf(subject.model),
      schemas: schemasOf(subject.model.document, 'request'),
    };
    this.#contexts.set(subject.model, context);
    return context;
  }
}

const GONE: readonly number[] = [404, 410];

function isThere(seen: Reply | undefined): boolean {
  return seen !== undefined && isSuccess(seen);
}

function isGone(seen: Reply | undefined): boolean {
  return seen !== undefined && GONE.includes(seen.status);
}

/**
 * What an answer to a creation says to have made. One of another status than the documented may speak of an item that was there
 * before: that is not ours.
 */
function madeBy(resource: Resource, documented: string, reply: Reply): Made | undefined {
  const { status, body, headers, values } = reply;
  const isDocumented = documented === String(status) || (/^2XX$/i.test(documented) && status < 300);
  if (!isDocumented) return undefined;
  const id = createdId(resource, { body, location: headers.get('location') });
  if (id === undefined) return undefined;
  const { parameter } = resource;
  return { reply, id, path: { ...values.path, ...(parameter !== undefined && { [parameter]: id }) } };
}

/** Tells items apart: their collection, and the parameters of their own path in order. */
function keyOf(resource: Resource, values: ItemPath): string {
  return JSON.stringify([resource.path, ...namesOf(resource).map((name) => String(values[name]))]);
}

const namesOf = memo(({ itemPath = '' }: Resource) =>
  [...itemPath.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
);
