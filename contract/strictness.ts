// Hides what it means to be strict: what only warns is an error.
import type { JudgedEvent, RunEvent } from './events.js';
import { rejudge } from './rejudge.js';

/** The same run, in which every warning breaks its case: undocumented members, for one. */
export function strictly(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void, undefined> {
  return rejudge(events, strict);
}

function strict(event: JudgedEvent): JudgedEvent {
  if (event.findings.every(({ severity }) => severity === 'error')) return event;
  const findings = event.findings.map((finding) => ({ ...finding, severity: 'error' as const }));
  return { ...event, verdict: event.verdict === 'unplannable' ? 'unplannable' : 'broken', findings };
}
