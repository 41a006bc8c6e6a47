// Hides whether what a microversion brought is there from it on: the same is asked for in the version that brought it and in the newest.
import type { Operation } from '../../../generator/model/types.js';
import { describes, type VersionEntry } from '../../../runtime/lifecycle.js';
import { selectorValue } from '../../../runtime/selector.js';
import { membersAbsentIn } from '../../lifecycle/absent-members.js';
import { changesIn } from '../../lifecycle/lives.js';
import { pointerTokens, valueAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { type Base, READING } from '../base.js';
import { caseId, caseRef } from '../case-id.js';
import type { Session } from '../session.js';
import type { FamilyUnderTest, PlanContext, Scenario } from '../types.js';
import { before } from './spellings.js';

const MOST = 20;

/** One scenario for each microversion that changes something. What is done otherwise than by reading is a creation, or is not done. */
export function* membersSince(
  context: PlanContext,
  under: FamilyUnderTest,
  entry: VersionEntry,
  operation: Operation,
  base: Base,
): Generator<Scenario> {
  const { document } = context.subject.model;
  if (entry.from === undefined || (!READING.has(operation.verb) && operation.verb !== 'POST')) return;
  const all = changesIn(document).filter((each) => describes(entry, each) && each !== entry.id);
  for (const version of all.slice(0, MOST)) yield since(context, under, entry, operation, base, version);
}

function since(
  context: PlanContext,
  { family }: FamilyUnderTest,
  entry: VersionEntry,
  operation: Operation,
  base: Base,
  version: string,
): Scenario {
  const { subject } = context;
  const { source } = operation;
  return {
    ref: caseRef(subject.model, operation, {
      id: caseId(subject.model, operation, 'lifecycle', ['since', version]),
      phase: 'lifecycle',
      example: `what came with ${version}`,
      source,
    }),
    subject,
    async play(session: Session) {
      const ask = (id: string) => {
        const named = selectorValue(family.selector, id);
        const expect = { kind: 'selection' as const, source, named: shown(named, 60), orElse: [] };
        const request = session.free(operation, base.request);
        return session.send({
          name: `in ${id}`,
          operation,
          request: { ...request, version: [named] },
          expect,
        });
      };
      const [newest, then] = [await ask(entry.id), await ask(version)];
      if (!newest || !then || !isSuccess(newest) || newest.status !== then.status) return;
      const schema = newest.response?.content[0]?.schema;
      const earlier = before(version);
      if (schema === undefined || earlier === undefined) return;
      session.judged('version-selection');
      const { document } = subject.model;
      const later = new Set(
        membersAbsentIn(document, version, schema, newest.body).map(({ pointer }) => pointer),
      );
      for (const { pointer, value } of membersAbsentIn(document, earlier, schema, newest.body)) {
        if (later.has(pointer) || value === null || valueAt(then.body, pointer) !== undefined) continue;
        // What it stands in has to be there: lists may hold others by now.
        const around = pointer.slice(0, pointer.lastIndexOf('/'));
        if (
          valueAt(then.body, around) === undefined ||
          pointerTokens(pointer).some((each) => /^\d+$/.test(each))
        )
          continue;
        const flaw = {
          pointer: `/body${pointer}`,
          message: `Version ${version} does not show what came with it; ${entry.id} does.`,
          expected: `what ${entry.id} shows: ${shown(value, 60)}`,
          actual: 'nothing',
          source,
        };
        session.flaw('version-selection', flaw, then);
      }
    },
  };
}
