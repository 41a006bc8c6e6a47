// Every folder below test/cases/project is a case: `at-1.2.yaml` is what `specpact project api.yaml --version 1.2` prints there, to the letter.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../generator/spec/parse.js';
import { specpact } from '../generate/run.js';
import { projected } from './projected.js';

const CASES = fileURLToPath(new URL('../cases/project/', import.meta.url));

describe.each(readdirSync(CASES))('%s', (name) => {
  const cwd = join(CASES, name);
  const files = readdirSync(cwd);
  const document = files.find((file) => file.startsWith('api.')) ?? '';

  it.each(files.filter((file) => file.startsWith('at-')))('%s', async (file) => {
    const version = file.replace(/^at-|\.(yaml|json)$/g, '');
    const { code, out, err } = await specpact(['project', document, '--version', version], cwd);
    const expected = readFileSync(join(cwd, file), 'utf8');
    expect({ code, out, err }).toEqual({ code: 0, out: expected, err: '' });
    // What is left says nothing of versions any more, and is the same when projected again.
    expect(expected).not.toMatch(/x-(added|removed|deprecated|enum-versions)/);
    const tree = parseText(expected);
    expect(projected(tree, version)).toBe(tree);
  });
});
