// Hides what is asked where the document shows no whole request: what its parts show by themselves, or else what their schemas take.
import type { ExamplePair, Operation, Parameter } from '../../generator/model/types.js';
import { memberOf, pointerAt } from '../pointer.js';
import { itemResource } from './resources.js';
import { keywordIn } from './schema-parts.js';
import type { PlanContext } from './types.js';
import { BODY } from './unsettled.js';
import { ABSENT } from './values/edit.js';
import { ordinary } from './values/ordinary.js';

/** A documented pair, or what stands in for one. */
export interface UsualPair extends ExamplePair {
  /** See PlannedRequest. */
  readonly madeUp?: readonly string[];
}

/** A pair whose request has everything that is required. */
export interface Completed {
  readonly pair: UsualPair;
  /** True where the path names an item that is to be made first: what stands there now names nothing. */
  readonly needsItem: boolean;
}

/** What is missing, and cannot be made up. */
export interface Lacking {
  readonly lacking: string;
}

/** A pair without an answer's body; undefined where something that is required has no value of its own anywhere. */
export function assumedPair(context: PlanContext, operation: Operation): UsualPair | undefined {
  const status = operation.responses.find((each) => /^2(\d\d|XX)$/i.test(each.status))?.status;
  if (status === undefined) return undefined;
  const found = completed(context, operation, {
    name: 'assumed',
    request: { path: {}, query: {}, header: {}, cookie: {}, querystring: {} },
    response: { status, headers: {} },
    unprompted: true,
    source: operation.source,
  });
  return 'lacking' in found ? undefined : found.pair;
}

/** The pair, with what its request lacks. Relations are for the documented pair to show: those to what was made up would be chance. */
export function completed(
  context: PlanContext,
  operation: Operation,
  pair: ExamplePair,
): Completed | Lacking {
  const { settings, resources } = context;
  const { request } = pair;
  const madeUp: string[] = [];
  let needsItem = false;
  const added: Record<Parameter['in'], [string, unknown][]> = {
    path: [],
    query: [],
    header: [],
    cookie: [],
    querystring: [],
  };
  for (const parameter of operation.parameters) {
    const { name, in: where, required, role } = parameter;
    const shown = memberOf(request[where], name);
    if (!required || (shown !== undefined && shown !== null)) continue;
    if (pair.withoutCredentials && role === 'credential') continue;
    const known = knownValue(context, operation, parameter);
    const isGiven = Object.hasOwn(settings.variables ?? {}, name) || role !== 'plain';
    // The id of an item that is made first.
    const isMade = where === 'path' && resources.some((each) => each.create && each.parameter === name);
    // An invented place might be somebody's: it is looked at, never changed.
    const mayInvent = role === 'plain' && (where !== 'path' || operation.verb === 'GET');
    const value = known ?? (isMade ? 'none' : mayInvent ? takenBy(context, parameter) : undefined);
    if (value === undefined && !isGiven) {
      const why = mayInvent ? '' : ', and nobody guesses what is to be changed';
      return { lacking: `no value is known for ${where} ${name}${why}` };
    }
    if (value !== undefined) added[where].push([name, value]);
    if (known !== undefined || isGiven) continue;
    if (isMade && itemResource(resources, operation)?.create) needsItem = true;
    else madeUp.push(`${where} ${name}`);
  }
  const body = request.body ?? bodyFor(context, operation, pair);
  if (body && 'lacking' in body) return body;
  if (body && 'isMadeUp' in body && body.isMadeUp) madeUp.push(BODY);
  const whole = (where: Parameter['in']) =>
    Object.fromEntries([...Object.entries(request[where]), ...added[where]]);
  return {
    pair: {
      ...pair,
      ...(madeUp.length > 0 && { madeUp }),
      request: {
        ...{ path: whole('path'), query: whole('query'), header: whole('header'), cookie: whole('cookie') },
        querystring: whole('querystring'),
        ...(body && { body: { mediaType: body.mediaType, value: body.value } }),
      },
    },
    needsItem,
  };
}

/** What the document shows of a parameter by itself. */
function knownValue(
  { subject: { model } }: PlanContext,
  operation: Operation,
  { example, examples, schema }: Parameter,
): unknown {
  const { document } = model;
  const stated = ['example', 'default', 'const'].map((keyword) => keywordIn(document, [schema], keyword));
  const listed = ['examples', 'enum'].map((keyword) => memberOf(keywordIn(document, [schema], keyword), '0'));
  const good = goodOnes(operation, examples)[0];
  return [example?.value, good?.value, ...stated, ...listed].find(
    (each) => each !== undefined && each !== null,
  );
}

type Found = { readonly mediaType: string; readonly value: unknown; readonly isMadeUp: boolean };

/** A body where the pair has none and one is needed; undefined where it can do without. */
function bodyFor(context: PlanContext, operation: Operation, pair: ExamplePair): Found | Lacking | undefined {
  const { body } = operation;
  if (!body || (!body.required && pair.unprompted !== true)) return undefined;
  for (const { mediaType, examples } of body.content) {
    const [good] = goodOnes(operation, examples);
    if (good) return { mediaType, value: good.value, isMadeUp: false };
  }
  for (const { mediaType, kind, schema, source } of body.content) {
    if (schema === undefined || (kind !== 'json' && kind !== 'form')) continue;
    const value = takenBy(context, { schema, source });
    if (value !== undefined) return { mediaType, value, isMadeUp: true };
  }
  return body.required ? { lacking: 'no value is known for the body' } : undefined;
}

/** Examples that break no schema, those first whose name is not that of a refusal. */
function goodOnes<E extends { readonly name: string; readonly violates?: string }>(
  { responses }: Operation,
  examples: readonly E[],
): E[] {
  const refused = new Set(
    responses
      .filter(({ status }) => !status.startsWith('2'))
      .flatMap(({ content }) => content.flatMap((each) => each.examples.map(({ name }) => name))),
  );
  const good = examples.filter(({ violates }) => violates === undefined);
  return [...good.filter(({ name }) => !refused.has(name)), ...good.filter(({ name }) => refused.has(name))];
}

/** What a parameter or a body takes by its schema. */
function takenBy(
  { subject, schemas }: PlanContext,
  { source, mediaType, schema }: Pick<Parameter, 'source' | 'mediaType' | 'schema'>,
): unknown {
  if (schema === undefined) return undefined;
  const at = mediaType === undefined ? source : pointerAt(source, 'content', mediaType);
  const value = ordinary({ document: subject.model.document, schemas }, [`${at}/schema`]);
  return value === ABSENT || value === null ? undefined : value;
}
