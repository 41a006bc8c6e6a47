// Hides how a server is put under load: a process of its own, the same requests in turn, every answer of the status it must have.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DRAFT, ID, KEY } from './notes.js';
import { FOLDER } from './prepare.js';

/** As much of autocannon as is asked of it. */
type Autocannon = (options: object) => Promise<{
  readonly requests: { readonly total: number };
  readonly non2xx: number;
  readonly errors: number;
  readonly timeouts: number;
}>;

export interface Taken {
  /** Requests a second, by the clock on the wall. */
  readonly rate: number;
  /** Microseconds of processors for one request. */
  readonly processor: number;
}

/** What is asked in turn. */
export const REQUESTS = [
  { method: 'GET', path: '/v1/notes?limit=3&offset=40&colour=red&tag=home&tag=a%20b' },
  { method: 'POST', path: '/v1/notes', body: JSON.stringify(DRAFT) },
  { method: 'GET', path: `/v1/notes/${ID}` },
].map((request) => ({
  ...request,
  headers: { 'x-api-key': KEY, ...(request.body !== undefined && { 'content-type': 'application/json' }) },
}));

export class Subject {
  readonly #process: ChildProcess;
  readonly baseUrl: string;

  private constructor(child: ChildProcess, baseUrl: string) {
    this.#process = child;
    this.baseUrl = baseUrl;
  }

  static async of(name: string): Promise<Subject> {
    const child = fork(join(FOLDER, 'process.js'), [name], { execArgv: [] });
    const [baseUrl] = (await once(child, 'message')) as [string];
    return new Subject(child, baseUrl);
  }

  /** Seconds of processors since it began, and bytes on its heap. @param what with `heap`, after what nobody holds has been let go of */
  async used(what: 'heap' | 'processor'): Promise<{ readonly processor: number; readonly heap: number }> {
    this.#process.send(what);
    const [used] = (await once(this.#process, 'message')) as [{ processor: number; heap: number }];
    return used;
  }

  async under(amount: number): Promise<Taken> {
    const autocannon = createRequire(join(FOLDER, 'package.json'))('autocannon') as Autocannon;
    const before = await this.used('processor');
    const begun = performance.now();
    const { requests, non2xx, errors, timeouts } = await autocannon({
      url: this.baseUrl,
      requests: REQUESTS,
      connections: 20,
      amount,
    });
    const seconds = (performance.now() - begun) / 1000;
    const after = await this.used('processor');
    if (non2xx + errors + timeouts > 0)
      throw new Error(`${non2xx} refused, ${errors} failed, ${timeouts} late`);
    return {
      rate: requests.total / seconds,
      processor: ((after.processor - before.processor) / requests.total) * 1e6,
    };
  }

  end(): void {
    this.#process.kill();
  }
}
