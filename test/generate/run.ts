// Hides how tests run a command: the real main() in this process, with a scripted outside world.
import type { Io } from '../../generator/cli/io.js';
import { main } from '../../generator/cli/main.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An outside world in which nothing happens, and what is printed there. */
export function scripted(cwd: string, otherwise: Partial<Io> = {}): { io: Io; printed: Omit<Ran, 'code'> } {
  const printed = { out: '', err: '' };
  const io: Io = {
    cwd,
    env: {},
    colour: false,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    now: () => new Date('2026-04-15T00:00:00Z'),
    signal: new AbortController().signal,
    ...otherwise,
  };
  return { io, printed };
}

/** Runs one command line as if typed in `cwd`. */
export async function specpact(
  argv: readonly string[],
  cwd: string,
  otherwise: Partial<Io> = {},
): Promise<Ran> {
  const { io, printed } = scripted(cwd, otherwise);
  return { code: await main(argv, io), ...printed };
}
