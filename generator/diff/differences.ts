// Hides the comparison of two documents of one API: every difference that somebody who calls, or implements, it could notice. Facts only.
import { directionsOf } from '../model/hooks.js';
import type { ApiModel, Hook, Operation } from '../model/types.js';
import { pointerAt } from '../source.js';
import { nodeAt } from '../spec/references.js';
import { answerDifferences } from './answer-differences.js';
import { credentialDifferences, schemeDifferences } from './credentials.js';
import type { Names } from './fitting.js';
import { type Context, type Difference, Found, isCorrected } from './found.js';
import { inputDifferences } from './input-differences.js';
import { matchOperations, placeOf } from './matching.js';
import { SchemaWalk } from './schema-walk.js';
import type { CallPair, Sides } from './sides.js';

/**
 * What differs between two documents, in the order of the newer one as far as there is one: not titles, descriptions, examples and other words about it, nor
 * what is deprecated, nor the order of anything, nor what only other references lead to. Pure, and in bounded time.
 * @param names what the two are called in sentences
 */
export function differencesOf(older: ApiModel, newer: ApiModel, names: Names): readonly Difference[] {
  const found = new Found();
  const sides: Sides = { older, newer, names, walk: new SchemaWalk(older, newer, names, found) };
  if (older.basePath !== newer.basePath && older.version.selector?.in !== 'path')
    found.add(
      { call: 'all operations', part: 'all operations', isBugfix: false },
      {
        ...{ rule: 'base-path-changed', breaks: true, older: '/servers', newer: '/servers' },
        why: `paths begin with ${newer.basePath || '/'} in ${names.newer}, with ${older.basePath || '/'} in ${names.older}`,
      },
    );
  schemeDifferences(sides, found);
  compareOperations(sides, found);
  compareHooks(sides, found, 'webhooks');
  compareHooks(sides, found, 'callbacks');
  sides.walk.run();
  return found.all;
}

function compareOperations(sides: Sides, found: Found): void {
  const { older, newer, names } = sides;
  const taken = new Set<Operation>();
  for (const { older: from, newer: to } of matchOperations(older, newer)) {
    if (to) taken.add(to);
    if (to && placeOf(older, from) === placeOf(newer, to)) compareCalls(sides, found, from, to);
    else {
      const why = to ? `it is ${labelOf(to)} in ${names.newer}` : `it is not in ${names.newer}`;
      addGone(sides, found, from, why, to?.source ?? nearest(newer, from));
    }
  }
  for (const to of newer.operations) if (!taken.has(to)) addNew(sides, found, to);
}

/** Requests that go the other way are the same where they follow from the same. */
function compareHooks(sides: Sides, found: Found, kind: 'webhooks' | 'callbacks'): void {
  const keyOf = ({ verb, key, cause }: Hook) =>
    JSON.stringify([verb, key, cause?.url, cause && labelOf(cause.operation)]);
  const left = new Map(sides.newer[kind].map((each) => [keyOf(each), each]));
  for (const from of sides.older[kind]) {
    const to = left.get(keyOf(from));
    left.delete(keyOf(from));
    if (to) compareCalls(sides, found, from, to);
    // What an operation that is gone leads to is gone with it.
    else if (
      !from.cause ||
      sides.newer.operations.some((each) => labelOf(each) === labelOf(from.cause?.operation))
    )
      addGone(sides, found, from, `it is not in ${sides.names.newer}`, nearest(sides.newer, from));
  }
  for (const to of left.values())
    if (!to.cause || sides.older.operations.some((each) => labelOf(each) === labelOf(to.cause?.operation)))
      addNew(sides, found, to);
}

function compareCalls(sides: Sides, found: Found, older: Operation, newer: Operation): void {
  const context = contextOf(sides, older, newer);
  const pair: CallPair = { older, newer, directions: directionsOf(newer), context };
  if (older.id !== newer.id)
    found.add(context, {
      ...{ rule: 'operation-renamed', breaks: false, older: older.source, newer: newer.source },
      why: `its operationId is ${newer.id} in ${sides.names.newer}, ${older.id} in ${sides.names.older}`,
    });
  credentialDifferences(sides, found, pair);
  inputDifferences(sides, found, pair);
  answerDifferences(sides, found, pair);
}

function addGone(sides: Sides, found: Found, from: Operation, why: string, newer: string): void {
  const context = contextOf(sides, from, undefined);
  found.add(context, { rule: 'operation-removed', breaks: true, why, older: from.source, newer });
}

function addNew(sides: Sides, found: Found, to: Operation): void {
  const context = contextOf(sides, undefined, to);
  const why = `it is new in ${sides.names.newer}`;
  found.add(context, { rule: 'operation-added', breaks: false, why, older: '', newer: to.source });
}

/** The path item of an operation in the other document, where that has it. */
function nearest({ document }: ApiModel, { path, source }: Operation): string {
  const item = path === '' ? source.split('/').slice(0, 3).join('/') : pointerAt('/paths', path);
  return nodeAt(document, item) === undefined ? '/paths' : item;
}

function contextOf(sides: Sides, older?: Operation, newer?: Operation): Context {
  const nodes = (model: ApiModel, operation?: Operation) =>
    operation ? [operation.source, nearest(model, operation)].map((at) => nodeAt(model.document, at)) : [];
  const until = older?.deprecation?.notBefore;
  const call = labelOf(newer ?? older);
  return {
    ...{ call, part: call },
    isBugfix: isCorrected(nodes(sides.older, older), nodes(sides.newer, newer)),
    ...(until !== undefined && { until }),
  };
}

/** `GET /pets`, or what a webhook is called. */
function labelOf(operation: Operation | Hook | undefined): string {
  if (!operation) return '';
  return 'kind' in operation ? `${operation.kind} ${operation.id}` : `${operation.verb} ${operation.path}`;
}
