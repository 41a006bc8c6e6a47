// Hides a developer's folder: the shelf's family below specs/, a server beside it, and the command line run in it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handler } from '../../contract/index.js';
import type { Io } from '../../generator/cli/io.js';
import { type Ran, specpact } from '../generate/run.js';
import { shelfDocument } from './shelf.js';

const MANIFEST = `family: shelf
selector: { in: header, name: Shelf-Version, format: "shelf {version}", whenAbsent: current }
answers: { echo: false, vary: false }
versions:
  - { id: "2.0", spec: 2.0.json, state: CURRENT }
`;

export interface Workplace {
  readonly cwd: string;
  readonly baseUrl: string;
  /** May be changed between runs. */
  handler: Handler;
  /** Runs `specpact contract`, against the server unless told otherwise. */
  contract(argv: readonly string[], otherwise?: Partial<Io>): Promise<Ran>;
  write(name: string, text: string): void;
  close(): void;
}

export async function workplace(first: Handler): Promise<Workplace> {
  const cwd = mkdtempSync(join(tmpdir(), 'specpact-workplace-'));
  mkdirSync(join(cwd, 'specs', 'books'), { recursive: true });
  writeFileSync(join(cwd, 'specs/books/family.yaml'), MANIFEST);
  writeFileSync(join(cwd, 'specs/books/2.0.json'), JSON.stringify(shelfDocument(), null, 2));
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const { method = 'GET', url = '/' } = incoming;
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    await sendOn(
      await place.handler(new Request(`http://localhost${url}`, { method, headers, ...body })),
      outgoing,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const place: Workplace = {
    ...{ cwd, baseUrl, handler: first },
    contract: (argv, otherwise) =>
      specpact(
        [
          'contract',
          ...(argv[0] === 'merge'
            ? argv
            : ['--family', 'shelf', '--base-url', baseUrl, '--phases', 'examples,discovery', ...argv]),
        ],
        cwd,
        otherwise,
      ),
    write: (name, text) => writeFileSync(join(cwd, name), text),
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(cwd, { recursive: true });
    },
  };
  return place;
}

async function sendOn(answer: Response, outgoing: ServerResponse): Promise<void> {
  // Two runs are compared.
  outgoing.sendDate = false;
  outgoing
    .writeHead(answer.status, Object.fromEntries(answer.headers))
    .end(Buffer.from(await answer.arrayBuffer()));
}
