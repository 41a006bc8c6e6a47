// Hides JUnit's XML, as CI systems read it: suites of test cases, counted.
import { element, type Xml } from './xml.js';

/** How a case ended, unless it passed. */
export interface TestResult {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: string | undefined;
  readonly type?: string | undefined;
  readonly text?: string;
}

export interface TestCase {
  readonly name: string;
  readonly classname: string;
  readonly results: readonly TestResult[];
  /** What is told beside them. */
  readonly output?: string;
}

interface Suite {
  readonly cases: Xml[];
  failures: number;
  errors: number;
  skipped: number;
}

/** Grows case by case, and holds only what is written of each. */
export class TestSuites {
  readonly #suites = new Map<string, Suite>();

  add(name: string, { results, output, ...attributes }: TestCase): void {
    const suite = this.#suites.get(name) ?? { cases: [], failures: 0, errors: 0, skipped: 0 };
    this.#suites.set(name, suite);
    const has = (kind: TestResult['kind']) => Number(results.some((each) => each.kind === kind));
    suite.failures += has('failure');
    suite.errors += has('error');
    suite.skipped += has('skipped');
    const told = results.map(({ kind, message, type, text }) =>
      element(kind, { message, type }, ...(text === undefined ? [] : [text])),
    );
    const beside = output === undefined ? [] : [element('system-out', {}, output)];
    suite.cases.push(element('testcase', attributes, ...told, ...beside));
  }

  /**
   * @param instant RFC 3339; the format wants the second without its zone
   * @param facts said of each suite; those without a value are left out
   */
  document(
    name: string,
    instant: string | undefined,
    facts: Readonly<Record<string, string | number | undefined>> = {},
  ): string {
    const timestamp = instant?.slice(0, 19);
    const properties = Object.entries(facts).flatMap(([key, value]) =>
      value === undefined ? [] : [element('property', { name: key, value })],
    );
    const head = properties.length > 0 ? [element('properties', {}, ...properties)] : [];
    const suites = [...this.#suites];
    const total = (count: (suite: Suite) => number) =>
      suites.reduce((sum, [, suite]) => sum + count(suite), 0);
    const counts = {
      tests: total(({ cases }) => cases.length),
      failures: total(({ failures }) => failures),
      errors: total(({ errors }) => errors),
      skipped: total(({ skipped }) => skipped),
    };
    const each = suites.map(([title, { cases, ...numbers }]) =>
      element('testsuite', { name: title, tests: cases.length, ...numbers, timestamp }, ...head, ...cases),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name, ...counts }, ...each).xml}\n`;
  }
}
