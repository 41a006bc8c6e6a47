// What other programs read of a run: each form is parsed again, and holds whatever a server has said.
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPORTERS, type ReporterName, type RunEvent, reportText } from '../../contract/index.js';
import { visible } from '../../contract/show.js';
import { all, readXml } from '../versions/xml.js';
import { field } from './broken.js';
import { HAR, SARIF } from './formats.js';
import { hostileRun, hostileText } from './hostile.js';
import { junitMisfits } from './junit.js';
import { conforming, runShelf } from './shelf.js';

const text = (name: ReporterName, events: readonly RunEvent[]) =>
  reportText(REPORTERS[name]({ tool: '1.2.3' }), events);
const xml = (events: readonly RunEvent[]) =>
  readXml(text('junit', events).replace('<?xml version="1.0" encoding="UTF-8"?>\n', '').trimEnd());
const broken = (await runShelf(field('/book/pages', 0))).events;
const fine = (await runShelf(conforming)).events;
const aborted = AbortSignal.abort();

describe('junit', () => {
  it('has a case for each case, with the text of what broke it', () => {
    const root = xml(broken);
    expect(root.attributes).toMatchObject({ tests: '14', failures: '3', errors: '0', skipped: '0' });
    const failed = all(root).filter(({ name }) => name === 'failure');
    expect(failed.map(({ attributes }) => attributes)).toEqual(
      Array(3).fill({ message: 'body: The body does not match its schema.', type: 'body' }),
    );
    expect(failed[0]?.text).toContain('alone     --case shelf/2.0/createBook/examples/full-draft');
    expect(
      all(xml(fine))
        .filter(({ name }) => !/^test/.test(name))
        .map(({ name }) => name),
    ).toEqual(['properties', 'property']);
    expect(all(xml(fine)).find(({ name }) => name === 'property')?.attributes).toEqual({
      name: 'seed',
      value: '0',
    });
  });

  it('is what CI systems read, whatever it says', () => {
    for (const events of [broken, fine, hostileRun('::error::a\n::error::b]]>')])
      expect(junitMisfits(xml(events))).toEqual([]);
    expect(text('junit', hostileRun('::error::a\n::error::b'))).not.toMatch(/^\s*::/m);
  });

  it('never lets a run without an end look as if it had passed', async () => {
    const { events } = await runShelf(conforming, { options: { signal: aborted } });
    const root = xml(events);
    expect(root.attributes).toMatchObject({ tests: '1', errors: '1' });
    expect(all(root).find(({ name }) => name === 'error')?.attributes).toEqual({
      message: 'The run was ended early.',
    });
  });
});

describe('ndjson', () => {
  it('is the events', () => {
    const lines = text('ndjson', broken).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(broken);
  });
});

describe('github', () => {
  it('annotates each cause once', () => {
    expect(text('github', fine)).toBe('');
    const lines = text('github', broken).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error title=body%3A POST \/v1\/{shelf}\/books \(createBook\)::The body does not match its schema\.%0Aat: \/body\/book\/pages%0Aexpected: /,
    );
    expect(text('github', hostileRun('a:b,c%'))).toContain(
      '::error file=a%3Ab%2Cc%25,line=3,col=5,title=body%3A a%3Ab%2Cc%25::a:b,c%25%0A',
    );
  });
});

describe('sarif', () => {
  const validate = new Ajv({ allErrors: true }).compile(SARIF);

  it('is SARIF 2.1.0: a result for each cause, a rule for each check', () => {
    const log = JSON.parse(text('sarif', broken));
    expect([validate(log), validate.errors]).toEqual([true, null]);
    expect(log.runs[0].results).toHaveLength(2);
    expect(log.runs[0].results[0]).toMatchObject({
      ruleId: 'body',
      level: 'error',
      occurrenceCount: 1,
      webResponse: { statusCode: 201 },
    });
    for (const { ruleId, ruleIndex } of log.runs[0].results)
      expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it('says of what is known that it is suppressed, and of a run without an end that it failed', () => {
    const [run] = JSON.parse(text('sarif', hostileRun('a b:c'))).runs;
    expect(run.results[1].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'a b:c' },
    ]);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b%3Ac');
    expect(run.invocations[0].executionSuccessful).toBe(false);
  });

  it('knows a defect again by its fingerprint, whatever its case', () => {
    const prints = (events: readonly RunEvent[]) =>
      JSON.parse(text('sarif', events)).runs[0].results.map(
        (each: { partialFingerprints: object }) => each.partialFingerprints,
      );
    expect(prints(broken)).toEqual(prints(broken.filter((_, at) => at !== 1)));
    expect(new Set(prints(broken).map((each: object) => JSON.stringify(each))).size).toBe(2);
  });
});

describe('har', () => {
  const validate = new Ajv({ allErrors: true }).compile(HAR);

  it('is HAR 1.2: every exchange in order, without a clock', () => {
    const archive = JSON.parse(text('har', broken));
    expect([validate(archive), validate.errors]).toEqual([true, null]);
    expect(archive.log.entries).toHaveLength(18);
    expect(archive.log.entries[0]).toMatchObject({
      request: { method: 'POST', postData: { mimeType: 'application/json' } },
      response: { status: 201 },
      comment: 'shelf/2.0/createBook/examples/full-draft',
    });
    expect(validate(JSON.parse(text('har', [])))).toBe(true);
  });
});

describe('html', () => {
  it('says what was found, and loads nothing', () => {
    const page = text('html', broken);
    expect(page).toContain(
      '<h3 id="name-1"><span class="bad">✗ Error</span> · body · POST /v1/{shelf}/books',
    );
    expect(page).toMatch(/content="default-src 'none'; style-src 'sha256-/);
    expect(page.match(/(src|href)="(?!#)/g)).toBeNull();
    expect(text('html', fine)).toContain('Nothing was found.');
  });
});

describe('whatever a server or a document says', () => {
  const property = (holds: (hostile: string, events: RunEvent[]) => void) =>
    fc.assert(
      fc.property(hostileText, (hostile) => holds(hostile, hostileRun(hostile))),
      { seed: 5, numRuns: 150 },
    );

  it('junit is XML that reads back as what can be seen of it', () => {
    property((hostile, events) => {
      const cases = all(xml(events)).filter(({ name }) => name === 'testcase');
      expect(cases.map(({ attributes }) => attributes['name'])).toEqual([
        ...['1', '2', '3'].map((number) => number + visible(hostile)),
        'the run ends',
      ]);
      expect(cases[0]?.children[0]?.attributes['message']).toBe(`body: ${visible(hostile)}`);
    });
  });

  it('json, ndjson, sarif and har are JSON, and show nothing raw', () => {
    property((hostile, events) => {
      for (const name of ['json', 'sarif', 'har'] as const) {
        const written = text(name, events);
        expect(
          written.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)?.every((each) => each === '\n') ?? true,
        ).toBe(true);
        JSON.parse(written);
      }
      expect(JSON.parse(text('har', events)).log.entries[0].response.content.text).toBe(hostile);
      const lines = text('ndjson', events).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual(events);
    });
  });

  it('github and the terminal write lines of their own only', () => {
    property((_, events) => {
      const lines = text('github', events).split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.map((line) => /^::(error|notice)( |::)/.test(line))).toEqual([true, true, true]);
      expect(text('terminal', events)).not.toMatch(/^(::|##)|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/mu);
    });
  });

  it('html has no tag, no attribute and no character of theirs', () => {
    const tags = (page: string) => page.match(/<[!/a-z][^\s>]*/g);
    // What is empty, or sorts elsewhere, would have other tags of ours.
    const usual = tags(text('html', hostileRun('x')));
    property((hostile) => {
      const page = text('html', hostileRun(`x${hostile}`));
      expect(tags(page)).toEqual(usual);
      expect(page).not.toMatch(/(?![\n\t])\p{Cc}|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u);
    });
  });
});
