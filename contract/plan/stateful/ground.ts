// Hides what the scenarios of one resource share: its ordinary requests, aimed at items of the run's own, and how they are told.
import type { Operation } from '../../../generator/model/types.js';
import type { CheckName } from '../../events.js';
import { isSuccess } from '../../status.js';
import { aimedAt, baseOf } from '../base.js';
import { settleMs } from '../busy.js';
import { caseId, caseRef } from '../case-id.js';
import { itemIn } from '../identity.js';
import { itemContent } from '../owed.js';
import type { Resource } from '../resources.js';
import type { Made, Reply, Session } from '../session.js';
import type { Wait } from '../tolerance.js';
import type { ItemPath, PlanContext, PlannedRequest, Problem, Scenario } from '../types.js';

/** A resource that is tried. */
export class Ground {
  readonly context: PlanContext;
  readonly resource: Resource;

  constructor(context: PlanContext, resource: Resource) {
    this.context = context;
    this.resource = resource;
  }

  /** A scenario of an operation: `…/createSnapshot/stateful/created`. */
  scenario(
    operation: Operation,
    names: readonly string[],
    play: (session: Session) => Promise<void>,
  ): Scenario {
    const { subject } = this.context;
    const ref = caseRef(subject.model, operation, {
      phase: 'stateful',
      id: caseId(subject.model, operation, 'stateful', names),
      example: names.join(' + '),
      source: operation.source,
    });
    return { ref, subject, play };
  }

  /** The ordinary request of an operation; undefined where the document shows none. */
  request(operation: Operation, item?: ItemPath): PlannedRequest | undefined {
    const request = baseOf(this.context, operation)?.request;
    return request && item ? aimedAt(request, item) : request;
  }

  /** The same of a change, with other texts for what must be unique. */
  free(session: Session, operation: Operation, item: ItemPath): PlannedRequest | undefined {
    const request = this.request(operation, item);
    return request && session.free(operation, request);
  }

  /** Whether a value may be sent as the body of an operation. */
  accepts(operation: Operation, value: unknown): boolean {
    const content = itemContent(operation);
    if (!content?.schema) return false;
    return this.context.schemas.accepts(`${content.source}/schema`, value) === true;
  }

  /** Makes an item for a scenario, or ends it. */
  async make(session: Session, change?: (request: PlannedRequest) => PlannedRequest): Promise<Made> {
    return (
      (await session.make(this.resource, change)) ??
      session.skip(`no item of ${this.resource.path} could be made for it`)
    );
  }

  /** Sends the ordinary request of an operation about an item. */
  async send(
    session: Session,
    name: string,
    operation: Operation,
    request: PlannedRequest,
    usual: readonly number[] = [],
  ): Promise<Reply | undefined> {
    return session.send({
      name,
      operation,
      request,
      expect: { kind: 'documented', source: operation.source, usual },
    });
  }

  /**
   * Looks until something is no longer under way, in bounded time; see Tolerance.
   * @param what is under way with an item
   */
  async until<T>(
    session: Session,
    what: string,
    look: () => Promise<T>,
    isOver: (seen: T) => boolean,
  ): Promise<T> {
    return session.tolerance.until(this.#waiting(session, what), look, isOver);
  }

  /** Looks until nothing is wrong, or for so long that it is not a matter of time, and tells what is wrong then. */
  async lookAgain(session: Session, look: () => Promise<readonly Shown[]>): Promise<readonly Shown[]> {
    const found = await session.tolerance.again(this.#waiting(session), look, ({ check }) => check);
    for (const { check, flaw, reply } of found) session.flaw(check, flaw, reply);
    return found;
  }

  #waiting(session: Session, what = ''): Wait {
    return {
      what: `${what} ${this.resource.path}`,
      settleMs: settleMs(this.context),
      wait: (milliseconds) => session.wait(milliseconds),
    };
  }

  /** Reads an item. @returns its item too, where it is there */
  async read(session: Session, item: ItemPath, name = 'read'): Promise<Seen | undefined> {
    const { get } = this.resource;
    const request = get && this.request(get, item);
    if (!get || !request) return undefined;
    const reply = await this.send(session, name, get, request, GONE);
    if (!reply) return undefined;
    const id = item[this.resource.parameter ?? ''];
    return { reply, item: isSuccess(reply) ? itemIn(this.resource, reply.body, id) : undefined };
  }
}

/** What reading an item gave. */
export interface Seen {
  readonly reply: Reply;
  /** Undefined where it is not there. */
  readonly item: unknown;
}

/** Statuses of what is not there, whether or not they are documented. */
export const GONE: readonly number[] = [404, 410];

/** Something wrong, and the exchange that shows it. */
export interface Shown {
  readonly check: CheckName;
  readonly flaw: Problem;
  readonly reply: Reply;
}
