// Hides what differs in what an operation is given: parameters one by one, how they are written, and the body.
import { canonicalRef } from '../model/references.js';
import type { ApiModel, MediaContent, Operation, Parameter } from '../model/types.js';
import { lifeOf } from '../project/life.js';
import { pointerAt, pointerTokens } from '../source.js';
import { nodeAt } from '../spec/references.js';
import { type Context, type Found, isCorrected, sooner } from './found.js';
import { renamedVariables, sameMedia } from './inputs.js';
import { canonical, isTree, list } from './json.js';
import { contentDifferences } from './media.js';
import type { CallPair, Sides } from './sides.js';

export function inputDifferences(sides: Sides, found: Found, pair: CallPair): void {
  const { older, newer } = pair;
  const renamed = renamedVariables(older, newer);
  const left = new Map(newer.parameters.map((each) => [keyOf(each), each]));
  for (const from of older.parameters) {
    const name = from.in === 'path' ? (renamed[from.name] ?? from.name) : from.name;
    const key = keyOf({ ...from, name });
    const to = left.get(key);
    left.delete(key);
    // The selector fills in the one, credentials the other: these are compared as what they are.
    if (from.role !== 'plain' || (to && to.role !== 'plain')) continue;
    if (to) compareParameters(sides, found, pair, from, to);
    else addGone(sides, found, pair, from);
  }
  for (const to of left.values()) if (to.role === 'plain') addNew(sides, found, pair, to);
  compareBodies(sides, found, pair);
}

/** Names of headers are the same in every case (RFC 9110, section 5.1). */
function keyOf({ in: where, name }: Pick<Parameter, 'in' | 'name'>): string {
  return `${where} ${where === 'header' ? name.toLowerCase() : name}`;
}

function addGone(sides: Sides, found: Found, { older, newer, context }: CallPair, from: Parameter): void {
  const why = `it is not in ${sides.names.newer}`;
  const shared = sharedBy(sides.older, older, from);
  found.add(within(sides, { ...context, ...shared }, from, undefined), {
    ...{ rule: 'parameter-removed', breaks: true, why, older: from.source },
    newer: shared ? pathItemOf(newer) : newer.source,
  });
}

function addNew(
  sides: Sides,
  found: Found,
  { older, newer, context, directions }: CallPair,
  to: Parameter,
): void {
  const why = `it is ${to.required ? 'required' : 'new'} in ${sides.names.newer}`;
  const breaks = to.required && directions.asked === 'request';
  const shared = sharedBy(sides.newer, newer, to);
  found.add(within(sides, { ...context, ...shared }, undefined, to), {
    ...{ rule: 'parameter-added', breaks, why, newer: to.source },
    older: shared ? pathItemOf(older) : older.source,
  });
}

/** Whether a parameter is one of all operations of a path: it comes and goes once for all of them. */
function sharedBy(
  { document }: ApiModel,
  operation: Operation,
  { source }: Parameter,
): Pick<Context, 'call' | 'part'> | undefined {
  const place = pointerAt(pathItemOf(operation), 'parameters');
  const { path } = operation;
  const isOne = list(nodeAt(document, place)).some((each, index) => {
    const ref = isTree(each) ? each['$ref'] : undefined;
    return (
      pointerAt(place, index) === source || (typeof ref === 'string' && canonicalRef(ref) === `#${source}`)
    );
  });
  return isOne && path !== '' ? { call: path, part: path } : undefined;
}

function pathItemOf({ source, keys }: Operation): string {
  return pointerAt('', ...pointerTokens(source).slice(0, -keys.length));
}

function compareParameters(sides: Sides, found: Found, pair: CallPair, from: Parameter, to: Parameter): void {
  const { names, walk } = sides;
  const { directions } = pair;
  const direction = directions.asked;
  const context = within(sides, pair.context, from, to);
  const at = { older: from.source, newer: to.source };
  if (from.required !== to.required) {
    const why = `it is ${to.required ? 'required' : 'optional'} in ${names.newer}`;
    const breaks = direction === 'request' ? to.required : from.required;
    found.add(context, { rule: 'parameter-required', breaks, why, ...at });
  }
  if (formOf(from) !== formOf(to)) {
    const why = `it is written in another way in ${names.newer}`;
    found.add(context, { rule: 'parameter-form', breaks: true, why, ...at });
  }
  if (from.allowEmptyValue !== to.allowEmptyValue) {
    const why = `it may ${to.allowEmptyValue ? '' : 'not '}be empty in ${names.newer}`;
    const breaks = (direction === 'request' ? from : to).allowEmptyValue;
    found.add(context, { rule: 'parameter-form', breaks, why, ...at });
  }
  walk.compare({
    older: { schema: from.schema, pointer: schemaAt(from) },
    newer: { schema: to.schema, pointer: schemaAt(to) },
    ...{ direction, context },
  });
}

function formOf({ style, explode, allowReserved, mediaType, encoding }: Parameter): string {
  return canonical([style, explode, allowReserved, mediaType?.toLowerCase(), encoding]);
}

function schemaAt({ source, mediaType }: Parameter): string {
  return mediaType === undefined
    ? pointerAt(source, 'schema')
    : pointerAt(source, 'content', mediaType, 'schema');
}

function within(sides: Sides, context: Context, from?: Parameter, to?: Parameter): Context {
  const nodeOf = ({ document }: ApiModel, source?: string) =>
    source === undefined ? undefined : nodeAt(document, source);
  const [before, now] = [nodeOf(sides.older, from?.source), nodeOf(sides.newer, to?.source)];
  const ends = isTree(before) ? lifeOf(before).deprecated?.notBefore : undefined;
  const until = sooner(context.until, ends);
  const { in: where = '', name = '' } = to ?? from ?? {};
  return {
    call: context.call,
    part: `${context.part}, ${where} parameter ${name}`,
    isBugfix: context.isBugfix || isCorrected([before], [now]),
    ...(until !== undefined && { until }),
  };
}

function compareBodies(
  sides: Sides,
  found: Found,
  { older, newer, directions, context: around }: CallPair,
): void {
  const { names } = sides;
  const [from, to] = [older.body, newer.body];
  if (!from && !to) return;
  const nodes = [
    from && nodeAt(sides.older.document, from.source),
    to && nodeAt(sides.newer.document, to.source),
  ];
  const context: Context = {
    ...around,
    part: `${around.part}, body`,
    isBugfix: around.isBugfix || isCorrected([nodes[0]], [nodes[1]]),
  };
  const at = { older: from?.source ?? older.source, newer: to?.source ?? newer.source };
  const isAsked = directions.asked === 'request';
  if (!from || !to) {
    const rule = to ? 'body-added' : 'body-removed';
    const word = to?.required ? 'required' : 'new';
    const why = to ? `it is ${word} in ${names.newer}` : `there is none in ${names.newer}`;
    found.add(context, { rule, breaks: to ? to.required && isAsked : true, why, ...at });
    return;
  }
  if (from.required !== to.required) {
    const why = `it is ${to.required ? 'required' : 'optional'} in ${names.newer}`;
    found.add(context, { rule: 'body-required', breaks: (isAsked ? to : from).required, why, ...at });
  }
  for (const content of from.content) {
    const other = sameMedia(content, to.content);
    if (other)
      contentDifferences(sides, found, { from: content, to: other, direction: directions.asked, context });
    else addMedia(found, context, 'media-removed', content, at, names.newer, isAsked);
  }
  for (const content of to.content)
    if (!sameMedia(content, from.content))
      addMedia(found, context, 'media-added', content, at, names.newer, !isAsked);
}

function addMedia(
  found: Found,
  context: Context,
  rule: 'media-removed' | 'media-added',
  { mediaType, source }: MediaContent,
  at: { readonly older: string; readonly newer: string },
  newer: string,
  breaks: boolean,
): void {
  const isGone = rule === 'media-removed';
  const why = `${mediaType} is ${isGone ? 'not' : 'new'} in ${newer}`;
  found.add(context, { rule, breaks, why, ...at, ...(isGone ? { older: source } : { newer: source }) });
}
