// Whether an answer is of the version that was asked for: what its header may say, and what not.
import { expect, it } from 'vitest';
import { otherVersion } from '../../runtime/answered-version.js';

const HEADER = 'Api-Version';

async function said(asked: string | undefined, answered: string | undefined, status = 200) {
  const headers = (value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [HEADER]: value };
  const request = new Request('http://localhost/', { headers: headers(asked) });
  const response = new Response('body', { status, headers: headers(answered) });
  return otherVersion(
    'getVolume',
    { id: '1.3', in: 'header', name: HEADER, value: 'volume 1.3' },
    request,
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
    name: 'UnexpectedAnswer',
    operation: 'getVolume',
    status: 200,
    body: 'body',
  });
  expect(error?.message).toContain('which was not asked for');
});

it('of a refusal is not asked', async () => {
  expect(await said('volume 1.3', 'volume 1.0', 406)).toBeUndefined();
});
