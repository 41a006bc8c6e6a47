// What a family costs over a single version's server: the same handlers behind both, in turns, in this process and over a socket.
import { connect, type Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { createServer as create11 } from '../../generated/scp-virtualserver/1.1/server.js';
import { createServer as create13 } from '../../generated/scp-virtualserver/1.3/server.js';
import { createServer as createFamily } from '../../generated/scp-virtualserver/server.js';
import { versionOptions } from '../replay/servers/scp.js';
import { listen } from '../replay/socket.js';
import { count, table } from './table.js';

const TURNS = 12_000;
/** Of requests per second, once the family is in front. */
const MOST_OVERHEAD = 0.05;

const instant = new Date('2026-04-15T00:00:00Z');
const now = () => instant;
const options = versionOptions({ now });
const family = createFamily({ now, versions: options });
const HEADERS = {
  'Scp-Accesskey': '2sd2gg=2agbdSD26svcD',
  'Scp-Signature': 'fsfsdf235f9U35sdgf35Xsf/qgsdgsdg326=sfsdr23rsef=',
  'Scp-Timestamp': '1605290625682',
  'Scp-ClientType': 'Openapi',
};
/** The version that owes its callers nothing, and one that tells of its end in every answer. */
const CASES = {
  '1.3, CURRENT': { make: () => create13(options['1.3']), version: 'virtualserver 1.3' },
  '1.1, DEPRECATED': { make: () => create11(options['1.1']), version: 'virtualserver 1.1' },
} as const;

const HEAD = [
  'where',
  'version',
  'alone',
  'with the same headers',
  'in a family',
  'overhead',
  'of the layer',
];
const rows: string[][] = [];
afterAll(() => {
  console.log(`\n${table(HEAD, rows)}\n`);
});

type Contender = () => Promise<void>;

/**
 * Seconds of the processor that each took for one request in every turn; who goes first changes. One request at a time: whatever else the
 * machine is busy with lasts longer than a turn, and so falls on all of them alike.
 */
async function inTurns(contenders: readonly Contender[]): Promise<number[][]> {
  const seconds: number[][] = contenders.map(() => []);
  const warming = TURNS / 10;
  for (let turn = 0; turn < warming + TURNS; turn++) {
    const order = contenders.map((_, index) => (index + turn) % contenders.length);
    for (const index of order) {
      const start = process.cpuUsage();
      await contenders[index]?.();
      const { user, system } = process.cpuUsage(start);
      if (turn >= warming) seconds[index]?.push((user + system) / 1e6);
    }
    // The platform lets go of what requests leave behind only between tasks.
    if (turn % 50 === 0) await new Promise((resume) => setImmediate(resume));
  }
  return seconds;
}

/** Requests per second, by the mean of the middle half of the turns: in the slowest garbage was collected, or others had the caches. */
function typical(seconds: readonly number[]): number {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = sorted.slice(sorted.length / 4, (sorted.length * 3) / 4);
  return middle.length / middle.reduce((sum, each) => sum + each, 0);
}

function judge(where: string, version: string, seconds: readonly number[][]): void {
  const [alone = 0, dressed = 0, layered = 0] = seconds.map(typical);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const figures = [alone, dressed, layered].map((speed) => `${count(speed)}/s`);
  rows.push([where, version, ...figures, percent(1 - layered / alone), percent(1 - layered / dressed)]);
  // What a deprecated version must tell in every answer costs whoever tells it: the layer is what comes on top.
  const base = version.endsWith('DEPRECATED') ? dressed : alone;
  expect(1 - layered / base).toBeLessThan(MOST_OVERHEAD);
}

type Handle = (request: Request) => Promise<Response>;

/** A single version whose answers carry by hand what the family's would. */
async function dressedLike(alone: Handle, request: () => Request): Promise<Handle> {
  const plain = (await alone(request())).headers;
  const more = [...(await family(request())).headers].filter(([name]) => !plain.has(name));
  return async (each) => {
    const response = await alone(each);
    for (const [name, value] of more) response.headers.set(name, value);
    return response;
  };
}

/** Each has a server of its own: one that two of them called would be warmer. */
async function handles({ make, version }: (typeof CASES)[keyof typeof CASES]): Promise<readonly Handle[]> {
  const headers = { ...HEADERS, 'Scp-Api-Version': version };
  return [
    make(),
    await dressedLike(make(), () => new Request('http://localhost/v1/snapshots', { headers })),
    family,
  ];
}

it.each(Object.entries(CASES))('in process: %s', async (name, each) => {
  const headers = { ...HEADERS, 'Scp-Api-Version': each.version };
  const calling = (handle: Handle) => async () => {
    const response = await handle(new Request('http://localhost/v1/snapshots', { headers }));
    if (response.status !== 200) throw new Error(await response.text());
  };
  judge('in process', name, await inTurns((await handles(each)).map(calling)));
});

/** One connection that sends the next request when the answer to the last one is whole. */
async function keptAlive(url: string, version: string): Promise<Contender> {
  const { hostname, port, host } = new URL(url);
  const lines = Object.entries({ Host: host, ...HEADERS, 'Scp-Api-Version': version });
  const text = `GET /v1/snapshots HTTP/1.1\r\n${lines.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
  const bytes = Buffer.from(text);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise((ready) => socket.once('connect', ready));
  afterAll(() => socket.destroy());
  return () =>
    new Promise((done, fail) => {
      let pending = '';
      socket.removeAllListeners('data');
      socket.on('data', (chunk) => {
        pending += chunk.toString('latin1');
        const head = pending.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = /^content-length: (\d+)$/im.exec(pending.slice(0, head))?.[1];
        if (!pending.startsWith('HTTP/1.1 200 ') || length === undefined) return fail(new Error(pending));
        if (pending.length >= head + 4 + Number(length)) done();
      });
      socket.write(bytes);
    });
}

it.each(Object.entries(CASES))('over a socket: %s', async (name, each) => {
  const connections = (await handles(each)).map(async (handle) =>
    keptAlive(await listen(handle), each.version),
  );
  judge('loopback', name, await inTurns(await Promise.all(connections)));
});
