// Hides JUnit's XML, as CI systems read it: a suite for each version, a test case for each case.
import type { Finding, JudgedEvent } from '../events.js';
import { findingText } from './finding.js';
import { RunRecord } from './record.js';
import { endOf, type Report } from './report.js';
import { element, type Xml } from './xml.js';

interface Suite {
  readonly cases: Xml[];
  failures: number;
  skipped: number;
  errors: number;
}

/** A run that did not come to its end is an error of its own: what was not tried must not look as if it had passed. */
export function junitReport(): Report {
  const record = new RunRecord();
  const suites = new Map<string, Suite>();
  const suiteOf = (name: string): Suite => {
    const suite = suites.get(name) ?? { cases: [], failures: 0, skipped: 0, errors: 0 };
    suites.set(name, suite);
    return suite;
  };
  return {
    add(event) {
      record.add(event);
      if (event.type !== 'judged') return '';
      const { family, version } = event.case;
      const suite = suiteOf(family === undefined ? version : `${family} ${version}`);
      suite.cases.push(caseOf(event));
      if (event.verdict === 'broken') suite.failures += 1;
      if (event.verdict === 'unplannable') suite.errors += 1;
      if (event.verdict === 'skipped' || event.verdict === 'known') suite.skipped += 1;
      return '';
    },
    end() {
      const end = endOf(record.finished);
      if (end !== undefined) {
        const suite = suiteOf('run');
        suite.errors += 1;
        suite.cases.push(
          element('testcase', { name: 'the run ends', classname: 'run' }, element('error', { message: end })),
        );
      }
      return `<?xml version="1.0" encoding="UTF-8"?>\n${suitesOf(suites, record.planned?.instant).xml}\n`;
    },
  };
}

function suitesOf(suites: ReadonlyMap<string, Suite>, timestamp: string | undefined): Xml {
  const total = (count: (suite: Suite) => number) =>
    [...suites.values()].reduce((sum, suite) => sum + count(suite), 0);
  const counts = {
    tests: total(({ cases }) => cases.length),
    failures: total(({ failures }) => failures),
    errors: total(({ errors }) => errors),
    skipped: total(({ skipped }) => skipped),
  };
  const each = [...suites].map(([name, { cases, failures, errors, skipped }]) =>
    element(
      'testsuite',
      // Its format wants the second without its zone.
      { name, tests: cases.length, failures, errors, skipped, timestamp: timestamp?.slice(0, 19) },
      ...cases,
    ),
  );
  return element('testsuites', { name: 'specpact contract', ...counts }, ...each);
}

function caseOf({ case: ref, verdict, findings, reason }: JudgedEvent): Xml {
  const attributes = { name: ref.id, classname: ref.operation };
  const errors = findings.filter(({ severity, known }) => severity === 'error' && !known);
  const others = findings.filter((finding) => !errors.includes(finding));
  const known = findings.find((finding) => finding.known)?.known;
  const result = {
    held: [],
    broken: [element('failure', { message: headline(errors), type: errors[0]?.check }, textOf(errors))],
    unplannable: [element('error', { message: headline(errors), type: errors[0]?.check }, textOf(errors))],
    skipped: [element('skipped', { message: reason })],
    known: [element('skipped', { message: known && `known until ${known.expires}: ${known.reason}` })],
  }[verdict];
  const beside = others.length > 0 ? [element('system-out', {}, textOf(others))] : [];
  return element('testcase', attributes, ...result, ...beside);
}

function headline(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `${first.check}: ${first.message}${more}`;
}

function textOf(findings: readonly Finding[]): string {
  return findings.map((finding) => findingText(finding)).join('\n\n');
}
