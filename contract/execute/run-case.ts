// Hides the way of one case: build, send, read, judge. Everything that can go wrong with it becomes its finding.
import { discoveryFlaws } from '../checks/discovery.js';
import { judge } from '../checks/index.js';
import type {
  CheckName,
  ExchangedEvent,
  Failure,
  Finding,
  JudgedEvent,
  ReceivedAnswer,
  SentRequest,
} from '../events.js';
import type { Case, DiscoveryCase, PlanEntry, Problem, Subject } from '../plan/types.js';
import { type Redactor, redactorOf } from '../redact.js';
import type { ResponseSchemas } from '../schema/store.js';
import { harmless } from '../show.js';
import { type Answer, type Bounds, exchange, isFailure } from './exchange.js';
import { readBody } from './read-body.js';
import { discoveryRequest, requestOf } from './request.js';
import type { SubjectTools } from './tools.js';
import type { Target } from './transport.js';

export interface CaseOutcome {
  /** Absent: nothing was sent. */
  readonly exchanged?: ExchangedEvent;
  /** Absent: the run was ended while the case was under way. */
  readonly judged?: JudgedEvent;
}

const MOST_BODY = 4096;

/** Runs one entry of a plan. Never rejects, but for bugs. */
export async function runCase(
  entry: PlanEntry,
  target: Target,
  tools: SubjectTools,
  bounds: Bounds,
  signal: AbortSignal,
): Promise<CaseOutcome> {
  if ('problems' in entry) return { judged: unplannable(entry, entry.problems) };
  const isDiscovery = 'discovery' in entry;
  const built = isDiscovery ? discoveryRequest(entry, target.baseUrl) : requestOf(entry, target.baseUrl);
  if (!('request' in built)) return { judged: unplannable(entry, [built]) };

  const redactor = redactorOf(built.request, tools.credentials);
  const sent: SentRequest = {
    method: built.request.method,
    url: redactor.url(built.request.url),
    headers: redactor.headers(built.request.headers),
    ...(built.body !== undefined && { body: redactor.text(built.body) }),
  };
  const outcome = await exchange(built.request, target.transport, bounds, signal);
  const exchanged: ExchangedEvent = {
    type: 'exchanged',
    case: entry.ref,
    request: sent,
    ...received(outcome, redactor),
  };
  if (isFailure(outcome)) {
    return outcome.kind === 'aborted' ? {} : { exchanged, judged: failed(entry, outcome, sent, redactor) };
  }
  const judged = isDiscovery
    ? judgedList(entry, outcome, sent, redactor)
    : judgedOf(entry, outcome, tools.schemas, sent, redactor);
  return { exchanged, judged };
}

function judgedOf(
  planned: Case,
  answer: Answer,
  schemas: ResponseSchemas,
  request: SentRequest,
  redactor: Redactor,
): JudgedEvent {
  const { checks, flaws } = judge({ case: planned, answer, body: readBody(planned, answer), schemas });
  const findings = flaws.map(({ check, flaw }) => findingOf(planned, check, flaw, { request, redactor }));
  const broken = findings.some(({ severity }) => severity === 'error');
  return { type: 'judged', case: planned.ref, verdict: broken ? 'broken' : 'held', checks, findings };
}

function judgedList(
  planned: DiscoveryCase,
  { status, bytes }: Answer,
  request: SentRequest,
  redactor: Redactor,
): JudgedEvent {
  const { family, ...options } = planned.under;
  const flaws = discoveryFlaws(family, { status, body: jsonOf(bytes) }, options);
  const findings = flaws.map((flaw) => findingOf(planned, 'discovery', flaw, { request, redactor }));
  const verdict = findings.length > 0 ? 'broken' : 'held';
  return { type: 'judged', case: planned.ref, verdict, checks: ['discovery'], findings };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function failed(
  planned: Case | DiscoveryCase,
  failure: Failure,
  request: SentRequest,
  redactor: Redactor,
): JudgedEvent {
  const isDiscovery = 'discovery' in planned;
  const status = isDiscovery ? planned.discovery.status : planned.expect.status;
  const flaw = {
    pointer: '',
    message: failure.kind === 'threw' ? 'The handler failed.' : 'No usable answer came.',
    expected: `an answer with status ${status}`,
    actual: failure.detail,
    source: isDiscovery ? planned.ref.source : planned.expect.source,
  };
  const findings = [findingOf(planned, 'target', flaw, { request, redactor })];
  return { type: 'judged', case: planned.ref, verdict: 'broken', checks: ['target'], findings };
}

function unplannable(entry: Pick<PlanEntry, 'ref' | 'subject'>, problems: readonly Problem[]): JudgedEvent {
  const findings = problems.map((problem) => findingOf(entry, 'plan', problem));
  return { type: 'judged', case: entry.ref, verdict: 'unplannable', checks: ['plan'], findings };
}

function findingOf(
  { ref, subject }: { ref: Case['ref']; subject: Subject },
  check: CheckName,
  flaw: Problem & { readonly severity?: Finding['severity'] },
  sent?: { request: SentRequest; redactor: Redactor },
): Finding {
  const safe = (text: string) => harmless(sent ? sent.redactor.text(text) : text);
  const { source } = flaw;
  return {
    check,
    severity: flaw.severity ?? 'error',
    caseId: ref.id,
    operation: ref.operation,
    example: ref.example,
    pointer: safe(flaw.pointer),
    message: safe(flaw.message),
    expected: safe(flaw.expected),
    actual: safe(flaw.actual),
    source,
    ...(subject.locate && { position: subject.locate(source) }),
    ...(sent && { request: sent.request }),
  };
}

function received(
  outcome: Answer | Failure,
  redactor: Redactor,
): { answer: ReceivedAnswer } | { failure: Failure } {
  if (isFailure(outcome)) return { failure: { ...outcome, detail: redactor.text(outcome.detail) } };
  const { status, headers, bytes } = outcome;
  const body = new TextDecoder().decode(bytes.subarray(0, MOST_BODY * 4)).slice(0, MOST_BODY);
  return {
    answer: {
      status,
      headers: redactor.headers(headers),
      bytes: bytes.byteLength,
      body: redactor.text(body),
    },
  };
}
