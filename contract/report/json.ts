// Hides the JSON document of a run: what was planned, every case's verdict, every finding.
import type { Finding, FinishedEvent, PlannedEvent, Verdict } from '../events.js';
import { harmlessJson } from '../show.js';
import type { Report } from './report.js';

/** Collects a run into one JSON document: `{ baseUrl, outcome, totals, versions, cases, findings }`. */
export function jsonReport(): Report {
  const cases: { id: string; verdict: Verdict }[] = [];
  const findings: Finding[] = [];
  let planned: PlannedEvent | undefined;
  let finished: FinishedEvent | undefined;
  return {
    add(event) {
      if (event.type === 'planned') planned = event;
      else if (event.type === 'finished') finished = event;
      else if (event.type === 'judged') {
        cases.push({ id: event.case.id, verdict: event.verdict });
        findings.push(...event.findings);
      }
      return '';
    },
    end() {
      const document = {
        baseUrl: planned?.baseUrl,
        outcome: finished?.outcome,
        reason: finished?.reason,
        totals: finished?.totals,
        versions: planned?.versions,
        cases,
        findings,
      };
      return `${harmlessJson(document)}\n`;
    },
  };
}
