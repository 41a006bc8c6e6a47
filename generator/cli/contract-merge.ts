// Hides `specpact contract merge`: the recorded parts of a run become its reports.
import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Part } from '../../contract/index.js';
import { packageVersion } from '../package-root.js';
import { readFailure } from '../source.js';
import { percentOf, Refusal } from './contract-arguments.js';
import { Reports, wantedRunReports } from './contract-reports.js';
import { codeOf, reported } from './contract-verdict.js';
import { EXIT, type Io } from './io.js';
import { diagnosticsJson, printable } from './print.js';

export interface MergeOptions {
  /** Written by the reporter ndjson, in any order. */
  readonly files: readonly string[];
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  /** Percent, in decimal. */
  readonly failUnder?: string;
}

/** Exit codes: those of the whole run; 2 where the files do not make one. */
export async function runMerge(options: MergeOptions, io: Io): Promise<number> {
  const { NoRun, ...kit } = await import('../../contract/index.js');
  try {
    const wanted = wantedRunReports([...(options.json ? ['json'] : []), ...(options.reporter ?? [])], kit);
    const failUnder = options.failUnder === undefined ? undefined : percentOf(options.failUnder);
    const parts: Part[] = [];
    for (const name of options.files)
      parts.push({ name, ...(await kit.recordedRun(name, linesOf(name, io.cwd))) });
    const reports = new Reports(wanted, kit, io, packageVersion());
    try {
      const silent = { add() {}, end() {} };
      return codeOf(await reported(kit.merge(parts), reports, silent, kit), io, failUnder);
    } finally {
      reports.drop();
    }
  } catch (cause) {
    if (!(cause instanceof Refusal || cause instanceof NoRun)) throw cause;
    if (options.json === true || options.reporter?.includes('json'))
      io.out(diagnosticsJson([], { error: cause.message }));
    else io.err(`specpact contract merge: ${printable(cause.message)}\n`);
    return EXIT.usage;
  }
}

/** Of a file, without their ends; a last line that has none is one, too. */
async function* linesOf(path: string, cwd: string): AsyncGenerator<string> {
  try {
    const absolute = resolve(cwd, path);
    if (!statSync(absolute).isFile()) throw new Error('it is no regular file');
    yield* createInterface({ input: createReadStream(absolute), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new Refusal(`Cannot read ${path}: ${readFailure(cause)}.`);
  }
}
