// Hides what becomes of what is wrong: findings that show no secret, and all together the verdict of a case.
import type { Operation } from '../../generator/model/types.js';
import type { CheckName, Failure, Finding, JudgedEvent, Severity, Verdict } from '../events.js';
import { operationLabel } from '../plan/case-id.js';
import type { Expectation, PlanEntry, Planned, Problem } from '../plan/types.js';
import { harmless } from '../show.js';
import type { Sent } from './send.js';

/** What is wrong, and how much. */
type Wrong = Problem & { readonly severity?: Severity };

/** What one case has found so far. */
export class Findings {
  readonly #entry: PlanEntry;
  readonly #checks = new Set<CheckName>();
  readonly #findings: Finding[] = [];
  /** By number: the exchanges that show what is wrong. */
  readonly #sent: Sent[] = [];
  #skipped: string | undefined;
  #unplannable = false;

  constructor(entry: PlanEntry) {
    this.#entry = entry;
  }

  /** Takes note of an exchange. @returns its number */
  exchanged(sent: Sent): number {
    return this.#sent.push(sent) - 1;
  }

  /** The number of the last exchange; -1 before the first. */
  get last(): number {
    return this.#sent.length - 1;
  }

  judged(check: CheckName): void {
    this.#checks.add(check);
  }

  /** @param operation that was asked, where not the one that the case is about */
  add(check: CheckName, wrong: Wrong, exchange: number, operation?: Operation): void {
    const { ref, subject } = this.#entry;
    const sent = this.#sent[exchange];
    const safe = (text: string) => harmless(sent ? sent.redactor.text(text) : text);
    const { source } = wrong;
    this.#checks.add(check);
    this.#findings.push({
      check,
      severity: wrong.severity ?? 'error',
      caseId: ref.id,
      operation: operation ? operationLabel(operation) : ref.operation,
      example: ref.example,
      pointer: safe(wrong.pointer),
      message: safe(wrong.message),
      expected: safe(wrong.expected),
      actual: safe(wrong.actual),
      source,
      ...(subject.locate && { position: subject.locate(source) }),
      ...(sent && { request: sent.request, exchange }),
    });
  }

  unanswered({ kind, detail }: Failure, planned?: Planned): void {
    const wrong = {
      pointer: '',
      message: kind === 'threw' ? 'The handler failed.' : 'No usable answer came.',
      expected: planned ? expectedOf(planned.expect) : 'an answer',
      actual: detail,
      source: planned?.expect.source ?? this.#entry.ref.source,
    };
    this.add('target', wrong, this.last);
  }

  /** The case cannot be sent. */
  refuse(problems: readonly Problem[]): void {
    this.#unplannable = true;
    this.#checks.add('plan');
    for (const problem of problems) this.add('plan', problem, -1);
  }

  /** The case cannot be tried against this target. Of several reasons the first counts. */
  skip(reason: string): void {
    // Of an item that two cases wait for, one has learned why there is none.
    if (!this.#unplannable) this.#skipped ??= reason;
  }

  verdict(): JudgedEvent {
    const broken = this.#findings.some(({ severity }) => severity === 'error');
    const failed: Verdict = this.#unplannable ? 'unplannable' : 'broken';
    const fine: Verdict = this.#skipped === undefined ? 'held' : 'skipped';
    return {
      type: 'judged',
      case: this.#entry.ref,
      verdict: broken ? failed : fine,
      checks: [...this.#checks],
      findings: this.#findings,
      ...(this.#skipped !== undefined && { reason: this.#skipped }),
    };
  }
}

function expectedOf(expect: Expectation): string {
  if (expect.kind === 'pair') return `an answer with status ${expect.status}`;
  return expect.kind === 'refused' ? 'a refusal' : 'an answer';
}
