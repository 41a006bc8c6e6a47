// Headers of any bytes and any length, written to a socket by hand: a server of a family answers each, prints nothing and repeats nothing.
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { family } from '../../generated/scp-virtualserver/family.js';
import { createServer } from '../../generated/scp-virtualserver/server.js';
import type { Unavailable } from '../../runtime/negotiate.js';
import { problemResponse } from '../../runtime/outgoing.js';
import { problem } from '../../runtime/problem.js';
import { versionOptions } from '../replay/servers/scp.js';
import { listen } from '../replay/socket.js';

const now = () => new Date('2026-04-15T00:00:00Z');
const told: Unavailable[] = [];
const errors: unknown[] = [];
const versions = versionOptions({ now });
const onError = (error: unknown) => errors.push(error);
let port = 0;
const printed = ['log', 'info', 'warn', 'error', 'debug'] as const;

beforeAll(async () => {
  const handle = createServer({
    now,
    versions: {
      '1.3': { ...versions['1.3'], onError },
      '1.2': { ...versions['1.2'], onError },
      '1.1': { ...versions['1.1'], onError },
      '1.0': { ...versions['1.0'], onError },
    },
    onUnavailable: (unavailable) => {
      told.push(unavailable);
      return problemResponse(problem(unavailable.status, unavailable.asked));
    },
  });
  port = Number(new URL(await listen(handle)).port);
  for (const name of printed) vi.spyOn(console, name);
});
afterAll(() => vi.restoreAllMocks());

/** Sends one request with these bytes as the value of the version header; all bytes of the answer. */
function send(value: Uint8Array): Promise<Buffer> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.setTimeout(60_000, () => fail(new Error('no answer')));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses a head may close while the rest is still being written.
    socket.on('error', () => done(Buffer.concat(chunks)));
    socket.on('close', () => done(Buffer.concat(chunks)));
    socket.write('GET /v1/snapshots HTTP/1.1\r\nHost: a\r\nConnection: close\r\nScp-Api-Version: ');
    socket.write(value);
    socket.write('\r\n\r\n');
  });
}

function statusOf(answer: Buffer): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer.toString('latin1'))?.[1]);
}

async function isAlive(): Promise<boolean> {
  return statusOf(await send(Buffer.from('virtualserver 1.3'))) === 401; // it asks for credentials, so it has understood the version
}

describe('a server of a family', () => {
  // Without line ends: behind them another header begins, and it is no longer the value that is hostile.
  const bytes = fc
    .uint8Array({ maxLength: 300 })
    .map((all) => Buffer.from(all.filter((byte) => byte !== 10 && byte !== 13)));
  const near = fc
    .tuple(
      fc.constantFrom('virtualserver ', 'virtualserver', ''),
      bytes,
      fc.constantFrom('', ' 1.3', ', virtualserver 1.3'),
    )
    .map(([before, middle, after]) => Buffer.concat([Buffer.from(before), middle, Buffer.from(after)]));

  it('answers any bytes, and says nothing of them', async () => {
    const property = fc.asyncProperty(near, async (value) => {
      const answer = await send(value);
      // 400 by Node itself where HTTP does not allow the bytes, else by the family; 401 where a version was meant after all.
      expect([400, 401, 406]).toContain(statusOf(answer));
      const [head = ''] = answer.toString('latin1').split('\r\n\r\n');
      expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
      const echo = /^scp-api-version: (.*)$/im.exec(head)?.[1] ?? 'virtualserver 1.3';
      expect(echo).toMatch(/^virtualserver \d{1,9}\.\d{1,9}\r?$/);
    });
    await fc.assert(property, { seed: 4, numRuns: 150 });
    expect(await isAlive()).toBe(true);
  });

  it.each([1024, 1025, 4096, 15_000, 17_000, 100_000, 5_000_000])('answers %i bytes', async (length) => {
    for (const filler of ['1', ' ', ',', 'virtualserver 1.3, ']) {
      const value = Buffer.from(filler.repeat(Math.ceil(length / filler.length)));
      const status = statusOf(await send(value));
      // Node ends the connection over heads of more than 16 KiB, with 431 where it still can; blanks at the beginning are no part of a value.
      if (length > 16_384) expect([400, 431, Number.NaN]).toContain(status);
      else expect([400, 401]).toContain(status);
    }
    expect(await isAlive()).toBe(true);
  });

  it.each([
    '\u001b[31m1.3',
    '1.3\u0000',
    'virtualserver 1.3\u0008',
    'virtualserver %0d%0aSet-Cookie: a=b',
    'virtualserver 1.3\u00a0',
    'virtualserver \u00b9.\u00b3',
    'virtualserver __proto__',
    'virtualserver constructor',
    '__proto__',
    'hasOwnProperty',
  ])('takes %j for malformed', async (value) => {
    expect(statusOf(await send(Buffer.from(value, 'latin1')))).toBe(400);
  });

  it('tells whoever writes its refusals nothing but versions in their one spelling', () => {
    expect(told.length).toBeGreaterThan(20);
    for (const { asked, supported } of told) {
      expect(asked ?? '0.0').toMatch(/^\d{1,9}\.\d{1,9}$/);
      expect(supported).toEqual(family.versions.map(({ id }) => id));
    }
  });

  it('has told nobody of an error, and printed nothing', () => {
    expect(errors).toEqual([]);
    for (const name of printed) expect(console[name]).not.toHaveBeenCalled();
  });
});
