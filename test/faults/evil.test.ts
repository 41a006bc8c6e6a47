// Servers that turn evil half way, over real sockets: the run ends in time, says so, and every report of what was done is whole.
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conforming } from '../contract/shelf.js';
import { type Workplace, workplace } from '../contract/workplace.js';
import { readXml } from '../versions/xml.js';

let place: Workplace;
beforeAll(async () => {
  place = await workplace(conforming);
});
afterAll(() => place.close());

type Evil = (response: ServerResponse) => void;

/** Four at a time, so that they wait together; long enough for a busy machine to answer four. */
const MANNERS = ['--concurrency', '4', '--timeout', '1500'];
const JSON_TYPE = { 'content-type': 'application/json' };

/** Bytes for as long as somebody takes them. */
const endless =
  (headers: Record<string, string>): Evil =>
  (response) => {
    response.writeHead(200, headers);
    const chunk = Buffer.alloc(256 * 1024, ' ');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

const EVILS: Readonly<Record<string, Evil>> = {
  'never answers': () => {},
  'resets the connection': (response) => response.socket?.resetAndDestroy(),
  'answers garbage': (response) => void response.socket?.end('\u0000\u001b[2Jnonsense\r\n\r\n'),
  'sends a body without end': endless(JSON_TYPE),
  'sends ten gigabytes': endless({ ...JSON_TYPE, 'content-length': String(10 * 2 ** 30) }),
  'dies in the middle of a body': (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' });
    response.write('{"book":', () => response.socket?.destroy());
  },
  'trickles its headers': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket?.write('x-a: b\r\n'), 20);
    socket?.on('close', () => clearInterval(timer));
    socket?.on('error', () => clearInterval(timer));
  },
};

/** Passes four requests on to the conforming server, then is evil. */
async function evilAfterFour(evil: Evil): Promise<{ baseUrl: string; close: () => void }> {
  let left = 4;
  const listener: RequestListener = async (incoming, response) => {
    response.on('error', () => {});
    left -= 1;
    if (left < 0) return evil(response);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const { method = 'GET', url = '', headers } = incoming;
    const sent = { method, headers: headers as Record<string, string>, ...body };
    const answer = await conforming(new Request(`http://localhost${url}`, sent));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

describe('a server that, half way,', () => {
  it.each(Object.entries(EVILS))('%s', async (name, evil) => {
    const { baseUrl, close } = await evilAfterFour(evil);
    const files = {
      junit: 'evil.xml',
      json: 'evil.json',
      har: 'evil.har',
      html: 'evil.html',
      ndjson: 'evil.ndjson',
    };
    const argv = Object.entries(files).flatMap(([reporter, file]) => ['--reporter', `${reporter}=${file}`]);
    const { code, out, err } = await place.contract([...argv, '--base-url', baseUrl, ...MANNERS]);
    close();
    const read = (file: string) => readFileSync(join(place.cwd, file), 'utf8');
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/ · target\n {4}No usable answer came\.\n/);
    const report = JSON.parse(read(files.json));
    expect(report.totals.held).toBe(4);
    expect(report.findings.every(({ check }: { check: string }) => check === 'target')).toBe(true);
    // What is too large may come in time, and the run goes on; silence does not end by itself.
    if (!/without end|gigabytes/.test(name)) expect(report.outcome).toBe('gave-up');
    const { broken, notRun } = report.totals;
    expect([broken >= 5, 4 + broken + notRun]).toEqual([true, 14]);
    const archive = JSON.parse(read(files.har));
    expect(archive.log.entries.length).toBeGreaterThanOrEqual(9);
    readXml(read(files.junit).replace(/^.*\n/, '').trimEnd());
    expect(read(files.html).trimEnd().endsWith('</html>')).toBe(true);
    expect(JSON.parse(read(files.ndjson).trimEnd().split('\n').at(-1) ?? '').type).toBe('finished');
  });
});
