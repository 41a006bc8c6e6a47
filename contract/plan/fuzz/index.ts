// Hides how drawn requests are tried: any documented answer is right, and of what breaks the smallest request that still does is told.
import type { Operation } from '../../../generator/model/types.js';
import { caseId, caseRef } from '../case-id.js';
import type { Reply, Session } from '../session.js';
import type { AnyDocumented, CaseSource, PlanContext, PlanEntry, Scenario } from '../types.js';
import type { Draw } from './draw.js';
import { drawablesOf } from './drawables.js';

/** Drawn for each operation before the next one has its turn, so that none has to wait for ever where time is short. */
const A_ROUND = 25;
/** More than any server answers in a second; and more than anybody wants planned. */
const MOST_A_SECOND = 5000;
const MOST_IN_TIME = 1_000_000;
/** Requests that are sent for a smaller one. */
const MOST_SMALLER = 40;

export const fuzz: CaseSource = {
  phase: 'fuzz',
  rounds: (context) => Math.ceil(drawsIn(context) / A_ROUND),
  *entries(context, round) {
    const from = round * A_ROUND + 1;
    const to = Math.min(drawsIn(context), from + A_ROUND - 1);
    if (round === 0) madeSmall.set(context, new Map());
    for (const operation of context.subject.model.operations) yield* casesOf(context, operation, from, to);
  },
};

/** What was made small once in a run, by operation: the same defect breaks many draws. */
const madeSmall = new WeakMap<PlanContext, Map<Operation, Set<string>>>();

/** Draws of each operation: as many as are asked for, or as could be made in the time that is asked for. */
function drawsIn({ settings: { draws, drawSeconds }, subjects }: PlanContext): number {
  if (draws !== undefined || drawSeconds === undefined) return draws ?? A_ROUND;
  const operations = subjects.reduce((sum, { model }) => sum + model.operations.length, 0);
  const most = Math.min(MOST_IN_TIME, MOST_A_SECOND * drawSeconds);
  return Math.max(A_ROUND, Math.ceil(most / Math.max(1, operations)));
}

/** @param from the first draw, counted from 1; @param to the last */
function* casesOf(
  context: PlanContext,
  operation: Operation,
  from: number,
  to: number,
): Generator<PlanEntry> {
  const drawables = drawablesOf(context, operation);
  if (!drawables) return;
  let draws: Promise<(n: number) => Draw> | undefined;
  // Drawn when it is its turn, so that counting a plan costs nothing; who never draws does not wait for fast-check.
  const draw = async (n: number) => {
    draws ??= import('./draw.js').then(({ drawsOf }) => drawsOf(context, operation, drawables));
    return (await draws)(n);
  };
  const { subject } = context;
  const { source } = operation;
  const first = caseRef(subject.model, operation, { id: '', phase: 'fuzz', example: '', source });
  const where = caseId(subject.model, operation, 'fuzz', []);
  const known = madeSmall.get(context)?.get(operation) ?? new Set<string>();
  madeSmall.get(context)?.set(operation, known);
  for (let n = from; n <= to; n++) {
    const scenario: Scenario = {
      ref: { ...first, id: `${where}${n}`, example: String(n) },
      subject,
      play: async (session) => tried(session, operation, await draw(n), known),
    };
    yield scenario;
  }
}

async function tried(session: Session, operation: Operation, first: Draw, known: Set<string>): Promise<void> {
  const expect: AnyDocumented = { kind: 'documented', source: operation.source };
  const send = ({ request }: Draw, name: string, probe: boolean) =>
    session.send({ name, operation, request: session.free(operation, request), expect, probe });
  const reply = await send(first, 'drawn', true);
  // What got no answer is asked once more, and told if it gets none again.
  if (!reply) return void (await send(first, 'drawn, once more', false));
  const [check] = reply.broken;
  const what = `${check} ${reply.status}`;
  if (check === undefined || known.has(what)) return session.tell(reply);
  known.add(what);
  const breaks = (other: Reply) => other.broken.includes(check) && other.status === reply.status;
  session.tell(await smallest(first, reply, breaks, (draw) => send(draw, 'smaller', true)));
}

/** Goes on from every smaller request that still breaks, until none does. */
async function smallest(
  first: Draw,
  reply: Reply,
  breaks: (reply: Reply) => boolean,
  probe: (draw: Draw) => Promise<Reply | undefined>,
): Promise<Reply> {
  const seen = new Set([JSON.stringify(first.request.values)]);
  let [draw, shown] = [first, reply];
  let left = MOST_SMALLER;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const each of draw.smaller()) {
      const text = JSON.stringify(each.request.values);
      if (seen.has(text)) continue;
      seen.add(text);
      if (left === 0) return shown;
      left -= 1;
      const answer = await probe(each);
      if (!answer || !breaks(answer)) continue;
      [draw, shown, isSmaller] = [each, answer, true];
      break;
    }
  }
  return shown;
}
