// Hides what a run has made for itself: items to try things on, and what is to be removed when the run is over.
import { baseOf } from '../plan/base.js';
import { createdId } from '../plan/identity.js';
import { createdResource, itemResource, type Resource, resourcesOf } from '../plan/resources.js';
import type { Reply } from '../plan/session.js';
import type { Need, PlanContext, Planned, PlannedRequest, Subject } from '../plan/types.js';
import { sameJson } from '../pointer.js';
import { Schemas } from '../schema/store.js';

/** Sends one request of the case that is under way. */
export type Sender = (step: string, planned: Planned) => Promise<Reply | undefined>;

/** Path parameters by which an item is asked for: its own, and those of what it stands in. */
export type ItemPath = Readonly<Record<string, unknown>>;

interface Made {
  readonly reply: Reply;
  readonly id: unknown;
  readonly path: ItemPath;
}

/** Something to remove. */
export interface Belonging {
  readonly subject: Subject;
  readonly resource: Resource;
  readonly path: ItemPath;
}

export class Belongings {
  readonly #contexts = new Map<Subject['model'], PlanContext>();
  /** Items that several cases share, by the path of their collection; the promise, since cases may run side by side. */
  readonly #shared = new Map<Resource, Promise<Made | undefined>>();
  readonly #mine: Belonging[] = [];

  /** What was made and not deleted since; the newest first, so that what stands in another goes before it. */
  get left(): readonly Belonging[] {
    return this.#mine.toReversed();
  }

  /** @param contexts what the cases were planned with */
  constructor(contexts: readonly PlanContext[] = []) {
    for (const context of contexts) this.#contexts.set(context.subject.model, context);
  }

  /** An item as a case needs it, made when it is first asked for; undefined where none can be made. */
  async item({ resource, fresh }: Need, subject: Subject, send: Sender): Promise<ItemPath | undefined> {
    if (fresh) return (await this.make(resource, subject, send))?.path;
    const made = this.#shared.get(resource) ?? this.make(resource, subject, send);
    this.#shared.set(resource, made);
    return (await made)?.path;
  }

  /** Makes a new item by the ordinary request of the resource's creation. */
  async make(resource: Resource, subject: Subject, send: Sender): Promise<Made | undefined> {
    const { create, parameter } = resource;
    const context = this.#contextOf(subject);
    const base = create && baseOf(context, create);
    if (!create || !base) return undefined;
    const expect = { kind: 'documented' as const, source: base.pair.source };
    const reply = await send('make one', { subject, operation: create, request: base.request, expect });
    if (!reply || reply.status < 200 || reply.status >= 300) return undefined;
    const id = createdId(resource, { body: reply.body, location: reply.headers.get('location') });
    if (id === undefined || parameter === undefined) return undefined;
    return { reply, id, path: { ...reply.values.path, [parameter]: id } };
  }

  /** Takes note of an exchange: what it made is ours, what it deleted is no more. */
  note({ subject, operation, request }: Planned, reply: Reply): void {
    if (reply.status < 200 || reply.status >= 300) return;
    const { resources } = this.#contextOf(subject);
    if (request.method === 'DELETE') {
      const at = this.#mine.findIndex(
        ({ resource, path }) =>
          itemResource(resources, operation)?.path === resource.path &&
          sameJson(pathOf(resource, path), pathOf(resource, reply.values.path)),
      );
      if (at >= 0) this.#mine.splice(at, 1);
      for (const [resource, made] of this.#shared)
        void made.then((each) => {
          if (
            each &&
            sameJson(each.path[resource.parameter ?? ''], reply.values.path[resource.parameter ?? ''])
          )
            this.#shared.delete(resource);
        });
      return;
    }
    const resource = createdResource(resources, operation);
    if (request.method !== 'POST' || resource?.parameter === undefined) return;
    const id = createdId(resource, { body: reply.body, location: reply.headers.get('location') });
    if (id !== undefined)
      this.#mine.push({ subject, resource, path: { ...reply.values.path, [resource.parameter]: id } });
  }

  /** The request that removes an item; undefined where the document has none. */
  removal({ subject, resource, path }: Belonging): Planned | undefined {
    const { delete: operation } = resource;
    if (!operation) return undefined;
    const base = baseOf(this.#contextOf(subject), operation);
    if (!base) return undefined;
    const { needs: _, ...request } = base.request;
    const values = { ...request.values, path: { ...request.values.path, ...path } };
    return {
      subject,
      operation,
      request: { ...request, values } satisfies PlannedRequest,
      expect: { kind: 'documented', source: operation.source },
    };
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
      schemas: new Schemas(subject.model.document, 'request'),
    };
    this.#contexts.set(subject.model, context);
    return context;
  }
}

/** The parameters of the item's own path, in order. */
function pathOf({ itemPath = '' }: Resource, path: ItemPath): unknown[] {
  return [...itemPath.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => String(path[name]));
}
