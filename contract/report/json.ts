// Hides the JSON document of a run: what was planned, every case's verdict, every finding and what they have in common.
import type { CaseRef, Finding, JudgedEvent } from '../events.js';
import { harmlessJson } from '../show.js';
import type { Cause } from './cause.js';
import { RunRecord } from './record.js';
import type { Report } from './report.js';

/** Collects a run into one JSON document: `{ baseUrl, outcome, totals, versions, coverage, cases, causes, findings, … }`. */
export function jsonReport(): Report {
  const record = new RunRecord();
  const cases: (Pick<CaseRef, 'id'> & Pick<JudgedEvent, 'verdict' | 'reason'>)[] = [];
  const findings: Finding[] = [];
  return {
    add(event) {
      record.add(event);
      if (event.type !== 'judged') return '';
      const { case: ref, verdict, reason } = event;
      cases.push({ id: ref.id, verdict, ...(reason !== undefined && { reason }) });
      findings.push(...event.findings);
      return '';
    },
    end() {
      const { planned, finished, cleaned } = record;
      const document = {
        baseUrl: planned?.baseUrl,
        instant: planned?.instant,
        seed: planned?.seed,
        outcome: finished?.outcome,
        reason: finished?.reason,
        totals: finished?.totals,
        cut: finished?.cut,
        shard: planned?.shard,
        versions: planned?.versions,
        coverage: record.coverage(),
        cleaned: cleaned && { removed: cleaned.removed, left: cleaned.left },
        cases,
        causes: record.causes().map(causeOf),
        findings,
      };
      return `${harmlessJson(document)}\n`;
    },
  };
}

/** Without what its first finding says already. */
function causeOf({ first, cases, phases, versions, caseIds }: Cause): object {
  const { check, severity, operation, pointer, message } = first;
  return {
    ...{ check, severity, operation, pointer, message, known: first.known },
    ...{ cases, phases: Object.fromEntries(phases), versions, caseIds },
  };
}
