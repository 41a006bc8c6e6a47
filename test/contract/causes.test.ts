// What is one defect, and what of a document a run has touched.
import { describe, expect, it } from 'vitest';
import type { Finding, RunEvent } from '../../contract/index.js';
import { RunRecord } from '../../contract/report/record.js';
import { changed, json, status } from './broken.js';
import { conforming, runShelf } from './shelf.js';

function recordOf(events: readonly RunEvent[]): RunRecord {
  const record = new RunRecord();
  for (const event of events) record.add(event);
  return record;
}

const FINDING: Finding = {
  ...{ check: 'body', severity: 'error', caseId: 'a', operation: 'GET /a (a)', example: 'e' },
  ...{ pointer: '/body/items/3/size', message: 'The body does not match its schema.' },
  ...{ expected: 'a number', actual: '"1"', source: '/components/schemas/Item/properties/size/type' },
};

/** How many causes there are where one finding is as above and the other one differs in this. */
function causesWith(other: Partial<Finding>, version = '1'): number {
  const judged = (id: string, finding: Finding, at: string): RunEvent => ({
    type: 'judged',
    case: {
      ...{ id, phase: 'examples', version: at, operationId: 'a', operation: 'GET /a (a)', example: id },
      source: '/x',
    },
    ...{ verdict: 'broken', checks: ['body'], findings: [finding] },
  });
  return recordOf([judged('a', FINDING, '1'), judged('b', { ...FINDING, ...other }, version)]).causes()
    .length;
}

describe('a cause', () => {
  it.each<[string, Partial<Finding>]>([
    ['another item of a list', { pointer: '/body/items/0/size' }],
    ['another value', { actual: '"2"', expected: 'a number, said otherwise' }],
    ['another example', { example: 'f', caseId: 'b' }],
    ['another reason', { message: 'The body does not match its schema: it is 3.' }],
  ])('is the same with %s', (_, other) => {
    expect(causesWith(other)).toBe(1);
  });

  it.each<[string, Partial<Finding>]>([
    ['another check', { check: 'headers' }],
    ['another operation', { operation: 'GET /b (b)' }],
    ['another member', { pointer: '/body/items/3/name' }],
    ['another keyword', { source: '/components/schemas/Item/properties/size/minimum' }],
    ['another sentence', { message: 'The body is empty.' }],
    ['a warning', { severity: 'warning' }],
  ])('is another one with %s', (_, other) => {
    expect(causesWith(other)).toBe(2);
  });

  it('of data that is not refused is the rule that it breaks, with whatever value', () => {
    const accepted = (because: string) => ({
      ...{ check: 'negative-data' as const, message: `What the document forbids was accepted: ${because}.` },
      pointer: '/status',
    });
    expect(causesWith(accepted('name is 12345; only string is allowed'))).toBe(2);
    const findings = ['name is 12345', 'name is true', 'name is [1]'].map(accepted);
    const events = findings.map(
      (each, at): RunEvent => ({
        type: 'judged',
        case: {
          ...{ id: `${at}`, phase: 'negative', version: '1', operationId: 'a', operation: 'o', example: 'e' },
          source: '/x',
        },
        ...{
          verdict: 'broken',
          checks: ['negative-data'],
          findings: [{ ...FINDING, ...each, actual: '201' }],
        },
      }),
    );
    expect(recordOf(events).causes()).toHaveLength(1);
  });

  it('is the same in another version', () => {
    expect(causesWith({}, '2')).toBe(1);
  });

  it('is the same under whatever name a server invents', () => {
    const source = '/components/schemas/Map/additionalProperties/type';
    const at = (pointer: string) => recordOf([]) && causesWith({ pointer, source });
    expect(at('/body/map/x')).toBe(2);
    const both = (pointer: string): Finding => ({ ...FINDING, pointer, source });
    const events = ['/body/map/x', '/body/map/y'].map(
      (pointer, index): RunEvent => ({
        type: 'judged',
        case: {
          ...{
            id: String(index),
            phase: 'fuzz',
            version: '1',
            operationId: 'a',
            operation: 'o',
            example: 'e',
          },
          source: '/x',
        },
        ...{ verdict: 'broken', checks: ['body'], findings: [both(pointer)] },
      }),
    );
    expect(recordOf(events).causes()).toMatchObject([{ cases: 2, caseIds: ['0', '1'] }]);
  });

  it('tells a 404 from a 500 in the same place', async () => {
    const { events } = await runShelf(status(418));
    const pointers = recordOf(events)
      .causes()
      .map(({ first, cases }) => [first.operation, first.pointer, cases]);
    expect(new Set(pointers.map(([operation]) => operation)).size).toBe(4);
    const split = await runShelf(
      changed(({ status: was }) => ({ status: was === 201 ? 500 : was === 200 ? 404 : was })),
    );
    expect(recordOf(split.events).causes().length).toBeGreaterThan(1);
  });

  it('of a list with the same flaw in every item is one, and one case', async () => {
    const { events } = await runShelf(
      json((body) => {
        const { books } = body as { books?: { pages: unknown }[] };
        for (const book of books ?? []) book.pages = 'many';
        return body;
      }),
      { cases: ['shelf/2.0/listBooks'] },
    );
    const [cause, ...others] = recordOf(events).causes();
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ cases: 4, versions: ['2.0'] });
    expect(cause?.exchanges).toHaveLength(1);
    expect([...(cause?.phases ?? [])]).toEqual([['examples', 4]]);
  });
});

describe('coverage', () => {
  it('is everything where everything was tried', async () => {
    const coverage = recordOf((await runShelf(conforming)).events).coverage();
    expect(coverage?.percent).toBe(100);
    expect(Object.values(coverage?.kinds ?? {}).flatMap(({ missed }) => missed)).toEqual([]);
  });

  it('says what was not touched, by name', async () => {
    const { events } = await runShelf(conforming, {
      cases: ['shelf/2.0/listBooks/examples/all-books', 'shelf/2.0/getBook/examples/unknown-book'],
    });
    const coverage = recordOf(events).coverage();
    const of = (name: string) => `shelf 2.0 GET /v1/{shelf}/books (listBooks): ${name}`;
    expect(coverage?.kinds.parameters.missed).toContain(of('query tags'));
    expect(coverage?.kinds.parameters.missed).not.toContain(of('header X-Auth-Token'));
    expect(coverage?.kinds.statuses.missed).toContain(of('401'));
    expect(coverage?.kinds.operations).toMatchObject({ touched: 2, of: 4 });
    const list = coverage?.operations.find(({ operationId }) => operationId === 'listBooks');
    expect(list?.answers).toEqual([{ status: 200, count: 1, documented: true }]);
    expect(list?.phases).toEqual({ examples: { held: 1 } });
  });

  it('counts an answer under its own entry, its range, or default; none under a documented 500', () => {
    const event = (answer: number): RunEvent => ({
      type: 'exchanged',
      case: {
        ...{ id: 'a', phase: 'fuzz', version: '1', operationId: 'o', operation: 'o' },
        example: 'e',
        source: '/x',
      },
      request: {
        ...{ method: 'GET', url: 'http://h/?filter[name]=a' },
        headers: [
          ['x-trace', '1'],
          ['cookie', 'sid=[redacted]; theme=[redacted]'],
        ],
      },
      answer: { status: answer, headers: [], bytes: 0, body: '' },
    });
    const documented = {
      parameters: ['query filter', 'query other', 'header X-Trace', 'cookie sid', 'cookie lang', 'path id'],
      statuses: ['200', '404', '4XX', 'default', '500'],
      examples: [],
    };
    const operation = { operationId: 'o', operation: 'o', source: '', examples: 0, cases: 1, documented };
    const planned: RunEvent = {
      ...{ type: 'planned', baseUrl: 'http://h', cases: 1 },
      versions: [{ version: '1', title: 't', operations: [operation] }],
    };
    const missed = (...answers: number[]) =>
      recordOf([planned, ...answers.map(event)])
        .coverage()
        ?.kinds.statuses.missed.map((each) => each.slice(5));
    expect(missed(200)).toEqual(['404', '4XX', 'default']);
    expect(missed(200, 418)).toEqual(['404', 'default']);
    expect(missed(200, 404)).toEqual(['4XX', 'default']);
    expect(missed(200, 302)).toEqual(['404', '4XX']);
    expect(recordOf([planned, event(200)]).coverage()?.kinds.parameters.missed).toEqual([
      '1 o: query other',
      '1 o: cookie lang',
    ]);
  });
});
