// Hides what JUnit's XML says of a run: a suite for each version, a test case for each case.
import type { Finding, JudgedEvent } from '../events.js';
import { type TestCase, type TestResult, TestSuites } from '../markup/junit.js';
import { findingText, PLAIN } from './finding.js';
import { RunRecord } from './record.js';
import { cutOf, endOf, type Report } from './report.js';

/** A run that did not come to its end is an error of its own: what was not tried must not look as if it had passed. */
export function junitReport(): Report {
  const record = new RunRecord();
  const suites = new TestSuites();
  return {
    add(event) {
      record.add(event);
      if (event.type !== 'judged') return '';
      const { family, version } = event.case;
      suites.add(
        family === undefined ? version : `${family} ${version}`,
        caseOf(event, record.planned?.seed),
      );
      return '';
    },
    end() {
      const message = endOf(record.finished);
      if (message !== undefined)
        suites.add('run', {
          ...{ name: 'the run ends', classname: 'run' },
          results: [{ kind: 'error', message }],
        });
      const { planned, finished } = record;
      const facts = { seed: planned?.seed, cut: cutOf(finished) };
      return suites.document('specpact contract', planned?.instant, facts);
    },
  };
}

function caseOf({ case: ref, verdict, findings, reason }: JudgedEvent, seed: number | undefined): TestCase {
  const textOf = (each: readonly Finding[]) =>
    each.map((finding) => findingText(finding, PLAIN, seed)).join('\n\n');
  const errors = findings.filter(({ severity, known }) => severity === 'error' && !known);
  const others = findings.filter((finding) => !errors.includes(finding));
  const known = findings.find((finding) => finding.known)?.known;
  const why = { message: headline(errors), type: errors[0]?.check, text: textOf(errors) };
  const results: Readonly<Record<JudgedEvent['verdict'], readonly TestResult[]>> = {
    held: [],
    broken: [{ kind: 'failure', ...why }],
    unplannable: [{ kind: 'error', ...why }],
    skipped: [{ kind: 'skipped', message: reason }],
    known: [{ kind: 'skipped', message: known && `known until ${known.expires}: ${known.reason}` }],
  };
  return {
    ...{ name: ref.id, classname: ref.operation, results: results[verdict] },
    ...(others.length > 0 && { output: textOf(others) }),
  };
}

function headline(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `${first.check}: ${first.message}${more}`;
}
