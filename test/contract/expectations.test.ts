// Known failures: excused while they fail, told when they do not, and a list that is wrong is refused at its place.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { field, status } from './broken.js';
import { conforming } from './shelf.js';
import { type Workplace, workplace } from './workplace.js';

let place: Workplace;
beforeAll(async () => {
  place = await workplace(conforming);
});
beforeEach(() => {
  place.handler = field('/book/pages', 0);
});
afterAll(() => place.close());

/** Runs with a list of entries, one line each. */
function contract(entries: readonly string[], ...argv: string[]) {
  place.write('known.yaml', entries.map((entry) => `- ${entry}\n`).join(''));
  return place.contract(['--expectations', 'known.yaml', ...argv]);
}

const PAGES = [
  '{ cases: shelf/2.0/createBook/examples/full-draft, reason: "BOOK-1", expires: 2026-04-16 }',
  '{ cases: shelf/*/getBook/examples/*-book, checks: [body], reason: "BOOK-2", expires: 2026-12-31 }',
];

describe('a known failure', () => {
  it('is excused and shown, where every case that is named fails', async () => {
    const [create = ''] = PAGES;
    const get = ['known-book', 'gone-book'].map((name) =>
      (PAGES[1] ?? '').replace('*-book', name).replace('*', '2.0'),
    );
    const { code, out } = await contract([create, ...get]);
    expect(out).toContain('! POST /v1/{shelf}/books (createBook) · example full-draft · body\n');
    expect(out).toContain('    known     known.yaml:1:3  until 2026-04-16: BOOK-1\n');
    expect(out).toContain(': 11 held, 3 known to be broken\n');
    expect(code).toBe(0);
    const json = await contract([create, ...get], '--json');
    expect(JSON.parse(json.out).totals).toMatchObject({ held: 11, known: 3, broken: 0, errors: 0 });
  });

  it('that does not fail is an error at the place of its entry', async () => {
    const { code, out } = await contract(PAGES);
    expect(code).toBe(1);
    expect(out).toContain(
      '✗ GET /v1/{shelf}/books/{book_id} (getBook) · example unknown-book · expectations\n',
    );
    expect(out).toContain('    spec      known.yaml:2:3  ');
    expect(out).toContain('    expected  a finding of body, because: BOOK-2\n');
    expect(out).toContain(': 10 held, 1 broken, 3 known to be broken\n');
    place.handler = conforming;
    const fixed = await contract(PAGES, '--json');
    expect(JSON.parse(fixed.out).totals).toMatchObject({ broken: 4, known: 0, errors: 4 });
  });

  it('excuses no other check', async () => {
    place.handler = status(418);
    const { code, out } = await contract([PAGES[1] ?? ''], '--case', 'shelf/2.0/getBook', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).totals).toMatchObject({ broken: 3, known: 0 });
  });

  it('is known no more from the day on which it expires', async () => {
    const [create = ''] = PAGES;
    const argv = ['--case', 'shelf/2.0/createBook/examples/full-draft', '--json'];
    const totals = async (now: string) =>
      JSON.parse((await contract([create], ...argv, '--now', now)).out).totals;
    expect(await totals('2026-04-15T23:59:59Z')).toMatchObject({ known: 1, broken: 0 });
    expect(await totals('2026-04-16')).toMatchObject({ known: 0, broken: 1, errors: 1 });
    place.handler = conforming;
    expect(await totals('2026-04-16')).toMatchObject({ held: 1, broken: 0 });
  });

  it('may name cases that this run does not try', async () => {
    const { code } = await contract(PAGES, '--case', 'shelf/2.0/listBooks');
    expect(code).toBe(0);
  });
});

describe('a list that is wrong', () => {
  it.each<[string, string, string]>([
    ['no list', 'a: 1', '1:1  error  The file is a mapping, where a list is wanted.  expectations-invalid'],
    ['no mapping', '- a', '1:3  error  Entry 1 is a text, where a mapping is wanted.  expectations-invalid'],
    [
      'no reason',
      '- { cases: a, expires: 2026-12-31 }',
      '1:3  error  Entry 1 has no "reason".  expectations-invalid',
    ],
    [
      'no day',
      '- { cases: a, reason: b, expires: 2026-02-30 }',
      '1:26  error  "2026-02-30" is no day.  expectations-invalid',
    ],
    [
      'a reason of spaces',
      '- { cases: a, reason: "  ", expires: 2026-12-31 }',
      '1:15  error  "reason" is empty.  expectations-invalid',
    ],
    [
      'an unknown key',
      '- { case: a, cases: a, reason: b, expires: 2026-12-31 }',
      '1:5  error  Entry 1 knows no key "case".  expectations-invalid\n    Did you mean cases?',
    ],
    [
      'an unknown check',
      '- { cases: a, checks: [relation], reason: b, expires: 2026-12-31 }',
      '1:24  error  Number 1 of "checks" is "relation", which is none of plan, target, ',
    ],
    [
      'a pattern that names nothing',
      '- { cases: shelf/2.0/getBok, reason: b, expires: 2026-12-31 }',
      '1:3  error  No case is named by "shelf/2.0/getBok".  expectation-unmatched',
    ],
  ])('%s', async (_, text, message) => {
    place.write('bad.yaml', text);
    place.handler = () => Promise.reject(new Error('it was sent'));
    const { code, out, err } = await place.contract(['--expectations', 'bad.yaml']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`bad.yaml:${message}`);
    expect(err).toMatch(/1 error\. Nothing was sent\.\n$/);
  });

  it('cannot be read', async () => {
    const { code, err } = await place.contract(['--expectations', 'nowhere.yaml']);
    expect([code, err.split('\n')[0]]).toEqual([
      2,
      'nowhere.yaml:1:1  error  Cannot read nowhere.yaml: there is no such file.  file-unreadable',
    ]);
  });
});
