// Hides one case under way: what it sends is counted, judged and noted down, whether it is one request or a whole life.
import { judge } from '../checks/index.js';
import type { CheckName, ExchangedEvent, JudgedEvent, Severity } from '../events.js';
import { goneBy } from '../lifecycle/gone.js';
import { aimedAt } from '../plan/base.js';
import { responseFor } from '../plan/expectation.js';
import type { Resource } from '../plan/resources.js';
import type { Change, Made, OpenStep, Reply, Session, Step } from '../plan/session.js';
import type { Tolerance } from '../plan/tolerance.js';
import type { Expectation, PlanEntry, Planned, PlannedRequest, Problem } from '../plan/types.js';
import { unsettledBy } from '../plan/unsettled.js';
import { isSuccess } from '../status.js';
import type { Belongings, Hands } from './belongings.js';
import { isFailure } from './exchange.js';
import { Findings } from './findings.js';
import { isTaken } from './namesakes.js';
import { waited } from './pace.js';
import { jsonOf, type ReadBody, readBody } from './read-body.js';
import { type BuiltRequest, openRequest, requestOf } from './request.js';
import { type Line, type Sent, send } from './send.js';
import type { SubjectTools } from './tools.js';

/** The scenario cannot go on: the run was ended, or the target does not allow it. */
class Ended extends Error {}

/** What a case has sent and found so far. */
export class Play implements Session {
  readonly exchanged: ExchangedEvent[] = [];
  readonly #entry: PlanEntry;
  readonly #line: Line;
  readonly #tools: SubjectTools;
  readonly #belongings: Belongings;
  readonly #findings: Findings;
  /** What was found and nobody has told, by exchange. */
  readonly #untold = new Map<number, (except: CheckName | undefined) => void>();

  constructor(entry: PlanEntry, line: Line, tools: SubjectTools, belongings: Belongings) {
    this.#entry = entry;
    this.#findings = new Findings(entry);
    this.#line = line;
    this.#tools = tools;
    this.#belongings = belongings;
  }

  get subject(): PlanEntry['subject'] {
    return this.#entry.subject;
  }

  get tolerance(): Tolerance {
    return this.#belongings.tolerance;
  }

  /** @returns undefined where the run was ended meanwhile */
  async run(): Promise<JudgedEvent | undefined> {
    const entry = this.#entry;
    try {
      if ('problems' in entry) this.#findings.refuse(entry.problems);
      else if ('play' in entry) await entry.play(this);
      else await this.#sendCase(entry);
    } catch (cause) {
      if (!(cause instanceof Ended)) throw cause;
      this.#findings.skip(cause.message);
    }
    return this.#line.signal.aborted ? undefined : this.#findings.verdict();
  }

  async send({ name, probe, ...planned }: Step): Promise<Reply | undefined> {
    return this.#send(name, { subject: this.subject, ...planned }, probe ? 'probe' : 'judged');
  }

  async ask(step: OpenStep): Promise<Reply | undefined> {
    const built = openRequest(step, this.#line.target.baseUrl);
    if (!('request' in built)) {
      this.flaw('link', built);
      return undefined;
    }
    const sent = await this.#exchange(step.name, built);
    if (isFailure(sent.outcome)) {
      this.#findings.unanswered(sent.outcome);
      return undefined;
    }
    const { status, headers, bytes } = sent.outcome;
    const exchange = this.#findings.last;
    const { url } = sent.request;
    return { status, headers, body: jsonOf(bytes), values: NO_VALUES, url, held: true, broken: [], exchange };
  }

  flaw(check: CheckName, flaw: Problem & { readonly severity?: Severity }, shown?: Reply): void {
    this.#findings.add(check, flaw, shown?.exchange ?? this.#findings.last);
  }

  tell(reply: Reply): void {
    this.#tellBut(undefined, reply);
  }

  /** @param except a check whose findings are left out */
  #tellBut(except: CheckName | undefined, { exchange }: Reply): void {
    this.#untold.get(exchange)?.(except);
    this.#untold.delete(exchange);
  }

  judged(check: CheckName): void {
    this.#findings.judged(check);
  }

  skip(reason: string): never {
    throw new Ended(reason);
  }

  free(operation: Planned['operation'], request: PlannedRequest): PlannedRequest {
    return this.#belongings.free({ subject: this.subject, operation, request });
  }

  async make(resource: Resource, change?: Change): Promise<Made | undefined> {
    return this.#belongings.make(resource, this.subject, this.#hands(), change);
  }

  async shared(resource: Resource, changes: readonly Change[]): Promise<readonly Made[]> {
    return this.#belongings.stock(resource, this.subject, this.#hands(), changes);
  }

  async wait(milliseconds: number): Promise<void> {
    this.#goOn();
    // A timer takes a millisecond at least; servers of this process need a turn all the same.
    if (milliseconds === 0) await new Promise((resolve) => setImmediate(resolve));
    else await waited(milliseconds, this.#line.signal).catch(() => {});
    this.#goOn();
  }

  /** For what others than this case look at: what is wrong with it is told by the cases that are about it. */
  #hands(): Hands {
    return {
      send: (name, planned) => this.#send(name, planned, 'set-up'),
      wait: (milliseconds) => this.wait(milliseconds),
    };
  }

  async #sendCase(asPlanned: Planned): Promise<void> {
    const { expect } = asPlanned;
    const planned = isConflict(expect)
      ? asPlanned
      : { ...asPlanned, request: this.#belongings.free(asPlanned) };
    if (expect.kind !== 'accepted') return void (await this.#send(undefined, planned));
    const reply = await this.#send(undefined, planned, 'withheld');
    if (!reply) return;
    const isNotThere = expect.isListed === true && reply.status === 404;
    if (!isNotThere && !isRefusalOfData(reply.status)) return this.tell(reply);
    // Whether the refusal is about what is tried shows when the same request without it is sent.
    const control = { ...planned, request: expect.control, expect: ANY(expect) };
    control.request = this.#belongings.free(control);
    const usual = await this.#send('without it', control);
    if (!usual || !isSuccess(usual)) return this.tell(reply);
    // That what is allowed is refused is the cause; that it is refused by a status that nobody knows is told with it.
    this.#tellBut('status', reply);
    this.flaw(
      'valid-data',
      {
        pointer: '/status',
        message: `What the document allows was refused: ${expect.because}.`,
        expected: 'a success, as without it',
        actual: String(reply.status),
        source: expect.source,
        ...(expect.severity && { severity: expect.severity }),
      },
      reply,
    );
  }

  /**
   * Sends a request as planned, the run's own item put in, and lets every check judge the answer.
   * @param aim `set-up`: the case is about something else, what is wrong with the answer is told by the cases that are about it;
   * `withheld`: it is told when somebody asks for it; `probe`: and so it is that no answer came
   */
  async #send(
    name: string | undefined,
    planned: Planned,
    aim: 'judged' | 'withheld' | 'probe' | 'set-up' = 'judged',
  ): Promise<Reply | undefined> {
    const isSetUp = aim === 'set-up';
    const isCases = aim === 'judged' || aim === 'withheld';
    const request = await this.#withItem(planned);
    const settled: Planned = { ...planned, request };
    const built = requestOf(settled, this.#line.target.baseUrl);
    if (!('request' in built)) {
      if (!isCases) return undefined;
      this.#findings.refuse([built]);
      throw new Ended();
    }
    const sent = await this.#exchange(name, built, planned);
    const { outcome } = sent;
    if (isFailure(outcome)) {
      if (isCases) this.#findings.unanswered(outcome, planned);
      return undefined;
    }
    const other = isCases && (await this.#instead(planned, request, outcome.status));
    if (other) return this.#send(name, { ...planned, request: other }, aim);
    const free = isCases && name === undefined && (await this.#called(planned, request, outcome.status));
    if (free) return this.#send('called otherwise', { ...planned, request: free }, aim);
    const exchange = this.#findings.last;
    const isElsewhere = leavesDocument(settled);
    const read = isElsewhere ? OPAQUE : readBody(settled, outcome);
    const response = isElsewhere ? undefined : responseFor(planned.operation, outcome.status);
    const life = this.#tools.lifeOf?.({ url: built.below, headers: built.request.headers });
    const gone = isSetUp ? undefined : goneBy(settled, outcome.status, life);
    if (gone !== undefined) this.skip(gone);
    const text = () => new TextDecoder().decode(outcome.bytes.subarray(0, 4096));
    const unsettled = isSetUp
      ? undefined
      : unsettledBy(settled, {
          ...{ status: outcome.status, response, sent: sent.request, text },
          credentials: this.#tools.credentials,
        });
    const judged = {
      case: settled,
      answer: outcome,
      body: read,
      schemas: this.#tools.schemas,
      asked: this.#tools.asked,
      others: this.#tools.others,
      ...(response && { response }),
      ...(life && { life }),
    };
    const { checks, flaws } = isSetUp || unsettled !== undefined ? NOTHING : judge(judged);
    for (const check of checks) this.#findings.judged(check);
    const tell = (except?: CheckName) => {
      for (const { check, flaw } of flaws)
        if (check !== except) this.#findings.add(check, flaw, exchange, planned.operation);
    };
    if (aim === 'probe' || aim === 'withheld') this.#untold.set(exchange, tell);
    else tell();
    const reply: Reply = {
      status: outcome.status,
      headers: outcome.headers,
      body: read.kind === 'value' ? read.value : undefined,
      ...(response && { response }),
      values: request.values,
      url: sent.request.url,
      held: flaws.length === 0,
      broken: flaws.filter(({ flaw }) => flaw.severity !== 'warning').map(({ check }) => check),
      exchange,
    };
    const made = this.#belongings.note(settled, reply);
    await this.#belongings.spoilt(planned, reply, made, this.#hands());
    if (unsettled !== undefined) this.skip(unsettled);
    this.#goOn();
    return reply;
  }

  async #withItem(planned: Planned): Promise<PlannedRequest> {
    const { needs, ...documented } = planned.request;
    if (!needs || needs.instead === 'missing') return documented;
    const item = await this.#belongings.item(needs, this.subject, this.#hands());
    if (item !== undefined && item !== 'unseen') {
      const kept = Object.entries(item).filter(([name]) => !needs.keep?.includes(name));
      return aimedAt(planned.request, Object.fromEntries(kept));
    }
    if (needs.strict && item === undefined)
      this.skip(`no item of ${needs.resource.path} could be made for it`);
    return documented;
  }

  /** What to send once more where a documented success was refused for what can pass, or be otherwise, with the item that it names. */
  async #instead(
    { request: { needs }, request: planned, expect, operation }: Planned,
    sent: PlannedRequest,
    status: number,
  ): Promise<PlannedRequest | undefined> {
    if (!needs || expect.kind !== 'pair' || expect.refusal || !responseFor(operation, status))
      return undefined;
    if (status === 404 && needs.instead === 'missing') {
      const item = await this.#belongings.item(needs, this.subject, this.#hands());
      return item === undefined || item === 'unseen' ? undefined : aimedAt(planned, item);
    }
    const isOver =
      BUSY.has(status) &&
      (await this.#belongings.awaited(needs.resource, sent.values.path, this.subject, this.#hands()));
    return isOver ? sent : undefined;
  }

  /** What to send once more where there is one like it already: a case is about something else. */
  async #called(planned: Planned, sent: PlannedRequest, status: number): Promise<PlannedRequest | undefined> {
    const { operation, expect } = planned;
    if (!isTaken({ status }) || isConflict(expect) || !responseFor(operation, status)) return undefined;
    return this.#belongings.instead(planned, sent, this.#hands());
  }

  async #exchange(step: string | undefined, built: BuiltRequest, planned?: Planned): Promise<Sent> {
    this.#goOn();
    const { patience, lingering, ...line } = this.#line;
    const isWanted = planned?.expect.kind === 'pair' && planned.expect.status === '429';
    // Something may come into being: its answer is waited for a while even where the run is ended.
    const makes = lingering !== undefined && planned !== undefined && isCreation(planned);
    const sent = await send(built, this.#tools.credentials, {
      ...line,
      ...(makes && { signal: lingering }),
      ...(patience && !isWanted && { patience }),
    });
    if (!makes || isFailure(sent.outcome)) this.#goOn();
    const { request, shown } = sent;
    this.#findings.exchanged(sent);
    this.exchanged.push({
      type: 'exchanged',
      case: this.#entry.ref,
      ...(step !== undefined && { step }),
      ...(planned &&
        planned.operation.id !== this.#entry.ref.operationId && { operationId: planned.operation.id }),
      request,
      ...shown,
    });
    return sent;
  }

  /** Ends the case at once where the run was ended. */
  #goOn(): void {
    if (this.#line.signal.aborted) throw new Ended();
  }
}

/** Of what stands at the path of another version the document says nothing. */
function leavesDocument({ request, subject }: Planned): boolean {
  return request.version !== undefined && subject.model.version.selector?.in === 'path';
}

const OPAQUE: ReadBody = { kind: 'opaque' };

/** The refusal is what is shown, or what is asked for says nothing of it. */
function isConflict(expect: Expectation): boolean {
  return expect.kind === 'selection' || (expect.kind === 'pair' && expect.refusal);
}

function isCreation({ operation, request }: Planned): boolean {
  return request.method === 'POST' && operation.verb === 'POST';
}

const NOTHING = { checks: [], flaws: [] };
const NO_VALUES = { path: {}, query: {}, header: {}, cookie: {}, querystring: {} };

const ANY = ({ source }: Expectation): Expectation => ({ kind: 'documented', source });

/** A refusal that speaks of the request itself, not of the state of the server or of who asks. */
function isRefusalOfData(status: number): boolean {
  return status >= 400 && status < 500 && !ELSE.has(status);
}

/** Who asks, what is there, what is under way, how often. */
const ELSE: ReadonlySet<number> = new Set([
  401, 402, 403, 404, 407, 408, 409, 410, 412, 421, 423, 424, 425, 426, 428, 429, 451,
]);

/** What is under way takes no changes. */
const BUSY: ReadonlySet<number> = new Set([409, 423, 425]);
