// Hides which requests are tried that must be refused: each breaks one rule of the document, and nothing else.
import type { Operation } from '../../generator/model/types.js';
import { caseId, caseRef } from './case-id.js';
import { keeping } from './kept.js';
import { brokenBodies } from './negative/bodies.js';
import { badCredentials } from './negative/credentials.js';
import { brokenData } from './negative/data.js';
import { unknownMethods } from './negative/methods.js';
import type { Offence } from './negative/offence.js';
import type { Case, CaseSource, PlanContext } from './types.js';
import { uniqueIds } from './unique-ids.js';

type Offences = (context: PlanContext, operation: Operation) => Iterable<Offence>;

const KINDS: readonly Offences[] = [brokenData, brokenBodies, unknownMethods, badCredentials];

export const negative: CaseSource = {
  phase: 'negative',
  *entries(context) {
    for (const operation of context.subject.model.operations) yield* cases(context, operation);
  },
};

const cases = keeping((context, operation) => uniqueIds(casesOf(context, operation)));

function* casesOf(context: PlanContext, operation: Operation): Generator<Case> {
  const { subject } = context;
  for (const kind of KINDS)
    for (const { name, request, expect, operation: judged = operation } of kind(context, operation)) {
      const id = caseId(subject.model, operation, 'negative', [name]);
      const { source } = expect;
      const ref = caseRef(subject.model, operation, { id, phase: 'negative', example: name, source });
      yield { ref, subject, operation: judged, request, expect };
    }
}
