// Versions in the query or in media types, versions that are planned or retired, and members of another document's version: what keeps to its
// family is left in peace, and what does not is found.
import { describe, expect, it } from 'vitest';
import { handlerTarget, plan, run } from '../../contract/index.js';
import type { Family, Selector } from '../../runtime/lifecycle.js';
import { negotiate } from '../../runtime/negotiate.js';
import { modelOf } from './shelf.js';

const INSTANT = new Date('2026-04-15T00:00:00Z');
const SELECTORS: Readonly<Record<string, Selector>> = {
  query: { in: 'query', name: 'api-version', format: '{version}', whenAbsent: 'current' },
  'media type': { in: 'media-type', name: 'version', format: '{version}', whenAbsent: 'current' },
  header: { in: 'header', name: 'Acme-Version', format: 'acme {version}', whenAbsent: 'required' },
};

const familyOf = (selector: Selector): Family => ({
  ...{ family: 'acme', selector, timezone: 'UTC', noticeDays: 90, afterNotBefore: 'serve' },
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
  versions: [
    { id: '4.0', state: 'PLANNED' },
    { id: '3.0', state: 'CURRENT' },
    { id: '2.0', state: 'SUPPORTED', notBefore: '2027-01-01' },
    { id: '1.0', state: 'RETIRED', notBefore: '2025-01-01' },
  ],
});

/** 3.0 has one member more than 2.0. */
function documentOf(id: string) {
  const colour = id === '3.0' ? { colour: { type: 'string' } } : {};
  const thing = { type: 'object', properties: { id: { type: 'integer' }, ...colour } };
  const refusal = {
    description: '.',
    content: { 'application/problem+json': { schema: { type: 'object' } } },
  };
  return {
    ...{ openapi: '3.1.1', info: { title: 'Things', version: id } },
    paths: {
      '/thing': {
        get: {
          operationId: 'getThing',
          responses: {
            200: {
              description: '.',
              content: { 'application/json': { schema: thing, example: { id: 7 } } },
            },
            ...Object.fromEntries([400, 406, 410].map((status) => [status, refusal])),
          },
        },
      },
    },
  };
}

type Change = (version: string, answer: Response) => Response | Promise<Response>;

/** A server that keeps to its family; `takes` says what it takes a request for. */
function serving(family: Family, takes = family, change: Change = (_, answer) => answer) {
  return async (request: Request): Promise<Response> => {
    const found = negotiate(takes, request, INSTANT);
    if (found.kind === 'unavailable')
      return Response.json(
        {
          status: found.status,
          title: 'No such version',
          detail: `There are ${found.supported.join(', ')}.`,
        },
        {
          status: found.status,
          headers: { 'content-type': 'application/problem+json', ...endOf(found.reason), ...varyOf(family) },
        },
      );
    const { version } = found;
    const headers = {
      ...varyOf(family),
      ...(family.selector.in === 'header' && { 'acme-version': `acme ${version}` }),
    };
    return change(
      version,
      Response.json({ id: 7, ...(version === '3.0' && { colour: 'red' }) }, { headers }),
    );
  };
}

/** Of what is retired alone: the day on which it ended, and what came after it. */
function endOf(reason: string): Record<string, string> {
  if (reason !== 'retired') return {};
  return {
    sunset: new Date('2025-01-01T00:00:00Z').toUTCString(),
    link: '<https://api.example/3.0>; rel="successor-version"',
  };
}

function varyOf({ selector }: Family): Record<string, string> {
  return selector.in === 'header' ? { vary: 'Acme-Version' } : {};
}

async function found(family: Family, handler: ReturnType<typeof serving>, phases = ['lifecycle' as const]) {
  const subjects = ['3.0', '2.0'].map((id) => ({
    model: modelOf(documentOf(id), { family: 'acme', id, selector: family.selector }),
  }));
  const cases: string[] = [];
  const findings: string[] = [];
  for await (const event of run(
    plan(subjects, { phases, family: { family, instant: INSTANT } }),
    handlerTarget(handler),
  )) {
    if (event.type !== 'judged') continue;
    cases.push(event.case.id.split('/').slice(1).join('/'));
    for (const { check, severity, caseId } of event.findings)
      findings.push(`${severity} ${check} ${caseId.split('/').slice(1).join('/')}`);
  }
  return { cases, findings };
}

describe.each(Object.entries(SELECTORS))('versions in a %s', (_, selector) => {
  const family = familyOf(selector);

  it('are named in every way, the planned and the retired one too, and nothing is wrong', async () => {
    const { cases, findings } = await found(family, serving(family));
    expect(findings).toEqual([]);
    for (const name of ['as-3.0', 'planned-4.0', 'retired-1.0', 'word'])
      expect(cases).toContain(`3.0/getThing/lifecycle/${name}`);
    expect(cases).toContain('2.0/getThing/lifecycle/as-2.0');
  });

  const states = (id: string, state: 'CURRENT' | 'SUPPORTED') => ({
    ...family,
    versions: family.versions.map((each) => (each.id === id ? { ...each, state } : each)),
  });

  it.each([
    ['4.0', 'planned-4.0'],
    ['1.0', 'retired-1.0'],
  ])('that must not answer do not: %s', async (id, name) => {
    const { findings } = await found(family, serving(family, states(id, 'SUPPORTED') as Family));
    expect(findings).toEqual([`error version-selection 3.0/getThing/lifecycle/${name}`]);
  });

  it('are refused by their own status, with the versions that there are', async () => {
    const retired = { ...family, unavailable: { ...family.unavailable, retired: 404 } };
    expect((await found(family, serving(family, retired))).findings).toEqual([
      'error version-selection 3.0/getThing/lifecycle/retired-1.0',
    ]);
    const silent = serving(family);
    const handler = async (request: Request) => {
      const answer = await silent(request);
      if (answer.status !== 410) return answer;
      return Response.json({ status: 410, title: 'Gone' }, { status: 410, headers: answer.headers });
    };
    expect((await found(family, handler)).findings).toEqual([
      'error version-selection 3.0/getThing/lifecycle/retired-1.0',
    ]);
  });

  it('show no member that only another has', async () => {
    const leaking: Change = (_, answer) =>
      Response.json({ id: 7, colour: 'red' }, { headers: answer.headers });
    const { findings } = await found(family, serving(family, family, leaking));
    expect(findings.length).toBeGreaterThan(0);
    expect([...new Set(findings.map((each) => each.split('/')[0]))]).toContain('error version-leak 2.0');
    expect(findings.filter((each) => each.includes(' 3.0/'))).toEqual([]);
  });
});
