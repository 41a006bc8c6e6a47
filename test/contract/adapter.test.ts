// The vitest adapter: its tests in this very run, and in a run of its own what a broken contract looks like.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contractSuite } from '../../contract/vitest.js';
import { conforming, EXAMPLES, MODEL } from './shelf.js';

contractSuite({ name: 'a conforming handler', model: MODEL, handler: conforming, phases: EXAMPLES });
contractSuite({
  models: [MODEL],
  handler: conforming,
  variables: { shelf: 'mine' },
  phases: EXAMPLES,
  match: 'shape',
  cases: ['shelf/2.0/getBook'],
});

describe('contractSuite', () => {
  it('needs a model, and one target', () => {
    expect(() => contractSuite({ handler: conforming })).toThrow(TypeError);
    expect(() => contractSuite({ model: MODEL })).toThrow(TypeError);
    expect(() => contractSuite({ model: MODEL, handler: conforming, baseUrl: 'http://h' })).toThrow(
      TypeError,
    );
  });

  it('fails a test a broken case, with the finding as its text, and a pattern that names none', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const script = `import { startVitest } from 'vitest/node';
      const options = { config: false, root: ${JSON.stringify(root)}, include: ['test/contract/adapter.suite.ts'], reporters: ['json'], watch: false };
      await (await startVitest('test', [], options)).close();`;
    const output = await new Promise<string>((resolve) => {
      const environment = { ...process.env, VITEST: '', VITEST_WORKER_ID: '' };
      execFile(
        process.execPath,
        ['--input-type=module', '-e', script],
        { cwd: root, env: environment },
        (_, stdout) => resolve(stdout),
      );
    });
    const report = JSON.parse(output.slice(output.indexOf('{'))) as {
      testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
    };
    const tests = report.testResults.flatMap((file) => file.assertionResults);
    expect(tests.map(({ fullName, status }) => `${status} ${fullName}`)).toEqual([
      'failed one thing broken a case is named shelf/9.9',
      ...['all-books', 'by-tag', 'unauthorized', 'all-books + limit', 'all-books + name'].map(
        (example) => `passed one thing broken 2.0 GET /v1/{shelf}/books (listBooks) examples: ${example}`,
      ),
      'failed one thing broken 2.0 GET /v1/{shelf}/books/{book_id} (getBook) examples: known-book',
    ]);
    const [message = ''] = tests.at(-1)?.failureMessages ?? [];
    for (const part of [
      '· body',
      '/body/book/pages',
      'a number >= 1',
      '0',
      'curl -sS',
      '#/components/schemas/Book/properties/pages',
    ])
      expect(message).toContain(part);
    expect(message).not.toContain('node_modules');
  });
});
