// Every kind of body, from a generated client to a generated server: a handler receives what its client was given, or the client says why not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../security/generate.js';
import { BODIES, BODY_OPERATIONS, HARD } from './bodies.js';
import { type Crossing, cross } from './crossed.js';
import { CELLS, FORM_OPERATIONS, holds } from './forms.js';
import { COMPONENTS, KINDS } from './kinds.js';
import { CALLS_20, CALLS_30, DOCUMENT_20, DOCUMENT_30 } from './old-bodies.js';

const RUNS = { seed: 3, numRuns: 12 };

/** Blobs as what can be compared. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob)
    return { type: value.type, ...('name' in value && { name: value.name }), text: await value.text() };
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([name, member]) => [name, await plain(member)] as const);
  return Object.fromEntries(await Promise.all(members));
}

const ways = await cross({ ...BODY_OPERATIONS, ...FORM_OPERATIONS }, COMPONENTS);

async function received(crossing: Crossing, operation: string, input: object): Promise<unknown> {
  const outcome = await crossing.call(operation, input);
  if (outcome.kind === 'refused') throw outcome.error;
  if (outcome.kind === 'answered') return expect.fail(`${outcome.status} ${outcome.body}`);
  return plain(outcome.input);
}

for (const crossing of ways.slice(0, 2)) {
  describe(`a body, ${crossing.name}`, () => {
    it.each(BODIES.map(([operation, sent, arrives = sent]) => [operation, sent, arrives] as const))(
      '%s %j',
      async (operation, sent, arrives) => {
        expect(await received(crossing, operation, sent === undefined ? {} : { body: sent })).toStrictEqual(
          arrives === undefined ? {} : { body: arrives },
        );
      },
    );

    it.each([
      ['application/json', { name: HARD, age: 1 }],
      ['application/x-www-form-urlencoded', { name: HARD, age: 1 }],
      ['multipart/form-data', { name: HARD, age: 1 }],
      ['text/plain', HARD],
    ])('of several media types the one that is asked for: %s', async (mediaType, sent) => {
      expect(await received(crossing, 'several', { mediaType, body: sent })).toStrictEqual({
        mediaType,
        body: sent,
      });
    });

    it('of media types that differ by a parameter the one that is asked for', async () => {
      const two = { mediaType: 'application/json; version=2', body: [{ name: 'a' }] };
      expect(await received(crossing, 'versions', two)).toStrictEqual(two);
      const one = { mediaType: 'application/json; version=1', body: { name: 'a' } };
      expect(await received(crossing, 'versions', { body: one.body })).toStrictEqual(one);
    });

    it('without a media type is bytes, and nothing of a strange type is none', async () => {
      const bytes = new Uint8Array([1]);
      const init = { method: 'POST', body: bytes };
      expect(await plain(await crossing.send('/bytes', init))).toMatchObject({
        input: { body: { text: '\u0001' } },
      });
      const empty = { method: 'POST', body: '', headers: { 'content-type': 'text/plain' } };
      expect(await crossing.send('/optional', empty)).toMatchObject({ input: {} });
      expect(await crossing.send('/json', empty)).toMatchObject({ status: 400 });
      expect(await crossing.send('/json', { ...empty, body: 'a' })).toMatchObject({ status: 415 });
    });

    it('that the platform writes by itself is read alike', async () => {
      const form = new FormData();
      form.append('note', 'ü"&=');
      form.append('count', '5');
      form.append('meta', JSON.stringify({ name: 'a', age: 1 }));
      for (const name of ['1.txt', '2.txt']) form.append('files', new File([name], name));
      form.append('avatar', new Blob(['a'], { type: 'image/png' }), 'ü".png');
      const type = 'application/octet-stream';
      expect(await plain(await crossing.send('/upload', { body: form }))).toMatchObject({
        input: {
          body: {
            note: 'ü"&=',
            count: 5,
            meta: { name: 'a', age: 1 },
            files: [
              { name: '1.txt', type, text: '1.txt' },
              { name: '2.txt', type, text: '2.txt' },
            ],
            avatar: { name: 'ü".png', type: 'image/png', text: 'a' },
          },
        },
      });
      const fields = new URLSearchParams({ name: HARD, age: '7' });
      expect(await crossing.send('/form', { body: fields })).toMatchObject({
        input: { body: { name: HARD, age: 7 } },
      });
      expect(await crossing.send('/several', { body: fields })).toMatchObject({
        input: { mediaType: 'application/x-www-form-urlencoded', body: { name: HARD, age: 7 } },
      });
      form.set('avatar', new Blob(['a'], { type: 'text/html' }), 'a.png');
      expect(await crossing.send('/upload', { body: form })).toMatchObject({ kind: 'answered', status: 400 });
    });

    it('that is required is asked for', async () => {
      for (const operation of ['/vendor', '/form', '/upload', '/several'])
        expect(await crossing.send(operation)).toMatchObject({ kind: 'answered', status: 400 });
      expect(await crossing.send('/optional')).toMatchObject({ kind: 'received', input: {} });
      expect(await crossing.call('vendor', {})).toMatchObject({ kind: 'answered', status: 400 });
    });

    it('that is a stream', async () => {
      const stream = new Blob(['a'.repeat(100_000)]).stream();
      expect(await received(crossing, 'bytes', { body: stream })).toStrictEqual({
        body: { type: 'application/octet-stream', text: 'a'.repeat(100_000) },
      });
    });
  });
}

describe.each([
  ['2.0', DOCUMENT_20, CALLS_20],
  ['3.0', DOCUMENT_30, CALLS_30],
])('a body of OpenAPI %s', async (_, document, calls) => {
  const running = await run(document);
  let taken: unknown;
  const handle = (input: never) => {
    taken = input;
    return { status: 204 };
  };
  const handlers = Object.fromEntries(calls.map(([operation]) => [operation, handle]));
  const client = running.createClient({
    baseUrl: 'http://localhost',
    fetch: running.createServer({ handlers }),
  });

  it.each(calls.map(([operation, input, body = input.body]) => [operation, input, body] as const))(
    '%s %j',
    async (operation, input, body) => {
      taken = undefined;
      await client[operation]?.(input);
      expect(await plain(taken)).toEqual({ ...input, body });
    },
  );
});

describe('a field of a form', () => {
  // First: what rests for seconds, a server closes.
  it('arrives over a socket', async () => {
    const kinds = Object.entries(KINDS);
    for (const [at, cell] of CELLS.entries())
      for (const [kind, { values }] of kinds.filter((_, each) => each % 4 === at % 4))
        for (const value of fc.sample(values, { seed: 7, numRuns: 1 }))
          await holds(ways[1], cell, kind, value);
  });

  it.each(CELLS.map((cell) => [`${cell.form} ${cell.how}`, cell] as const))('%s', async (_, cell) => {
    for (const [kind, { values }] of Object.entries(KINDS)) {
      let sent = 0;
      const property = fc.asyncProperty(values, async (value) => {
        if (await holds(ways[0], cell, kind, value)) sent++;
      });
      await fc.assert(property, RUNS);
      expect(sent > 0, `${kind} can be sent`).toBe(true);
    }
  });
});
