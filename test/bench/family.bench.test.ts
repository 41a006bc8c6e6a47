// What a family costs over a single version's server: the same handlers behind both, in turns, in this process and over a socket.
import { connect, type Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { createServer as create11 } from '../../generated/scp-virtualserver/1.1/server.js';
import { createServer as create13 } from '../../generated/scp-virtualserver/1.3/server.js';
import { createServer as createFamily } from '../../generated/scp-virtualserver/server.js';
import { versionOptions } from '../replay/servers/scp.js';
import { listen } from '../replay/socket.js';
import { count, table } from './table.js';

const TURNS = 400;
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
  '1.3, CURRENT': { alone: create13(options['1.3']), version: 'virtualserver 1.3' },
  '1.1, DEPRECATED': { alone: create11(options['1.1']), version: 'virtualserver 1.1' },
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

type Contender = (requests: number) => Promise<void>;

/**
 * Requests per second of each in every turn; who goes first changes. Seconds of the processor, of which this process has its share
 * whatever else the machine does; of a machine that does nothing else they are the clock's.
 */
async function inTurns(requests: number, contenders: readonly Contender[]): Promise<number[][]> {
  const speeds: number[][] = contenders.map(() => []);
  for (let turn = -20; turn < TURNS; turn++) {
    const order = contenders.map((_, index) => (index + Math.abs(turn)) % contenders.length);
    for (const index of order) {
      const start = process.cpuUsage();
      await contenders[index]?.(requests);
      const { user, system } = process.cpuUsage(start);
      const seconds = (user + system) / 1e6;
      if (turn >= 0) speeds[index]?.push(requests / seconds); // the first turns warm up
    }
  }
  return speeds;
}

/** Of the best tenth of the turns: in the others the machine was busy with something else, or with collecting garbage. */
function typical(values: readonly number[]): number {
  return [...values].sort((a, b) => b - a)[Math.floor(values.length / 10)] ?? 0;
}

function judge(where: string, version: string, speeds: readonly number[][]): void {
  const [alone = 0, dressed = 0, layered = 0] = speeds.map(typical);
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

async function handles({ alone, version }: (typeof CASES)[keyof typeof CASES]): Promise<readonly Handle[]> {
  const headers = { ...HEADERS, 'Scp-Api-Version': version };
  return [
    alone,
    await dressedLike(alone, () => new Request('http://localhost/v1/snapshots', { headers })),
    family,
  ];
}

it.each(Object.entries(CASES))('in process: %s', async (name, each) => {
  const headers = { ...HEADERS, 'Scp-Api-Version': each.version };
  const calling = (handle: Handle) => async (requests: number) => {
    for (let sent = 0; sent < requests; sent++) {
      const response = await handle(new Request('http://localhost/v1/snapshots', { headers }));
      if (response.status !== 200) throw new Error(await response.text());
    }
  };
  judge('in process', name, await inTurns(50, (await handles(each)).map(calling)));
});

/** One connection that sends the next request when the answer to the last one is whole. */
async function keptAlive(url: string, version: string): Promise<(requests: number) => Promise<void>> {
  const { hostname, port, host } = new URL(url);
  const lines = Object.entries({ Host: host, ...HEADERS, 'Scp-Api-Version': version });
  const text = `GET /v1/snapshots HTTP/1.1\r\n${lines.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
  const bytes = Buffer.from(text);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise((ready) => socket.once('connect', ready));
  afterAll(() => socket.destroy());
  return (requests) =>
    new Promise((done, fail) => {
      let left = requests;
      let pending = '';
      socket.removeAllListeners('data');
      socket.on('data', (chunk) => {
        pending += chunk.toString('latin1');
        const head = pending.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = /^content-length: (\d+)$/im.exec(pending.slice(0, head))?.[1];
        if (!pending.startsWith('HTTP/1.1 200 ') || length === undefined) return fail(new Error(pending));
        if (pending.length < head + 4 + Number(length)) return;
        pending = '';
        left -= 1;
        if (left === 0) done();
        else socket.write(bytes);
      });
      socket.write(bytes);
    });
}

it.each(Object.entries(CASES))('over a socket: %s', async (name, each) => {
  const connections = (await handles(each)).map(async (handle) =>
    keptAlive(await listen(handle), each.version),
  );
  judge('loopback', name, await inTurns(50, await Promise.all(connections)));
});
