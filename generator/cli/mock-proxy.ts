// Hides `specpact mock --validate`: a real server behind a proxy that judges, and the file that its exchanges are written to.
import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Family } from '../../runtime/lifecycle.js';
import type { ApiModel } from '../model/types.js';
import { readFailure } from '../source.js';
import { Refusal } from './contract-arguments.js';
import type { Io } from './io.js';
import { printable } from './print.js';

export interface ProxyFlags {
  readonly validate: string;
  readonly errors?: boolean;
  readonly record?: string;
  readonly quiet?: boolean;
  readonly now: () => Date;
}

/** @throws Refusal where there is no such URL, or the file cannot be written */
export async function proxied(
  { models, family }: { readonly models: readonly ApiModel[]; readonly family: Family | undefined },
  { validate, errors = false, record, quiet = false, now }: ProxyFlags,
  io: Io,
): Promise<{ handler(request: Request): Promise<Response>; end(): void }> {
  const url = URL.canParse(validate) ? new URL(validate) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new Refusal('--validate needs the http or https URL of a server, such as http://127.0.0.1:3000.');
  const { createProxy, recorderOf } = await import('../../contract/mock/index.js');
  const file = record === undefined ? undefined : opened(record, io);
  const recorder = recorderOf(/\.har$/i.test(record ?? '') ? 'har' : 'ndjson', now);
  const write = (text: string) => {
    if (file !== undefined && text !== '') writeSync(file, text);
  };
  const handler = createProxy({
    ...{ models, upstream: validate, errors, now },
    ...(family && { family }),
    onExchange: (exchange) => {
      write(recorder.add(exchange));
      if (quiet) return;
      const { request, answer } = exchange.verdict;
      const lines = [
        ...request.map((each) => ['request', each] as const),
        ...answer.map((each) => ['answer', each] as const),
      ];
      for (const [side, { pointer, message }] of lines.slice(0, MOST_LINES))
        io.err(`    ${side} ${printable(`${pointer} ${message}`)}\n`);
    },
  });
  const end = () => {
    write(recorder.end());
    if (file !== undefined) closeSync(file);
  };
  return { handler, end };
}

/** Of one exchange. */
const MOST_LINES = 20;

function opened(path: string, io: Io): number {
  try {
    return openSync(resolve(io.cwd, path), 'w');
  } catch (cause) {
    throw new Refusal(`--record ${path} cannot be written: ${readFailure(cause as NodeJS.ErrnoException)}.`);
  }
}
