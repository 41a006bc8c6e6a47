// Hides how a run leaves a server as it found it: what it made is deleted, the newest first, in bounded time, also when the run was ended.
import type { CleanedEvent } from '../events.js';
import type { Wait } from '../plan/tolerance.js';
import type { Subject } from '../plan/types.js';
import { harmless } from '../show.js';
import { isSuccess } from '../status.js';
import type { Belonging, Belongings } from './belongings.js';
import { isFailure } from './exchange.js';
import { requestOf } from './request.js';
import { type Line, send } from './send.js';
import type { SubjectTools } from './tools.js';

/** Milliseconds for all of it. */
const LONGEST = 30_000;
/** Milliseconds for one item that is in use. */
const LONGEST_BUSY = 4_000;

/** Removes what is left of a run. @returns undefined where there is nothing */
export async function cleanUp(
  belongings: Belongings,
  line: Line,
  toolsOf: (subject: Subject) => SubjectTools,
): Promise<CleanedEvent | undefined> {
  const { left: mine } = belongings;
  if (mine.length === 0) return undefined;
  // The run's own signal may be what ended it.
  const ending = AbortSignal.timeout(LONGEST);
  const { target } = line;
  const last = { ...line, signal: ending };
  const left: string[] = [];
  /** For good, for the document does not say how they are deleted: ids by collection. */
  const staying = new Map<string, string[]>();
  let removed = 0;
  for (const each of mine) {
    belongings.forget(each);
    const planned = belongings.removal(each);
    const built = planned && requestOf(planned, target.baseUrl);
    if (!planned || !built || !('request' in built)) {
      const { path } = each.resource;
      staying.set(path, [...(staying.get(path) ?? []), harmless(String(each.id))]);
      continue;
    }
    const { credentials } = toolsOf(each.subject);
    // What is said to be in use is asked for again: what stands in it may still be on its way out.
    const { outcome, request } = await belongings.tolerance.until(
      waitingFor(each, belongings),
      () => send(built, credentials, last),
      ({ outcome: answer }) => isFailure(answer) || !IN_USE.has(answer.status),
    );
    const why = isFailure(outcome) ? outcome.detail : `answered with ${outcome.status}`;
    if (!isFailure(outcome) && (isSuccess(outcome) || outcome.status === 404 || outcome.status === 410))
      removed += 1;
    else left.push(`${request.method} ${request.url}: ${why}`);
    if (ending.aborted || (isFailure(outcome) && outcome.kind === 'unreachable')) {
      for (const rest of belongings.left) belongings.forget(rest);
      break;
    }
  }
  return { type: 'cleaned', removed, left: [...[...staying].map(stayingText), ...left] };
}

/** In the order in which they were made. */
function stayingText([path, ids]: readonly [path: string, ids: readonly string[]]): string {
  const shown = ids.toReversed().slice(0, MOST_NAMED).join(', ');
  const more = ids.length > MOST_NAMED ? `, and ${ids.length - MOST_NAMED} more` : '';
  const what = ids.length === 1 ? 'an item' : `${ids.length} items`;
  return `${what} of ${path} (${shown}${more}): the document does not say how to delete ${ids.length === 1 ? 'it' : 'them'}`;
}

/** Whoever cleans up by hand looks for what came after the first ones. */
const MOST_NAMED = 20;

function waitingFor({ resource, subject }: Belonging, belongings: Belongings): Wait {
  return {
    what: `removal ${resource.path}`,
    settleMs: Math.min(LONGEST_BUSY, belongings.settleMs(subject)),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/** Conflict, failed precondition (some mean a conflict), locked, too early. */
const IN_USE: ReadonlySet<number> = new Set([409, 412, 423, 425]);
