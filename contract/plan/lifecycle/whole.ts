// Hides whether a version whose day has come is there as a whole, or gone as a whole: every operation is asked once.
import { selectorValue } from '../../../runtime/selector.js';
import { mayBeGone } from '../../lifecycle/outcomes.js';
import { baseOf } from '../base.js';
import { versionCaseId } from '../case-id.js';
import type { Reply, Session } from '../session.js';
import type { FamilyUnderTest, PlanContext, Scenario } from '../types.js';

/** No operation of a document is called so. */
const OPERATION = '(version)';

/** Undefined where the version must answer, and where it has one operation only. */
export function wholeVersion(context: PlanContext, under: FamilyUnderTest): Scenario | undefined {
  const { subject } = context;
  const { model } = subject;
  const { family, instant } = under;
  const entry = family.versions.find(({ id }) => id === model.version.id);
  const asked = model.operations.flatMap((operation) => {
    const base = baseOf(context, operation);
    return base ? [{ operation, base }] : [];
  });
  if (!entry || !mayBeGone(entry, family, instant) || asked.length < 2) return undefined;
  const [first] = asked;
  const source = first?.operation.source ?? '';
  return {
    ref: {
      id: versionCaseId(model, 'lifecycle', 'all-or-nothing'),
      phase: 'lifecycle',
      family: family.family,
      version: entry.id,
      operationId: OPERATION,
      operation: `all operations of ${entry.id}`,
      example: 'all or nothing',
      source,
    },
    subject,
    async play(session: Session) {
      const gone: [string, Reply][] = [];
      const served: string[] = [];
      for (const { operation, base } of asked) {
        const named = JSON.stringify(selectorValue(family.selector, entry.id));
        const expect = { kind: 'selection' as const, source: operation.source, named, orElse: [] };
        const reply = await session.send({ name: operation.id, operation, request: base.request, expect });
        if (!reply) continue;
        if (reply.status < 300) served.push(operation.id);
        else if (reply.status === family.unavailable.retired) gone.push([operation.id, reply]);
      }
      session.judged('version-selection');
      const [one] = gone;
      if (!one || served.length === 0) return;
      const flaw = {
        pointer: '/status',
        message: `Version ${entry.id} may be gone since ${entry.notBefore}, but as a whole: some of its operations answer, others are refused.`,
        expected: `${served.join(', ')} refused as well, or ${gone.map(([id]) => id).join(', ')} answered`,
        actual: String(one[1].status),
        source,
      };
      session.flaw('version-selection', flaw, one[1]);
    },
  };
}
