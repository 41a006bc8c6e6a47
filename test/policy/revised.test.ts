// Which differences between two revisions are told, by the states of the version: each edit once, by the rule that says most of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../generator/diff/changes/compare-documents.js';
import { type Finding, findingsOf } from '../../generator/diff/findings.js';
import { isOfTheVersion, verdictOn } from '../../generator/policy/changes.js';
import type { Family, State, VersionEntry } from '../../runtime/lifecycle.js';
import { EDITS } from '../diff/edits.js';
import { at, LIBRARY, type Tree, WORDS, withEdits } from '../diff/library.js';
import { documentOf } from '../diff/normalised.js';

const DAY = '2026-05-31';
const FAMILY: Family = {
  ...{ family: 'library', timezone: 'UTC', noticeDays: 90, afterNotBefore: 'serve', versions: [] },
  selector: { in: 'none', format: '{version}', whenAbsent: 'current' },
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
} as Family;
const NOTICE = { today: '2026-04-15', days: 0, betaDays: 0 };

function findings(document: Tree): readonly Finding[] {
  return findingsOf(changesBetween(documentOf(LIBRARY), documentOf(document)), NOTICE);
}

/** What a rule of the lifecycle decides, each decision once. */
function judged(
  found: readonly Finding[] | Tree,
  states: readonly [State, State],
  now = '2026-04-15',
  zone?: string,
): string[] {
  const entry = (state: State): VersionEntry => ({
    id: '1.0',
    state,
    ...(state !== 'CURRENT' && { notBefore: DAY }),
  });
  const { timezone, ...family } = FAMILY;
  const relation = {
    kind: 'revisions',
    ...{ before: entry(states[0]), after: entry(states[1]), instant: new Date(now) },
    family: zone === '' ? family : FAMILY,
  } as const;
  const all = Array.isArray(found) ? (found as readonly Finding[]) : findings(found as Tree);
  const decided = all
    .filter((each) => !isOfTheVersion(each, relation))
    .flatMap((each) => {
      const { rule, severity } = verdictOn(each, relation);
      return rule === undefined ? [] : [`${severity} ${rule}`];
    });
  return [...new Set(decided)];
}

// Who compares leaves out what nobody can call any more.
const ALL: readonly State[] = ['PLANNED', 'CURRENT', 'SUPPORTED', 'DEPRECATED'];
const pairs = ALL.flatMap((before) => ALL.map((after): [State, State] => [before, after]));
const EDITED = EDITS.map(({ edit, ...rest }) => ({ ...rest, found: findings(withEdits([edit])) }));
const GONE = /^(breaking|warning) (\w+-)*(operation|parameter|property|webhook)-removed /;
const ruleFor = (line: string) => (GONE.test(line) ? 'L-09' : line.startsWith('info') ? 'L-13' : 'L-14');

describe.each(pairs)('%s → %s', (before, after) => {
  it('what each edit is told as has one verdict, or none', () => {
    const isCalled = before !== 'PLANNED' && after !== 'PLANNED';
    const isFrozen = [before, after].every((state) => state === 'SUPPORTED' || state === 'DEPRECATED');
    for (const { name, found, told } of EDITED) {
      const rules = told.map(ruleFor).filter((rule) => isCalled && (rule !== 'L-13' || isFrozen));
      expect(judged(found, [before, after]), name).toEqual([
        ...new Set(rules.map((rule) => `error ${rule}`)),
      ]);
    }
  });
});

describe('words, examples, order and references', () => {
  it('are never told', () => {
    fc.assert(
      fc.property(fc.subarray(WORDS), fc.constantFrom(...pairs), (words, states) => {
        expect(judged(withEdits(words), states)).toEqual([]);
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});

const gone = (document: Tree) =>
  delete at(document, 'components', 'schemas', 'NewBook', 'properties')['note'];
const states: [State, State] = ['DEPRECATED', 'DEPRECATED'];

describe('what is gone', () => {
  it.each([
    ['2026-03-02T00:00:00Z', 'UTC', 'error'],
    ['2026-05-30T23:59:59Z', 'UTC', 'error'],
    ['2026-05-31T00:00:00Z', 'UTC', 'info'],
    ['2026-06-01T00:00:00Z', 'UTC', 'info'],
    ['2026-05-30T09:00:00Z', '', 'error'],
    ['2026-05-30T10:00:00Z', '', 'info'],
    ['2026-05-31T12:00:00Z', '', 'info'],
  ])('at %s in %s is %s', (now, zone, severity) => {
    expect(judged(withEdits([gone]), states, now, zone)).toEqual([`${severity} L-09`]);
  });
});

describe('x-bugfix', () => {
  const flagged =
    (value: unknown, ...place: string[]) =>
    (document: Tree) => {
      at(document, ...place)['x-bugfix'] = value;
    };
  const narrower = (document: Tree) => {
    at(document, 'components', 'schemas', 'NewBook', 'properties', 'pages')['maximum'] = 9;
  };
  const more = (document: Tree) => {
    at(document, 'components', 'schemas', 'NewBook', 'properties')['isbn'] = {};
  };
  const places: string[][] = [
    ['paths', '/books'],
    ['paths', '/books', 'post'],
    ['paths', '/books', 'post', 'requestBody'],
    ['components', 'schemas', 'NewBook'],
  ];

  it.each(places)('stands on %s %s %s %s', (...place) => {
    const flag = flagged('was wrong', ...place.filter((each) => each !== undefined));
    expect(judged(withEdits([more, flag]), states)).toEqual([]);
    expect(judged(withEdits([narrower, flag]), states)).toEqual(['warning L-14']);
    expect(judged(withEdits([gone, flag]), states)).toEqual(['warning L-09']);
  });

  it('stands on the property itself', () => {
    const place = ['components', 'schemas', 'NewBook', 'properties', 'pages'];
    expect(judged(withEdits([narrower, flagged(true, ...place)]), states)).toEqual(['warning L-14']);
  });

  it.each([false, null, ''])('is none as %j', (value) => {
    const flag = flagged(value, 'components', 'schemas', 'NewBook');
    expect(judged(withEdits([more, flag]), states)).toEqual(['error L-13']);
  });

  it('does not take operations away, nor cover what another operation leads to', () => {
    const flag = flagged('no', 'paths', '/books/{id}');
    const remove = (document: Tree) => delete at(document, 'paths', '/books/{id}')['delete'];
    expect(judged(withEdits([remove, flag]), states)).toEqual(['error L-09']);
    // Books are answered elsewhere, too.
    const shelf = (document: Tree) => {
      at(document, 'components', 'schemas', 'Book', 'properties', 'shelf')['enum'] = ['a', 'c'];
    };
    // One value goes, which breaks nobody who reads, and one comes.
    expect(judged(withEdits([shelf, flag]), states)).toEqual(['error L-13', 'error L-14']);
  });
});
