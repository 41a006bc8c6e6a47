// Whether an answer is of the version that was asked for: what its header may say, and what not.
import { expect, it } from 'vitest';
import { otherMediaVersion, otherVersion, VersionMismatch } from '../../runtime/answered-version.js';
import { UnexpectedAnswer } from '../../runtime/unexpected.js';

const HEADER = 'Api-Version';

async function said(asked: string | undefined, answered: string | undefined, status = 200) {
  const headers = (value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [HEADER]: value };
  const request = new Request('http://localhost/', { headers: headers(asked) });
  const response = new Response('body', { status, headers: headers(answered) });
  return otherVersion(
    'getVolume',
    { id: '1.3', in: 'header', name: HEADER, value: 'volume 1.3' },
    (name) => request.headers.get(name),
    response,
  );
}

it.each([
  ['volume 1.3', undefined],
  ['volume 1.3', 'volume 1.3'],
  ['volume 1.3', 'Volume 1.3'],
  ['volume 1.3', 'compute 2.1, volume 1.3'],
  ['volume 1.3', 'compute 2.1'],
  ['volume 1.3', ''],
  ['volume latest', 'volume 3.71'],
  ['volume 1.0', 'volume 1.0'],
  [undefined, 'volume 1.0'],
])('asked for %j, %j is as it should be', async (asked, answered) => {
  expect(await said(asked, answered)).toBeUndefined();
});

it.each([
  ['volume 1.3', 'volume 1.0'],
  ['volume 1.3', 'volume 1.30'],
  ['volume 1.3', 'compute 1.3, volume 1.0'],
  ['2026-04-15', '2025-01-01'],
  ['v1', 'v2'],
])('asked for %j, %j is unexpected', async (asked, answered) => {
  const error = await said(asked, answered);
  expect(error).toMatchObject({
    name: 'VersionMismatch',
    asked: asked.toLowerCase(),
    operation: 'getVolume',
    status: 200,
    body: 'body',
  });
  expect(error?.message).toContain('which was not asked for');
  expect(error).toBeInstanceOf(VersionMismatch);
  expect(error).toBeInstanceOf(UnexpectedAnswer);
});

it('of a refusal is not asked', async () => {
  expect(await said('volume 1.3', 'volume 1.0', 406)).toBeUndefined();
});

it.each([
  ['application/json; version=1.0', 'application/json; version=1.0', undefined],
  ['application/json; version=1.0', 'application/json; Version="1.0"', undefined],
  ['application/json; version=1.0', 'application/json', undefined],
  ['application/json; version=1.0, text/plain; version=1.0', 'text/plain; version=1.1', '1.1'],
  ['application/json', 'application/json; version=1.1', undefined],
])('asked to accept %j, %j is %s', async (accept, contentType, answered) => {
  const request = new Request('http://localhost/', { headers: { accept } });
  const response = new Response('body', { headers: { 'content-type': contentType } });
  const version = { id: '1.0', in: 'media-type', name: 'version', value: '1.0' } as const;
  const asked = (name: string) => request.headers.get(name);
  const other = await otherMediaVersion('getVolume', version, asked, response);
  expect((other as VersionMismatch | undefined)?.answered).toBe(answered);
});
