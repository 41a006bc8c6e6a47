// Hides HAR 1.2 (the HTTP Archive): every exchange of a run, for the tools that show and repeat them.
import type { ExchangedEvent, PlannedEvent, ReceivedAnswer } from '../events.js';
import { harmlessJson } from '../show.js';
import type { Report, ReportOptions } from './report.js';

/** Of a body in an event; see ReceivedAnswer. */
const MOST_BODY = 4096;

type Pair = readonly [name: string, value: string];

/**
 * Written exchange by exchange, so that no run is too long for it. The format wants to know when each was and how long it took: here all were at
 * the run's instant and took no time, so that two runs can be compared.
 */
export function harReport({ tool = '' }: ReportOptions = {}): Report {
  let planned: PlannedEvent | undefined;
  let entries = 0;
  const head = () => {
    const comment = planned?.seed === undefined ? {} : { comment: `seed ${planned.seed}` };
    const log = { version: '1.2', creator: { name: 'specpact', version: tool }, ...comment, entries: [] };
    return harmlessJson({ log }).replace(/\[\]\n {2}\}\n\}$/, '[');
  };
  return {
    add(event) {
      if (event.type === 'planned') planned = event;
      if (event.type !== 'exchanged') return '';
      entries += 1;
      return `${entries === 1 ? head() : ','}\n${harmlessJson(entryOf(event, planned?.instant), 0)}`;
    },
    end: () => `${entries === 0 ? head() : '\n'}]}}\n`,
  };
}

function entryOf({ case: ref, step, request, answer, failure }: ExchangedEvent, instant?: string): object {
  const { method, url, headers, body } = request;
  const at = url.indexOf('?');
  const query = at < 0 ? [] : [...new URLSearchParams(url.slice(at))];
  const type = (pairs: readonly Pair[]) => pairs.find(([name]) => name === 'content-type')?.[1] ?? '';
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  return {
    startedDateTime: instant ?? '1970-01-01T00:00:00.000Z',
    time: 0,
    request: {
      ...{ method, url, ...common, headers: named(headers), queryString: named(query) },
      bodySize: body === undefined ? 0 : -1,
      ...(body !== undefined && { postData: { mimeType: type(headers), params: [], text: body } }),
    },
    response: {
      ...{ status: answer?.status ?? 0, statusText: '', ...common, headers: named(answer?.headers ?? []) },
      content: {
        size: answer?.bytes ?? 0,
        mimeType: type(answer?.headers ?? []),
        text: answer?.body ?? '',
        ...(answer && isCut(answer) && { comment: 'the beginning of the body' }),
      },
      redirectURL: answer?.headers.find(([name]) => name === 'location')?.[1] ?? '',
      bodySize: answer?.bytes ?? 0,
      ...(failure && { _error: failure.detail }),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    comment: step === undefined ? ref.id : `${ref.id}: ${step}`,
  };
}

/** Events hold the beginning of a body, recordings all of it. */
function isCut({ body, bytes }: ReceivedAnswer): boolean {
  return body.length >= MOST_BODY && new TextEncoder().encode(body).byteLength < bytes;
}

function named(pairs: readonly Pair[]): { name: string; value: string }[] {
  return pairs.map(([name, value]) => ({ name, value }));
}
