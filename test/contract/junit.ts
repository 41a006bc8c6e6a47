// Hides what CI systems ask of JUnit's XML: which elements stand where, with which attributes, and that what is counted is there.
import { all, type Element } from '../versions/xml.js';

interface Shape {
  readonly attributes: Readonly<Record<string, RegExp>>;
  readonly required: readonly string[];
  readonly children: readonly string[];
}

const TEXT = /^/;
const COUNT = /^\d+$/;
const counts = { tests: COUNT, failures: COUNT, errors: COUNT, skipped: COUNT };
const result: Shape = { attributes: { message: TEXT, type: TEXT }, required: [], children: [] };

/** As the schemas of Jenkins' xunit plugin and of the Ant task have it, as far as they agree. */
const SHAPES: Readonly<Record<string, Shape>> = {
  testsuites: { attributes: { name: TEXT, ...counts }, required: [], children: ['testsuite'] },
  testsuite: {
    attributes: { name: TEXT, ...counts, timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/ },
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['properties', 'testcase'],
  },
  testcase: {
    attributes: { name: TEXT, classname: TEXT },
    required: ['name', 'classname'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  properties: { attributes: {}, required: [], children: ['property'] },
  property: { attributes: { name: TEXT, value: TEXT }, required: ['name', 'value'], children: [] },
  skipped: { ...result, attributes: { message: TEXT } },
  ...{ error: result, failure: result },
  'system-out': { attributes: {}, required: [], children: [] },
};

/** Sentences; none where the document is one that CI systems read. */
export function junitMisfits(root: Element): string[] {
  return all(root).flatMap((each) => {
    const shape = SHAPES[each.name];
    if (!shape) return [`<${each.name}> is no element of it.`];
    const { attributes, children, name } = each;
    const numbers = { failures: 'failure', errors: 'error', skipped: 'skipped' } as const;
    const cases = all(each).filter((one) => one.name === 'testcase');
    const has = (kind: string) =>
      cases.filter((one) => one.children.some((child) => child.name === kind)).length;
    return [
      ...Object.entries(attributes)
        .filter(([key, value]) => shape.attributes[key]?.test(value) !== true)
        .map(([key, value]) => `<${name}> has ${key}="${value}".`),
      ...shape.required.filter((key) => !(key in attributes)).map((key) => `<${name}> has no ${key}.`),
      ...children
        .filter((child) => !shape.children.includes(child.name))
        .map((child) => `<${name}> holds <${child.name}>.`),
      ...('tests' in attributes && Number(attributes['tests']) !== cases.length
        ? [`<${name}> counts wrongly.`]
        : []),
      ...Object.entries(numbers)
        .filter(([key, kind]) => key in attributes && Number(attributes[key]) !== has(kind))
        .map(([key]) => `<${name}> counts its ${key} wrongly.`),
    ];
  });
}
