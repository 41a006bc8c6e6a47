// A server that is told to stop while a request is under way: the sample that runtime/README.md shows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

it('answers what it was asked, takes nothing new, and ends with 0', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/tour/graceful.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const url = (await lines.next()).value as string;
    const headers = { 'Scp-Accesskey': 'a', 'Scp-Signature': 'b', 'Scp-Timestamp': '1' };
    const answer = fetch(`${url}/v1/snapshots`, { headers });
    expect((await lines.next()).value).toBe('asked');
    child.kill('SIGTERM');
    const before = { answered: false };
    void answer.then(() => {
      before.answered = true;
    });
    await expect.poll(() => refused(url), { timeout: 5000, interval: 20 }).toBe('ECONNREFUSED');
    expect(before.answered).toBe(false);
    const response = await answer;
    expect([response.status, await response.json()]).toEqual([200, { snapshots: [] }]);
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
}, 30_000);

/** What a new connection is told. */
async function refused(url: string): Promise<unknown> {
  try {
    return (await fetch(`${url}/v1/snapshots`, { headers: { connection: 'close' } })).status;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code;
  }
}
