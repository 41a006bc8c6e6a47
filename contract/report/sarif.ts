// Hides SARIF 2.1.0 (OASIS), as code scanning reads it: a result for each cause, at its place in the document.
import { createHash } from 'node:crypto';
import { CHECKS, type ExchangedEvent, type Finding } from '../events.js';
import { harmlessJson, visible } from '../show.js';
import type { Cause } from './cause.js';
import { curlLine } from './curl.js';
import { casesText } from './finding.js';
import { finalReport } from './record.js';
import { cutOf, endOf, type Report, type ReportOptions } from './report.js';

const RULES = Object.entries(CHECKS);

export function sarifReport({ tool = '' }: ReportOptions = {}): Report {
  return finalReport((record) => {
    const end = endOf(record.finished);
    const rules = RULES.map(([id, sentence]) => ({ id, shortDescription: { text: sentence } }));
    const driver = { name: 'specpact', ...(tool !== '' && { semanticVersion: tool }), rules };
    const notifications = end === undefined ? [] : [{ level: 'error', message: { text: end } }];
    const run = {
      tool: { driver },
      invocations: [
        {
          executionSuccessful: end === undefined,
          ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
        },
      ],
      results: record.causes().map(resultOf),
      properties: { seed: record.planned?.seed, cut: cutOf(record.finished) },
    };
    const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
    return `${harmlessJson(log)}\n`;
  });
}

function resultOf(cause: Cause): object {
  const { first, key, cases, caseIds, versions, exchanges } = cause;
  const { check, severity, operation, position, known, exchange } = first;
  const text = `${first.message} Expected ${first.expected}; actual ${first.actual}${first.pointer === '' ? '' : ` at ${first.pointer}`}. ${operation}: ${casesText(cause)}.`;
  const shown = exchanges[exchange ?? 0];
  return {
    ruleId: check,
    ruleIndex: RULES.findIndex(([id]) => id === check),
    level: severity,
    message: { text },
    locations: [
      {
        ...(position && {
          physicalLocation: {
            artifactLocation: { uri: uriOf(position.file) },
            region: { startLine: position.line, startColumn: position.column },
          },
        }),
        logicalLocations: [{ fullyQualifiedName: `${operation}${first.pointer}`, kind: 'function' }],
      },
    ],
    partialFingerprints: { 'cause/v1': createHash('sha256').update(key).digest('hex') },
    occurrenceCount: cases,
    ...(known && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: known.reason }],
    }),
    ...exchangeOf(shown),
    properties: { case: first.caseId, cases: caseIds, versions, ...curl(first) },
  };
}

function exchangeOf(shown: ExchangedEvent | undefined): object {
  if (!shown) return {};
  const { request, answer } = shown;
  const record = (pairs: readonly (readonly [string, string])[]) => Object.fromEntries(pairs);
  return {
    webRequest: {
      method: request.method,
      target: request.url,
      headers: record(request.headers),
      ...(request.body !== undefined && { body: { text: request.body } }),
    },
    ...(answer && {
      webResponse: {
        statusCode: answer.status,
        headers: record(answer.headers),
        body: { text: answer.body },
      },
    }),
  };
}

function curl({ request }: Finding): object {
  return request ? { curl: curlLine(request) } : {};
}

/** A relative reference (RFC 3986). */
function uriOf(file: string): string {
  if (/^https?:\/\//.test(file)) return file;
  // Half a pair has no percent encoding.
  return visible(file).split('/').map(encodeURIComponent).join('/');
}
