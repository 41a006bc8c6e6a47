// Hides the outside world from the commands: what they may read of it and where they print. main.ts makes the real one.

export interface Io {
  /** Folder that relative paths in arguments and in printed places are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where standard error is a terminal that takes colour. */
  readonly colour: boolean;
  /** The same of standard output. */
  readonly colourOut?: boolean;
  /** True where standard error is a terminal: somebody looks on. */
  readonly terminal?: boolean;
  /** How wide the terminal is that standard output is; 80 where it is none. */
  readonly columns?: number;
  out(text: string): void;
  err(text: string): void;
  /** The wall clock; the only one in the program. */
  now(): Date;
  /** Ends on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
