// Hides which members of its items a server takes only once: learned from what it refuses, and sent otherwise from then on.

import { baseOf } from '../plan/base.js';
import { sentItem } from '../plan/owed.js';
import { otherwise, renamed } from '../plan/renamed.js';
import type { Resource } from '../plan/resources.js';
import type { Reply } from '../plan/session.js';
import type { PlanContext, PlannedRequest } from '../plan/types.js';
import { memberOf } from '../pointer.js';
import { isSuccess } from '../status.js';

type Ask = (request: PlannedRequest) => Promise<Reply | undefined>;

/** Where there is one of that name, most say conflict, and some that the content cannot be processed. */
const TAKEN: ReadonlySet<number> = new Set([409, 422]);
/** A conflict may have been about something that passes. */
const MOST_LESSONS = 3;
/** Texts that are remembered, the latest. */
const MOST_TEXTS = 2000;

export function isTaken({ status }: Pick<Reply, 'status'>): boolean {
  return TAKEN.has(status);
}

/** By the paths of collections: the versions of a family may keep their items in one place. */
export class Namesakes {
  readonly #once = new Map<string, ReadonlySet<string>>();
  readonly #lessons = new Map<string, { count: number; last: Promise<void> }>();
  /** Whose a text is, by collection, member and text. */
  readonly #holders = new Map<string, string>();
  #number = 0;

  /** The request with another text for each such member, where its own is known to be another item's. @param key of the item that is meant */
  free(context: PlanContext, resource: Resource, request: PlannedRequest, key?: string): PlannedRequest {
    if (request.body?.raw !== undefined) return request;
    let free = request;
    for (const name of this.#once.get(resource.path) ?? []) {
      const text = memberOf(sentItem(request.values.body), name);
      const holder = typeof text === 'string' ? this.#holders.get(placeOf(resource, name, text)) : undefined;
      if (holder === undefined || holder === key) continue;
      this.#number += 1;
      const isFree = (other: string) => !this.#holders.has(placeOf(resource, name, other));
      free = otherwise(context, resource, free, name, this.#number, isFree) ?? free;
    }
    return free;
  }

  /**
   * What to send where a request was refused as though there were one like it. Learns what must be unique, where nobody knows.
   * @param ask makes an item, or is refused
   * @returns undefined where nothing is known to help
   */
  async instead(
    context: PlanContext,
    resource: Resource,
    refused: PlannedRequest,
    ask: Ask,
    key?: string,
  ): Promise<PlannedRequest | undefined> {
    if (!this.#once.has(resource.path)) await this.#lesson(context, resource, ask);
    this.note(resource, refused, 'somebody');
    const free = this.free(context, resource, refused, key);
    return free === refused ? undefined : free;
  }

  /** What was taken is taken. */
  note(resource: Resource, request: Pick<PlannedRequest, 'values'>, key: string): void {
    for (const name of this.#once.get(resource.path) ?? []) {
      const text = memberOf(sentItem(request.values.body), name);
      if (typeof text !== 'string') continue;
      const place = placeOf(resource, name, text);
      this.#holders.delete(place);
      this.#holders.set(place, key);
      const [oldest] = this.#holders.keys();
      if (this.#holders.size > MOST_TEXTS && oldest !== undefined) this.#holders.delete(oldest);
    }
  }

  async #lesson(context: PlanContext, resource: Resource, ask: Ask): Promise<void> {
    const { count, last } = this.#lessons.get(resource.path) ?? { count: 0, last: Promise.resolve() };
    if (count >= MOST_LESSONS) return last;
    const lesson = last.then(() =>
      this.#once.has(resource.path) ? undefined : this.#learn(context, resource, ask),
    );
    this.#lessons.set(resource.path, { count: count + 1, last: lesson.catch(() => {}) });
    return lesson;
  }

  /** Asks for the ordinary item until it is refused, and then for one that is called otherwise until that is taken. */
  async #learn(context: PlanContext, resource: Resource, ask: Ask): Promise<void> {
    const request = resource.create && baseOf(context, resource.create)?.request;
    if (!request) return;
    let reply = await ask(request);
    if (reply && isSuccess(reply)) reply = await ask(request);
    if (!reply || !isTaken(reply)) return;
    this.#number += 1;
    for (const other of renamed(context, resource, request, this.#number)) {
      const taken = await ask(other.request);
      if (!taken) return;
      if (!isSuccess(taken)) continue;
      this.#once.set(resource.path, new Set(other.names));
      for (const each of [request, other.request]) this.note(resource, each, 'somebody');
      return;
    }
  }
}

function placeOf({ path }: Resource, name: string, text: string): string {
  return JSON.stringify([path, name, text]);
}
