// Hides when a request is answered by a version that may answer it, and refused where none may.
import type { Family } from '../../runtime/lifecycle.js';
import { compareVersions } from '../../runtime/lifecycle.js';
import { selectorReader, selectorValue } from '../../runtime/selector.js';
import type { Life } from '../lifecycle/life.js';
import { callable, type Outcome } from '../lifecycle/outcomes.js';
import type { Selection } from '../plan/types.js';
import { pointerAt } from '../pointer.js';
import { excerpt, shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const versionSelection: Check = {
  name: 'version-selection',
  gate: true,
  judge(exchange) {
    const { expect } = exchange.case;
    const { life } = exchange;
    if (expect.kind !== 'selection' || !life) return [];
    const outcomes = [...life.chosen.outcomes, ...expect.orElse];
    const { status } = exchange.answer;
    if (status < 400) return ofAnswer(exchange, expect, life, outcomes);
    // Who asks, and how often, is looked at before the version may be; nothing is known of the version then.
    if (status >= 500 || EARLIER.has(status)) return [];
    return ofRefusal(exchange, expect, life, outcomes);
  },
};

const EARLIER: ReadonlySet<number> = new Set([401, 403, 407, 408, 421, 425, 429, 451]);
/** What is wrong with a request may be other things than its version. */
const AMBIGUOUS: ReadonlySet<number> = new Set([400, 404, 409, 422]);

function ofAnswer(exchange: Judged, expect: Selection, life: Life, outcomes: readonly Outcome[]): Flaw[] {
  const { family } = life.under;
  const right = outcomes.filter((each) => each.kind === 'served');
  const { answer, case: planned } = exchange;
  const source = planned.operation.source;
  if (right.length === 0) {
    const message = `A request that names its version as ${expect.named} was answered instead of refused.`;
    return [{ pointer: '/status', message, expected: refused(outcomes), actual: said(exchange), source }];
  }
  // What names a version in so many words is for `version-echo` to compare.
  const said_ = echoOf(family, answer.headers);
  if (life.chosen.isNamed && expect.orElse.length === 0) return [];
  if (said_ === undefined || right.some(({ version }) => selectorValue(family.selector, version) === said_))
    return [];
  const message = `Another version answered a request that names its version as ${expect.named}.`;
  const expected = right.map(({ version }) => selectorValue(family.selector, version)).join(' or ');
  const pointer = pointerAt('/header', family.selector.name ?? '');
  return [{ pointer, message, expected, actual: shown(said_), source }];
}

function ofRefusal(exchange: Judged, expect: Selection, life: Life, outcomes: readonly Outcome[]): Flaw[] {
  const { answer, case: planned, response } = exchange;
  const { family } = life.under;
  const right = outcomes.filter((each) => each.kind === 'refused');
  const source = response?.source ?? planned.operation.source;
  const fitting = right.filter(({ status }) => status === answer.status);
  if (fitting.length > 0) {
    const isListed = fitting.some(({ reason }) => reason === 'malformed') || tellsVersions(exchange, life);
    return isListed ? [] : [unlisted(exchange, life, source)];
  }
  const isServed = outcomes.some(({ kind }) => kind === 'served');
  const isOfVersions = Object.values(family.unavailable).includes(answer.status);
  if (isServed && (!isOfVersions || AMBIGUOUS.has(answer.status))) return [];
  const message = isServed
    ? `A request that names its version as ${expect.named} was refused for its version.`
    : `A request that names its version as ${expect.named} was refused by another status.`;
  const expected = isServed ? 'an answer' : refused(outcomes);
  return [{ pointer: '/status', message, expected, actual: said(exchange), source }];
}

function refused(outcomes: readonly Outcome[]): string {
  const statuses = outcomes.flatMap((each) =>
    each.kind === 'refused' ? [`${each.status} (${each.reason})`] : [],
  );
  return `a refusal: ${[...new Set(statuses)].join(' or ')}`;
}

function said({ answer: { status, bytes } }: Judged): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 480));
  return bytes.byteLength === 0 ? String(status) : `${status}, with ${excerpt(text, 160)}`;
}

/** The own part of what an answer says of its version; undefined where it says nothing of it. */
function echoOf({ selector }: Family, headers: Headers): string | undefined {
  if (selector.in !== 'header') return undefined;
  const asked = selectorReader(selector)({ url: 'http://localhost/', headers });
  return asked.kind === 'named' ? selectorValue(selector, asked.text) : undefined;
}

const MOST_READ = 64 * 1024;

/**
 * Whether a refusal tells which versions there are: the lowest and the highest, or all that must be served. Anywhere: each provider
 * has a form of its own. Where the path names the version, it was the routes that refused.
 */
function tellsVersions({ answer: { headers, bytes }, case: { request } }: Judged, { under }: Life): boolean {
  const { family } = under;
  if (family.selector.in === 'path' || request.method === 'HEAD') return true;
  const body = new TextDecoder().decode(bytes.subarray(0, MOST_READ));
  const name = family.selector.name?.toLowerCase();
  const others = [...headers].filter(([each]) => each !== name).map(([, value]) => value);
  const text = [body, ...others].join('\n');
  const has = (id: string) =>
    new RegExp(`(?<![\\w.-])v?${id.replaceAll('.', '\\.')}(?![\\w-]|\\.\\d)`).test(text);
  return rangesOf(family).some((ids) => ids.every(has));
}

/** What a list may be short of: versions that may have ended. */
function rangesOf(family: Family): string[][] {
  const sure = callable(family).filter(({ state }) => state !== 'DEPRECATED');
  const ids = sure.map(({ id }) => id);
  const all = callable(family)
    .flatMap(({ id, from }) => (from === undefined ? [id] : [id, from]))
    .sort(compareVersions);
  const [lowest = '', highest = ''] = [all[0], all.at(-1)];
  const hasRange = callable(family).some(({ from }) => from !== undefined);
  return [...(hasRange ? [] : [ids]), [lowest, highest]];
}

function unlisted({ answer }: Judged, { under: { family } }: Life, source: string): Flaw {
  return {
    pointer: answer.bytes.byteLength === 0 ? '/body' : '/body/',
    message: 'The refusal of a version does not say which versions there are.',
    expected: rangesOf(family)
      .map((ids) => ids.join(' and '))
      .join(', or '),
    actual: excerpt(new TextDecoder().decode(answer.bytes.subarray(0, 480))),
    source,
  };
}
