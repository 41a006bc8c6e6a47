// That a generated server answers a million requests, a hundred at a time, each of them rightly, and keeps nothing of them.
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { count } from '../table.js';
import { Subject } from './load.js';
import { create, DRAFT, get, KEY, list } from './notes.js';
import { prepare } from './prepare.js';

/** SPECPACT_REQUESTS=1000000: as many as there are wanted; fewer while others need the machine. */
const TOTAL = Number(process.env['SPECPACT_REQUESTS'] ?? 1_000_000);
const AT_A_TIME = 100;
/** Megabytes that may be kept between the first tenth and the end. */
const KEPT_MB = 8;

let subject: Subject;
let pool: Pool;
beforeAll(async () => {
  prepare();
  subject = await Subject.of('Fastify, generated');
  pool = new Pool(subject.baseUrl, { connections: AT_A_TIME });
});
afterAll(async () => {
  await pool.close();
  subject.end();
});

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly status: number;
  /** Undefined: a refusal, of whatever words. */
  readonly answer?: string;
}

/** No two in a row are alike: an answer that were another's would show. */
function asked(at: number): Asked {
  const id = `6f1c2b7e-8f3a-4c58-9d0e-${String(at).padStart(12, '0')}`;
  switch (at % 5) {
    case 0:
      return { method: 'GET', path: `/v1/notes/${id}`, status: 200, answer: JSON.stringify(get(id)) };
    case 1: {
      const draft = { ...DRAFT, title: `Note ${at}` };
      const answer = JSON.stringify(create(draft));
      return { method: 'POST', path: '/v1/notes', body: JSON.stringify(draft), status: 201, answer };
    }
    case 2: {
      const answer = JSON.stringify(list({ limit: 2, offset: at, tag: [] }));
      return { method: 'GET', path: `/v1/notes?limit=2&offset=${at}`, status: 200, answer };
    }
    case 3:
      return { method: 'GET', path: `/v1/notes?limit=${at + 101}`, status: 400 };
    default:
      return { method: 'POST', path: '/v1/notes', body: `{"title":${at}}`, status: 400 };
  }
}

async function isRight({ method, path, body, status, answer }: Asked): Promise<boolean> {
  const headers = { 'x-api-key': KEY, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const response = await pool.request({ method, path, headers, body: body ?? null });
  const text = await response.body.text();
  return response.statusCode === status && (answer === undefined || text === answer);
}

it(`${count(TOTAL)} requests at concurrency ${AT_A_TIME}`, async () => {
  let [next, wrong] = [0, 0];
  const until = async (end: number): Promise<void> => {
    const worker = async () => {
      while (next < end) if (!(await isRight(asked(next++)))) wrong++;
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  };
  await until(TOTAL / 10);
  const before = (await subject.used('heap')).heap;
  await until(TOTAL);
  const kept = ((await subject.used('heap')).heap - before) / 1e6;
  console.log(
    `\n${count(next)} requests, ${wrong} wrong answers; heap ${(before / 1e6).toFixed(1)} MB after a tenth, ${kept.toFixed(1)} MB more at the end\n`,
  );
  expect(next).toBe(TOTAL);
  expect(wrong).toBe(0);
  expect(kept).toBeLessThan(KEPT_MB);
});
