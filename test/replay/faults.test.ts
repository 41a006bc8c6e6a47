// Breaks the sample servers in one thing at a time: the suite fails, and says which operation, which example, where, what was expected
// and what came. The unbroken server passes right beside it.
import { describe, expect, it } from 'vitest';
import { type ExampleCase, findingText, handlerTarget } from '../../contract/index.js';
import { createServer as createScaleway } from '../../generated/scaleway-instance/v1/server.js';
import { FAMILIES, freshAlone, planFor, type Server, subjectsOf } from './families.js';
import { faultsByHand } from './faults/by-hand.js';
import { derivedFaults } from './faults/derived.js';
import { ECHOES, echoesOf, echoFaults } from './faults/echoes.js';
import {
  answerTo,
  breaking,
  type Fault,
  findingsOf,
  withHeaders,
  withStatus,
  withText,
} from './faults/fault.js';
import { isExample, replay } from './replay.js';
import * as scaleway from './servers/scaleway.js';

interface Sample {
  readonly title: string;
  readonly server: Server;
  readonly cases: readonly ExampleCase[];
}

const samples: Sample[] = [];
for (const family of FAMILIES) {
  const subjects = await subjectsOf(family.name);
  for (const version of family.versions) {
    const cases = [...planFor(subjects, version.id).entries].filter(isExample).map(asDocumented);
    samples.push({ title: `${family.name} ${version.id}`, server: freshAlone(version), cases });
  }
}

/** About the documented item: a server that begins anew with every request would forget one of the run's own. */
function asDocumented({ request: { needs: _, ...request }, ...rest }: ExampleCase): ExampleCase {
  return { ...rest, request };
}

/** `METHOD path (operationId)`, as a person reads it; by hand. */
const LABELS: Readonly<Record<string, string>> = {
  'scp-virtualserver createSnapshot': 'POST /v1/snapshots (createSnapshot)',
  'scp-virtualserver listSnapshots': 'GET /v1/snapshots (listSnapshots)',
  'huawei-evs createSnapshot': 'POST /v5/{project_id}/snapshots (createSnapshot)',
  'openstack-cinder createSnapshot': 'POST /v3/{project_id}/snapshots (createSnapshot)',
  'scaleway-instance listSnapshots': 'GET /instance/v1/zones/{zone}/snapshots (listSnapshots)',
  'scaleway-instance createSnapshot': 'POST /instance/v1/zones/{zone}/snapshots (createSnapshot)',
  'scaleway-instance getSnapshot': 'GET /instance/v1/zones/{zone}/snapshots/{snapshot_id} (getSnapshot)',
  'scaleway-instance setSnapshot': 'PUT /instance/v1/zones/{zone}/snapshots/{snapshot_id} (setSnapshot)',
  'scaleway-instance updateSnapshot':
    'PATCH /instance/v1/zones/{zone}/snapshots/{snapshot_id} (updateSnapshot)',
  'scaleway-instance deleteSnapshot':
    'DELETE /instance/v1/zones/{zone}/snapshots/{snapshot_id} (deleteSnapshot)',
  'scaleway-instance exportSnapshot':
    'POST /instance/v1/zones/{zone}/snapshots/{snapshot_id}/export (exportSnapshot)',
};

let count = 0;

for (const { title, server, cases } of samples) {
  // A parameter's own case has the answer of its pair; breaking it once more would show nothing new.
  for (const planned of cases.filter(({ ref }) => !ref.example.includes(' + '))) {
    const answer = await answerTo(planned, server);
    const text = await answer.text();
    const derived = text === '' ? [] : derivedFaults(planned, JSON.parse(text));
    const required = new Set(
      derived.flatMap(({ name, finding }) => (name.endsWith(' is missing') ? [finding.pointer] : [])),
    );
    const echoes =
      text === '' ? [] : echoFaults(planned, JSON.parse(text), (pointer) => required.has(pointer));
    const faults = [...faultsByHand(planned), ...derived, ...echoes];

    count += faults.length;

    describe(`${title} ${planned.ref.operationId}, example ${planned.ref.example}`, () => {
      it('passes unbroken, and where the wrapper changes nothing', async () => {
        expect(await findingsOf(planned, server)).toStrictEqual([]);
        const same = [withHeaders({}), withText((body) => (body === '' ? null : body))];
        for (const alter of same)
          expect(await findingsOf(planned, breaking(server, planned, alter))).toStrictEqual([]);
      });

      for (const fault of faults) {
        it(fault.name, async () => {
          expectFound(planned, fault, await findingsOf(planned, breaking(server, planned, fault.alter)));
        });
      }

      it('fails as a target when the handler throws, or never answers', async () => {
        const throwing = await findingsOf(planned, () => Promise.reject(new Error('out of order')));
        const silent = await findingsOf(planned, () => new Promise<never>(() => {}), 20);
        const expected = `an answer with status ${planned.expect.status}`;
        const target = { check: 'target', severity: 'error', expected, example: planned.ref.example };
        expect(throwing).toMatchObject([{ ...target, actual: 'out of order' }]);
        expect(silent).toMatchObject([{ ...target, actual: 'no complete answer within 20 ms' }]);
      });
    });
  }
}

function expectFound(
  { ref }: ExampleCase,
  fault: Fault,
  findings: Awaited<ReturnType<typeof findingsOf>>,
): void {
  const operation = LABELS[`${ref.family} ${ref.operationId}`];
  const { check, pointer } = fault.finding;
  const [expected, actual] = [matching(fault.finding.expected), matching(fault.finding.actual)];
  const wanted = { check, severity: 'error', caseId: ref.id, operation, example: ref.example, pointer };
  expect(findings).toContainEqual(expect.objectContaining({ ...wanted, expected, actual }));
  // One thing is broken, and nothing is said of anything else.
  const around = fault.everywhere ? '/body' : pointer;
  expect(findings.filter((each) => !`${each.pointer}/`.startsWith(`${around}/`))).toStrictEqual([]);

  const found = findings.find((each) => each.check === check && each.pointer === pointer);
  if (!found) throw new Error('The finding was there a moment ago.');
  const text = findingText(found);
  for (const part of [operation, ref.example, pointer, found.expected, found.actual, ref.id])
    expect(text).toContain(part);
  expect(found.position).toMatchObject({ file: expect.stringMatching(/^specs\/.+\.yaml$/) });
  expect(found.position?.line).toBeGreaterThan(1);
  expect(found.request).toMatchObject({ method: operation?.split(' ')[0] });
}

function matching(wanted: string | RegExp): unknown {
  return typeof wanted === 'string' ? wanted : expect.stringMatching(wanted);
}

describe('a handler whose answer breaks the document', () => {
  const { v1 } = scaleway.versionOptions({ now: () => new Date('2026-11-20T12:00:00Z') });
  const planned = samples
    .flatMap(({ cases }) => cases)
    .find(({ ref }) => ref.id === 'scaleway-instance/v1/getSnapshot/examples/existing-snapshot');
  const serverThat = (validateResponses: 'throw' | 'off'): Server =>
    createScaleway({
      ...v1,
      validateResponses,
      handlers: {
        ...v1.handlers,
        getSnapshot: async (input, context) => {
          const answer = await v1.handlers.getSnapshot(input, context);
          if (answer.status !== 200) return answer;
          const snapshot = { ...answer.body.snapshot };
          Reflect.deleteProperty(snapshot, 'zone'); // the types would not let it go
          return { ...answer, body: { snapshot } };
        },
      },
    });

  it('is stopped by the generated server, and the suite says that it answers 500', async () => {
    if (!planned) throw new Error('The case is gone.');
    expect(await findingsOf(planned, serverThat('throw'))).toMatchObject([
      { check: 'server-error', pointer: '/status', expected: '200', actual: expect.stringMatching(/^500/) },
    ]);
  });

  it('is found by the suite where the generated server looks away', async () => {
    if (!planned) throw new Error('The case is gone.');
    expect(await findingsOf(planned, serverThat('off'))).toMatchObject([
      { check: 'body', pointer: '/body/snapshot/zone', actual: 'nothing' },
    ]);
  });
});

describe('the whole suite of a version', () => {
  for (const { title, server, cases } of samples) {
    const successes = cases.filter(({ expect: { refusal } }) => !refusal);
    const first = new Map(successes.toReversed().map((planned) => [planned.ref.operationId, planned]));
    for (const [operationId, planned] of [...first].toReversed()) {
      it(`${title}: fails where ${operationId} answers 500, and nowhere else`, async () => {
        const broken = breaking(server, planned, withStatus(500));
        const { judged, finished } = await replay(
          { contexts: [], versions: [], size: cases.length, entries: cases },
          handlerTarget(broken),
        );
        const failed = judged.filter(({ verdict }) => verdict === 'broken').map((event) => event.case.id);
        const owed = cases.filter(
          ({ ref, expect: { status } }) =>
            ref.operationId === operationId && status === planned.expect.status,
        );
        expect(failed).toStrictEqual(owed.map(({ ref }) => ref.id));
        expect(finished.totals).toMatchObject({ broken: owed.length, held: cases.length - owed.length });
      });
    }
  }
});

describe('the faults', () => {
  it('lose every echo that the plan expects, and no other', () => {
    const planned = samples.flatMap(({ cases }) => cases).filter(({ ref }) => !ref.example.includes(' + '));
    for (const each of planned) {
      const related = each.expect.relations.map(({ answer, sent }) => [
        `/${answer.map((step) => step ?? '*').join('/')}`,
        sent.join(' or '),
      ]);
      expect(Object.fromEntries(related), each.ref.id).toStrictEqual(echoesOf(each));
    }
    const used = new Set(
      planned
        .map(({ ref }) => `${ref.family} ${ref.operationId} ${ref.example}`)
        .filter((key) => key in ECHOES),
    );
    expect([...used].sort()).toStrictEqual(Object.keys(ECHOES).sort());
  });

  it('are many', () => {
    expect(count).toBeGreaterThan(3000);
  });
});
