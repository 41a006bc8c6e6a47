// An operation that ends before its version says so: in the editor, and in the headers of its answers.
import { describe, expect, it } from 'vitest';
import { endingHeaders } from '../../generator/family/ending.js';
import { generate, run } from '../security/generate.js';

type Headers = { readonly Deprecation?: string; readonly Sunset?: string };
const seoul = { timezone: 'Asia/Seoul', noticeDays: 90 };

describe('headers', () => {
  it('count days as those of a version do: to the second, in the zone of the family', () => {
    const { Deprecation, Sunset }: Headers = endingHeaders('2026-05-31', seoul);
    expect([Deprecation, Sunset]).toEqual(['@1772377200', 'Sat, 30 May 2026 15:00:00 GMT']);
    expect(new Date(Number(Deprecation?.slice(1)) * 1000).toISOString()).toBe('2026-03-01T15:00:00.000Z');
  });

  it('wait without a zone until the day has begun everywhere', () => {
    const { Sunset }: Headers = endingHeaders('2026-05-31', { noticeDays: 90 });
    expect(Sunset).toBe('Sun, 31 May 2026 12:00:00 GMT');
  });

  it('end with the version at the latest', () => {
    const version = { ...seoul, notBefore: '2026-03-31' };
    expect(endingHeaders('2026-05-31', version)).toEqual(endingHeaders('2026-03-31', version));
    const earlier: Headers = endingHeaders('2026-02-28', version);
    expect(earlier.Sunset).toBe('Fri, 27 Feb 2026 15:00:00 GMT');
  });

  it('do not say since when where no notice is known', () => {
    expect(Object.keys(endingHeaders('2026-05-31', {}))).toEqual(['Sunset']);
  });
});

describe('a document in which one operation ends', async () => {
  const operation = (operationId: string, more: object = {}) => ({
    get: { operationId, ...more, responses: { 200: { description: 'Fine' } } },
  });
  const life = { 'x-deprecated': { since: '1.2', notBefore: 20260531 } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1.3' },
    paths: { '/old': operation('getOld', life), '/new': operation('getNew', { 'x-deprecated': '1.2' }) },
  };
  const { createServer } = await run(document);
  const answer = (path: string, headers: Record<string, string> = {}) =>
    createServer({
      handlers: { getOld: () => ({ status: 200, headers }), getNew: () => ({ status: 200 }) },
    } as never)(new Request(`http://test${path}`));

  it('tells in every answer of it', async () => {
    const [old, young] = [await answer('/old'), await answer('/new')];
    expect(old.headers.get('sunset')).toBe('Sun, 31 May 2026 12:00:00 GMT');
    expect(young.headers.get('sunset')).toBeNull();
  });

  it('lets a handler say otherwise', async () => {
    const { headers } = await answer('/old', { sunset: 'Mon, 01 Jun 2026 00:00:00 GMT' });
    expect(headers.get('sunset')).toBe('Mon, 01 Jun 2026 00:00:00 GMT');
  });

  it('strikes it through in the editor', async () => {
    const client = (await generate(document)).files?.get('client.ts') ?? '';
    expect(client).toContain('@deprecated Since version 1.2, guaranteed until 2026-05-31.');
    expect(client.match(/@deprecated/g)).toHaveLength(4);
  });
});
