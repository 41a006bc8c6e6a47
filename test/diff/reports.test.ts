// Every form of a report, whatever documents and files are called: none lets a text become markup, a command or a colour.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { junitMisfits } from '../contract/junit.js';
import { specpact } from '../generate/run.js';
import { all, readXml } from '../versions/xml.js';

const folder = mkdtempSync(join(tmpdir(), 'specpact-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = [
  ...['<script>alert(1)</script>', '</style>', ']]>', '::error file=a::owned', '##[error]x', '%0A::error::b'],
  ...['a | b', '`rm -rf`', '[a](javascript:alert(1))', '**bold**', '\u001b[2J', '\u001b]0;owned\u0007'],
  ...['\u202eright', '\u2028::error::c', '\n::error::d', '" onmouseover="alert(1)', '&amp;', '# a'],
];

const op = (more: object) => ({ responses: { 200: { description: '' } }, ...more });
const document = (isOld: boolean) => ({
  openapi: '3.1.1',
  info: { title: HOSTILE[0], version: '1.0.0' },
  paths: Object.fromEntries(
    HOSTILE.map((text, at) => [
      `/${at}${text.replace(/[?#{}\n]/g, '')}`,
      {
        get: op({
          tags: isOld ? [] : [text],
          'x-owner': isOld ? '' : text,
          parameters: [
            { name: text, in: 'query', schema: { type: 'string', enum: isOld ? [text, 'b'] : ['b'] } },
          ],
        }),
      },
    ]),
  ),
  components: { securitySchemes: isOld ? {} : { [HOSTILE[6] ?? '']: { type: 'http', scheme: 'basic' } } },
});
const NAMES = ['::error file=a::x.json', 'a|`b`<i>.json'];
const [OLD, NEW] = NAMES as [string, string];
writeFileSync(join(folder, OLD), JSON.stringify(document(true)));
writeFileSync(join(folder, NEW), JSON.stringify(document(false)));

const told = async (reporter: string) =>
  (await specpact(['diff', OLD, NEW, '--extension', 'x-owner', '--reporter', reporter], folder)).out;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/;
/** What a CI system takes for a command. */
const COMMAND = /^\s*(::|##\[)/m;

describe('a text of a document', () => {
  it.each(['terminal', 'json', 'markdown', 'html', 'junit'])('is a text in %s', async (reporter) => {
    const out = await told(reporter);
    expect(out).not.toMatch(UNSEEN);
    expect(out).not.toMatch(COMMAND);
    expect(out.length).toBeGreaterThan(2000);
  });

  it('is no markup in HTML and Markdown', async () => {
    const page = await told('html');
    expect(page.match(/<(script|i|a|img)\b|onmouseover="/g)).toBeNull();
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    const lines = (await told('markdown')).split('\n').filter((line) => /^[-#]/.test(line));
    // But for the marks and names that are ours.
    const texts = lines.map((line) =>
      line.replace(/^(- (\*\*[\w ]+:\*\* )?|#+ )/, '').replace(/`[\w-]+( L-\d\d)?`/g, ''),
    );
    expect(texts.filter((text) => /(?<!\\)(\\\\)*[`*_[\]<>|#]/.test(text))).toEqual([]);
  });

  it('is an annotation, and no other command', async () => {
    const lines = (await told('github')).trimEnd().split('\n');
    const changes = JSON.parse(await told('json')).comparisons[0].changes;
    expect(lines).toHaveLength(changes.length);
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::[^\n]*$/);
  });

  it("is read again from JUnit's XML, as CI systems have it", async () => {
    const root = readXml((await told('junit')).replace(/^<\?xml.*\?>\n/, '').trimEnd());
    expect(junitMisfits(root)).toEqual([]);
    const failures = all(root).filter(({ name }) => name === 'failure');
    expect(failures).toHaveLength(HOSTILE.length);
    expect(failures[0]?.attributes['message']).toContain('<script>alert(1)</script>');
  });
});

it('JSON names every way in which a change is met', async () => {
  const shared = (limit: number) => {
    const book = { type: 'object', properties: { name: { type: 'string', maxLength: limit } } };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } };
    return {
      openapi: '3.1.1',
      info: { title: 'Books', version: '1' },
      paths: {
        '/a': { get: { responses: { 200: { description: '', content } } } },
        '/b': {
          get: { responses: { 200: { description: '', content }, 201: { description: '', content } } },
        },
      },
      components: { schemas: { Book: book } },
    };
  };
  writeFileSync(join(folder, 'less.json'), JSON.stringify(shared(9)));
  writeFileSync(join(folder, 'more.json'), JSON.stringify(shared(99)));
  const { out } = await specpact(['diff', 'less.json', 'more.json', '--json'], folder);
  expect(JSON.parse(out).comparisons[0].changes[0].uses).toEqual([
    { call: 'GET /a', where: '200 answer (application/json), name' },
    { call: 'GET /b', where: '200 answer (application/json), name' },
    { call: 'GET /b', where: '201 answer (application/json), name' },
  ]);
});

describe('what could not be read', () => {
  const broken = {
    ...{ openapi: '3.1.1', info: { title: 'Books', version: '1' } },
    paths: { '/a': { get: { parameters: 'none', responses: { 200: { description: '' } } } } },
  };
  const whole = { ...broken, paths: { '/a': { get: { responses: { 200: { description: '' } } } } } };
  const lay = (name: string, value: object) => {
    mkdirSync(join(folder, 'faults'), { recursive: true });
    writeFileSync(join(folder, 'faults', name), JSON.stringify(value));
  };
  lay('broken.json', broken);
  lay('whole.json', whole);
  const diff = (...argv: string[]) => specpact(['diff', ...argv], join(folder, 'faults'));

  it.each([
    ['whole.json', 'broken.json'],
    ['broken.json', 'whole.json'],
  ])('%s → %s: is told, and fails where that is asked for', async (from, to) => {
    const { code, err } = await diff(from, to);
    expect([code, err]).toEqual([0, expect.stringContaining('diff-incomplete')]);
    expect(err).toContain('A part of broken.json could not be read, and was not compared.');
    expect((await diff(from, to, '--fail-on', 'warning')).code).toBe(1);
    const { out } = await diff(from, to, '--json');
    expect(JSON.parse(out).diagnostics.map(({ id }: { id: string }) => id)).toContain('diff-incomplete');
  });
});
