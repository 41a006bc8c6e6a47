// Hides one run of the contract kit as plain results: each exchange with the request that was really sent and the answer that really came.

import { requestOf } from '../../contract/execute/transport.js';
import {
  type ExampleCase,
  type FinishedEvent,
  type Incoming,
  type JudgedEvent,
  type Outgoing,
  type Plan,
  type PlanEntry,
  run,
  type Target,
} from '../../contract/index.js';

export interface Exchange {
  readonly case: ExampleCase;
  readonly judged: JudgedEvent;
  /** As it reached the transport; nothing is redacted. */
  readonly request: Outgoing;
  /** Text of the request's body. */
  readonly sent: string;
  readonly response: Pick<Incoming, 'status' | 'headers'>;
}

export interface Replay {
  readonly exchanges: readonly Exchange[];
  readonly judged: readonly JudgedEvent[];
  readonly finished: FinishedEvent;
}

/** Runs a plan and keeps what went over the wire. One case at a time, so requests and verdicts come in the same order. */
export async function replay(plan: Plan, { baseUrl, transport }: Target): Promise<Replay> {
  const wire: Pick<Exchange, 'request' | 'sent' | 'response'>[] = [];
  const recording: Target = {
    baseUrl,
    transport: async (request, ending) => {
      const response = await transport(request, ending);
      wire.push({ request, sent: await requestOf(request).text(), response });
      return response;
    },
  };
  const cases = new Map(Array.from(plan.entries, (entry) => [entry.ref.id, entry]));
  const judged: JudgedEvent[] = [];
  const exchanges: Exchange[] = [];
  let finished: FinishedEvent | undefined;
  for await (const event of run(plan, recording)) {
    if (event.type === 'finished') finished = event;
    if (event.type !== 'judged') continue;
    judged.push(event);
    const entry = cases.get(event.case.id);
    const last = wire.shift();
    if (entry && isExample(entry) && last) exchanges.push({ case: entry, judged: event, ...last });
  }
  if (!finished) throw new Error('The run did not finish.');
  return { exchanges, judged, finished };
}

/** Whether an entry of a plan replays a documented pair. */
export function isExample(entry: PlanEntry): entry is ExampleCase {
  return 'expect' in entry && entry.expect.kind === 'pair';
}
