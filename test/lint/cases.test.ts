// Hides nothing: every folder below test/cases/lint is a case, and what lint finds there is what its expect.yaml says.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Diagnostic } from '../../generator/diagnostics.js';
import { lintFamily } from '../../generator/lint/family.js';
import { lintSpec } from '../../generator/lint/run.js';
import { loadDocument } from '../../generator/pipeline.js';

const CASES = fileURLToPath(new URL('../cases/lint/', import.meta.url));
/** The instant at which the families of the cases are judged. */
const INSTANT = new Date('2026-01-01T12:00:00Z');

/** One line of an expect.yaml. `message` is a part of the message. */
interface Expected {
  readonly id: string;
  readonly severity?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function lintCase(folder: string): Promise<readonly Diagnostic[]> {
  return existsSync(join(folder, 'family.yaml'))
    ? lintFamily('family.yaml', { cwd: folder, instant: INSTANT })
    : lintSpec('openapi.yaml', { cwd: folder });
}

describe('lint cases', () => {
  for (const name of readdirSync(CASES).sort()) {
    it(name, async () => {
      const folder = join(CASES, name);
      const expected = parse(readFileSync(join(folder, 'expect.yaml'), 'utf8')) as readonly Expected[];
      const found = await lintCase(folder);
      const seen = found.map(({ id, severity, message, position }, index) => ({
        id,
        severity,
        ...position,
        // Only the part that is expected is compared; the whole message stands where it does not hold it.
        message: message.includes(expected[index]?.message ?? message)
          ? (expected[index]?.message ?? message)
          : message,
      }));
      expect(seen).toEqual(expected.map((each) => ({ severity: 'error', ...each })));
      for (const { message } of found) expect(message).not.toMatch(/[\n\r]|undefined|\[object/);
    });
  }
});

it('what generating says of formats is what lint says', async () => {
  const cwd = join(CASES, 'format-unknown');
  const { diagnostics } = await loadDocument('openapi.yaml', { cwd });
  expect(diagnostics).toHaveLength(2);
  expect(diagnostics).toEqual(await lintSpec('openapi.yaml', { cwd }));
});
