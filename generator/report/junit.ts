// Hides JUnit's XML, as CI systems read it: a suite for each comparison, a test case for each operation that changed.
import { element } from '../versions/xml.js';
import { byCall, type DiffReport, placeOf, sentence } from './report.js';

export function junitText({ now, comparisons, notes }: DiffReport): string {
  const suites = comparisons.map(({ title, changes }) => {
    const cases = [...byCall(changes)].map(([call, each]) => {
      const failures = each.filter(({ severity, accepted }) => severity === 'error' && !accepted);
      const lines = each.map(
        (change) =>
          `${sentence(change)} (${change.id}, ${placeOf(change.base)}, ${placeOf(change.revision)})`,
      );
      const failed = failures.map((change) =>
        element(
          'failure',
          { type: change.id, message: sentence(change) },
          `${placeOf(change.base)} → ${placeOf(change.revision)}`,
        ),
      );
      const name = call === '' ? 'all operations' : call;
      return {
        failures: failures.length > 0 ? 1 : 0,
        xml: element(
          'testcase',
          { name, classname: title },
          ...failed,
          element('system-out', {}, lines.join('\n')),
        ),
      };
    });
    const failures = cases.filter((each) => each.failures > 0).length;
    const all =
      cases.length === 0
        ? [element('testcase', { name: 'no changes', classname: title })]
        : cases.map(({ xml }) => xml);
    return element(
      'testsuite',
      { name: title, tests: all.length, failures, timestamp: now.slice(0, 19) },
      ...all,
    );
  });
  const errors = notes.filter(({ severity }) => severity === 'error');
  const said = errors.map(({ id, message }) =>
    element('testcase', { name: id, classname: 'families' }, element('failure', { type: id, message })),
  );
  const extra =
    said.length === 0
      ? []
      : [element('testsuite', { name: 'families', tests: said.length, failures: said.length }, ...said)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'specpact diff' }, ...suites, ...extra).markup}\n`;
}
