// Hides which checks there are, their order, and how one cause is kept from being told twice.

import type { CheckName } from '../events.js';
import { allow } from './allow.js';
import { answerTime } from './answer-time.js';
import { body } from './body.js';
import { challenge } from './challenge.js';
import type { Check, Flaw, Judged } from './check.js';
import { contentType } from './content-type.js';
import { credentials } from './credentials.js';
import { deprecation } from './deprecation.js';
import { errorBody } from './error-body.js';
import { example } from './example.js';
import { extraFields } from './extra-fields.js';
import { headers } from './headers.js';
import { negativeData } from './negative-data.js';
import { noBody } from './no-body.js';
import { relations } from './relations.js';
import { serverError } from './server-error.js';
import { status } from './status.js';
import { versionEcho } from './version-echo.js';
import { versionLeak } from './version-leak.js';
import { versionSelection } from './version-selection.js';

/** In the order in which they judge. */
export const CHECK_LIST: readonly Check[] = [
  serverError,
  negativeData,
  versionSelection,
  credentials,
  allow,
  status,
  headers,
  deprecation,
  versionEcho,
  challenge,
  noBody,
  contentType,
  body,
  versionLeak,
  errorBody,
  extraFields,
  example,
  relations,
  answerTime,
];

export interface Judgement {
  /** The checks that could judge. */
  readonly checks: readonly CheckName[];
  readonly flaws: readonly { readonly check: CheckName; readonly flaw: Flaw }[];
}

/** Judges one exchange. What an earlier check has found at a place is not told again by a later one, there, below or above it. */
export function judge(exchange: Judged): Judgement {
  const checks: CheckName[] = [];
  const flaws: { check: CheckName; flaw: Flaw }[] = [];
  for (const check of CHECK_LIST) {
    checks.push(check.name);
    const all = verdictOf(check, exchange);
    if (all.length === 0) continue;
    // What only warns silences nothing.
    const earlier = flaws.filter(({ flaw }) => flaw.severity !== 'warning').map(({ flaw }) => flaw.pointer);
    const found = all.filter(({ pointer }) => !earlier.some((known) => oneCause(known, pointer)));
    flaws.push(...found.map((flaw) => ({ check: check.name, flaw })));
    if (check.gate && found.length > 0) break;
  }
  return { checks, flaws };
}

function verdictOf(check: Check, exchange: Judged): Flaw[] {
  try {
    return check.judge(exchange);
  } catch (cause) {
    // The only error that a hostile answer can cause: nesting so deep that the stack ends.
    if (!(cause instanceof RangeError)) throw cause;
    const { source } = exchange.response ?? exchange.case.expect;
    const message = 'The answer is nested too deeply to be judged.';
    return [
      {
        pointer: '/body',
        message,
        expected: 'a body of bearable depth',
        actual: 'one that is deeper',
        source,
      },
    ];
  }
}

function oneCause(known: string, pointer: string): boolean {
  return pointer === known || pointer.startsWith(`${known}/`) || known.startsWith(`${pointer}/`);
}
