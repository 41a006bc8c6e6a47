// A server that verifies SCP signatures: those of the signer and of the provider's sum, and none that was changed, late or made by somebody else.
import { describe, expect, it } from 'vitest';
import { scpSignature } from '../../runtime/auth/scp-signature.js';
import { type ScpVerification, scpVerification } from '../../runtime/auth/scp-verification.js';

const AT = 1605290625682;
const URL_ = 'http://127.0.0.1:8080/v1/snapshots';
const secretOf = (accessKey: string) => ({ AKTEST: 'SKTEST', EMPTY: '' })[accessKey];

function verify(request: Request, late = 0, more: Partial<ScpVerification> = {}) {
  return scpVerification({ secretOf, now: () => new Date(AT + late), ...more })(request);
}

function sign(request: Request, accountId?: string, accessKey = 'AKTEST', secretKey = 'SKTEST') {
  const now = () => new Date(AT);
  return scpSignature({ accessKey, secretKey, now, ...(accountId !== undefined && { accountId }) })(request);
}

const changed = (request: Request, name: string, value: string) => {
  const next = new Request(request);
  next.headers.set(name, value);
  return next;
};

describe('a request that is signed', () => {
  it("is that of who holds the key: the provider's sum, and whatever the signer writes", async () => {
    const headers = {
      'Scp-Accesskey': 'AKTEST',
      'Scp-Signature': 'fdGdGJyqECz2yMpQ2BjVXuyFeSMD9jdKXCcPZNPZjrw=',
      'Scp-Timestamp': String(AT),
      'Scp-ClientType': 'Openapi',
    };
    expect(await verify(new Request(URL_, { method: 'POST', headers }))).toBe('AKTEST');
    expect(await verify(new Request(URL_, { method: 'PUT', headers }))).toBeUndefined();
    const signed = await sign(new Request(`${URL_}?name=a%20b&limit=2`), 'account');
    expect(await verify(signed)).toBe('AKTEST');
  });

  it('is refused where anything that is signed is another, or is not there', async () => {
    const signed = await sign(new Request(URL_), 'account');
    for (const [name, value] of [
      ['scp-accesskey', 'OTHER'],
      ['scp-accesskey', 'constructor'],
      ['scp-timestamp', String(AT + 1)],
      ['scp-timestamp', ''],
      ['scp-timestamp', 'NaN'],
      ['scp-accountid', 'another'],
      ['scp-clienttype', 'Console'],
      ['scp-signature', ''],
      ['scp-signature', '%'],
      ['scp-signature', btoa('x'.repeat(32))],
    ] as const)
      expect(await verify(changed(signed, name, value)), `${name} ${value}`).toBeUndefined();
    expect(await verify(new Request(`${URL_}?more`, signed))).toBeUndefined();
    expect(await verify(new Request(URL_))).toBeUndefined();
  });

  it('is good for a while, by clocks that are fast or slow', async () => {
    const signed = await sign(new Request(URL_));
    for (const late of [-300_000, 300_000]) expect(await verify(signed, late)).toBe('AKTEST');
    for (const late of [-300_001, 300_001]) expect(await verify(signed, late)).toBeUndefined();
    expect(await verify(signed, 900_000, { skew: 900_000 })).toBe('AKTEST');
    expect(await verify(signed, Number.NaN)).toBeUndefined();
  });

  it('is verified by the URL that was signed, behind what changes it', async () => {
    const signed = await sign(new Request('https://api.example.com/v1/snapshots'));
    const arrived = new Request(URL_, signed);
    expect(await verify(arrived)).toBeUndefined();
    expect(await verify(arrived, 0, { urlOf: () => 'https://api.example.com/v1/snapshots' })).toBe('AKTEST');
  });

  it('is nobody of whom there is no secret, or an empty one', async () => {
    expect(await verify(await sign(new Request(URL_), undefined, 'NOBODY', 'nobody'))).toBeUndefined();
  });
});
