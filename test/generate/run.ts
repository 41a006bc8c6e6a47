// Hides how tests run a command: the real main() in this process, with a scripted outside world.
import { main } from '../../generator/cli/main.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line as if typed in `cwd`. */
export async function specpact(argv: readonly string[], cwd: string): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await main(argv, {
    cwd,
    env: {},
    colour: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => new Date('2026-04-15T00:00:00Z'),
    signal: new AbortController().signal,
  });
  return { code, out, err };
}
