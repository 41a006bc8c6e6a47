// Hides how a judgement is changed while a run goes on: its totals follow.
import type { JudgedEvent, RunEvent, Totals } from './events.js';

/** The same run, its cases judged again. @param again gives an event back as it is where nothing changes */
export async function* rejudge(
  events: AsyncIterable<RunEvent>,
  again: (event: JudgedEvent) => JudgedEvent,
): AsyncGenerator<RunEvent, void, undefined> {
  const moved = new Map<keyof Totals, number>();
  for await (const event of events) {
    if (event.type === 'judged') {
      const judged = again(event);
      if (judged !== event) {
        for (const key of countedAs(event)) moved.set(key, (moved.get(key) ?? 0) - 1);
        for (const key of countedAs(judged)) moved.set(key, (moved.get(key) ?? 0) + 1);
      }
      yield judged;
    } else if (event.type === 'finished') {
      const totals = { ...event.totals };
      for (const [key, by] of moved) totals[key] += by;
      yield { ...event, totals };
    } else yield event;
  }
}

function countedAs({ verdict, findings }: JudgedEvent): (keyof Totals)[] {
  const open = findings.filter(({ known }) => !known);
  return [
    verdict,
    ...open.map(({ severity }) => (severity === 'error' ? 'errors' : 'warnings') as keyof Totals),
  ];
}
