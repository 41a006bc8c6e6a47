// What people and programs read of a run.
import { describe, expect, it } from 'vitest';
import {
  findingText,
  handlerTarget,
  plan,
  REPORTERS,
  type RunEvent,
  reportText,
  run,
} from '../../contract/index.js';
import { curlLine } from '../../contract/report/curl.js';
import { field } from './broken.js';
import { conforming, EXAMPLES, MODEL, modelOf, runShelf, shelfDocument } from './shelf.js';

const terminal = (events: readonly RunEvent[], colour = false) =>
  reportText(REPORTERS.terminal({ colour }), events);

describe('terminal', () => {
  it('says of a run without findings what was tried', async () => {
    const { events } = await runShelf(conforming);
    expect(terminal(events)).toBe(`shelf 2.0
  ✓ POST /v1/{shelf}/books (createBook): 3 of 3 held
  ✓ GET /v1/{shelf}/books (listBooks): 5 of 5 held
  ✓ GET /v1/{shelf}/books/{book_id} (getBook): 3 of 3 held
  ✓ DELETE /v1/{shelf}/books/{book_id} (deleteBook): 3 of 3 held

14 cases of 4 operations with 12 examples against http://localhost: 14 held
touched 100 %: 4 of 4 operations, 13 of 13 parameters, 9 of 9 status codes, 12 of 12 examples
seed 0
`);
  });

  it('tells a finding with everything that is needed to see it again', async () => {
    const locate = () => ({ file: 'specs/shelf/2.0.yaml', line: 12, column: 7 });
    const planned = plan([{ model: MODEL, locate }], { phases: EXAMPLES });
    const events: RunEvent[] = [];
    const entries = [...planned.entries].filter(({ ref }) => ref.id.endsWith('full-draft'));
    for await (const event of run(
      { ...planned, entries, size: entries.length },
      handlerTarget(field('/book/name', "O'Neill")),
    ))
      events.push(event);
    expect(terminal(events)).toContain(`✗ POST /v1/{shelf}/books (createBook) · example full-draft · relations
    The documented answer repeats /body/name of its request here; this one does not.
    at        /body/book/name
    expected  "Emma", as sent in /body/name
    actual    "O'Neill"
    spec      specs/shelf/2.0.yaml:12:7  #/paths/~1v1~1{shelf}~1books/post/responses/201/content/application~1json/examples/full-draft
    request   curl -sS -i -X POST http://localhost/api/v1/north-wall-3/books -H 'accept: application/json' -H 'content-type: application/json' -H 'shelf-version: shelf 2.0' -H 'x-auth-token: [redacted]' --data-raw '{"name":"Emma","tags":["novel","regency"],"note":null}'
    alone     --case shelf/2.0/createBook/examples/full-draft
`);
  });

  it('counts what could not be sent, was not run, or has no example, and never as held', async () => {
    const document = shelfDocument();
    const paths = {
      ...document.paths,
      '/health': { get: { operationId: 'health', responses: { 204: { description: 'Fine.' } } } },
    };
    for (const parameter of document.paths['/v1/{shelf}/books'].parameters)
      if (parameter.name === 'X-Auth-Token') Object.assign(parameter, { example: undefined });
    const controller = new AbortController();
    const handler = (request: Request) => {
      if (request.method === 'DELETE') controller.abort();
      return conforming(request);
    };
    const { events } = await runShelf(handler, {
      model: modelOf({ ...document, paths }),
      options: { signal: controller.signal },
    });
    const text = terminal(events);
    expect(text).toContain('  ✗ POST /v1/{shelf}/books (createBook): 1 of 3 held, 2 could not be sent\n');
    expect(text).toContain('  ? DELETE /v1/{shelf}/books/{book_id} (deleteBook): 0 of 3 held, 3 not run\n');
    expect(text).toContain('  not tried: GET /health (health) of 2.0 has no documented example\n');
    expect(text).toMatch(
      /: 5 held, 6 could not be sent, 3 not run\ntouched .*\nThe run was ended early\.\nseed 0\n$/,
    );
  });

  it('calls what was tried by its phase, and says how to draw it again', async () => {
    const { events, findings } = await runShelf(field('/book/pages', 0), { settings: { seed: 7 } });
    for (const name of ['terminal', 'junit', 'html', 'github'] as const)
      expect(reportText(REPORTERS[name](), events), name).toContain('/examples/full-draft --seed 7');
    const [finding] = findings;
    if (!finding) throw new Error('nothing was found');
    const head = (caseId: string) => findingText({ ...finding, caseId, example: 'x' }).split('\n')[0];
    expect(head('shelf/2.0/createBook/examples/x')).toContain('(createBook) · example x · body');
    expect(head('shelf/2.0/createBook/negative/x')).toContain('(createBook) · negative x · body');
    expect(head('shelf/2.0/discovery')).toContain('(createBook) · x · body');
  });

  it('lets nothing that a server says reach the terminal raw', async () => {
    const hostile = '\u001b]0;owned\u0007\u009b2J\u202egnp.exe\u2028';
    const { events } = await runShelf(field('/book/name', hostile));
    const colours = ['1', '2', '22', '31', '32', '39'].map((code) => `\u001b[${code}m`);
    const text = colours.reduce((rest, code) => rest.replaceAll(code, ''), terminal(events, true));
    expect(text.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)?.every((character) => character === '\n') ?? true).toBe(
      true,
    );
    expect(text).toContain('gnp.exe');
  });
});

describe('json', () => {
  it('is one document with verdicts and findings, the same every time', async () => {
    const { events } = await runShelf(field('/book/pages', 0));
    const text = reportText(REPORTERS.json(), events);
    const document = JSON.parse(text);
    expect(document).toMatchObject({
      baseUrl: 'http://localhost',
      outcome: 'complete',
      totals: {
        cases: 14,
        held: 11,
        broken: 3,
        unplannable: 0,
        skipped: 0,
        notRun: 0,
        errors: 3,
        warnings: 0,
      },
      versions: [
        {
          family: 'shelf',
          version: '2.0',
          operations: [{ operationId: 'createBook', cases: 3, examples: 3 }, {}, {}, {}],
        },
      ],
    });
    expect(document.cases).toHaveLength(14);
    expect(document.cases[0]).toEqual({ id: 'shelf/2.0/createBook/examples/full-draft', verdict: 'broken' });
    expect(document.findings[0]).toMatchObject({
      check: 'body',
      pointer: '/body/book/pages',
      request: { method: 'POST' },
    });
    expect(reportText(REPORTERS.json(), (await runShelf(field('/book/pages', 0))).events)).toBe(text);
  });

  it('has events that survive being written as lines', async () => {
    const { events } = await runShelf(field('/book/pages', 0));
    expect(events.map((event) => JSON.parse(JSON.stringify(event)))).toEqual(events);
  });
});

describe('curlLine', () => {
  const line = (more: object) => curlLine({ method: 'GET', url: 'http://h/', headers: [], ...more });

  it('quotes what a shell would read', () => {
    expect(line({ url: 'http://h/a?b=1&c=$(x)' })).toBe("curl -sS -i 'http://h/a?b=1&c=$(x)'");
    expect(line({ method: 'POST', body: "it's" })).toBe(
      "curl -sS -i -X POST http://h/ --data-raw 'it'\\''s'",
    );
    expect(line({ method: 'POST', body: "a\n'\u001b" })).toBe(
      "curl -sS -i -X POST http://h/ --data-raw $'a\\x0a\\'\\x1b'",
    );
    expect(line({ method: 'HEAD', headers: [['x-empty', '']] })).toBe(
      "curl -sS -i -I http://h/ -H 'x-empty;'",
    );
  });
});
