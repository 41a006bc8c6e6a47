// Hides how exchanges that went through a proxy are written down: NDJSON, one a line, or HAR 1.2; credentials are redacted.
import type { ApiModel } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { credentialNames, redactorOf } from '../redact.js';
import { harReport } from '../report/har.js';
import { harmlessJson } from '../show.js';
import type { ProxiedExchange } from './proxy.js';

export type RecordForm = 'ndjson' | 'har';

export interface Recorder {
  /** The text to be written for an exchange. */
  add(exchange: ProxiedExchange): string;
  /** What ends the file. */
  end(): string;
}

const namesOf = memo((model: ApiModel) => credentialNames(model));
const NO_NAMES: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

export function recorderOf(form: RecordForm, now: () => Date): Recorder {
  if (form === 'ndjson')
    return {
      add: (exchange) => `${harmlessJson({ at: now().toISOString(), ...shown(exchange) }, 0)}\n`,
      end: () => '',
    };
  const har = harReport({});
  return {
    add: (exchange) => {
      const { operation = 'unknown', request, answer } = shown(exchange);
      const ref = {
        id: operation,
        phase: 'examples',
        version: '',
        operationId: operation,
        operation,
        example: '',
        source: '',
      } as const;
      return har.add({ type: 'exchanged', case: ref, request, answer });
    },
    end: () => har.end(),
  };
}

/** Without secrets, bodies as text. */
function shown({ model, operation, request, answer, verdict }: ProxiedExchange) {
  const redactor = redactorOf(
    { url: request.url, headers: request.headers },
    model ? namesOf(model) : NO_NAMES,
  );
  const text = (body: Uint8Array) => redactor.text(new TextDecoder().decode(body));
  return {
    operation,
    verdict,
    request: {
      ...{
        method: request.method,
        url: redactor.url(request.url),
        headers: redactor.headers(request.headers),
      },
      ...(request.body.byteLength > 0 && { body: text(request.body) }),
    },
    answer: {
      ...{ status: answer.status, headers: redactor.headers(answer.headers) },
      ...{ bytes: answer.body.byteLength, body: text(answer.body) },
    },
  };
}
