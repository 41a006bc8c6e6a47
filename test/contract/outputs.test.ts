// Where reports go: several at a time, to files that are whole or not there, and parts of a run that make the run again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handlerTarget, PHASES, type Plan, plan, run, shardOf } from '../../contract/index.js';
import { DEFECTS } from '../faults/defects/index.js';
import { familyToTry, INSTANT } from '../faults/trial.js';
import { field } from './broken.js';
import { conforming } from './shelf.js';
import { type Workplace, workplace } from './workplace.js';

let place: Workplace;
beforeAll(async () => {
  place = await workplace(conforming);
});
beforeEach(() => {
  place.handler = conforming;
});
afterAll(() => place.close());

const read = (name: string) => readFileSync(join(place.cwd, name), 'utf8');
const names = () => readdirSync(place.cwd).sort();

describe('--reporter', () => {
  it('writes several at a time, and the terminal says what there is beside them', async () => {
    place.handler = field('/book/pages', 0);
    const files = {
      junit: 'a.xml',
      html: 'a.html',
      sarif: 'a.sarif',
      har: 'a.har',
      json: 'a.json',
      ndjson: 'a.ndjson',
    };
    const argv = Object.entries(files).flatMap(([name, file]) => ['--reporter', `${name}=${file}`]);
    const { code, out, err } = await place.contract(argv);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('11 held, 3 broken');
    expect(names()).toEqual([...Object.values(files), 'specs'].sort());
    expect(JSON.parse(read('a.json')).totals.broken).toBe(3);
    expect(JSON.parse(read('a.sarif')).runs[0].results).toHaveLength(2);
    expect(JSON.parse(read('a.har')).log.entries).toHaveLength(18);
    expect(read('a.ndjson').trimEnd().split('\n')).toHaveLength(35);
    expect(read('a.html')).toContain('as of 2026-04-15T00:00:00.000Z');
    expect(read('a.xml')).toContain('failures="3"');
  });

  it('annotates beside the terminal, and gives one document alone', async () => {
    place.handler = field('/book/pages', 0);
    const both = await place.contract(['--reporter', 'terminal', '--reporter', 'github']);
    expect(both.out).toMatch(/11 held, 3 broken[\s\S]*^::error file=specs\/books\/2\.0\.json,line=\d+,/m);
    const one = await place.contract(['--json', '--reporter', 'junit=b.xml']);
    expect(JSON.parse(one.out).totals.broken).toBe(3);
  });

  it.each([
    [
      ['json', 'html'],
      'Only one document can go to standard output, not json and html; name a file: --reporter html=FILE.',
    ],
    [['html=a', 'junit=a'], 'Two reporters cannot write the same file: a.'],
    [['html='], '--reporter html= names no file; write --reporter html=report.out.'],
    [['html=nowhere/a.html'], 'Cannot write nowhere/a.html: its folder does not exist; make it first.'],
    [['html=c.html', 'junit=specs'], 'Cannot write specs: it is a folder, not a file.'],
  ])('refuses %j before anything is sent, and leaves nothing behind', async (reporters, message) => {
    const before = names();
    place.handler = () => Promise.reject(new Error('it was sent'));
    const { code, out, err } = await place.contract(reporters.flatMap((each) => ['--reporter', each]));
    const said = reporters.includes('json') ? JSON.parse(out).error : err;
    expect([code, said.includes(message)]).toEqual([2, true]);
    expect(names()).toEqual(before);
  });

  it('writes whole reports of a run that was ended', async () => {
    const controller = new AbortController();
    let left = 6;
    place.handler = (request) => {
      left -= 1;
      if (left === 0) controller.abort();
      return conforming(request);
    };
    const argv = ['--reporter', 'junit=d.xml', '--reporter', 'har=d.har', '--reporter', 'ndjson=d.ndjson'];
    const { code, out } = await place.contract(argv, { signal: controller.signal });
    expect(code).toBe(2);
    expect(out).toContain('5 held, 9 not run');
    expect(out).toContain('The run was ended early.');
    expect(JSON.parse(read('d.har')).log.entries).toHaveLength(5);
    expect(read('d.xml')).toContain('message="The run was ended early."');
    expect(JSON.parse(read('d.ndjson').trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      outcome: 'aborted',
    });
  });

  it('says on a terminal how far it is, in one line that goes away', async () => {
    const { err } = await place.contract([], { terminal: true });
    expect(err).toBe('\r\u001b[2K1 of 14 cases, 0 broken\r\u001b[2K');
    expect((await place.contract(['--json'], { terminal: true })).err).toBe('');
  });
});

describe('--shard and merge', () => {
  const parts = ['1', '2', '3'].map((index) => `part-${index}.ndjson`);
  const merge = (files: readonly string[], ...argv: string[]) => place.contract(['merge', ...files, ...argv]);

  it('makes every report that one run would have made', async () => {
    place.handler = field('/book/pages', 0);
    const sizes: number[] = [];
    for (const [at, file] of parts.entries()) {
      const { out } = await place.contract([
        '--shard',
        `${at + 1}/3`,
        '--reporter',
        `ndjson=${file}`,
        '--json',
      ]);
      sizes.push(JSON.parse(out).cases.length);
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(14);
    expect(Math.max(...sizes)).toBeLessThan(14);
    for (const reporter of ['terminal', 'json', 'ndjson', 'junit', 'html', 'github', 'sarif', 'har']) {
      const whole = await place.contract(['--reporter', reporter]);
      expect(await merge(parts.toReversed(), '--reporter', reporter), reporter).toEqual(whole);
    }
  });

  it('is the whole run in every phase', async () => {
    const defect = DEFECTS.find(({ name }) => name === 'code-of-another');
    if (!defect) throw new Error('there is no such defect');
    const { subjects, under } = await familyToTry(defect.family);
    const settings = { draws: 3, ...(under && { family: { ...under, instant: new Date(INSTANT) } }) };
    const whole = plan(subjects, settings);
    const told = async (part: Plan) => {
      const verdicts: string[] = [];
      for await (const event of run(part, handlerTarget(defect.server(INSTANT).fetch))) {
        if (event.type !== 'judged') continue;
        const flaws = event.findings.map(({ check, pointer, message }) => `${check} ${pointer} ${message}`);
        verdicts.push([event.case.id, event.verdict, ...flaws].join(': '));
      }
      return verdicts;
    };
    const all = await told(whole);
    const inParts: string[] = [];
    for (const index of [1, 2, 3]) inParts.push(...(await told(shardOf(whole, { index, of: 3 }))));
    expect(inParts.toSorted()).toEqual(all.toSorted());
    expect(all.filter((each) => each.includes('error-body')).length).toBeGreaterThan(0);
    for (const phase of Object.keys(PHASES))
      expect(
        all.some((each) => each.includes(`/${phase}`)),
        phase,
      ).toBe(true);
  });

  it('takes a whole run for what it is', async () => {
    const whole = await place.contract(['--reporter', 'ndjson=whole.ndjson', '--json']);
    expect(await merge(['whole.ndjson'], '--json')).toEqual(whole);
  });

  it.each<[string, () => string[], string]>([
    ['a part that is missing', () => parts.slice(1), 'Of 3 parts, these are missing: 1/3.'],
    [
      'a part twice',
      () => [...parts, 'part-1.ndjson'],
      'part-1.ndjson and part-1.ndjson are the same part, 1/3.',
    ],
    [
      'a whole run among parts',
      () => [...parts, 'whole.ndjson'],
      'whole.ndjson is a whole run, not a part of one: it was made without --shard.',
    ],
    [
      'a file that is cut off',
      () => {
        place.write('cut.ndjson', read('part-1.ndjson').split('\n').slice(0, -2).join('\n'));
        return ['cut.ndjson', ...parts.slice(1)];
      },
      'cut.ndjson is cut off after line ',
    ],
    [
      'a line that is cut off',
      () => {
        place.write('cut.ndjson', read('part-1.ndjson').slice(0, -40));
        return ['cut.ndjson', ...parts.slice(1)];
      },
      ' is no event of a run; the file is cut off or not what the reporter ndjson wrote.',
    ],
    [
      'a foreign file',
      () => {
        place.write('foreign.ndjson', '{"type":"planned","versions":null}\n{"a":1}\n');
        return ['foreign.ndjson'];
      },
      'foreign.ndjson is no run: its first line is not what the reporter ndjson writes.',
    ],
    [
      'an empty file',
      () => {
        place.write('empty', '');
        return ['empty'];
      },
      'empty is no run: ',
    ],
    ['a file that is not there', () => ['nowhere'], 'Cannot read nowhere: there is no such file.'],
    ['a folder', () => ['specs'], 'Cannot read specs: it is no regular file.'],
    [
      'cases that were moved',
      () => {
        const [first = '', ...rest] = read('part-1.ndjson').trimEnd().split('\n');
        place.write('moved.ndjson', [first, ...rest.slice(0, -1).toReversed(), rest.at(-1)].join('\n'));
        return ['moved.ndjson', ...parts.slice(1)];
      },
      'moved.ndjson is no part of a run as it was written: its cases are not in order.',
    ],
    [
      'parts that were drawn otherwise',
      () => {
        place.write('drawn.ndjson', read('part-1.ndjson').replace('"seed":0', '"seed":7'));
        return [...parts.slice(1), 'drawn.ndjson'];
      },
      'drawn.ndjson was drawn by the seed 7, part-2.ndjson by 0: give all parts the same --seed.',
    ],
    [
      'parts of different runs',
      () => {
        place.write('other.ndjson', read('part-1.ndjson').replace('"createBook"', '"makeBook"'));
        return ['other.ndjson', ...parts.slice(1)];
      },
      'are parts of different runs: they planned different cases.',
    ],
  ])('refuses %s in one line', async (_, files, message) => {
    const { code, out, err } = await merge(files());
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('specpact contract merge: ');
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each(['0/3', '4/3', '1', '1/2/3', '1/1001', 'a/b'])('refuses --shard %s', async (part) => {
    const { code, err } = await place.contract(['--shard', part]);
    expect([code, err]).toEqual([
      2,
      `specpact contract: --shard ${part} names no part; write --shard 2/5 for the second of five.\n`,
    ]);
  });
});

describe('--fail-under', () => {
  it('fails a run that touched too little, also one that was put together', async () => {
    const argv = ['--case', 'shelf/2.0/getBook', '--reporter', 'ndjson=few.ndjson'];
    const low = await place.contract([...argv, '--fail-under', '50']);
    expect([low.code, low.err]).toEqual([
      1,
      'specpact contract: 23.6 % was touched, and --fail-under wants 50 %.\n',
    ]);
    expect((await place.contract([...argv, '--fail-under', '20'])).code).toBe(0);
    expect((await place.contract(['merge', 'few.ndjson', '--fail-under', '50'])).code).toBe(1);
    expect((await place.contract(['--fail-under', '100'])).code).toBe(0);
  });

  it.each([
    [['--fail-under', '101'], '--fail-under 101 is no percentage; write --fail-under 80.'],
    [['--rate', '0'], '--rate 0 is no number of requests a second; write --rate 20, or 0.5.'],
    [['--concurrency', '0'], '--concurrency 0 is no number of cases; write --concurrency 8.'],
    [
      ['--shard', '1/2', '--fail-under', '10'],
      'A part of a run touches a part only; give --fail-under to specpact contract merge.',
    ],
  ])('refuses %j', async (argv, message) => {
    const { code, err } = await place.contract(argv);
    expect([code, err]).toEqual([2, `specpact contract: ${message}\n`]);
  });
});
