// Secrets never leave: not in a finding, an event or a report, wherever they were sent and whatever the server does with them.
import { describe, expect, it } from 'vitest';
import { type Handler, REPORTERS, type RunEvent, reportText } from '../../contract/index.js';
import { credentialNames, redactorOf } from '../../contract/redact.js';
import { conforming, MODEL, runShelf, TOKEN } from './shelf.js';

const SECRETS = ['s3cr3t-header-value', 's3cr3t-bearer-value', 's3cr3t-cookie-value', TOKEN];

/** Repeats whatever it was sent, everywhere. */
const echoing: Handler = (request) => {
  const all = [...request.headers.values()].join(' ');
  return Response.json(
    { book: { id: all, name: all, [all]: 1 } },
    { status: 201, headers: { location: all, 'set-cookie': 's=s3cr3t-cookie-value', 'x-other': all } },
  );
};

function everything(events: readonly RunEvent[]): string {
  const reports = Object.values(REPORTERS).map((report) => report({ colour: true }));
  return [JSON.stringify(events), ...reports.map((report) => reportText(report, events))].join('\n');
}

describe('a run', () => {
  const settings = {
    headers: {
      'X-Api-Key': SECRETS[0] ?? '',
      Authorization: `Bearer ${SECRETS[1]}`,
      Cookie: `sid=${SECRETS[2]}; a=b`,
    },
  };

  it.each([
    ['an echoing server', echoing],
    ['a conforming server', conforming],
  ])('against %s shows no secret', async (_, server) => {
    const { events } = await runShelf(server, { settings });
    const text = everything(events);
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain('[redacted]');
  });

  it('shows none where the handler repeats one in an error', async () => {
    const { events } = await runShelf(
      (request) => Promise.reject(new Error(`bad ${request.headers.get('x-api-key')}`)),
      { settings },
    );
    expect(everything(events)).toContain('bad [redacted]');
  });
});

describe('redactorOf', () => {
  const request = new Request('http://h/p?api_key=topsecret&q=open&author=Austen', {
    headers: {
      Authorization: 'SDK-HMAC-SHA256 Access=AK12345678, SignedHeaders=host, Signature=abcdef0123456789',
      'X-Trace': 'trace-1',
    },
  });
  const redactor = redactorOf(request, credentialNames(MODEL));

  it('hides credential headers and query parameters, and leaves the others', () => {
    expect(redactor.headers(request.headers)).toEqual([
      ['authorization', '[redacted]'],
      ['x-trace', 'trace-1'],
    ]);
    expect(redactor.headers([['cookie', 'sid=s3cr3t; theme=dark; bare']])).toEqual([
      ['cookie', 'sid=[redacted]; theme=[redacted]; [redacted]'],
    ]);
    expect(redactor.url(request.url)).toBe('http://h/p?api_key=[redacted]&q=open&author=Austen');
    expect(redactor.headers([['WWW-Authenticate', 'Bearer realm="x"']])).toEqual([
      ['WWW-Authenticate', 'Bearer realm="x"'],
    ]);
  });

  it('blots out whole secrets and their parts, but not the words around them', () => {
    expect(redactor.text('key topsecret, signed abcdef0123456789 by AK12345678 over host')).toBe(
      'key [redacted], signed [redacted] by [redacted] over host',
    );
  });
});
