// Hides when an answer says by which version it was made, and what it varies by.
import { selectorValue } from '../../runtime/selector.js';
import { demandsOf } from '../lifecycle/demands.js';
import { pointerAt } from '../pointer.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

/** Only a header needs either: a query or a path stands in the URL by which answers are kept. */
export const versionEcho: Check = {
  name: 'version-echo',
  gate: false,
  judge(exchange) {
    const selector = exchange.life?.under.family.selector;
    return selector?.in === 'header' ? [...echoFlaws(exchange), ...varyFlaws(exchange)] : [];
  },
};

function echoFlaws(exchange: Judged): Flaw[] {
  const { life, answer } = exchange;
  if (!life) return [];
  const { selector } = life.under.family;
  const { name = '' } = selector;
  const served = life.chosen.outcomes.filter((each) => each.kind === 'served');
  const isRefusal = answer.status >= 400;
  const { expect } = exchange.case;
  const outcomes = [...life.chosen.outcomes, ...(expect.kind === 'selection' ? expect.orElse : [])];
  // No version has made what refuses a version.
  if (served.length === 0 || (isRefusal && outcomes.some(({ kind }) => kind === 'refused'))) return [];
  const said = answer.headers.get(name);
  const right = served.map(({ version }) => selectorValue(selector, version));
  const pointer = pointerAt('/header', name);
  const flaw = { pointer, expected: right.join(' or '), source: sourceOf(exchange) };
  if (said === null) {
    if (!isDemanded(exchange, name, demandsOf(life.under.family).echo)) return [];
    return [{ ...flaw, message: 'The answer does not say by which version it was made.', actual: 'none' }];
  }
  const members = said.split(',').map((member) => member.trim().toLowerCase());
  if (right.some((each) => members.includes(each.toLowerCase()))) return [];
  if (isRefusal && !isDemanded(exchange, name, false)) return [];
  return [
    {
      ...flaw,
      message: 'The answer is of another version than the one that was asked for.',
      actual: shown(said),
    },
  ];
}

function varyFlaws(exchange: Judged): Flaw[] {
  const { life, answer } = exchange;
  if (!life) return [];
  const { family } = life.under;
  const { name = '' } = family.selector;
  const said = answer.headers.get('vary');
  const members = (said ?? '').split(',').map((member) => member.trim().toLowerCase());
  if (members.includes('*') || members.includes(name.toLowerCase())) return [];
  if (!isDemanded(exchange, 'vary', demandsOf(family).vary)) return [];
  const message = 'The answer does not say that it depends on the version: caches would give it to others.';
  return [
    {
      pointer: '/header/Vary',
      message,
      expected: name,
      actual: said === null ? 'none' : shown(said),
      source: sourceOf(exchange),
    },
  ];
}

/** Successes, and refusals of data, which a version has judged; who speaks before the version does owes nothing but what is documented. */
function isDemanded(exchange: Judged, name: string, always: boolean): boolean {
  const { answer, response } = exchange;
  if (always && (answer.status < 400 || isOfVersion(exchange))) return true;
  return response?.headers.some((each) => each.name.toLowerCase() === name.toLowerCase()) === true;
}

/** Data that no part of a server but the version itself can have found wrong; bodies that nobody can read may not have come so far. */
function isOfVersion({ answer: { status }, case: { expect, request } }: Judged): boolean {
  if (!OF_DATA.has(status) || request.body?.raw !== undefined || request.unauthenticated) return false;
  if (expect.kind === 'pair') return expect.refusal && expect.status === String(status);
  return expect.kind === 'refused' && expect.check === 'negative-data' && request.body !== undefined;
}

const OF_DATA: ReadonlySet<number> = new Set([400, 404, 409, 422]);

function sourceOf({ response, case: { operation } }: Judged): string {
  return response?.source ?? operation.source;
}
