// What documents, files and servers say never commands a terminal or a CI system: every command, in every form of its report.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plan, REPORTERS, run, type Target } from '../../contract/index.js';
import { loadFamily } from '../../generator/pipeline.js';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';
import { document20 } from './document-20.js';
import { document32 } from './document-32.js';

/** C0, C1, DEL, bidirectional and invisible characters, line ends that only some know, halves of pairs; a line feed is ours. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** What GitHub and Azure take for a command at the beginning of a line. */
const COMMAND = /^\s*(?:::|##\[|##vso\[)/m;

const HOSTILE =
  '::error::owned\n::set-output name=a::b\r\n##[command]x\u001b]0;t\u0007\u001b[2J\u009b31m\u007f\u202e\u2028\ud800\u{e0041}';

const ESCAPE = '\u001b';
/** Our own colours, which only a terminal that wants them gets. */
const COLOURS = new RegExp(`${ESCAPE}\\[\\d{1,2}m`, 'g');

function held(text: string, own = /^$/): void {
  expect(text).not.toMatch(UNSEEN);
  for (const line of text.split('\n')) if (!own.test(line)) expect(line).not.toMatch(COMMAND);
}

/** What the reporter for GitHub writes itself: a title without a colon, then the message. */
const ANNOTATION = /^::(error|warning|notice) ([a-zA-Z]+=[^,:]*,?)*::[^\n]*$/;

describe.each([
  ['every name and text', (place: string) => `${HOSTILE}${place}`],
  ['texts that begin a line', (place: string) => `::error::${place}`],
])('%s of a document', (_, word) => {
  const documents = [document20, document32].map((make) =>
    JSON.stringify(
      make((place) => word(place)),
      null,
      1,
    ),
  );

  it.each([
    ['lint'],
    ['lint', '--json'],
    ['generate', '--output', 'out'],
    ['generate', '--output', 'out', '--json'],
    ['generate', '--output', 'out', '--lenient'],
    ['generate', '--output', 'out', '--lenient', '--debug'],
    ['generate', '--output', 'out', '--include', `tag:${HOSTILE}`],
  ])('%s %s %s %s', async (...argv) => {
    for (const document of documents) {
      const folder = scratch({ '::warning::a.json': document });
      const [command = '', ...options]: readonly string[] = argv;
      const { out, err } = await specpact([command, '::warning::a.json', ...options], folder);
      held(out + err);
      expect(out + err).toMatch(/error|written/);
      if (options.includes('--json')) expect(() => JSON.parse(out) as unknown).not.toThrow();
    }
  });
});

describe('what a contract run reports', () => {
  const name = (text: string) => HOSTILE + text;
  const document = {
    openapi: '3.1.1',
    info: { title: name('title'), version: '1' },
    paths: {
      '/a': {
        get: {
          operationId: name('id'),
          responses: {
            200: {
              description: 'd',
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { [name('p')]: { const: name('c') } } },
                  examples: { [name('e')]: { value: { [name('p')]: name('c') } } },
                },
              },
            },
          },
        },
      },
      [`/${name('path')}`]: { get: { operationId: 'b', responses: { 204: { description: 'd' } } } },
    },
  };
  const target: Target = {
    baseUrl: 'http://localhost',
    send: async () =>
      new Response(JSON.stringify({ [name('p')]: name('wrong'), [name('x')]: name('y') }), {
        headers: { 'content-type': 'application/json', 'x-a': '::error::a\u009b31m' },
      }),
  } as unknown as Target;

  it.each(Object.entries(REPORTERS))('%s', async (form, reporter) => {
    const folder = scratch({
      'f/family.yaml':
        'family: f\nselector: { in: none }\nversions: [{ id: v1, spec: a.json, state: CURRENT }]\n',
    });
    mkdirSync(join(folder, 'f'), { recursive: true });
    writeFileSync(join(folder, 'f/a.json'), JSON.stringify(document));
    const loaded = await loadFamily('f/family.yaml', { cwd: folder });
    const [model] = loaded.value?.models ?? [];
    if (!model) throw new Error(JSON.stringify(loaded.diagnostics));
    for (const match of ['relations', 'shape', 'exact'] as const) {
      for (const colour of [false, true]) {
        const report = reporter({ colour });
        let text = '';
        for await (const event of run(plan([{ model }], { phases: ['examples'], match }), target))
          text += report.add(event);
        text += report.end();
        expect(text.length).toBeGreaterThan(200);
        held(text.replace(COLOURS, ''), form === 'github' ? ANNOTATION : undefined);
      }
    }
  });
});
